using Sluiswachter.Policy;

namespace Sluiswachter.App.Uses;

/// <summary>What every clause says about a use, in a byte for each.</summary>
/// <remarks>
/// Rulings are long; there are millions. A ruling is pure, so it is kept as its outcome and told again when somebody wants
/// to read it (<see cref="Tell"/>).
/// </remarks>
public sealed class JudgedUse
{
    private readonly DateOnly at;
    private readonly IReadOnlyList<UseClause> clauses;
    private readonly byte[] outcomes;

    private JudgedUse(Use use, DateOnly at, IReadOnlyList<UseClause> clauses, byte[] outcomes) =>
        (Use, this.at, this.clauses, this.outcomes) = (use, at, clauses, outcomes);

    /// <summary>The use.</summary>
    public Use Use { get; }

    /// <summary>Which use it is.</summary>
    public UseKey Key => new(Use.Body.Id, Use.Service.Id, Use.IsInUse);

    /// <summary>What a clause says.</summary>
    /// <param name="clause">The place of the clause in the list of clauses.</param>
    public Outcome this[int clause] => (Outcome)outcomes[clause];

    /// <summary>Holds a use against clauses on a day.</summary>
    public static JudgedUse Of(Use use, DateOnly at, IReadOnlyList<UseClause> clauses)
    {
        var says = new byte[clauses.Count];
        for (var i = 0; i < says.Length; i++)
        {
            says[i] = (byte)OutcomeOf(clauses[i].Hold(use, at), use, clauses[i].Clause, at);
        }

        return new JudgedUse(use, at, clauses, says);
    }

    /// <summary>Whether all clauses say the same about another judgement of a use.</summary>
    public bool SaysTheSameAs(JudgedUse other) => Key == other.Key && outcomes.AsSpan().SequenceEqual(other.outcomes);

    /// <summary>The finding that a clause that is not met, or open, comes to.</summary>
    public Finding Tell(int clause)
    {
        var rule = clauses[clause];
        return new Finding(rule.Clause, Use, rule.Hold(Use, at)!, Treatment.Of(Use, rule.Clause, at));
    }

    private static Outcome OutcomeOf(Ruling? ruling, Use use, Clause clause, DateOnly at) => ruling switch
    {
        null => Outcome.DoesNotApply,
        Ruling.Met => Outcome.Met,
        Ruling.Broken => Treatment.Of(use, clause, at) is { IsInForce: true } ? Outcome.BrokenAndTreated : Outcome.Broken,
        _ => Treatment.Of(use, clause, at) is { IsInForce: true } ? Outcome.OpenAndTreated : Outcome.Open,
    };
}

/// <summary>What a clause says about a use, without why.</summary>
public enum Outcome
{
    /// <summary>The clause does not apply.</summary>
    DoesNotApply = 0,

    /// <summary>The use meets it.</summary>
    Met = 1,

    /// <summary>It depends on a fact that is unknown.</summary>
    Open = 2,

    /// <summary>The same, and a role accepted or mitigated that.</summary>
    OpenAndTreated = 3,

    /// <summary>The use does not meet it.</summary>
    Broken = 4,

    /// <summary>The same, and a role accepted or mitigated that.</summary>
    BrokenAndTreated = 5,
}

/// <summary>What outcomes have in common.</summary>
public static class Outcomes
{
    /// <summary>Whether the clause is not met.</summary>
    public static bool IsBroken(this Outcome outcome) => outcome >= Outcome.Broken;

    /// <summary>Whether a fact is missing.</summary>
    public static bool IsOpen(this Outcome outcome) => outcome is Outcome.Open or Outcome.OpenAndTreated;

    /// <summary>Whether a role accepted or mitigated it.</summary>
    public static bool IsTreated(this Outcome outcome) => outcome is Outcome.OpenAndTreated or Outcome.BrokenAndTreated;

    /// <summary>Whether it is something to report: not met, or open.</summary>
    public static bool IsFinding(this Outcome outcome) => outcome >= Outcome.Open;
}
