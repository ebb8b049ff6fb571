using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Which single alternatives, added to what is in the register, would save most in a scenario.</summary>
/// <remarks>
/// <para>
/// An added alternative that does not fail is one arrival more until its requirement breaks; that a service which does
/// not fail goes on not to fail when something is added follows from failure being monotone. So each candidate is run
/// exactly, without another graph. Only requirements that stop something can save anything.
/// </para>
/// <para>
/// Branch and bound: what a candidate saves at most is the number of ways from functions that fail down to it. Ends when
/// no other candidate can be among the best, or after <see cref="MostWork"/>. Definition: docs/insight.md.
/// </para>
/// </remarks>
public sealed class Additions
{
    /// <summary>The most work: runs, times the functions and services that fail in the scenario.</summary>
    public const long MostWork = 100_000_000;

    private const int AtOnce = 32;
    private const int MostNamed = 10;

    private Additions()
    {
    }

    /// <summary>What is lost when nothing is added.</summary>
    public required Loss Loss { get; init; }

    /// <summary>The best additions that save a function, the one that saves most first.</summary>
    public required IReadOnlyList<Addition> Best { get; init; }

    /// <summary>Requirements that stop something and for whose purpose a service is left.</summary>
    public required int Candidates { get; init; }

    /// <summary>How many of them were run.</summary>
    public required int Tried { get; init; }

    /// <summary>Whether none of the others can save more than the best that were found.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Requirements that stop something and for whose purpose no service is left.</summary>
    public required int WithoutCandidate { get; init; }

    /// <summary>Finds the best additions in a scenario.</summary>
    /// <param name="graph">The facts.</param>
    /// <param name="purposeOf">By position of a requirement's id: its purpose.</param>
    /// <param name="scenario">What is switched off.</param>
    /// <param name="most">How many additions are wanted, at least 1.</param>
    /// <param name="threads">The most threads; the answer is the same for any number.</param>
    /// <param name="mostWork">The most work.</param>
    public static Additions Of(
        DependencyGraph graph, Func<int, Purpose> purposeOf, Scenario scenario, int most, int threads,
        long mostWork = MostWork)
    {
        var search = new Search(graph, scenario, most, threads);
        var causes = Causes.Of(graph, search.Run);
        var survivors = Survivors.Of(graph, search.Run, purposeOf);
        var candidates = causes.Where(c => survivors.For(c.Requirement).Any()).ToList();
        var runs = Math.Max(mostWork / Math.Max(1, search.Run.Failed.Length), Math.Min(most, AtOnce));
        search.Try(candidates, (int)Math.Min(runs, candidates.Count));
        return new Additions
        {
            Loss = search.Loss,
            Best = [.. search.Best.Select(AdditionOf)],
            Candidates = candidates.Count,
            Tried = search.Tried,
            IsComplete = search.Tried == candidates.Count || search.IsBeyond(candidates[search.Tried]),
            WithoutCandidate = causes.Count - candidates.Count,
        };

        Addition AdditionOf(Trial best)
        {
            var position = graph.Required.Position[best.Requirement];
            var services = survivors.For(best.Requirement).ToList();
            return new Addition(
                position, Meeting.ConsumerOf(graph, best.Requirement), purposeOf(position),
                [.. services.Take(MostNamed).Select(graph.EntityOf)], services.Count, best.Saved, best.Functions);
        }
    }

    /// <summary>Runs the scenario with one addition after the other.</summary>
    private sealed class Search
    {
        private readonly DependencyGraph graph;
        private readonly int[] seeds;
        private readonly int horizonHours;
        private readonly int most;
        private readonly int[] lost;
        private readonly (Propagation Run, LossCount Count)?[] workspaces;

        public Search(DependencyGraph graph, Scenario scenario, int most, int threads)
        {
            (this.graph, this.most, horizonHours) = (graph, most, scenario.HorizonHours);
            seeds = Seeds.Of(graph, scenario).Nodes;
            workspaces = new (Propagation, LossCount)?[threads];
            Run = new Propagation(graph);
            Run.Run(seeds, horizonHours);
            Loss = new LossCount(graph).Of(Run);
            lost = [.. Run.Failed.ToArray().Where(graph.IsFunction).Order()];
        }

        /// <summary>The scenario without an addition.</summary>
        public Propagation Run { get; }

        public Loss Loss { get; }

        public List<Trial> Best { get; private set; } = [];

        public int Tried { get; private set; }

        /// <summary>Runs candidates until no other can be among the best, or so many have been run.</summary>
        public void Try(List<Cause> candidates, int runs)
        {
            while (Tried < runs && !IsBeyond(candidates[Tried]))
            {
                var trials = new Trial[Math.Min(AtOnce, runs - Tried)];
                SideBySide.Do(
                    trials.Length, workspaces.Length,
                    thread => workspaces[thread] ??= (new Propagation(graph), new LossCount(graph)),
                    (own, i) => trials[i] = With(candidates[Tried + i].Requirement, own.Run, own.Count));
                Tried += trials.Length;
                Best = [.. Best.Concat(trials.Where(t => t.Saved.Functions > 0)).Order(Trial.MostFirst).Take(most)];
            }
        }

        /// <summary>Whether a candidate cannot save as much as the last of the best.</summary>
        public bool IsBeyond(Cause candidate) =>
            Best.Count == most &&
            (candidate.Vital, candidate.Functions).CompareTo((Best[^1].Saved.Vital, Best[^1].Saved.Functions)) < 0;

        private Trial With(int requirement, Propagation run, LossCount count)
        {
            run.Run(seeds, horizonHours, requirement);
            var saved = Loss - count.Of(run);
            return new Trial(
                requirement, saved,
                saved.Functions == 0 ? [] : [.. lost.Where(n => !run.HasFailed(n)).Select(graph.EntityOf)]);
        }
    }

    /// <summary>A candidate that was run.</summary>
    private sealed record Trial(int Requirement, Loss Saved, int[] Functions)
    {
        public static Comparer<Trial> MostFirst { get; } = Comparer<Trial>.Create((a, b) =>
        {
            var order = Loss.WorstFirst(a.Saved with { Alternatives = 0 }, b.Saved with { Alternatives = 0 });
            return order != 0 ? order : a.Requirement.CompareTo(b.Requirement);
        });
    }
}

/// <summary>An alternative that a requirement could have besides, and what it saves.</summary>
/// <param name="Requirement">Position of the id of the requirement.</param>
/// <param name="Consumer">Position of the id of the function, service or body that requires it.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Services">
/// Positions of ids of services that do not fail and serve that purpose for some requirement; those that serve it most
/// often first, at most ten. Each saves the same.
/// </param>
/// <param name="ServiceCount">How many such services there are.</param>
/// <param name="Saved">What is lost without the addition and not with it.</param>
/// <param name="Functions">Positions of the ids of the functions that are saved, in order.</param>
public sealed record Addition(
    int Requirement, int Consumer, Purpose Purpose, IReadOnlyList<int> Services, int ServiceCount,
    Loss Saved, IReadOnlyList<int> Functions);
