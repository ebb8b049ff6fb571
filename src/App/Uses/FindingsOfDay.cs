using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Uses;

/// <summary>What every clause says about every use on a day. Immutable.</summary>
/// <param name="At">The day.</param>
/// <param name="Clauses">The clauses, in the order by which outcomes are known.</param>
/// <param name="Uses">Every use, ordered by body and service.</param>
public sealed record FindingsOfDay(DateOnly At, IReadOnlyList<UseClause> Clauses, IReadOnlyList<JudgedUse> Uses)
{
    /// <summary>Judges every use of a day.</summary>
    /// <param name="reader">The register.</param>
    /// <param name="at">The day.</param>
    /// <param name="includeConsidered">Whether uses that are only considered count.</param>
    /// <param name="clauses">The clauses; null: all that there are.</param>
    /// <remarks>Linear in uses and clauses; works on all processors.</remarks>
    public static FindingsOfDay Of(
        IRegisterReader reader, DateOnly at, bool includeConsidered = false, IReadOnlyList<UseClause>? clauses = null) =>
        Of(UsesOfDay.Read(reader, at, includeConsidered), clauses ?? Pack.UseClauses, keepUses: false);

    /// <inheritdoc cref="Of(IRegisterReader, DateOnly, bool, IReadOnlyList{UseClause})" />
    /// <param name="uses">The uses.</param>
    /// <param name="clauses">The clauses.</param>
    /// <param name="keepUses">
    /// Whether uses stay in memory; else each is made again when it is asked for, and what they are made of must stay as it is.
    /// </param>
    internal static FindingsOfDay Of(UsesOfDay uses, IReadOnlyList<UseClause> clauses, bool keepUses)
    {
        string[] bodies = [.. uses.Bodies];
        var judged = new JudgedUse[bodies.Length][];
        Parallel.For(0, bodies.Length, i =>
            judged[i] = Array.ConvertAll(uses.KeysOf(bodies[i]), key => JudgedUse.Of(uses, key, clauses, keepUses)!));
        return new FindingsOfDay(uses.At, clauses, [.. judged.SelectMany(j => j)]);
    }
}
