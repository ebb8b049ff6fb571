using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>What would stop if a scenario came about on a day, directly or not.</summary>
/// <remarks>
/// The bounds are those of <see cref="Uncertainty"/>: the lower ones are a switch-off of that day. <em>Directly</em>:
/// enough alternatives of one of a function's own requirements, or of its body's, are switched off themselves and felt
/// within the horizon. Linear in the facts of the day.
/// </remarks>
/// <param name="scenario">What is switched off; null when nothing is: then it tells only how much there is.</param>
public sealed class StoppedCurve(Scenario? scenario) : Curve
{
    /// <summary>Where functions stand among the quantities.</summary>
    public const int Functions = 0;

    /// <summary>Where those stopped directly stand.</summary>
    public const int Direct = 3;

    /// <summary>Where public bodies stand.</summary>
    public const int Organisations = 4;

    /// <summary>Where people stand.</summary>
    public const int People = 5;

    /// <summary>Where all functions that count stand.</summary>
    public const int OfFunctions = 6;

    /// <inheritdoc />
    public override string Measure => "stopped";

    /// <inheritdoc />
    public override Phrase Heading => new("What would stop", "Wat zou stoppen");

    /// <inheritdoc />
    public override Phrase Explanation => new(
        "Where two numbers stand, the register does not know where some suppliers are established: the first if none of " +
        "them goes, the second if all do. Directly: with nothing in between.",
        "Waar twee getallen staan, weet het register van sommige leveranciers niet waar ze gevestigd zijn: het eerste als " +
        "geen daarvan wegvalt, het tweede als ze allemaal wegvallen. Direct: zonder iets ertussen.");

    /// <inheritdoc />
    public override IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("functions", Unit.Functions, new("functions", "diensten")),
        new("share", Unit.Share, new("share", "aandeel")),
        new("vital", Unit.Functions, new("vital", "vitaal")),
        new("direct", Unit.Functions, new("directly", "direct")),
        new("organisations", Unit.Organisations, new("organisations", "organisaties")),
        new("people", Unit.People, new("people", "mensen")),
        new("ofFunctions", Unit.Functions),
        new("ofOrganisations", Unit.Organisations),
        new("ofPeople", Unit.People),
    ];

    /// <inheritdoc />
    protected internal override IEnumerable<object?> LooksAt(DayOfFacts day) => [day.GroundOfGraph];

    /// <inheritdoc />
    protected internal override Reading On(DayOfFacts day)
    {
        var graph = day.Graph;
        var (least, most) = scenario is null ? default : Within(graph, scenario);
        var functions = new Bounds(least.Functions, most.Functions);
        return new Reading(
        [
            functions,
            graph.FunctionCount > 0 ? functions / graph.FunctionCount : null,
            new Bounds(least.Vital, most.Vital),
            new Bounds(least.Direct, most.Direct),
            new Bounds(least.Organisations, most.Organisations),
            new Bounds(least.People, most.People),
            Bounds.Exactly(graph.FunctionCount),
            Bounds.Exactly(graph.OrganisationCount),
            Bounds.Exactly(graph.People),
        ]);
    }

    private static (Stopped Least, Stopped Most) Within(DependencyGraph graph, Scenario scenario)
    {
        var seeds = Seeds.Of(graph, scenario).Nodes;
        var open = Unknowns.Of(graph, scenario, seeds).Open;
        var least = Stopped.Of(graph, seeds, scenario.HorizonHours);
        return (least, open.Length == 0 ? least : Stopped.Of(graph, [.. seeds, .. open], scenario.HorizonHours));
    }

    /// <summary>What stops in one scenario.</summary>
    private readonly record struct Stopped(int Functions, int Vital, int Direct, int Organisations, long People)
    {
        public static Stopped Of(DependencyGraph graph, int[] seeds, int horizonHours)
        {
            var propagation = new Propagation(graph);
            propagation.Run(seeds, horizonHours);
            var loss = new LossCount(graph).Of(propagation);
            return new Stopped(
                loss.Functions, loss.Vital, Directly(graph, seeds, horizonHours), loss.Organisations, loss.People);
        }

        private static int Directly(DependencyGraph graph, ReadOnlySpan<int> seeds, int horizonHours)
        {
            var (seeded, stopped) = (new bool[graph.NodeCount], new bool[graph.NodeCount]);
            foreach (var seed in seeds)
            {
                seeded[seed] = true;
            }

            for (var requirement = 0; requirement < graph.RequirementCount; requirement++)
            {
                var consumer = graph.Required.Consumer[requirement];
                if ((consumer < graph.NodeCount && !graph.IsFunction(consumer)) || !Breaks(requirement))
                {
                    continue;
                }

                if (consumer < graph.NodeCount)
                {
                    stopped[consumer] = true;
                    continue;
                }

                foreach (var function in graph.FunctionsOf[consumer - graph.NodeCount])
                {
                    stopped[function] = true;
                }
            }

            return stopped.AsSpan().Count(true);

            bool Breaks(int requirement)
            {
                var left = graph.Required.Arrivals[requirement];
                for (var (a, end) = graph.Alternatives.Starts[requirement]; a < end && left > 0; a++)
                {
                    var node = graph.Alternatives.Node[a];
                    left -= seeded[node] && graph.Uses.GraceHoursOf(node, requirement) <= horizonHours ? 1 : 0;
                }

                return left == 0;
            }
        }
    }
}
