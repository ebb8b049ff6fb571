using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>When functions that stop are back, by the exits that their requirements state.</summary>
/// <remarks>
/// <para>
/// A requirement that broke is met again as soon as its own exit is ready (the hours of the decision and of the exit after
/// the switching off) or as many of its alternatives work again as it needs. A function or service is back when all
/// its requirements that broke within the horizon are met again, those of its body included; what was switched off never
/// is. A function is <em>saved</em> when it is back before it has been down longer than it tolerates. An exit without a
/// stated duration is never taken for ready.
/// </para>
/// <para>
/// The least times that satisfy this, found by settling the earliest first (as Dijkstra, 1959; the superior functions of
/// Knuth, 1977): n log n in what broke. Source: docs/insight.md, "Recovery".
/// </para>
/// </remarks>
public sealed class Recovery
{
    private Recovery(IReadOnlyList<RecoveringFunction> functions) => Functions = functions;

    /// <summary>The functions that stop, by hour and then by id.</summary>
    public IReadOnlyList<RecoveringFunction> Functions { get; }

    /// <summary>Works out when everything that a scenario stops is back.</summary>
    /// <param name="graph">The graph of the day.</param>
    /// <param name="scenario">What is switched off.</param>
    /// <param name="decisionHours">Hours from the switching off until the exits begin.</param>
    public static Recovery Of(DependencyGraph graph, Scenario scenario, int decisionHours)
    {
        var propagation = new Propagation(graph);
        propagation.Run(Seeds.Of(graph, scenario).Nodes, scenario.HorizonHours);
        var back = new WayBack(graph, propagation, decisionHours).Hours();
        var stopped = new List<int>();
        foreach (var node in propagation.Failed)
        {
            if (graph.IsFunction(node))
            {
                stopped.Add(node);
            }
        }

        return new Recovery(
        [
            .. stopped.OrderBy(propagation.HourOf).ThenBy(node => node).Select(node => new RecoveringFunction(
                graph.EntityOf(node), graph.Bodies.Entity[graph.Nodes.BodyOf(node)], graph.Nodes.PeopleOf(node),
                SwitchOffAnswer.CriticalityOf(graph, node), propagation.HourOf(node),
                graph.Nodes.ToleratesHoursOf(node) is var hours and >= 0 ? hours : null,
                back.TryGetValue(node, out var hour) ? hour : null)),
        ]);
    }

    /// <summary>One search for the hours at which nodes are back.</summary>
    private sealed class WayBack
    {
        private readonly DependencyGraph graph;
        private readonly Dictionary<int, int> missing = [];
        private readonly Dictionary<int, int> unmetOf = [];
        private readonly Dictionary<int, List<int>> usedBy = [];
        private readonly PriorityQueue<int, int> ready = new();

        public WayBack(DependencyGraph graph, Propagation propagation, int decisionHours)
        {
            this.graph = graph;
            foreach (var requirement in propagation.Broken)
            {
                var (first, end) = graph.Alternatives.Starts[requirement];
                var working = 0;
                for (var a = first; a < end; a++)
                {
                    var node = graph.Alternatives.Node[a];
                    if (!propagation.HasFailed(node))
                    {
                        working++;
                        continue;
                    }

                    if (!usedBy.TryGetValue(node, out var users))
                    {
                        usedBy.Add(node, users = []);
                    }

                    users.Add(requirement);
                }

                // It needs n − (arrivals − 1) of n; as many are missing as do not work of these.
                missing.Add(requirement, end - first - graph.Required.Arrivals[requirement] + 1 - working);
                foreach (var consumer in ConsumersOf(requirement))
                {
                    unmetOf[consumer] = unmetOf.GetValueOrDefault(consumer) + 1;
                }

                if (graph.Required.ExitHours[requirement] is var exit and >= 0)
                {
                    ready.Enqueue(requirement, decisionHours + exit);
                }
            }

            foreach (var node in propagation.Failed)
            {
                if (propagation.StepOf(node) == 0)
                {
                    // It was switched off itself: one requirement more than can ever be met.
                    unmetOf[node] = unmetOf.GetValueOrDefault(node) + 1;
                }
            }
        }

        /// <summary>The hour at which each node that comes back is back.</summary>
        public Dictionary<int, int> Hours()
        {
            var back = new Dictionary<int, int>();
            var met = new HashSet<int>();
            while (ready.TryDequeue(out var requirement, out var hour))
            {
                if (!met.Add(requirement))
                {
                    continue;
                }

                foreach (var node in ConsumersOf(requirement))
                {
                    if (--unmetOf[node] == 0)
                    {
                        back.Add(node, hour);
                        foreach (var user in usedBy.GetValueOrDefault(node) ?? [])
                        {
                            if (--missing[user] == 0)
                            {
                                ready.Enqueue(user, hour);
                            }
                        }
                    }
                }
            }

            return back;
        }

        private int[] ConsumersOf(int requirement)
        {
            var consumer = graph.Required.Consumer[requirement];
            if (consumer < graph.NodeCount)
            {
                return [consumer];
            }

            var functions = new List<int>();
            foreach (var function in graph.FunctionsOf[consumer - graph.NodeCount])
            {
                functions.Add(function);
            }

            return [.. functions];
        }
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
    int? BackAtHours)
{
    /// <summary>How it ends, as far as the register knows.</summary>
    public RecoveryOutcome Outcome => (BackAtHours, ToleratesHours) switch
    {
        (null, _) => RecoveryOutcome.NoWayBack,
        (_, null) => RecoveryOutcome.Back,
        var (back, tolerates) => back <= (long)StopsAtHours + tolerates ? RecoveryOutcome.Saved : RecoveryOutcome.TooLate,
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
