using System.Collections.Concurrent;
using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>The exact answer to a scenario: what stops, when, for whom and why.</summary>
/// <remarks>
/// Entities, requirements and sources are given as positions in <see cref="DependencyGraph.Entities"/>,
/// <see cref="DependencyGraph.Requirements"/> and <see cref="DependencyGraph.Sources"/>. Lists are ordered by hour and
/// then by ordinal id. What belongs to one function or service is made when it is asked for, so that an answer about a
/// million of them is a few arrays and can be streamed. Safe for several threads at once.
/// </remarks>
public sealed class SwitchOffAnswer
{
    private readonly Seeds seeds;
    private readonly Propagation propagation;
    private readonly ConcurrentDictionary<int, int> namedAmongMany = new();
    private readonly Lazy<Exits> exits;
    private readonly Lazy<Reasons> reasons;

    internal SwitchOffAnswer(DependencyGraph graph, Scenario scenario, Seeds seeds, Propagation propagation, Tally tally)
    {
        (Graph, Scenario, this.seeds, this.propagation) = (graph, scenario, seeds, propagation);
        exits = new Lazy<Exits>(() => Exits.Of(graph, propagation));
        reasons = new Lazy<Reasons>(() => Reasons.Of(graph, propagation));
        Timeline = tally.Timeline;
        (Failed, ForNobody) = tally.Timeline is [.., var last] ? (last.Failed, last.ForNobody) : default;
        Functions = new View<StoppedFunction>(tally.Functions, FunctionAt);
        Services = new View<StoppedService>(tally.Services, ServiceAt);
    }

    /// <summary>The facts that were asked.</summary>
    public DependencyGraph Graph { get; }

    /// <summary>What was switched off.</summary>
    public Scenario Scenario { get; }

    /// <summary>Valid suppliers in reach by country or named, with all whom they control.</summary>
    public int SeededSuppliers => seeds.SupplierCount;

    /// <summary>Services that the scenario itself switches off.</summary>
    public int SeededServices => seeds.Nodes.Length;

    /// <summary>The suppliers in reach by country or named, each with who controls it; in the order of their ids.</summary>
    public IEnumerable<ReachedSupplier> Reached => seeds.Reached();

    /// <summary>What failed within the horizon; services include those that were switched off.</summary>
    public Counts Failed { get; }

    /// <summary>What of that serves nobody, as it states itself.</summary>
    public ForNobody ForNobody { get; }

    /// <summary>What failed, but of functions only those that serve people or do not say.</summary>
    public Counts FailedForPeople => Failed with { Functions = Failed.Functions - ForNobody.Functions };

    /// <summary>What could fail, but of functions only those that serve people or do not say.</summary>
    public Counts OfForPeople => Of with { Functions = Graph.FunctionCount - Graph.FunctionsForNobody };

    /// <summary>What counts on the day, and so could fail.</summary>
    public Counts Of => new(Graph.FunctionCount, Graph.ServiceCount, Graph.OrganisationCount, Graph.People);

    /// <summary>One cumulative entry for each hour at which something fails, in order.</summary>
    public IReadOnlyList<Moment> Timeline { get; }

    /// <summary>The functions that failed, by hour and then by id.</summary>
    public IReadOnlyList<StoppedFunction> Functions { get; }

    /// <summary>The services that failed, those that were switched off included, by hour and then by id.</summary>
    public IReadOnlyList<StoppedService> Services { get; }

    /// <summary>
    /// Ids that the scenario names but that do not hold on the day, or are of another kind: no effect.
    /// </summary>
    public IEnumerable<EntityId> WithoutEffect => Seeds.WithoutEffect(Graph, Scenario);

    /// <summary>The hour at which a function or service fails, or null when it does not (or does not count).</summary>
    /// <param name="entity">The position of its id.</param>
    public int? HourOf(int entity) =>
        Graph.NodeOf(entity) is var node and >= 0 && propagation.HasFailed(node) ? propagation.HourOf(node) : null;

    /// <summary>
    /// The chain of facts that stops a function or service; empty when it does not fail or is a seed.
    /// </summary>
    /// <param name="entity">The position of its id.</param>
    public BecauseChain Because(int entity) => new(this, Graph.NodeOf(entity));

    internal int LinksOf(int node) => node >= 0 && propagation.HasFailed(node) ? propagation.StepOf(node) : 0;

    /// <summary>The link from a failed node, which is not a seed, to what stopped it.</summary>
    internal BecauseStep LinkFrom(int node, out int next)
    {
        var (required, alternatives) = (Graph.Required, Graph.Alternatives);
        var requirement = reasons.Value.RequirementOf(node);
        var alternative = Named(requirement, propagation.PairOf(node));
        var (first, end) = alternatives.Starts[requirement];
        var saysSource = alternatives.Ground.SourceOf(alternative) >= 0;
        var (needed, by) = (required.Ground.BasisOf(requirement), alternatives.Ground.BasisOf(alternative));
        next = alternatives.Node[alternative];
        return new BecauseStep(
            required.Position[requirement],
            Graph.Nodes.Entity[next],
            propagation.HourOf(next),
            Graph.Uses.GraceHoursOf(next, requirement),
            end - first - required.Arrivals[requirement] + 1,
            end - first,
            saysSource ? by : needed,
            PositionOrNull(
                saysSource ? alternatives.Ground.SourceOf(alternative) : required.Ground.SourceOf(requirement)),
            Firmnesses.OfStep(needed, by, saysSource));
    }

    internal static Criticality? CriticalityOf(DependencyGraph graph, int node) =>
        graph.Nodes.CriticalityOf(node) is var known && known == default ? null : known;

    private static int? PositionOrNull(int position) => position >= 0 ? position : null;

    private StoppedFunction FunctionAt(int node)
    {
        var tolerates = Graph.Nodes.ToleratesHoursOf(node);
        return new StoppedFunction(
            Graph.Nodes.Entity[node],
            Graph.Bodies.Entity[Graph.Nodes.BodyOf(node)],
            Graph.Nodes.PeopleOf(node),
            Graph.Nodes.ServesNobody(node),
            CriticalityOf(Graph, node),
            propagation.HourOf(node),
            tolerates >= 0 ? tolerates : null,
            exits.Value.HoursOf(node, Graph.Nodes.BodyOf(node)),
            new BecauseChain(this, node));
    }

    private StoppedService ServiceAt(int node) =>
        new(
            Graph.Nodes.Entity[node],
            propagation.HourOf(node),
            propagation.StepOf(node) == 0 ? seeds.Why(node) : null,
            new BecauseChain(this, node));

    /// <summary>
    /// The alternative at place n − need + 1 of a requirement that broke at an hour and step: of those that arrive just
    /// then, in the order of ids, the one that comes after all that arrived before.
    /// </summary>
    /// <remarks>
    /// Remembered where there are many, since thousands of functions may share a requirement with thousands of
    /// alternatives. Two threads may both find it; they find the same.
    /// </remarks>
    private int Named(int requirement, (int Hour, int Step) pair)
    {
        const int Many = 16;
        var (first, end) = Graph.Alternatives.Starts[requirement];
        return end - first < Many
            ? Find(requirement, pair)
            : namedAmongMany.GetOrAdd(requirement, (r, at) => Find(r, at), pair);
    }

    private int Find(int requirement, (int Hour, int Step) pair)
    {
        var (first, end) = Graph.Alternatives.Starts[requirement];
        var place = Graph.Required.Arrivals[requirement];
        for (var a = first; a < end; a++)
        {
            place -= Arrival(requirement, a).CompareTo(pair) < 0 ? 1 : 0;
        }

        for (var a = first; a < end; a++)
        {
            if (Arrival(requirement, a) == pair && --place == 0)
            {
                return a;
            }
        }

        throw new InvalidOperationException($"requirement {requirement} did not break at {pair}");
    }

    /// <summary>When an alternative arrives; never is after all.</summary>
    private (int Hour, int Step) Arrival(int requirement, int alternative)
    {
        var node = Graph.Alternatives.Node[alternative];
        if (!propagation.HasFailed(node))
        {
            return (int.MaxValue, int.MaxValue);
        }

        var (hour, step) = propagation.PairOf(node);
        return (hour + Graph.Uses.GraceHoursOf(node, requirement), step + 1);
    }
}

/// <summary>How many of each.</summary>
/// <param name="Functions">Functions.</param>
/// <param name="Services">Services.</param>
/// <param name="Organisations">Public bodies; failed ones are those of which a function has failed.</param>
/// <param name="People">Per body the most people that one of these functions serves, summed over bodies.</param>
public readonly record struct Counts(int Functions, int Services, int Organisations, long People);

/// <summary>What has failed by an hour.</summary>
/// <param name="Hour">Hours after the switching off.</param>
/// <param name="Failed">All that failed at this hour or before.</param>
public readonly record struct Moment(int Hour, Counts Failed)
{
    /// <summary>What of that serves nobody, as it states itself.</summary>
    public ForNobody ForNobody { get; init; }

    /// <summary>What has failed, but of functions only those that serve people or do not say.</summary>
    public Moment ForPeople() => this with { Failed = Failed with { Functions = Failed.Functions - ForNobody.Functions } };
}

/// <summary>Of what failed: functions that state that they serve 0 people, such as permission to send mail for a body.</summary>
/// <param name="Functions">How many of the failed functions serve nobody.</param>
/// <param name="Organisations">How many of the failed bodies lost nothing else.</param>
public readonly record struct ForNobody(int Functions, int Organisations);

/// <summary>A supplier whose services are switched off, and who controls it.</summary>
/// <param name="Supplier">Position of its id.</param>
/// <param name="Controller">
/// Position of the id of the one before it in a shortest chain of control; null when it is itself established in a named
/// country, or named.
/// </param>
public readonly record struct ReachedSupplier(int Supplier, int? Controller);

/// <summary>A function that stops.</summary>
/// <param name="Entity">Position of its id.</param>
/// <param name="Organisation">Position of the id of its body.</param>
/// <param name="People">People it serves: its own number, else the population of its body, else 0.</param>
/// <param name="ServesNobody">Whether it says that it serves no people itself.</param>
/// <param name="Criticality">How much depends on it, or null when unknown.</param>
/// <param name="StopsAtHours">Hours after the switching off.</param>
/// <param name="ToleratesHours">Hours it may be down, or null when unknown.</param>
/// <param name="ExitHours">
/// Hours until the exits of all its requirements that broke within the horizon are ready, those of its body included;
/// null when one of them is unknown.
/// </param>
/// <param name="Because">The chain of facts from the function down to what was switched off.</param>
public readonly record struct StoppedFunction(
    int Entity, int Organisation, long People, bool ServesNobody, Criticality? Criticality, int StopsAtHours,
    int? ToleratesHours, int? ExitHours, BecauseChain Because);

/// <summary>A service that stops.</summary>
/// <param name="Entity">Position of its id.</param>
/// <param name="StopsAtHours">Hours after the switching off.</param>
/// <param name="SeededBy">What switches it off, or null when it stops because of something it needs.</param>
/// <param name="Because">The chain of facts from the service down to what was switched off; empty for a seed.</param>
public readonly record struct StoppedService(int Entity, int StopsAtHours, Seeding? SeededBy, BecauseChain Because);
