using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>One clause of a policy, and how a use of a service is held against it.</summary>
/// <remarks>
/// Pure: the same use and day give the same ruling. A class per clause, in a file of its own, with its test beside it;
/// <see cref="Pack.UseClauses"/> finds it by itself. Unknown is never taken for no.
/// </remarks>
public abstract class UseClause
{
    private string? pack;

    /// <summary>The clause.</summary>
    public abstract Clause Clause { get; }

    /// <summary>
    /// Holds a use against the clause; null when the clause does not apply to it on the day, or is not meant for the body.
    /// </summary>
    public Ruling? Hold(Use use, DateOnly at) =>
        Clause.Validity.Contains(at) && Bindings.Of(pack ??= Clause.Pack, use.Body) != Binding.Exempt ? Judge(use, at) : null;

    /// <summary>Judges a use on a day on which the clause applies; null when it does not apply to this use.</summary>
    protected abstract Ruling? Judge(Use use, DateOnly at);
}

/// <summary>What a clause says about a use that it applies to.</summary>
public abstract record Ruling
{
    private Ruling(IReadOnlyList<Ground> grounds) => Grounds = grounds;

    /// <summary>The facts on which it rests.</summary>
    public IReadOnlyList<Ground> Grounds { get; }

    /// <summary>The use meets the clause.</summary>
    /// <param name="Grounds">The facts that show it.</param>
    public sealed record Met(params IReadOnlyList<Ground> Grounds) : Ruling(Grounds);

    /// <summary>The use does not meet the clause.</summary>
    /// <param name="Says">What was found, in a sentence without capital and full stop.</param>
    /// <param name="SettledBy">What would settle it.</param>
    /// <param name="Grounds">The facts that show it.</param>
    public sealed record Broken(Phrase Says, Phrase SettledBy, params IReadOnlyList<Ground> Grounds) : Ruling(Grounds);

    /// <summary>Whether the use meets the clause depends on a fact that is unknown.</summary>
    /// <param name="Missing">The question that would settle it.</param>
    /// <param name="Says">What is unknown, in a sentence without capital and full stop.</param>
    /// <param name="Grounds">The facts for which the clause seems to apply.</param>
    public sealed record Open(UseQuestion Missing, Phrase Says, params IReadOnlyList<Ground> Grounds) : Ruling(Grounds);
}

/// <summary>A fact on which a ruling rests: what it says, and who says so since when.</summary>
/// <param name="Says">What the fact says, in a few words.</param>
/// <param name="By">Source, basis and validity; null when it was told in a weighing, or follows from there being no fact.</param>
public sealed record Ground(Phrase Says, Provenance? By = null);
