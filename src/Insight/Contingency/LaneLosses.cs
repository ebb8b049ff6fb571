using System.Numerics;
using System.Runtime.Intrinsics;
using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Adds up what is lost in each lane of many scenarios that were run at once.</summary>
/// <remarks>
/// Linear in the nodes, times the bits of what is added up; the functions of a body are looked at by people, most first, so
/// that of each lane only the first one that failed counts. Not for several threads at once.
/// </remarks>
internal sealed class LaneLosses
{
    /// <summary>Services with fewer uses are counted by how many they have.</summary>
    private const int FewUses = 16;

    private readonly DependencyGraph graph;

    // Of the body that is being looked at its functions that failed, and the people whom each serves, negated: most come first.
    private readonly int[] functions;
    private readonly long[] people;

    public LaneLosses(DependencyGraph graph)
    {
        this.graph = graph;
        var mostOfABody = 0;
        for (var body = 0; body < graph.OrganisationCount; body++)
        {
            mostOfABody = Math.Max(mostOfABody, graph.FunctionsOf[body].Count);
        }

        (functions, people) = (new int[mostOfABody], new long[mostOfABody]);
    }

    /// <summary>The loss of each lane.</summary>
    /// <param name="run">A run that has come to its end.</param>
    /// <param name="losses">By lane, from the first: what is lost.</param>
    public void Of(BitParallelPropagation run, Span<Loss> losses)
    {
        AddServices(run, losses);
        AddFunctions(run, losses);
    }

    /// <summary>Tells of each lane the services lost, and how often what is lost is an alternative.</summary>
    /// <remarks>Most services add to one sum only: how many with as many uses are lost.</remarks>
    private void AddServices(BitParallelPropagation run, Span<Loss> losses)
    {
        LaneSums[] byUses = [.. Enumerable.Range(0, FewUses).Select(_ => new LaneSums())];
        var (manyUsed, alternatives) = (new LaneSums(), new LaneSums());
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var lanes = run.LanesOf(node);
            if (lanes == Vector256<ulong>.Zero)
            {
                continue;
            }

            var (first, end) = graph.Uses.Starts[node];
            var uses = end - first;
            if (graph.IsFunction(node))
            {
                alternatives.Add(lanes, uses);
            }
            else if (uses < FewUses)
            {
                byUses[uses].Add(lanes, 1);
            }
            else
            {
                manyUsed.Add(lanes, 1);
                alternatives.Add(lanes, uses);
            }
        }

        var (services, lost) = (manyUsed.Of(losses.Length), alternatives.Of(losses.Length));
        for (var uses = 0; uses < FewUses; uses++)
        {
            var counted = byUses[uses].Of(losses.Length);
            for (var lane = 0; lane < losses.Length; lane++)
            {
                services[lane] += counted[lane];
                lost[lane] += counted[lane] * uses;
            }
        }

        for (var lane = 0; lane < losses.Length; lane++)
        {
            losses[lane] = losses[lane] with { Services = (int)services[lane], Alternatives = lost[lane] };
        }
    }

    /// <summary>Tells of each lane the functions, the bodies and the people that are hit.</summary>
    private void AddFunctions(BitParallelPropagation run, Span<Loss> losses)
    {
        var (vital, stopped, organisations, served) = (new LaneSums(), new LaneSums(), new LaneSums(), new LaneSums());
        for (var body = 0; body < graph.OrganisationCount; body++)
        {
            var count = FailedOf(body, run);
            var seen = Vector256<ulong>.Zero;
            for (var place = 0; place < count; place++)
            {
                var lanes = run.LanesOf(functions[place]);
                stopped.Add(lanes, 1);
                vital.Add(lanes, graph.Nodes.CriticalityOf(functions[place]) == Criticality.Vital ? 1 : 0);
                var further = Vector256.AndNot(lanes, seen);
                if (further != Vector256<ulong>.Zero)
                {
                    served.Add(further, -people[place]);
                    seen |= lanes;
                }
            }

            organisations.Add(seen, 1);
        }

        var (v, f) = (vital.Of(losses.Length), stopped.Of(losses.Length));
        var (o, p) = (organisations.Of(losses.Length), served.Of(losses.Length));
        for (var lane = 0; lane < losses.Length; lane++)
        {
            losses[lane] = losses[lane] with
            {
                Vital = (int)v[lane], Functions = (int)f[lane], Organisations = (int)o[lane], People = p[lane],
            };
        }
    }

    /// <summary>Finds the functions of a body that failed in some lane, by people; returns how many they are.</summary>
    private int FailedOf(int body, BitParallelPropagation run)
    {
        var count = 0;
        foreach (var function in graph.FunctionsOf[body])
        {
            functions[count] = function;
            count += run.LanesOf(function) != Vector256<ulong>.Zero ? 1 : 0;
        }

        for (var place = 0; place < count; place++)
        {
            people[place] = -graph.Nodes.PeopleOf(functions[place]);
        }

        people.AsSpan(0, count).Sort(functions.AsSpan(0, count));
        return count;
    }
}

/// <summary>A sum for each lane, kept by bits: a vector holds one bit of all sums.</summary>
/// <remarks>
/// Carries are saved (as in the Harley–Seal count of bits; Muła, Kurz and Lemire, "Faster population counts using AVX2
/// instructions", 2018): what is added at a bit waits there until a second comes, and then both go into the sum of that bit
/// at once, with one carry for all lanes to the bit above. So a bit that is added costs two such steps on
/// average, however far the carry of one lane would have gone.
/// </remarks>
internal sealed class LaneSums
{
    // By bit: what the sums have there, what waits to be added there, and whether something does.
    private readonly Vector256<ulong>[] bits = new Vector256<ulong>[sizeof(long) * 8];
    private readonly Vector256<ulong>[] waiting = new Vector256<ulong>[sizeof(long) * 8];
    private ulong hasWaiting;

    /// <summary>Adds a number, 0 or more, to the sums of some lanes.</summary>
    public void Add(Vector256<ulong> lanes, long number)
    {
        for (var left = (ulong)number; left != 0; left &= left - 1)
        {
            AddAt(BitOperations.TrailingZeroCount(left), lanes);
        }
    }

    /// <summary>The sums of the first lanes.</summary>
    public long[] Of(int lanes)
    {
        var sums = new long[lanes];
        var carry = Vector256<ulong>.Zero;
        for (var bit = 0; bit < bits.Length; bit++)
        {
            var further = (hasWaiting >> bit & 1) != 0 ? waiting[bit] : Vector256<ulong>.Zero;
            (var sum, carry) = Sum(bits[bit], further, carry);
            if (sum == Vector256<ulong>.Zero)
            {
                continue;
            }

            for (var lane = 0; lane < lanes; lane++)
            {
                sums[lane] |= (long)(sum.GetElement(lane / 64) >> lane & 1) << bit;
            }
        }

        return sums;
    }

    private void AddAt(int bit, Vector256<ulong> lanes)
    {
        for (; (hasWaiting >> bit & 1) != 0; bit++)
        {
            (bits[bit], lanes) = Sum(bits[bit], waiting[bit], lanes);
            hasWaiting &= ~(1UL << bit);
        }

        waiting[bit] = lanes;
        hasWaiting |= 1UL << bit;
    }

    /// <summary>Three bits of each lane added up: that bit of the sum, and what it carries.</summary>
    private static (Vector256<ulong> Sum, Vector256<ulong> Carry) Sum(
        Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c) => (a ^ b ^ c, (a & b) | (c & (a ^ b)));
}
