namespace Sluiswachter.Insight;

/// <summary>Works out the losses of many scenarios: one by one, or many at once where they spread wide.</summary>
/// <remarks>
/// Each is run by itself at first, and left off once it follows more than a small part of all uses. Those that were left
/// off are wide and go together, <see cref="BitParallelPropagation.Lanes"/> at a time. Of every such batch a few are followed
/// by themselves, which tells what one by one would cost: when at once cannot be cheaper, or turns out not to be, one by one
/// it is. So whichever way is taken, it costs little more than the cheaper one as a rule and twice as much where the two come
/// close, and the losses are exact.
/// </remarks>
internal sealed class ManyLosses
{
    /// <summary>A scenario is wide when it follows more than one in so many of the uses.</summary>
    private const int WidePart = 512;

    // How many uses are followed one by one in the time that an arrival takes in all lanes, and in the time that a node takes
    // to be made ready and counted: measured at 100,000 and 1,000,000 requirements.
    private const int UsesPerArrival = 2;
    private const int UsesPerNode = 4;

    /// <summary>How many of a batch are run by themselves, to tell what one by one would cost.</summary>
    private const int Samples = 3;

    /// <summary>At first no further than one in so many of the uses: mostly that is enough to know.</summary>
    private const int SamplePart = 16;

    private readonly ScenarioList list;
    private readonly DependencyGraph graph;
    private readonly int horizonHours;
    private readonly int threads;
    private readonly Loss[] losses;
    private readonly Single?[] singles;

    private ManyLosses(ScenarioList list, int horizonHours, int threads)
    {
        (this.list, graph, this.horizonHours, this.threads) = (list, list.Subjects.Graph, horizonHours, threads);
        losses = new Loss[list.Count];
        singles = new Single?[Math.Max(1, threads)];
    }

    /// <summary>The loss of each scenario.</summary>
    /// <param name="list">The scenarios.</param>
    /// <param name="horizonHours">The last hour that counts, 0 to 1,000,000.</param>
    /// <param name="threads">The most threads, at least 1.</param>
    /// <param name="manner">How to go about it; the losses are the same.</param>
    public static Loss[] Of(ScenarioList list, int horizonHours, int threads, Manner manner)
    {
        var many = new ManyLosses(list, horizonHours, threads);
        int[] all = [.. Enumerable.Range(0, list.Count)];
        switch (manner)
        {
            case Manner.OneByOne:
                many.OneByOne(all, int.MaxValue);
                break;
            case Manner.BitParallel:
                many.AtOnce(all, isBounded: false);
                break;
            default:
                many.AtOnce(many.OneByOne(all, many.graph.AlternativeCount / WidePart), isBounded: true);
                break;
        }

        return many.losses;
    }

    /// <summary>Runs each by itself; returns those that were left off because they are wide.</summary>
    private int[] OneByOne(int[] scenarios, int mostUses)
    {
        var isWide = new bool[scenarios.Length];
        SideBySide.Do(
            scenarios.Length, threads, SingleOf,
            (own, i) => isWide[i] = !own.TryRun(scenarios[i], mostUses));
        return [.. scenarios.Where((_, i) => isWide[i])];
    }

    /// <summary>Runs scenarios in batches at once; those of batches for which that does not pay one by one.</summary>
    private void AtOnce(int[] scenarios, bool isBounded)
    {
        if (scenarios.Length == 0)
        {
            return;
        }

        int[][] batches = [.. scenarios.Chunk(BitParallelPropagation.Lanes)];
        var isLeft = new bool[batches.Length];
        SideBySide.Do(
            batches.Length, threads, thread => new Batch(this, thread),
            (own, i) => isLeft[i] = isBounded
                ? !own.TryRunIfFaster(batches[i], Math.Max(1, threads / batches.Length))
                : !own.TryRun(batches[i], long.MaxValue));
        OneByOne([.. batches.Where((_, i) => isLeft[i]).SelectMany(b => b)], int.MaxValue);
    }

    /// <summary>What a thread has to run scenarios by themselves.</summary>
    private Single SingleOf(int thread) => singles[thread] ??= new Single(this);

    /// <summary>What a thread needs to run scenarios by themselves.</summary>
    private sealed class Single(ManyLosses many)
    {
        private readonly SubjectSeeds find = new(many.list.Subjects);
        private readonly Propagation propagation = new(many.graph);
        private readonly LossCount count = new(many.graph);

        /// <summary>How many uses the last run followed.</summary>
        public int Uses => propagation.AlternativesLost;

        public bool TryRun(int scenario, int mostUses)
        {
            // Each seed is taken to be used once at least, so that many need not be tried.
            var seeds = many.list.SeedsOf(scenario, find, mostUses);
            if (seeds.Length > mostUses || !propagation.TryRun(seeds, many.horizonHours, mostUses))
            {
                return false;
            }

            many.losses[scenario] = seeds.Length > 0 ? count.Of(propagation) : default;
            return true;
        }
    }

    /// <summary>What a thread needs to run scenarios at once.</summary>
    private sealed class Batch(ManyLosses many, int thread) : IDisposable
    {
        private readonly LaneSeeds seeds = new(many.list.Subjects);
        private readonly LaneLosses counts = new(many.graph);
        private BitParallelPropagation? lanes;

        /// <inheritdoc/>
        public void Dispose()
        {
            seeds.Dispose();
            lanes?.Dispose();
        }

        /// <summary>Runs the scenarios of a batch at once, unless one by one is faster; then it returns false.</summary>
        /// <param name="scenarios">The scenarios of the batch.</param>
        /// <param name="oneByOne">On how many threads they would be run one by one.</param>
        public bool TryRunIfFaster(int[] scenarios, int oneByOne)
        {
            var least = MostWork(scenarios, oneByOne, many.graph.AlternativeCount / SamplePart, out var isAll);
            if (TryRun(scenarios, least))
            {
                return true;
            }

            // Once more only when one by one turns out to cost much more than was known.
            var most = isAll ? least : MostWork(scenarios, oneByOne, int.MaxValue, out _);
            return most > 2 * least && TryRun(scenarios, most);
        }

        /// <summary>Runs the scenarios of a batch at once; false when that would take more work.</summary>
        public bool TryRun(int[] scenarios, long mostWork)
        {
            if (mostWork <= 0)
            {
                return false;
            }

            lanes ??= new BitParallelPropagation(many.graph);
            lanes.Forget();
            seeds.Forget();
            for (var lane = 0; lane < scenarios.Length; lane++)
            {
                many.list.Name(scenarios[lane], seeds, lane);
            }

            seeds.SwitchOff(lanes);
            if (!lanes.TryRun(many.horizonHours, mostWork))
            {
                return false;
            }

            var found = new Loss[scenarios.Length];
            counts.Of(lanes, found);
            for (var lane = 0; lane < scenarios.Length; lane++)
            {
                many.losses[scenarios[lane]] = found[lane];
            }

            return true;
        }

        /// <summary>How many arrivals may be handled at once before one by one is faster; 0 or less: none.</summary>
        /// <param name="scenarios">The scenarios of the batch.</param>
        /// <param name="oneByOne">On how many threads they would be run one by one.</param>
        /// <param name="mostUses">How many uses a sample follows at most; one with more seeds counts as that many.</param>
        /// <param name="isAll">Whether every sample came to its end.</param>
        private long MostWork(int[] scenarios, int oneByOne, int mostUses, out bool isAll)
        {
            var most = WhenEachFollows(many.graph.AlternativeCount);
            isAll = true;
            if (most <= 0)
            {
                return most;
            }

            var (uses, single) = (0L, many.SingleOf(thread));
            for (var sample = 0; sample < Samples; sample++)
            {
                var isRun = single.TryRun(scenarios[scenarios.Length * sample / Samples], mostUses);
                isAll &= isRun;
                uses += isRun ? single.Uses : mostUses;
            }

            return WhenEachFollows(uses / Samples);

            long WhenEachFollows(long uses) =>
                ((uses * scenarios.Length / oneByOne) - ((long)UsesPerNode * many.graph.NodeCount)) / UsesPerArrival;
        }
    }
}
