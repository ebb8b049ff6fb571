using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>When functions that stop are back, by the exits that their requirements state.</summary>
/// <remarks>
/// <para>
/// A requirement that broke is met again as soon as its own exit is ready or as many of its alternatives work again as it
/// needs. A function or service is back when all its requirements that broke within the horizon are met again, those of
/// its body included; what was switched off never is. A function is <em>saved</em> when it is back before it has been down
/// longer than it tolerates. An exit without a stated duration is never taken for ready.
/// </para>
/// <para>
/// With as many teams as needed every exit begins at the decision; with fewer, see <see cref="ExitSchedule"/>. The hours are
/// the least that satisfy this: n log n in what broke. Source: docs/insight.md, "Recovery".
/// </para>
/// </remarks>
public sealed class Recovery
{
    private Recovery(IReadOnlyList<RecoveringFunction> functions, ExitSchedule? plan) => (Functions, Plan) = (functions, plan);

    /// <summary>The functions that stop, by hour and then by id.</summary>
    public IReadOnlyList<RecoveringFunction> Functions { get; }

    /// <summary>Which exits the teams carry out when; null when there are as many teams as needed.</summary>
    public ExitSchedule? Plan { get; }

    /// <summary>Works out when everything that a scenario stops is back.</summary>
    /// <param name="graph">The graph of the day.</param>
    /// <param name="scenario">What is switched off.</param>
    /// <param name="decisionHours">Hours from the switching off until the exits begin.</param>
    /// <param name="teams">How many exits can be carried out at a time, at least 1; null: as many as needed.</param>
    public static Recovery Of(DependencyGraph graph, Scenario scenario, int decisionHours, int? teams = null)
    {
        var propagation = new Propagation(graph);
        propagation.Run(Seeds.Of(graph, scenario).Nodes, scenario.HorizonHours);
        var broken = BrokenRequirements.Of(graph, propagation);
        var back = WayBack.WithAsManyTeamsAsNeeded(broken, decisionHours);
        ExitSchedule? plan = null;
        if (teams is { } few)
        {
            (plan, back) = ExitSchedule.Of(graph, broken, back, few, decisionHours);
        }

        return new Recovery([.. broken.Functions(graph).Select(place => broken.FunctionAt(graph, place, back))], plan);
    }
}

/// <summary>A function that stops, and when it is back.</summary>
/// <param name="Entity">Position of its id.</param>
/// <param name="Organisation">Position of the id of its body.</param>
/// <param name="People">People it serves: its own number, else the population of its body, else 0.</param>
/// <param name="Criticality">How much depends on it, or null when unknown.</param>
/// <param name="StopsAtHours">Hours after the switching off.</param>
/// <param name="ToleratesHours">Hours it may be down, or null when unknown.</param>
/// <param name="BackAtHours">Hours after the switching off at which it is back; null when no way back is known.</param>
public readonly record struct RecoveringFunction(
    int Entity, int Organisation, long People, Criticality? Criticality, int StopsAtHours, int? ToleratesHours,
    long? BackAtHours)
{
    /// <summary>The last hour after the switching off at which it is in time to be back; null when unknown.</summary>
    public long? DueAtHours => (long)StopsAtHours + ToleratesHours;

    /// <summary>How it ends, as far as the register knows.</summary>
    public RecoveryOutcome Outcome => (BackAtHours, DueAtHours) switch
    {
        (null, _) => RecoveryOutcome.NoWayBack,
        (_, null) => RecoveryOutcome.Back,
        var (back, due) => back <= due ? RecoveryOutcome.Saved : RecoveryOutcome.TooLate,
    };
}

/// <summary>How it ends for a function that stops.</summary>
public enum RecoveryOutcome
{
    /// <summary>It is back before it has been down longer than it tolerates.</summary>
    Saved = 1,

    /// <summary>It is back; how long it may be down is unknown.</summary>
    Back = 2,

    /// <summary>It is back, but has been down longer than it tolerates.</summary>
    TooLate = 3,

    /// <summary>No exit is known that would bring it back.</summary>
    NoWayBack = 4,
}
