using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Everything a function stands on, link by link, and whether each link is here: in one country's hands and place.</summary>
/// <remarks>
/// <para>
/// A link is an alternative of a counting requirement of the function, of its body, or of what they use, and so on; each
/// consumer is entered once, at its least depth. Links are ordered by depth, then by the ids of their requirements, then
/// of what is used. Loops end where they began. Unmet requirements have no links; they are told apart.
/// </para>
/// <para>Linear in the facts of the day. Source: docs/insight.md, "Does this chain run here?".</para>
/// </remarks>
public sealed class Chain
{
    private Chain(IReadOnlyList<ChainLink> links, IReadOnlyList<int> unmet, int? stopsAtHours, int? mayStopAtHours)
    {
        (Links, Unmet, StopsAtHours, MayStopAtHours) = (links, unmet, stopsAtHours, mayStopAtHours);
        Verdict = Whereabout.OfAll(links.Where(l => l.Supplier is not null).Select(l => l.Verdict));
    }

    /// <summary>The links, direct ones first.</summary>
    public IReadOnlyList<ChainLink> Links { get; }

    /// <summary>Positions of the ids of requirements on the way that have fewer alternatives than they need.</summary>
    public IReadOnlyList<int> Unmet { get; }

    /// <summary>Here when every service is; elsewhere when one is; else unknown, also without any service.</summary>
    public Whereabouts Verdict { get; }

    /// <summary>The hour at which the function stops when all that is elsewhere goes, or null when it goes on.</summary>
    public int? StopsAtHours { get; }

    /// <summary>The same when all goes of which it is unknown where it is as well.</summary>
    public int? MayStopAtHours { get; }

    /// <summary>Walks the chain of a function.</summary>
    /// <param name="graph">The graph of the day.</param>
    /// <param name="columns">The facts that it was built from, with <see cref="Detail.Regions"/> and <see cref="Detail.Data"/>.</param>
    /// <param name="function">The position of the function's id; it counts on the day.</param>
    /// <param name="here">The country.</param>
    public static Chain Of(DependencyGraph graph, RegisterColumns columns, int function, Country here)
    {
        var walk = new ChainWalk(graph, columns, graph.NodeOf(function), here);
        var links = walk.Links();
        return new Chain(
            links, walk.Unmet(), StopsWithout(v => v == Whereabouts.Elsewhere), StopsWithout(v => v != Whereabouts.Here));

        int? StopsWithout(Func<Whereabouts, bool> isGone)
        {
            var lost = links.Where(l => l.Supplier is not null && isGone(l.Verdict)).Select(l => graph.NodeOf(l.Used));
            int[] gone = [.. lost.Distinct().Order()];
            var propagation = new Propagation(graph);
            propagation.Run(gone, Scenario.DefaultHorizonHours);
            var node = graph.NodeOf(function);
            return propagation.HasFailed(node) ? propagation.HourOf(node) : null;
        }
    }
}

/// <summary>One service or function that something on the chain uses.</summary>
/// <param name="Depth">1 when the function itself (or its body) uses it, 2 when that does, and so on.</param>
/// <param name="Consumer">Position of the id of who uses it: a function, a service or a body.</param>
/// <param name="Requirement">Position of the requirement's id.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Need">How many alternatives the requirement needs.</param>
/// <param name="Of">How many count; more than needed are fallbacks for each other.</param>
/// <param name="Used">Position of the id of the service or function that is used.</param>
/// <param name="Role">Whether it works all the time or stands by.</param>
/// <param name="Supplier">Who is behind a service; null for a function, whose own links follow.</param>
/// <param name="Places">The countries in which a service runs; empty when unknown, or a function.</param>
/// <param name="Control">Where the orders come from.</param>
/// <param name="Place">Where it runs.</param>
/// <param name="Basis">On what ground the link is stated.</param>
/// <param name="Source">Position of the id of who says so; null when nobody was named.</param>
public sealed record ChainLink(
    int Depth, int Consumer, int Requirement, Purpose Purpose, int Need, int Of, int Used, AlternativeRole Role,
    ChainSupplier? Supplier, IReadOnlyList<Country> Places, Whereabouts Control, Whereabouts Place, Basis Basis, int? Source)
{
    /// <summary>Here when control and place both are; elsewhere when one is; else unknown.</summary>
    public Whereabouts Verdict => Whereabout.OfAll([Control, Place]);

    /// <summary>Whether there are more alternatives than needed.</summary>
    public bool HasFallback => Of > Need;
}

/// <summary>Who is behind a service.</summary>
/// <param name="Control">Positions of the ids from the top of the chain of control down to the supplier.</param>
/// <param name="Countries">The country of each of them, null when unknown.</param>
public sealed record ChainSupplier(IReadOnlyList<int> Control, IReadOnlyList<Country?> Countries);

/// <summary>Where something is, seen from one country.</summary>
public enum Whereabouts
{
    /// <summary>In that country, all of it.</summary>
    Here = 1,

    /// <summary>In another, at least in part.</summary>
    Elsewhere = 2,

    /// <summary>The register does not say.</summary>
    Unknown = 3,
}

/// <summary>Draws verdicts together.</summary>
internal static class Whereabout
{
    /// <summary>Elsewhere when one is; here when all are and there is one; else unknown.</summary>
    public static Whereabouts OfAll(IEnumerable<Whereabouts> parts)
    {
        var all = Whereabouts.Unknown;
        var first = true;
        foreach (var part in parts)
        {
            if (part == Whereabouts.Elsewhere)
            {
                return part;
            }

            all = first || part == all ? part : Whereabouts.Unknown;
            first = false;
        }

        return all;
    }

    /// <summary>Where some countries are, null standing for one that is unknown.</summary>
    public static Whereabouts Of(IEnumerable<Country?> countries, Country here) => OfAll(countries.Select(
        c => c is not { } known ? Whereabouts.Unknown : known == here ? Whereabouts.Here : Whereabouts.Elsewhere));
}
