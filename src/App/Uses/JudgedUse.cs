using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Uses;

/// <summary>What every clause says about a use, in a byte for each.</summary>
/// <remarks>
/// Rulings are long; there are millions. A ruling is pure, so it is kept as its outcome and told again when somebody wants
/// to read it (<see cref="Tell"/>).
/// </remarks>
public sealed class JudgedUse
{
    private readonly UsesOfDay uses;
    private readonly IReadOnlyList<UseClause> clauses;
    private readonly byte[] outcomes;
    private Use? use;

    private JudgedUse(UsesOfDay uses, Use use, IReadOnlyList<UseClause> clauses, byte[] outcomes)
    {
        (this.uses, this.clauses, this.outcomes) = (uses, clauses, outcomes);
        (Body, Service, Functions, IsInUse) = (use.Body, use.Service, use.Functions, use.IsInUse);
    }

    /// <summary>The body that uses.</summary>
    public Organisation Body { get; }

    /// <summary>The service that it uses.</summary>
    public Service Service { get; }

    /// <summary>What the body needs the service for.</summary>
    public IReadOnlyList<ServedFunction> Functions { get; }

    /// <summary>Whether the use is of today; else it is planned or considered.</summary>
    public bool IsInUse { get; }

    /// <summary>The use, made again when it was not kept.</summary>
    public Use Use => use ??= uses.Of(Key)!;

    /// <summary>Which use it is.</summary>
    public UseKey Key => new(Body.Id, Service.Id, IsInUse);

    /// <summary>What a clause says.</summary>
    /// <param name="clause">The place of the clause in the list of clauses.</param>
    public Outcome this[int clause] => (Outcome)outcomes[clause];

    /// <summary>Holds a use against clauses on its day; null when there is no such use.</summary>
    /// <param name="uses">The uses of the day.</param>
    /// <param name="key">Which use.</param>
    /// <param name="clauses">The clauses.</param>
    /// <param name="keepUse">
    /// Whether the use stays in memory; else it is made again of the uses of the day, which must stay as they are.
    /// </param>
    internal static JudgedUse? Of(UsesOfDay uses, UseKey key, IReadOnlyList<UseClause> clauses, bool keepUse)
    {
        if (uses.Of(key) is not { } use)
        {
            return null;
        }

        var says = new byte[clauses.Count];
        for (var i = 0; i < says.Length; i++)
        {
            says[i] = (byte)OutcomeOf(clauses[i].Hold(use, uses.At), use, clauses[i].Clause, uses.At);
        }

        return new JudgedUse(uses, use, clauses, says) { use = keepUse ? use : null };
    }

    /// <summary>Whether all clauses say the same about another judgement of a use.</summary>
    public bool SaysTheSameAs(JudgedUse other) => Key == other.Key && outcomes.AsSpan().SequenceEqual(other.outcomes);

    /// <summary>The finding that a clause that is not met, or open, comes to.</summary>
    public Finding Tell(int clause)
    {
        var rule = clauses[clause];
        return new Finding(rule.Clause, Use, rule.Hold(Use, uses.At)!, Treatment.Of(Use, rule.Clause, uses.At));
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
