using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>The facts of a day as curves look at them, with what is worked out from them once for all curves.</summary>
/// <remarks>
/// What is the same as on the day before is the very same object, the graph included: it is built anew only when facts
/// changed that numbers can hang on, not for another source, basis or exit time. Not for several threads at once.
/// </remarks>
public sealed class DayOfFacts
{
    private readonly Lazy<DependencyGraph> graph;
    private readonly Lazy<Controllers> controllers;
    private readonly object?[] groundOfGraph;
    private readonly object?[] groundOfControl;

    private DayOfFacts(RegisterColumns columns, IReadOnlySet<Country> home, DayOfFacts? before)
    {
        Columns = columns;
        Home = before is not null && before.Home.SetEquals(home) ? before.Home : home;
        groundOfControl = [columns.Supplier, columns.Holdings];
        groundOfGraph =
        [
            columns.Organisation.Entity, columns.Organisation.Population,
            columns.Function.Entity, columns.Function.Organisation, columns.Function.People, columns.Function.Criticality,
            columns.Supplier, columns.Holdings,
            columns.Service.Entity, columns.Service.Supplier, columns.Service.Regions,
            columns.Requirement.Requirement, columns.Requirement.Consumer, columns.Requirement.Need,
            columns.Requirement.Purpose,
            columns.Alternative.Requirement, columns.Alternative.Service, columns.Alternative.GraceHours,
        ];
        graph = before is not null && AreSame(groundOfGraph, before.groundOfGraph)
            ? before.graph
            : new Lazy<DependencyGraph>(() => DependencyGraph.Of(columns));
        controllers = before is not null && AreSame(groundOfControl, before.groundOfControl)
            ? before.controllers
            : new Lazy<Controllers>(() => Controllers.Of(columns));
    }

    /// <summary>The facts.</summary>
    public RegisterColumns Columns { get; }

    /// <summary>The countries that are home on the day.</summary>
    public IReadOnlySet<Country> Home { get; }

    /// <summary>The day.</summary>
    public DateOnly Day => Columns.At;

    /// <summary>
    /// The graph, or that of an earlier day on which numbers could not differ: its own day, sources, bases, exit times and
    /// tolerated hours may be those of then.
    /// </summary>
    internal DependencyGraph Graph => graph.Value;

    /// <summary>Who controls whom.</summary>
    internal Controllers Controllers => controllers.Value;

    /// <summary>Stands for all facts that numbers from <see cref="Graph"/> can depend on.</summary>
    internal object GroundOfGraph => graph;

    /// <summary>Stands for all facts that <see cref="Controllers"/> depends on.</summary>
    internal object GroundOfControl => controllers;

    /// <summary>Prepares a day.</summary>
    /// <param name="columns">Its facts.</param>
    /// <param name="home">The countries that are home on it.</param>
    /// <param name="before">A day of the same period whose columns these are like; null for the first.</param>
    public static DayOfFacts Of(RegisterColumns columns, IReadOnlySet<Country> home, DayOfFacts? before = null) =>
        new(columns, home, before);

    /// <summary>Whether two lists hold the very same objects.</summary>
    internal static bool AreSame(object?[] some, object?[] others) =>
        some.AsSpan().SequenceEqual(others, ReferenceEqualityComparer.Instance);
}
