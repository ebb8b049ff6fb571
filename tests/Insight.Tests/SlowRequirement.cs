using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

/// <summary>A requirement as its facts say it, by names: for slow versions of calculations.</summary>
internal sealed record SlowRequirement(
    string Id, int Need, int? Exit, IReadOnlyList<string> Consumers, IReadOnlyList<(string Id, int Grace)> Alternatives)
{
    /// <summary>The requirements that count on the day and can be met.</summary>
    public static IEnumerable<SlowRequirement> On(Case c, DependencyGraph graph)
    {
        bool Holds(Fact fact) => fact.Provenance.Validity.Contains(c.Day);
        bool Counts(EntityId id) => graph.NodeOf(graph.Entities.PositionOf(id.Text)) >= 0;
        return c.Facts.Requirements.Where(Holds).Select(r => new SlowRequirement(
            r.Id.Text, r.Need, r.ExitHours,
            [.. c.Facts.Functions.Where(f => Holds(f) && Counts(f.Id) && (f.Id == r.Consumer || f.Organisation == r.Consumer))
                .Select(f => f.Id).Concat(Counts(r.Consumer) ? [r.Consumer] : []).Select(id => id.Text).Distinct()],
            [.. c.Facts.Alternatives.Where(a => a.Requirement == r.Id && Holds(a) && Counts(a.Service))
                .Select(a => (a.Service.Text, a.GraceHours ?? r.Purpose.DefaultGraceHours()))]))
            .Where(r => r.Alternatives.Count >= r.Need);
    }

    public long BreaksAt(Dictionary<string, int> failed)
    {
        var arrivals = Alternatives.Where(a => failed.ContainsKey(a.Id)).Select(a => (long)failed[a.Id] + a.Grace).Order().ToList();
        var place = Alternatives.Count - Need;
        return arrivals.Count > place ? arrivals[place] : long.MaxValue;
    }

    public int Working(Dictionary<string, int> failed, Dictionary<string, int> back) =>
        Alternatives.Count(a => !failed.ContainsKey(a.Id) || back.ContainsKey(a.Id));
}
