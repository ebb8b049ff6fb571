namespace Sluiswachter.Insight;

/// <summary>What is lost when two subjects are switched off together (N-2), for every two of the worst ones.</summary>
/// <remarks>
/// <para>
/// Two of which the one switches off all services that the other does are left out. Of the two the one that stops more
/// is run, and the other added to it (<see cref="FurtherLoss"/>), so that a pair takes no more than what the second adds.
/// </para>
/// <para>A bit per node for each of the worst ones, 100 kB at a million requirements. Definition: docs/insight.md.</para>
/// </remarks>
public sealed class PairLosses
{
    private readonly Subject[] worst;
    private readonly ulong[][] lost;

    private PairLosses(SingleLosses singles, Subject[] worst)
    {
        (Singles, this.worst) = (singles, worst);
        lost = new ulong[worst.Length][];
    }

    /// <summary>The subjects one by one.</summary>
    public SingleLosses Singles { get; }

    /// <summary>How many subjects took part, the first of the ranking.</summary>
    public int Among => worst.Length;

    /// <summary>How many pairs were left out: the one switches off all services that the other does.</summary>
    public int Contained { get; private set; }

    /// <summary>The pairs, the worst first.</summary>
    public IReadOnlyList<PairLoss> Ranked { get; private set; } = [];

    /// <summary>The pairs that stop a function that neither of the two stops alone, those with most of these first.</summary>
    public IReadOnlyList<PairLoss> Hidden { get; private set; } = [];

    /// <summary>Switches off every two of the worst subjects.</summary>
    /// <param name="singles">The subjects one by one.</param>
    /// <param name="among">How many of the worst take part.</param>
    public static PairLosses Of(SingleLosses singles, int among)
    {
        var pairs = new PairLosses(
            singles, [.. singles.Ranked.TakeWhile(l => l.Loss is not { Functions: 0, Alternatives: 0 }).Take(among)
                .Select(l => l.Subject)]);
        pairs.RunAll();
        return pairs;
    }

    /// <summary>Tells where the two of hidden pairs meet, for functions that neither stops alone.</summary>
    /// <param name="mostPairs">The most pairs: the first of <see cref="Hidden"/>.</param>
    /// <param name="mostFunctions">The most functions of each pair: by criticality, then people, then id.</param>
    /// <returns>For each of these pairs where they meet.</returns>
    /// <remarks>One run for each pair.</remarks>
    public IReadOnlyList<IReadOnlyList<Meeting>> Explain(int mostPairs, int mostFunctions)
    {
        var meetings = new IReadOnlyList<Meeting>[Math.Min(mostPairs, Hidden.Count)];
        SideBySide.Do(
            meetings.Length, Singles.Threads, _ => new Workspace(this),
            (own, i) => meetings[i] = own.MeetingsOf(Hidden[i], mostFunctions));
        return meetings;
    }

    private static bool Contains(ulong[] set, int node) => (set[node >> 6] & (1UL << node)) != 0;

    private void RunAll()
    {
        var graph = Singles.Graph;
        var sizes = new (int Failed, int Seeds)[worst.Length];
        var threads = Singles.Threads;
        SideBySide.Do(worst.Length, threads, _ => new Workspace(this), (own, i) =>
        {
            own.Run(worst[i]);
            lost[i] = new ulong[(graph.NodeCount >> 6) + 1];
            foreach (var node in own.Failed)
            {
                lost[i][node >> 6] |= 1UL << node;
            }

            sizes[i] = (own.Failed.Length, own.SeedCount);
        });

        // What stops most comes first and is run; what comes later is added to it, and cannot contain it unless both are
        // the same.
        int[] order = [.. Enumerable.Range(0, worst.Length).OrderByDescending(i => sizes[i])];
        var found = new PairLoss[order.Length][];
        SideBySide.Do(order.Length, threads, _ => new Workspace(this), (own, i) =>
            found[i] = own.PairsOf(order[i], order.AsSpan(i + 1)));
        var all = found.SelectMany(p => p).ToArray();
        Contained = (worst.Length * (worst.Length - 1) / 2) - all.Length;
        Array.Sort(all, PairLoss.WorstFirst);
        Ranked = all;
        PairLoss[] hidden = [.. all.Where(p => p.HiddenFunctions > 0)];
        Array.Sort(hidden, PairLoss.MostHiddenFirst);
        Hidden = hidden;
    }

    /// <summary>What one thread needs.</summary>
    private sealed class Workspace(PairLosses pairs)
    {
        private readonly DependencyGraph graph = pairs.Singles.Graph;
        private readonly SubjectSeeds seeds = new(pairs.Singles.Subjects);
        private readonly Propagation propagation = new(pairs.Singles.Graph);
        private readonly FurtherLoss more = new(pairs.Singles.Graph);
        private readonly LossCount count = new(pairs.Singles.Graph);
        private readonly bool[] isSeed = new bool[pairs.Singles.Graph.NodeCount];
        private readonly List<int> further = [];

        public ReadOnlySpan<int> Failed => propagation.Failed;

        /// <summary>How many services were switched off in the last run.</summary>
        public int SeedCount { get; private set; }

        public void Run(Subject subject)
        {
            var services = seeds.Of(subject);
            SeedCount = services.Length;
            propagation.Run(services, pairs.Singles.HorizonHours);
        }

        /// <summary>One subject with each of some others.</summary>
        public PairLoss[] PairsOf(int subject, ReadOnlySpan<int> others)
        {
            Run(pairs.worst[subject]);
            more.StartFrom(propagation, pairs.Singles.HorizonHours);
            count.Of(propagation);
            var alone = count.Mark;
            int[] own = [.. seeds.Of(pairs.worst[subject])];
            MarkSeeds(own, true);
            var found = new List<PairLoss>();
            foreach (var other in others)
            {
                var added = seeds.Of(pairs.worst[other]);
                if (!AllSeeds(added))
                {
                    found.Add(With(subject, other, added));
                    count.BackTo(alone);
                }
            }

            MarkSeeds(own, false);
            return [.. found];
        }

        public IReadOnlyList<Meeting> MeetingsOf(PairLoss pair, int most)
        {
            int[] first = [.. seeds.Of(pair.First)];
            propagation.Run([.. first, .. seeds.Of(pair.Second)], pairs.Singles.HorizonHours);
            var (lostByFirst, lostBySecond) = (pairs.lost[pair.FirstRank], pairs.lost[pair.SecondRank]);
            return Meeting.Find(
                graph, propagation, n => Contains(lostByFirst, n), n => Contains(lostBySecond, n), most);
        }

        private PairLoss With(int subject, int other, ReadOnlySpan<int> added)
        {
            further.Clear();
            more.Add(added, further);
            var (hiddenVital, hidden) = (0, 0);
            foreach (var node in further)
            {
                count.Add(node);
                if (graph.IsFunction(node) && !Contains(pairs.lost[other], node))
                {
                    hidden++;
                    hiddenVital += SwitchOffAnswer.CriticalityOf(graph, node) == Model.Criticality.Vital ? 1 : 0;
                }
            }

            var (first, second) = (Math.Min(subject, other), Math.Max(subject, other));
            return new PairLoss(
                pairs.worst[first], pairs.worst[second], first, second, count.Total, hiddenVital, hidden);
        }

        private void MarkSeeds(int[] nodes, bool value)
        {
            foreach (var node in nodes)
            {
                isSeed[node] = value;
            }
        }

        private bool AllSeeds(ReadOnlySpan<int> nodes)
        {
            foreach (var node in nodes)
            {
                if (!isSeed[node])
                {
                    return false;
                }
            }

            return true;
        }
    }
}

/// <summary>What is lost when two subjects are switched off together.</summary>
/// <param name="First">The one that ranks first alone.</param>
/// <param name="Second">The other.</param>
/// <param name="FirstRank">The place of the first in the ranking, from 0.</param>
/// <param name="SecondRank">The place of the second.</param>
/// <param name="Loss">What is lost within the horizon.</param>
/// <param name="HiddenVital">How many vital functions neither of the two stops alone.</param>
/// <param name="HiddenFunctions">How many functions neither of the two stops alone.</param>
public readonly record struct PairLoss(
    Subject First, Subject Second, int FirstRank, int SecondRank, Loss Loss, int HiddenVital, int HiddenFunctions)
{
    /// <summary>Negative when one ranks before the other; never 0 for different pairs.</summary>
    public static int WorstFirst(PairLoss a, PairLoss b)
    {
        var order = Loss.WorstFirst(a.Loss, b.Loss);
        order = order != 0 ? order : a.FirstRank.CompareTo(b.FirstRank);
        return order != 0 ? order : a.SecondRank.CompareTo(b.SecondRank);
    }

    /// <summary>The same for hidden pairs.</summary>
    public static int MostHiddenFirst(PairLoss a, PairLoss b)
    {
        var order = b.HiddenVital.CompareTo(a.HiddenVital);
        order = order != 0 ? order : b.HiddenFunctions.CompareTo(a.HiddenFunctions);
        return order != 0 ? order : WorstFirst(a, b);
    }
}
