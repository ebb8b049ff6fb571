using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>How sure the answer to a switch-off is: between which bounds it lies, and on what facts it rests.</summary>
/// <remarks>
/// <para>
/// The lower bound is the switch-off, which leaves what is unknown out of reach; the upper bound has all of it in reach.
/// Switching off more never saves anything, so whatever the unknown turns out to be, what fails lies between, and so does
/// the hour at which it does.
/// </para>
/// <para>
/// Four runs, two more graphs, and two small runs per unknown (<see cref="ToFindOut"/>). Definition: docs/insight.md,
/// "Uncertainty".
/// </para>
/// </remarks>
public sealed class Uncertainty
{
    private Uncertainty()
    {
    }

    /// <summary>The switch-off: what fails when all that is unknown is out of reach.</summary>
    public required SwitchOffAnswer Answer { get; init; }

    /// <summary>What it loses.</summary>
    public required Loss AtLeast { get; init; }

    /// <summary>What is lost when all that is unknown is in reach.</summary>
    public required Loss AtMost { get; init; }

    /// <summary>What could be lost: all that counts on the day.</summary>
    public required Loss OutOf { get; init; }

    /// <summary>
    /// What of <see cref="AtLeast"/> is shown to fail by facts as firm as this or firmer, whatever is so of the others.
    /// </summary>
    public required IReadOnlyDictionary<Firmness, Loss> Shown { get; init; }

    /// <summary>What of <see cref="AtLeast"/> is explained by a chain of facts that are all as firm as this or firmer.</summary>
    public required IReadOnlyDictionary<Firmness, Loss> Told { get; init; }

    /// <summary>The functions that stop or may stop, in the order of their ids.</summary>
    public required IReadOnlyList<FunctionAtStake> Functions { get; init; }

    /// <summary>Services that may or may not be in reach.</summary>
    public required int OpenServices { get; init; }

    /// <summary>What the unknown does to requirements.</summary>
    public required RequirementsAtStake Requirements { get; init; }

    /// <summary>Which unknowns matter most.</summary>
    public required ToFindOut ToFindOut { get; init; }

    /// <summary>Works out how sure the answer to a scenario is.</summary>
    /// <param name="columns">
    /// The facts, with <see cref="Detail.Bases"/>, and with <see cref="Detail.Regions"/> when the scenario names locations.
    /// </param>
    /// <param name="scenario">What is switched off.</param>
    /// <param name="threads">The most threads; the answer is the same for any number.</param>
    /// <param name="mostWork">The most work that is spent on what to find out first.</param>
    public static Uncertainty Of(
        RegisterColumns columns, Scenario scenario, int threads, long mostWork = ToFindOut.MostWork)
    {
        var graph = DependencyGraph.Of(columns);
        var answer = SwitchOff.Run(graph, scenario);
        var seeds = Seeds.Of(graph, scenario).Nodes;
        var unknowns = Unknowns.Of(graph, scenario, seeds);
        var (least, most) = (new Propagation(graph), new Propagation(graph));
        least.Run(seeds, scenario.HorizonHours);
        most.Run([.. seeds, .. unknowns.Open], scenario.HorizonHours);
        var (shown, told) = (ShownBy(columns, scenario, least), ToldChains.Of(columns, answer));
        var count = new LossCount(graph);
        return new Uncertainty
        {
            Answer = answer,
            AtLeast = count.Of(least),
            AtMost = count.Of(most),
            OutOf = Everything(graph),
            Shown = Cumulated(graph, shown),
            Told = Cumulated(graph, told),
            Functions =
            [
                .. most.Failed.ToArray().Where(graph.IsFunction).Order().Select(node => new FunctionAtStake(
                    graph.EntityOf(node), graph.Bodies.Entity[graph.Nodes.BodyOf(node)], graph.Nodes.PeopleOf(node),
                    SwitchOffAnswer.CriticalityOf(graph, node), least.HasFailed(node) ? least.HourOf(node) : null,
                    most.HourOf(node), Known(shown, node), Known(told, node))),
            ],
            OpenServices = unknowns.Open.Length,
            Requirements = new RequirementsAtStake(
                graph.RequirementCount, WithoutCountry(graph), least.Broken.Length, most.Broken.Length),
            ToFindOut = ToFindOut.Of(graph, unknowns, least, most, (scenario.HorizonHours, threads, mostWork)),
        };

        static Firmness? Known(Dictionary<int, Firmness> firmness, int node) =>
            firmness.TryGetValue(node, out var known) ? known : null;
    }

    /// <summary>By node that fails, how firm the facts must be at least to show it.</summary>
    private static Dictionary<int, Firmness> ShownBy(RegisterColumns columns, Scenario scenario, Propagation all)
    {
        var shown = new Dictionary<int, Firmness>();
        foreach (var firmness in Enum.GetValues<Firmness>())
        {
            // A view of the facts has the same nodes, for what it leaves out are no functions or services.
            foreach (var node in firmness == Firmness.Inferred ? all.Failed : Run(firmness).Failed)
            {
                shown.TryAdd(node, firmness);
            }
        }

        return shown;

        Propagation Run(Firmness firmness)
        {
            var firm = FirmFacts.Of(columns, firmness, scenario);
            var run = new Propagation(firm.Graph);
            run.Run(firm.Seeded(), scenario.HorizonHours);
            return run;
        }
    }

    /// <summary>For each firmness what is lost of the nodes that are as firm or firmer.</summary>
    private static Dictionary<Firmness, Loss> Cumulated(DependencyGraph graph, Dictionary<int, Firmness> nodes)
    {
        var (count, lost) = (new LossCount(graph), new Dictionary<Firmness, Loss>());
        var byFirmness = nodes.ToLookup(n => n.Value, n => n.Key);
        foreach (var firmness in Enum.GetValues<Firmness>())
        {
            foreach (var node in byFirmness[firmness])
            {
                count.Add(node);
            }

            lost.Add(firmness, count.Total);
        }

        return lost;
    }

    private static Loss Everything(DependencyGraph graph)
    {
        var count = new LossCount(graph);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            count.Add(node);
        }

        return count.Total with { Organisations = graph.OrganisationCount };
    }

    /// <summary>How many requirements have an alternative of which the country of the supplier is unknown.</summary>
    private static int WithoutCountry(DependencyGraph graph)
    {
        var count = 0;
        var requirements = graph.SuppliersWithoutCountry > 0 ? graph.RequirementCount : 0;
        for (var requirement = 0; requirement < requirements; requirement++)
        {
            count += Meeting.AlternativesOf(graph, requirement).Any(node =>
                graph.Nodes.SupplierOf(node) is var supplier and >= 0 && graph.Suppliers.Country[supplier] == 0)
                ? 1
                : 0;
        }

        return count;
    }
}

/// <summary>A function that stops, or that stops when what is unknown turns out to be in reach.</summary>
/// <param name="Entity">Position of its id.</param>
/// <param name="Organisation">Position of the id of its body.</param>
/// <param name="People">People it serves: its own number, else the population of its body, else 0.</param>
/// <param name="Criticality">How much depends on it, or null when unknown.</param>
/// <param name="StopsAtHours">When it stops in any case, at the latest; null when it may go on.</param>
/// <param name="EarliestHours">When it stops at the earliest: if all that is unknown is in reach.</param>
/// <param name="Shown">How firm facts have to be counted to show that it stops; null when it may go on.</param>
/// <param name="Told">How firm the chain is that a switch-off tells; null when it may go on.</param>
public readonly record struct FunctionAtStake(
    int Entity, int Organisation, long People, Criticality? Criticality, int? StopsAtHours, int EarliestHours,
    Firmness? Shown, Firmness? Told);

/// <summary>What the unknown does to requirements.</summary>
/// <param name="Of">Requirements that count on the day and can be met.</param>
/// <param name="WithoutCountry">Those with an alternative from a supplier whose country is unknown.</param>
/// <param name="BreakAtLeast">Those that break within the horizon when all that is unknown is out of reach.</param>
/// <param name="BreakAtMost">Those that break when all of it is in reach.</param>
public sealed record RequirementsAtStake(int Of, int WithoutCountry, int BreakAtLeast, int BreakAtMost);
