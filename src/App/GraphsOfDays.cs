using Sluiswachter.Insight;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>The graphs of days that were asked about, so that a next question on the same facts needs no loading.</summary>
/// <remarks>
/// <para>
/// A graph is known by its day, by whether requirements that are only considered count, and by the head of the journal
/// of the picture it was read from: an import moves the head, and what was known on an earlier day has a head of its
/// own. So nothing here can be out of date, and nothing needs to be cleared.
/// </para>
/// <para>
/// Keeps a few graphs, those asked for last. Safe for any number of threads; graphs are loaded one at a time, because
/// it is loading that takes memory.
/// </para>
/// </remarks>
/// <param name="most">The most graphs that are kept, at least 1; a graph of 1,000,000 requirements is some 25 MB and its ids.</param>
public sealed class GraphsOfDays(int most = 3)
{
    private readonly Lock loading = new();
    private readonly Lock keeping = new();
    private readonly List<Kept> kept = [];
    private (Day Day, Observations Observed)? lastObserved;
    private (Day Day, KeptGrounds Grounds)? lastGrounds;

    /// <summary>The graph of the facts that hold on a day.</summary>
    /// <param name="reader">The picture of the register.</param>
    /// <param name="at">The day.</param>
    /// <param name="includeConsidered">Whether requirements with the status considered count.</param>
    /// <param name="withRegions">Whether the regions of services are needed.</param>
    public DependencyGraph Of(IRegisterReader reader, DateOnly at, bool includeConsidered, bool withRegions)
    {
        var day = new Day(at, includeConsidered, reader.Head);
        if (Find(day, withRegions) is { } known)
        {
            return known;
        }

        lock (loading)
        {
            if (Find(day, withRegions) is { } meanwhile)
            {
                return meanwhile;
            }

            var graph = DependencyGraph.Of(reader.Columns(at, includeConsidered, withRegions ? Detail.Regions : Detail.None));
            Keep(new Kept(day, withRegions, graph));
            return graph;
        }
    }

    /// <summary>When the requirements that hold on a day were observed; kept for the day that was asked last.</summary>
    /// <param name="reader">The picture of the register.</param>
    /// <param name="at">The day.</param>
    /// <param name="includeConsidered">Whether requirements with the status considered count.</param>
    public Observations ObservedOn(IRegisterReader reader, DateOnly at, bool includeConsidered)
    {
        var day = new Day(at, includeConsidered, reader.Head);
        lock (keeping)
        {
            if (lastObserved is { } last && last.Day == day)
            {
                return last.Observed;
            }
        }

        var observed = reader.Observed(at, includeConsidered);
        lock (keeping)
        {
            lastObserved = (day, observed);
        }

        return observed;
    }

    /// <summary>Who says who is in control on a day, as far as it was read; kept for the day that was asked last.</summary>
    /// <param name="reader">The picture of the register.</param>
    /// <param name="at">The day.</param>
    /// <param name="includeConsidered">Whether requirements with the status considered count.</param>
    public KeptGrounds GroundsOn(IRegisterReader reader, DateOnly at, bool includeConsidered)
    {
        var day = new Day(at, includeConsidered, reader.Head);
        lock (keeping)
        {
            if (lastGrounds is not { } last || last.Day != day)
            {
                lastGrounds = (day, new KeptGrounds(at));
            }

            return lastGrounds.Value.Grounds;
        }
    }

    private DependencyGraph? Find(Day day, bool withRegions)
    {
        lock (keeping)
        {
            // A graph that knows regions answers questions that do not need them as well.
            var at = kept.FindIndex(k => k.Day == day && (k.WithRegions || !withRegions));
            if (at < 0)
            {
                return null;
            }

            var found = kept[at];
            kept.RemoveAt(at);
            kept.Add(found);
            return found.Graph;
        }
    }

    private void Keep(Kept graph)
    {
        lock (keeping)
        {
            kept.RemoveAll(k => k.Day == graph.Day);
            kept.Add(graph);
            if (kept.Count > most)
            {
                kept.RemoveAt(0);
            }
        }
    }

    private readonly record struct Day(DateOnly At, bool IncludeConsidered, JournalHead Head);

    private sealed record Kept(Day Day, bool WithRegions, DependencyGraph Graph);
}
