namespace Sluiswachter.Policy;

/// <summary>A use held against every clause that applies on a day, with the verdict and what is still to be asked.</summary>
/// <remarks>
/// The way to weigh before a service is taken into use (afwegingskader). Only what a clause cannot do without is asked, and
/// nothing once a clause prohibits the use: no answer takes that back.
/// </remarks>
public sealed record Weighing
{
    private Weighing(Use use, DateOnly at, IReadOnlyList<(Clause Clause, Ruling Ruling)> rulings)
    {
        (Use, At, Rulings) = (use, at, rulings);
        Verdict = Verdicts.Of(rulings);
        AtWorst = rulings.Where(r => r.Ruling is Ruling.Open && r.Clause.Severity != Severity.Attention)
            .Select(r => (Verdict)r.Clause.Severity).Append(Verdict).Min();
        Questions = Verdict == Verdict.Prohibited ? [] :
        [
            .. rulings.Select(r => r.Ruling).OfType<Ruling.Open>().Select(open => open.Missing)
                .Where(question => use.Tells(question) is null).Distinct().Order(),
        ];
    }

    /// <summary>What is weighed, with the answers so far.</summary>
    public Use Use { get; }

    /// <summary>The day whose clauses apply.</summary>
    public DateOnly At { get; }

    /// <summary>Every clause that applies and what it says, in the order of their ids.</summary>
    public IReadOnlyList<(Clause Clause, Ruling Ruling)> Rulings { get; }

    /// <summary>The verdict of what is known.</summary>
    public Verdict Verdict { get; }

    /// <summary>The verdict if every clause that is still open turned out not to be met.</summary>
    public Verdict AtWorst { get; }

    /// <summary>Whether no answer can change the verdict any more.</summary>
    public bool IsDecided => Verdict == AtWorst;

    /// <summary>What is still to be asked, the first first; an answer may bring up others.</summary>
    public IReadOnlyList<UseQuestion> Questions { get; }

    /// <summary>Weighs a use.</summary>
    /// <param name="use">The use.</param>
    /// <param name="at">The day whose clauses apply.</param>
    /// <param name="pack">Only the clauses of this pack; null: all.</param>
    public static Weighing Of(Use use, DateOnly at, string? pack = null) => new(use, at,
    [
        .. Pack.UseClauses.Where(rule => pack is null || rule.Clause.Pack == pack)
            .Select(rule => (rule.Clause, Ruling: rule.Hold(use, at)!)).Where(r => r.Ruling is not null),
    ]);
}
