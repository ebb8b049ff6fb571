namespace Sluiswachter.Insight;

/// <summary>What stops, when, for whom and why, if suppliers, countries, places or services are switched off.</summary>
public static class SwitchOff
{
    /// <summary>Answers a scenario for the day of the graph.</summary>
    /// <remarks>
    /// The rules: docs/switch-off.md. Linear in what fails and in the nodes of the graph. Where much fails, other threads of the pool
    /// count what has failed while this one goes on.
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// The scenario names locations and the columns were read without regions.
    /// </exception>
    public static SwitchOffAnswer Run(DependencyGraph graph, Scenario scenario)
    {
        var seeds = Seeds.Of(graph, scenario);
        var propagation = new Propagation(graph);
        var tally = Tally.OfRun(graph, propagation, seeds.Nodes, scenario.HorizonHours);
        return new SwitchOffAnswer(graph, scenario, seeds, propagation, tally);
    }
}
