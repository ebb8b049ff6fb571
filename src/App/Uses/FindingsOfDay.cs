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
        Of(UsesOfDay.Read(reader, at, includeConsidered), clauses ?? Pack.UseClauses);

    internal static FindingsOfDay Of(UsesOfDay uses, IReadOnlyList<UseClause> clauses)
    {
        UseKey[] keys = [.. uses.Keys];
        var judged = new JudgedUse[keys.Length];
        Parallel.For(0, keys.Length, i => judged[i] = JudgedUse.Of(uses.Of(keys[i])!, uses.At, clauses));
        return new FindingsOfDay(uses.At, clauses, judged);
    }
}
