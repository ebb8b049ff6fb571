namespace Sluiswachter.Insight;

/// <summary>Which unknowns matter most: what to find out first.</summary>
/// <remarks>
/// Each is worked out exactly, on top of the run with all unknowns out of reach (<see cref="FurtherLoss"/>): once with it
/// alone, and once with all others. Those whose services are used most are tried first, as many as fit the work.
/// </remarks>
public sealed class ToFindOut
{
    /// <summary>
    /// The most work: unknowns that are tried, times the functions and services of which the fate is open.
    /// </summary>
    public const long MostWork = 20_000_000;

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
    /// <param name="most">The run with all of them in reach.</param>
    /// <param name="work">How far to look ahead, on how many threads, and with how much work.</param>
    internal static ToFindOut Of(
        DependencyGraph graph, Unknowns unknowns, Propagation least, Propagation most,
        (int HorizonHours, int Threads, long MostWork) work)
    {
        var uses = graph.Uses.Starts;
        var candidates = unknowns.All
            .Select(u => (u.Unknown, u.Opens, Uses: u.Opens.Sum(n => uses[n].End - uses[n].First)))
            .OrderByDescending(u => u.Uses).ThenBy(u => u.Unknown.Kind).ThenBy(u => u.Unknown.Of).ToList();
        var open = Math.Max(1, most.Failed.Length - least.Failed.Length);
        var stakes = new Stake[Math.Min(candidates.Count, Math.Max(TriedAnyhow, work.MostWork / open))];
        var all = new LossCount(graph).Of(most);
        SideBySide.Do(
            stakes.Length, work.Threads, _ => new Workspace(graph, least, work.HorizonHours),
            (own, i) =>
            {
                var (unknown, opens, used) = candidates[i];
                stakes[i] = new Stake(
                    unknown, opens.Length, used, own.Raises(opens), all - own.LossWith(unknowns.Without(opens)));
            });
        return new ToFindOut(
            [.. stakes.Where(s => s.Functions > 0).Order(Comparer<Stake>.Create(Stake.MostFirst))], candidates.Count,
            stakes.Length);
    }

    /// <summary>What one thread needs.</summary>
    private sealed class Workspace
    {
        private readonly FurtherLoss further;
        private readonly LossCount count;
        private readonly (Loss Total, int Changes) known;
        private readonly List<int> found = [];

        public Workspace(DependencyGraph graph, Propagation least, int horizonHours)
        {
            (further, count) = (new FurtherLoss(graph), new LossCount(graph));
            further.StartFrom(least, horizonHours);
            count.Of(least);
            known = count.Mark;
        }

        public Loss Raises(int[] opens) => LossWith(opens) - known.Total;

        /// <summary>What is lost when some of the open services are in reach.</summary>
        public Loss LossWith(int[] inReach)
        {
            found.Clear();
            further.Add(inReach, found);
            found.ForEach(count.Add);
            var loss = count.Total;
            count.BackTo(known);
            return loss;
        }
    }
}
