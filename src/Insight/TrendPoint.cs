using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>What a measure says from one day until the next change: a step of a curve over time.</summary>
/// <param name="Day">The first day for which it holds.</param>
/// <param name="Failed">What fails in the scenario on that day; nothing when no scenario is asked.</param>
/// <param name="DirectlyFailed">
/// Functions that the scenario stops without anything in between: enough alternatives of one of their own requirements,
/// or of their body's, are switched off themselves and felt within the horizon.
/// </param>
/// <param name="Of">What counts on that day.</param>
/// <param name="InUse">Services that a requirement which can be met has as an alternative.</param>
/// <param name="AtHome">Of these, those whose supplier and all who control it are established at home.</param>
/// <param name="HomeUnknown">Of these, those of which that is unknown, because a country is.</param>
/// <remarks>Linear in the facts of the day. Source: docs/insight.md, "Then and now".</remarks>
public readonly record struct TrendPoint(
    DateOnly Day, Counts Failed, int DirectlyFailed, Counts Of, int InUse, int AtHome, int HomeUnknown)
{
    /// <summary>Measures the facts of a day.</summary>
    /// <param name="graph">The graph of the day.</param>
    /// <param name="columns">The facts that it was built from.</param>
    /// <param name="scenario">What is switched off; null when nothing is.</param>
    /// <param name="home">The countries that are home.</param>
    public static TrendPoint On(
        DependencyGraph graph, RegisterColumns columns, Scenario? scenario, IReadOnlySet<Country> home)
    {
        var (inUse, atHome, unknown) = Services(graph, columns, home);
        var of = new Counts(graph.FunctionCount, graph.ServiceCount, graph.OrganisationCount, graph.People);
        return new TrendPoint(
            graph.At,
            scenario is null ? default : SwitchOff.Run(graph, scenario).Failed,
            scenario is null ? 0 : Directly(graph, scenario),
            of, inUse, atHome, unknown);
    }

    /// <summary>Whether another point says the same of another day.</summary>
    public bool SaysTheSameAs(TrendPoint other) => this with { Day = other.Day } == other;

    private static int Directly(DependencyGraph graph, Scenario scenario)
    {
        var seeded = new bool[graph.NodeCount];
        foreach (var seed in Seeds.Of(graph, scenario).Nodes)
        {
            seeded[seed] = true;
        }

        var stopped = new HashSet<int>();
        for (var requirement = 0; requirement < graph.RequirementCount; requirement++)
        {
            var consumer = graph.Required.Consumer[requirement];
            if (consumer < graph.NodeCount && !graph.IsFunction(consumer))
            {
                continue;
            }

            var left = graph.Required.Arrivals[requirement];
            for (var (a, end) = graph.Alternatives.Starts[requirement]; a < end && left > 0; a++)
            {
                var node = graph.Alternatives.Node[a];
                left -= seeded[node] && graph.Uses.GraceHoursOf(node, requirement) <= scenario.HorizonHours ? 1 : 0;
            }

            if (left > 0)
            {
                continue;
            }

            if (consumer < graph.NodeCount)
            {
                stopped.Add(consumer);
                continue;
            }

            foreach (var function in graph.FunctionsOf[consumer - graph.NodeCount])
            {
                stopped.Add(function);
            }
        }

        return stopped.Count;
    }

    private static (int InUse, int AtHome, int Unknown) Services(
        DependencyGraph graph, RegisterColumns columns, IReadOnlySet<Country> home)
    {
        var controllers = Controllers.Of(columns);
        var verdicts = new Dictionary<int, Whereabouts>();
        var used = new HashSet<int>();
        var (atHome, unknown) = (0, 0);
        for (var a = 0; a < graph.AlternativeCount; a++)
        {
            var node = graph.Alternatives.Node[a];
            if (graph.IsFunction(node) || !used.Add(node))
            {
                continue;
            }

            var supplier = graph.Nodes.SupplierOf(node);
            if (!verdicts.TryGetValue(supplier, out var verdict))
            {
                verdicts.Add(supplier, verdict = Verdict(graph.Suppliers.Entity[supplier]));
            }

            atHome += verdict == Whereabouts.Here ? 1 : 0;
            unknown += verdict == Whereabouts.Unknown ? 1 : 0;
        }

        return (used.Count, atHome, unknown);

        Whereabouts Verdict(int position) => Whereabout.OfAll(controllers.AllAbove(position).Select(s =>
            controllers.CountryOf(s) is not { } country ? Whereabouts.Unknown
            : home.Contains(country) ? Whereabouts.Here : Whereabouts.Elsewhere));
    }
}
