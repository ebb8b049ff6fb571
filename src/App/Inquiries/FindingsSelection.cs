using Sluiswachter.App.Uses;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>The findings that are asked for: counted by clause and body, and the worst first.</summary>
/// <remarks>
/// Worst is: broken before open; the more severe clause; what nobody accepted or mitigated; the more critical function;
/// more people; and then the ids of body, service and clause. Linear in uses and clauses, n log n in what is found.
/// </remarks>
internal sealed class FindingsSelection
{
    private const int UnknownCriticality = 5;

    /// <summary>More than any severity: what is open comes after all that is broken.</summary>
    private const int OpenAfter = 8;

    /// <summary>More than a row can count (see <see cref="Organisation"/>), and what 48 bits hold.</summary>
    private const ulong MostPeople = (1UL << 48) - 1;

    private readonly FindingsOfDay all;
    private readonly FindingsFilter filter;
    private readonly int[] clauses;

    public FindingsSelection(FindingsOfDay all, FindingsFilter filter)
    {
        (this.all, this.filter) = (all, filter);
        clauses = [.. Enumerable.Range(0, all.Clauses.Count).Where(i => filter.Takes(all.Clauses[i].Clause))];
        Uses = [.. all.Uses.Where(filter.Takes)];
        var byClause = new Tally[all.Clauses.Count];
        var byBody = new Dictionary<EntityId, BodyTally>();
        foreach (var judged in Uses)
        {
            var own = default(Tally);
            foreach (var i in clauses)
            {
                own = own.With(judged[i]);
                byClause[i] = byClause[i].With(judged[i]);
            }

            var body = byBody.GetValueOrDefault(judged.Body.Id, new BodyTally(judged.Body, 0, default));
            byBody[judged.Body.Id] = body with { Uses = body.Uses + 1, Tally = body.Tally.With(own) };
            Total = Total.With(own);
            UsesToWhichSomethingApplies += own.Applies > 0 ? 1 : 0;
            UsesMeetingAll += own.Applies > 0 && own.Applies == own.Met ? 1 : 0;
        }

        ByClause = [.. clauses.Select(i => (all.Clauses[i].Clause, byClause[i]))];
        ByBody =
        [
            .. byBody.Values.OrderByDescending(b => b.Tally.Broken - b.Tally.Treated).ThenByDescending(b => b.Tally.Open)
                .ThenBy(b => b.Body.Id.Text, StringComparer.Ordinal),
        ];
        Worst = Sorted();
    }

    /// <summary>The day.</summary>
    public DateOnly At => all.At;

    /// <summary>The uses that count.</summary>
    public IReadOnlyList<JudgedUse> Uses { get; }

    /// <summary>How many of them meet every clause that applies to them.</summary>
    public int UsesMeetingAll { get; }

    /// <summary>The uses to which a clause applies at all: what <see cref="UsesMeetingAll"/> is a part of.</summary>
    public int UsesToWhichSomethingApplies { get; }

    /// <summary>Over all uses and clauses that count.</summary>
    public Tally Total { get; }

    /// <summary>Of each clause that counts, how often it is met.</summary>
    public IReadOnlyList<(Clause Clause, Tally Tally)> ByClause { get; }

    /// <summary>Of each body, how often clauses are met; the most to do first.</summary>
    public IReadOnlyList<BodyTally> ByBody { get; }

    /// <summary>The findings, the worst first, each as a use and the place of a clause.</summary>
    public IReadOnlyList<(JudgedUse Judged, int Clause)> Worst { get; }

    /// <summary>How many clauses of a severity, or a worse one, are broken and neither accepted nor mitigated.</summary>
    /// <remarks>What is prohibited cannot be accepted: it counts whoever answers for it.</remarks>
    public long Untreated(Severity severity) => ByClause.Where(c => c.Clause.Severity <= severity)
        .Sum(c => c.Tally.Broken - (c.Clause.Severity == Severity.Prohibited ? 0 : c.Tally.Treated));

    /// <summary>How many clauses of a severity, or a worse one, are open.</summary>
    public long OpenAt(Severity severity) => ByClause.Where(c => c.Clause.Severity <= severity).Sum(c => c.Tally.Open);

    private List<(JudgedUse Judged, int Clause)> Sorted()
    {
        var found = new List<UInt128>();
        for (var use = 0; use < Uses.Count; use++)
        {
            (int Criticality, long People)? weight = null;
            foreach (var i in clauses)
            {
                if (Uses[use][i] is var outcome && (!outcome.IsFinding() || (filter.Open is { } open && open != outcome.IsOpen())))
                {
                    continue;
                }

                var (criticality, people) = weight ??= WeightOf(Uses[use]);
                var rank = ((outcome.IsOpen() ? OpenAfter : 0) + (int)all.Clauses[i].Clause.Severity) * 2;
                found.Add(Place((rank + (outcome.IsTreated() ? 1 : 0)) * 8 + criticality, people, use, i));
            }
        }

        found.Sort();
        return [.. found.Select(place => (Uses[(int)(uint)(place >> 16)], (int)(ushort)place))];
    }

    /// <summary>Where a finding comes, as one number, since there are millions to sort; its use and clause can be read back.</summary>
    private static UInt128 Place(int rank, long people, int use, int clause) =>
        new(((ulong)rank << 48) | (MostPeople - (ulong)people), ((ulong)use << 16) | (uint)clause);

    private static (int Criticality, long People) WeightOf(JudgedUse use) => (
        use.Functions.Select(f => (int?)f.Function?.Criticality).Min() ?? UnknownCriticality,
        use.Functions.Select(f => f.Function?.People ?? use.Body.Population ?? 0).DefaultIfEmpty(0).Max());
}

/// <summary>How often a body meets the clauses that apply to what it uses.</summary>
internal readonly record struct BodyTally(Organisation Body, int Uses, Tally Tally);
