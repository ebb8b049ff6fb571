using System.Text;

namespace Sluiswachter.Insight.Tests;

/// <summary>
/// Writes an answer down in full, in one form for the engine and the slow calculation, so that texts compare.
/// </summary>
internal static class Answers
{
    public static string Render(SwitchOffAnswer answer)
    {
        var (graph, text) = (answer.Graph, new StringBuilder());
        var (failed, of) = (answer.Failed, answer.Of);
        text.AppendLine($"seeds {answer.SeededSuppliers} suppliers, {answer.SeededServices} services");
        text.AppendLine($"failed {Count(failed)}");
        text.AppendLine($"of {Count(of)}");
        text.AppendLine($"unknown {graph.SuppliersWithoutCountry} suppliers, {graph.ServicesWithoutCountry} services");
        text.AppendLine($"unmet {string.Join(' ', graph.Unmet.Select(r => graph.Requirements[r]))}");
        foreach (var moment in answer.Timeline)
        {
            text.AppendLine($"by {moment.Hour} h: {Count(moment.Failed)}");
        }

        foreach (var f in answer.Functions)
        {
            text.AppendLine($"{graph.Entities[f.Entity]} of {graph.Entities[f.Organisation]} for {f.People} at " +
                $"{f.StopsAtHours} tolerates {f.ToleratesHours} exit {f.ExitHours} links {f.Because.Links}");
            foreach (var b in f.Because.Steps)
            {
                var source = b.Source is { } position ? graph.Sources[position] : "";
                text.AppendLine($"  {graph.Requirements[b.Requirement]} {graph.Entities[b.Service]} {b.FailsAtHours}+" +
                    $"{b.GraceHours} {b.Need}/{b.Of} {b.Basis} {source}");
            }
        }

        foreach (var s in answer.Services)
        {
            text.AppendLine($"{graph.Entities[s.Entity]} at {s.StopsAtHours} {Render(graph, s.SeededBy)}");
        }

        return text.ToString();
    }

    public static string Render(DependencyGraph graph, Seeding? seeding)
    {
        if (seeding is null)
        {
            return "";
        }

        IEnumerable<string> words =
        [
            seeding.Kind.ToString().ToLowerInvariant(),
            .. seeding.Kind == SeedKind.Control ? [seeding.Country!.Value.Code] : Array.Empty<string>(),
            .. seeding.Locations.Select(c => c.Code),
            .. seeding.Suppliers.Select(s => graph.Entities[s]),
        ];
        return string.Join(' ', words);
    }

    public static string Count(Counts c) =>
        $"{c.Functions} functions, {c.Services} services, {c.Organisations} bodies, {c.People} people";
}
