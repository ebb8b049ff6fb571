namespace Sluiswachter.Insight;

/// <summary>Which unknowns matter most: what to find out first.</summary>
/// <remarks>
/// Each is worked out exactly: what it raises on top of the known run (<see cref="FurtherLoss"/>), what it lowers by a run
/// without it. Those whose services are used most are tried first, and as many as fit the work (runs, times what fails).
/// </remarks>
public sealed class ToFindOut
{
    /// <summary>The most work: unknowns that are tried, times the functions and services that fail at most.</summary>
    public const long MostWork = 100_000_000;

    private const int TriedAnyhow = 32;

    private ToFindOut(IReadOnlyList<Stake> stakes, int candidates, int tried) =>
        (Stakes, Candidates, Tried) = (stakes, candidates, tried);

    /// <summary>The unknowns on which functions hang, those on which most do first.</summary>
    public IReadOnlyList<Stake> Stakes { get; }

    /// <summary>Unknowns that could put a service in reach.</summary>
    public int Candidates { get; }

    /// <summary>How many of them were worked out.</summary>
    public int Tried { get; }

    /// <summary>Whether all were.</summary>
    public bool IsComplete => Tried == Candidates;

    /// <summary>Works out what each unknown changes.</summary>
    /// <param name="graph">The facts.</param>
    /// <param name="unknowns">What is unknown.</param>
    /// <param name="least">The run with all unknowns out of reach.</param>
    /// <param name="most">The seeds of the run with all of them in reach, and what is lost then.</param>
    /// <param name="work">How far to look ahead, on how many threads, and with how much work.</param>
    internal static ToFindOut Of(
        DependencyGraph graph, Unknowns unknowns, Propagation least, (int[] Seeds, int Failed, Loss Loss) most,
        (int HorizonHours, int Threads, long MostWork) work)
    {
        var uses = graph.Uses.Starts;
        var candidates = unknowns.All
            .Select(u => (u.Unknown, u.Opens, Uses: u.Opens.Sum(n => uses[n].End - uses[n].First)))
            .OrderByDescending(u => u.Uses).ThenBy(u => u.Unknown.Kind).ThenBy(u => u.Unknown.Of).ToList();
        var fit = Math.Max(TriedAnyhow, work.MostWork / Math.Max(1, most.Failed));
        var stakes = new Stake[Math.Min(candidates.Count, fit)];
        SideBySide.Do(
            stakes.Length, work.Threads, _ => new Workspace(graph, unknowns, least, most.Seeds, work.HorizonHours),
            (own, i) =>
            {
                var (unknown, opens, used) = candidates[i];
                stakes[i] = new Stake(unknown, opens.Length, used, own.Raises(opens), own.Lowers(opens, most.Loss));
            });
        return new ToFindOut(
            [.. stakes.Where(s => s.Functions > 0).Order(Comparer<Stake>.Create(Stake.MostFirst))], candidates.Count,
            stakes.Length);
    }

    /// <summary>What one thread needs.</summary>
    private sealed class Workspace
    {
        private readonly Unknowns unknowns;
        private readonly int[] mostSeeds;
        private readonly int horizonHours;
        private readonly Propagation run;
        private readonly FurtherLoss further;
        private readonly LossCount upwards;
        private readonly LossCount downwards;
        private readonly (Loss Total, int Changes) known;
        private readonly List<int> found = [];

        public Workspace(DependencyGraph graph, Unknowns unknowns, Propagation least, int[] mostSeeds, int horizonHours)
        {
            (this.unknowns, this.mostSeeds, this.horizonHours) = (unknowns, mostSeeds, horizonHours);
            (run, further) = (new Propagation(graph), new FurtherLoss(graph));
            (upwards, downwards) = (new LossCount(graph), new LossCount(graph));
            further.StartFrom(least, horizonHours);
            upwards.Of(least);
            known = upwards.Mark;
        }

        public Loss Raises(int[] opens)
        {
            found.Clear();
            further.Add(opens, found);
            found.ForEach(upwards.Add);
            var raised = upwards.Total - known.Total;
            upwards.BackTo(known);
            return raised;
        }

        public Loss Lowers(int[] opens, Loss most)
        {
            var gone = unknowns.OnlyBy(opens).ToHashSet();
            if (gone.Count == 0)
            {
                return default;
            }

            run.Run([.. mostSeeds.Where(s => !gone.Contains(s))], horizonHours);
            return most - downwards.Of(run);
        }
    }
}
