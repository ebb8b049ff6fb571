using System.Numerics;
using System.Runtime.Intrinsics;
using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Adds up what is lost in each lane of many scenarios that were run at once.</summary>
/// <remarks>
/// Once for a graph, then for any number of runs and threads: the functions of a body stand by people, most first, so
/// that of each lane only the first one that failed counts. Linear in the nodes, times the bits of what is added up.
/// </remarks>
internal sealed class LaneLosses
{
    private readonly DependencyGraph graph;

    // By body, and one more, where its functions begin; the functions, the people whom each serves, and whether it is vital.
    private readonly int[] starts;
    private readonly int[] functions;
    private readonly long[] people;
    private readonly bool[] isVital;
    private readonly int mostOfABody;

    public LaneLosses(DependencyGraph graph)
    {
        this.graph = graph;
        starts = new int[graph.OrganisationCount + 1];
        functions = new int[graph.FunctionCount];
        people = new long[graph.FunctionCount];
        for (var body = 0; body < graph.OrganisationCount; body++)
        {
            var place = starts[body];
            foreach (var function in graph.FunctionsOf[body])
            {
                (functions[place], people[place++]) = (function, graph.Nodes.PeopleOf(function));
            }

            var own = starts[body]..place;
            people.AsSpan(own).Sort(functions.AsSpan(own), (a, b) => b.CompareTo(a));
            (starts[body + 1], mostOfABody) = (place, Math.Max(mostOfABody, place - starts[body]));
        }

        isVital = Array.ConvertAll(functions, f => graph.Nodes.CriticalityOf(f) == Criticality.Vital);
    }

    /// <summary>The loss of each lane.</summary>
    /// <param name="run">A run that has come to its end.</param>
    /// <param name="losses">By lane, from the first: what is lost.</param>
    public void Of(BitParallelPropagation run, Span<Loss> losses)
    {
        var (services, alternatives) = (new LaneSums(), new LaneSums());
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var lanes = run.LanesOf(node);
            if (lanes == Vector256<ulong>.Zero)
            {
                continue;
            }

            var (first, end) = graph.Uses.Starts[node];
            alternatives.Add(lanes, end - first);
            if (!graph.IsFunction(node))
            {
                services.Add(lanes, 1);
            }
        }

        var (vital, stopped, organisations, served) = (new LaneSums(), new LaneSums(), new LaneSums(), new LaneSums());
        var failed = new Vector256<ulong>[mostOfABody];
        for (var body = 0; body + 1 < starts.Length; body++)
        {
            // All are read before the first is looked at, so that reading one does not wait for another.
            var (first, end) = (starts[body], starts[body + 1]);
            for (var place = first; place < end; place++)
            {
                failed[place - first] = run.LanesOf(functions[place]);
            }

            var seen = Vector256<ulong>.Zero;
            for (var place = first; place < end; place++)
            {
                var lanes = failed[place - first];
                if (lanes == Vector256<ulong>.Zero)
                {
                    continue;
                }

                stopped.Add(lanes, 1);
                vital.Add(lanes, isVital[place] ? 1 : 0);
                var further = Vector256.AndNot(lanes, seen);
                if (further != Vector256<ulong>.Zero)
                {
                    served.Add(further, people[place]);
                    seen |= lanes;
                }
            }

            organisations.Add(seen, 1);
        }

        var (v, f, o) = (vital.Of(losses.Length), stopped.Of(losses.Length), organisations.Of(losses.Length));
        var (p, s, a) = (served.Of(losses.Length), services.Of(losses.Length), alternatives.Of(losses.Length));
        for (var lane = 0; lane < losses.Length; lane++)
        {
            losses[lane] = new Loss((int)v[lane], (int)f[lane], (int)o[lane], p[lane], (int)s[lane], a[lane]);
        }
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
