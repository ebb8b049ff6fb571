namespace Sluiswachter.Policy;

/// <summary>A clause that a use does not meet, or of which it is open whether it does.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Use">The use.</param>
/// <param name="Ruling">Why: <see cref="Ruling.Broken"/> or <see cref="Ruling.Open"/>.</param>
/// <param name="Treatment">Who accepted or mitigated it, and whether that counts; null when nobody ever did.</param>
public sealed record Finding(Clause Clause, Use Use, Ruling Ruling, Treatment? Treatment)
{
    /// <summary>Whether a fact is missing and the clause can therefore not be judged.</summary>
    public bool IsOpen => Ruling is Ruling.Open;

    /// <summary>
    /// The first day of the state that was found: the clause applies and every fact that it rests on holds; null when both
    /// have been so since always, as far as is known.
    /// </summary>
    public DateOnly? Since => Grounds.Select(ground => ground.By?.Validity.From).Append(Clause.Validity.From).Max();

    /// <summary>What the clause means to the body.</summary>
    public Binding Binding => Bindings.Of(Clause.Pack, Use.Body);

    /// <summary>The facts that it rests on.</summary>
    public IReadOnlyList<Ground> Grounds => Ruling.Grounds;
}

/// <summary>What the clauses say about a use, taken together.</summary>
public enum Verdict
{
    /// <summary>It may not be.</summary>
    Prohibited = 1,

    /// <summary>It may be once conditions are met.</summary>
    Conditional = 2,

    /// <summary>It may be, with reasons.</summary>
    Discouraged = 3,

    /// <summary>It may be.</summary>
    Allowed = 4,
}

/// <summary>How rulings are taken together.</summary>
public static class Verdicts
{
    /// <summary>
    /// The verdict of the clauses that are broken: prohibited before conditional before discouraged before allowed.
    /// </summary>
    public static Verdict Of(IEnumerable<(Clause Clause, Ruling Ruling)> rulings) => (Verdict)rulings
        .Where(r => r.Ruling is Ruling.Broken && r.Clause.Severity != Severity.Attention)
        .Select(r => (int)r.Clause.Severity)
        .DefaultIfEmpty((int)Verdict.Allowed).Min();
}
