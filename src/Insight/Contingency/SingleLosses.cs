namespace Sluiswachter.Insight;

/// <summary>What is lost when each of many subjects is switched off by itself (N-1), the worst first.</summary>
/// <remarks>
/// The loss of each equals that of a switch-off at the same horizon. Those that spread little are run one after the
/// other in a workspace that takes back no more than the last one touched, so that time grows with what they stop; many that
/// spread wide are run at once (<see cref="Manner"/>). Definition: docs/insight.md, "Contingency".
/// </remarks>
public sealed class SingleLosses
{
    private SingleLosses(Subjects subjects, int horizonHours, int threads, SubjectLoss[] ranked)
    {
        (Subjects, HorizonHours, Threads, Ranked) = (subjects, horizonHours, threads, ranked);
    }

    /// <summary>The facts that were asked.</summary>
    public DependencyGraph Graph => Subjects.Graph;

    /// <summary>The last hour that counted.</summary>
    public int HorizonHours { get; }

    /// <summary>Every subject with what is lost, the worst first; also those without a loss.</summary>
    public IReadOnlyList<SubjectLoss> Ranked { get; }

    internal Subjects Subjects { get; }

    /// <summary>The most threads.</summary>
    public int Threads { get; }

    /// <summary>Switches off every subject of some kinds.</summary>
    /// <param name="graph">The facts.</param>
    /// <param name="kinds">Kinds of subjects.</param>
    /// <param name="horizonHours">The last hour that counts, 0 to 1,000,000.</param>
    /// <param name="threads">
    /// The most threads, at least 1; each takes some 5 bytes per requirement and 10 per node. The answer is the same for
    /// any number.
    /// </param>
    /// <param name="manner">How to go about it; the losses are the same.</param>
    public static SingleLosses Of(
        DependencyGraph graph, IReadOnlyCollection<SubjectKind> kinds, int horizonHours, int threads,
        Manner manner = Manner.Fastest)
    {
        var subjects = new Subjects(graph);
        var all = subjects.Of(kinds);
        var losses = ManyLosses.Of(new SubjectList(subjects, all), horizonHours, threads, manner);
        return new SingleLosses(
            subjects, horizonHours, threads, Rank([.. all.Select((subject, i) => new SubjectLoss(subject, losses[i]))]));
    }

    /// <summary>Ranks losses; those that are equal stay in the order in which they come.</summary>
    /// <remarks>
    /// Most subjects stop no function and differ in the alternatives lost alone: these are sorted as plain numbers, with
    /// the alternatives above and the place below.
    /// </remarks>
    private static SubjectLoss[] Rank(SubjectLoss[] losses)
    {
        var (stopping, harmless) = (new List<int>(), new List<long>());
        for (var i = 0; i < losses.Length; i++)
        {
            ref readonly var loss = ref losses[i];
            if (loss.Loss.Functions > 0)
            {
                stopping.Add(i);
            }
            else
            {
                harmless.Add((-loss.Loss.Alternatives << 32) + i);
            }
        }

        stopping.Sort((a, b) =>
            Loss.WorstFirst(losses[a].Loss, losses[b].Loss) is var order && order != 0 ? order : a.CompareTo(b));
        harmless.Sort();
        return [.. stopping.Select(i => losses[i]), .. harmless.Select(key => losses[(int)key])];
    }
}

/// <summary>What is lost when a subject is switched off.</summary>
/// <param name="Subject">Whom or what.</param>
/// <param name="Loss">What is lost within the horizon.</param>
public readonly record struct SubjectLoss(Subject Subject, Loss Loss);
