using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.Bench;

/// <summary>The calculation as a textbook has it, to tell what ours gives above it.</summary>
/// <remarks>
/// Label-setting with one heap of arrivals over plain arrays of integers (Knuth, "A generalization of Dijkstra's
/// algorithm", 1977): each alternative that is lost arrives at its requirement after its grace, and the (n − k + 1)-th
/// arrival stops the consumer. Made from the columns by itself, with nothing but the numbers of nodes in common with
/// ours. It tells hours only: no steps, no causes.
/// </remarks>
internal sealed class Textbook
{
    /// <summary>The hour of what does not fail.</summary>
    public const int Never = int.MaxValue;

    private const int Nobody = -1;
    private const int FirstBody = -2;

    private readonly int[] firstUse;
    private readonly int[] useRequirement;
    private readonly int[] useGraceHours;
    private readonly int[] breaksAt;
    private readonly int[] missing;
    private readonly int[] consumerOf;
    private readonly List<int[]> bodies = [];
    private readonly int[] hours;
    private readonly PriorityQueue<int, int> arrivals;
    private int lastHour;

    public Textbook(DependencyGraph graph, RegisterColumns columns)
    {
        var (requirement, alternative) = (columns.Requirement, columns.Alternative);
        var functionsOf = columns.Function.Organisation.Zip(columns.Function.Entity).ToLookup(f => f.First, f => f.Second);
        consumerOf = new int[columns.Requirements.Count];
        Array.Fill(consumerOf, Nobody);
        var graceHours = new int[consumerOf.Length];
        breaksAt = new int[consumerOf.Length];
        for (var i = 0; i < requirement.Requirement.Length; i++)
        {
            var (number, consumer) = (requirement.Requirement[i], requirement.Consumer[i]);
            consumerOf[number] = graph.NodeOf(consumer);
            if (functionsOf.Contains(consumer))
            {
                bodies.Add([.. functionsOf[consumer].Select(graph.NodeOf).Where(node => node >= 0)]);
                consumerOf[number] = FirstBody - (bodies.Count - 1);
            }

            graceHours[number] = requirement.Purpose[i].DefaultGraceHours();
            breaksAt[number] = 1 - requirement.Need[i];
        }

        firstUse = new int[graph.NodeCount + 1];
        var nodes = Array.ConvertAll(alternative.Service, graph.NodeOf);
        bool Counts(int row) => nodes[row] >= 0 && consumerOf[alternative.Requirement[row]] != Nobody;
        for (var i = 0; i < nodes.Length; i++)
        {
            if (Counts(i))
            {
                breaksAt[alternative.Requirement[i]]++;
                firstUse[nodes[i] + 1]++;
            }
        }

        for (var node = 0; node < graph.NodeCount; node++)
        {
            firstUse[node + 1] += firstUse[node];
        }

        useRequirement = new int[firstUse[^1]];
        useGraceHours = new int[firstUse[^1]];
        var next = firstUse.AsSpan(0, graph.NodeCount).ToArray();
        for (var i = 0; i < nodes.Length; i++)
        {
            if (Counts(i))
            {
                var use = next[nodes[i]]++;
                var stated = alternative.GraceHours[i];
                useRequirement[use] = alternative.Requirement[i];
                useGraceHours[use] = stated >= 0 ? stated : graceHours[alternative.Requirement[i]];
            }
        }

        missing = new int[breaksAt.Length];
        hours = new int[graph.NodeCount];
        arrivals = new PriorityQueue<int, int>(useRequirement.Length);
    }

    /// <summary>By node: the hour at which it failed in the last run, or <see cref="Never"/>.</summary>
    public ReadOnlySpan<int> Hours => hours;

    /// <summary>Spreads failure from nodes that fail at hour 0.</summary>
    public void Run(ReadOnlySpan<int> seeds, int horizonHours)
    {
        lastHour = horizonHours;
        breaksAt.CopyTo(missing, 0);
        hours.AsSpan().Fill(Never);
        foreach (var seed in seeds)
        {
            Fail(seed, 0);
        }

        while (arrivals.TryDequeue(out var requirement, out var hour))
        {
            // A requirement that could never be met begins at 0 or below, and so never comes to it.
            if (--missing[requirement] != 0)
            {
                continue;
            }

            var consumer = consumerOf[requirement];
            foreach (var node in consumer >= 0 ? new ReadOnlySpan<int>(in consumer) : bodies[FirstBody - consumer])
            {
                Fail(node, hour);
            }
        }
    }

    /// <summary>What the last run had to look at.</summary>
    public Footprint Footprint()
    {
        var (failed, lost, broken) = (0, 0, 0);
        var touched = new bool[missing.Length];
        for (var node = 0; node < hours.Length; node++)
        {
            if (hours[node] == Never)
            {
                continue;
            }

            failed++;
            lost += firstUse[node + 1] - firstUse[node];
            for (var use = firstUse[node]; use < firstUse[node + 1]; use++)
            {
                touched[useRequirement[use]] = true;
            }
        }

        for (var requirement = 0; requirement < missing.Length; requirement++)
        {
            broken += breaksAt[requirement] > 0 && missing[requirement] <= 0 ? 1 : 0;
        }

        return new Footprint(
            failed, lost, touched.Count(t => t), broken, hours.Length, useRequirement.Length, missing.Length);
    }

    private void Fail(int node, int hour)
    {
        if (hours[node] != Never)
        {
            return;
        }

        hours[node] = hour;
        for (var use = firstUse[node]; use < firstUse[node + 1]; use++)
        {
            var arrives = hour + useGraceHours[use];
            if (arrives <= lastHour)
            {
                arrivals.Enqueue(useRequirement[use], arrives);
            }
        }
    }
}

/// <summary>What a calculation had to look at, however it is done.</summary>
/// <param name="Failed">Nodes that failed.</param>
/// <param name="Lost">Alternatives that they were.</param>
/// <param name="Touched">Requirements that lost an alternative.</param>
/// <param name="Broken">Requirements that broke.</param>
/// <param name="Nodes">All nodes.</param>
/// <param name="Alternatives">All alternatives.</param>
/// <param name="Requirements">All requirements.</param>
internal readonly record struct Footprint(
    int Failed, int Lost, int Touched, int Broken, int Nodes, int Alternatives, int Requirements)
{
    private const int Number = 4;

    /// <summary>Bytes that must be read or written at least once, with numbers of 32 bits.</summary>
    /// <remarks>
    /// Of each failed node where its uses begin, its hour and its cause; of each alternative lost the requirement; of
    /// each requirement touched a byte that counts; of each one broken its consumer.
    /// </remarks>
    public long LeastBytes => Number * (3L * Failed + Lost + Broken) + Touched;

    /// <summary>Milliseconds when each table is read at random, but many places at a time.</summary>
    public double AtRandom(MemorySpeed speed) =>
        (Failed * speed.RandomNanoseconds((long)Number * (Nodes + Alternatives))
        + Lost * speed.RandomNanoseconds(Requirements)
        + Broken * speed.RandomNanoseconds((long)Number * Requirements)
        + Broken * speed.RandomNanoseconds((long)Number * Nodes)) / 1e6;
}
