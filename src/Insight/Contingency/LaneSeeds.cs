using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sluiswachter.Insight;

/// <summary>What many scenarios switch off by themselves: a lane for each, one bit of a vector.</summary>
/// <remarks>
/// Who is named in several lanes is looked up once for all of them, and control spreads in all lanes together: a country that
/// is named in a hundred lanes costs no more than in one. Linear in the suppliers, in the nodes where much is switched off, and
/// in the holdings each as often as further lanes reach it. 64 bytes per supplier, borrowed from a pool until disposed. Not for
/// several threads at once.
/// </remarks>
internal sealed class LaneSeeds(Subjects subjects) : IDisposable
{
    /// <summary>
    /// When more than one in so many services are switched off, all are gone over in their order and not supplier by supplier.
    /// </summary>
    private const int MuchPart = 16;

    /// <summary>How many services go through each pass together, so that one does not wait for another.</summary>
    private const int Portion = 128;

    private readonly DependencyGraph graph = subjects.Graph;
    private readonly Vector256<ulong>[] countries = new Vector256<ulong>[Subjects.Countries];

    // By supplier the lanes in which it or one that controls it is named, and those of them that it has not passed on.
    private readonly (Vector256<ulong> Named, Vector256<ulong> Waiting)[] suppliers =
        ArrayPool<(Vector256<ulong>, Vector256<ulong>)>.Shared.Rent(subjects.Graph.SupplierCount);
    private readonly Queue<int> waiting = [];
    private readonly List<(int Node, Vector256<ulong> Lanes)> services = [];
    private readonly (int Node, int Supplier)[] supplied = new (int, int)[Portion];
    private int servicesOfNamed;

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<(Vector256<ulong>, Vector256<ulong>)>.Shared.Return(suppliers);

    /// <summary>Forgets all that was named: also before anything is named for the first time.</summary>
    public void Forget()
    {
        countries.AsSpan().Clear();
        suppliers.AsSpan(0, graph.SupplierCount).Clear();
        services.Clear();
        servicesOfNamed = 0;
    }

    /// <summary>Names a country by its number: its suppliers with all whom they control.</summary>
    public void Country(int number, int lane) => countries[number] |= Bit(lane);

    /// <summary>Names a supplier with all whom it controls.</summary>
    public void Controller(int supplier, int lane) => Reach(supplier, Bit(lane));

    /// <summary>Names services by their nodes.</summary>
    public void Services(ReadOnlySpan<int> nodes, int lane)
    {
        foreach (var node in nodes)
        {
            services.Add((node, Bit(lane)));
        }
    }

    /// <summary>Switches off all that was named.</summary>
    public void SwitchOff(BitParallelPropagation lanes)
    {
        for (var country = 0; country < countries.Length; country++)
        {
            if (countries[country] != Vector256<ulong>.Zero)
            {
                foreach (var supplier in subjects.SuppliersIn[country])
                {
                    Reach(supplier, countries[country]);
                }
            }
        }

        while (waiting.TryDequeue(out var supplier))
        {
            var further = suppliers[supplier].Waiting;
            suppliers[supplier].Waiting = Vector256<ulong>.Zero;
            foreach (var owned in graph.Suppliers.Controls[supplier])
            {
                Reach(owned, further);
            }
        }

        if (servicesOfNamed > graph.ServiceCount / MuchPart)
        {
            InOrderOfServices(lanes);
        }
        else
        {
            SupplierBySupplier(lanes);
        }

        foreach (var (node, own) in services)
        {
            lanes.Fail(node, own);
        }
    }

    private static Vector256<ulong> Bit(int lane) => Vector256<ulong>.Zero.WithElement(lane / 64, 1UL << lane);

    private void SupplierBySupplier(BitParallelPropagation lanes)
    {
        for (var supplier = 0; supplier < graph.SupplierCount; supplier++)
        {
            if (suppliers[supplier].Named == Vector256<ulong>.Zero)
            {
                continue;
            }

            foreach (var node in subjects.ServicesOf[supplier])
            {
                lanes.Fail(node, suppliers[supplier].Named);
            }
        }
    }

    private void InOrderOfServices(BitParallelPropagation lanes)
    {
        var count = 0;
        for (var node = 0; node < graph.NodeCount; node++)
        {
            supplied[count] = (node, graph.Nodes.SupplierOf(node));
            count += supplied[count].Supplier >= 0 ? 1 : 0;
            if (count == Portion || node == graph.NodeCount - 1)
            {
                _ = ReadSuppliers(count);
                foreach (var (service, supplier) in supplied.AsSpan(0, count))
                {
                    lanes.Fail(service, suppliers[supplier].Named);
                }

                count = 0;
            }
        }
    }

    /// <summary>Reads the suppliers of a portion: nothing else, so that the processor waits for many at once.</summary>
    /// <returns>All of them in one, or else nothing would be read.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Vector256<ulong> ReadSuppliers(int count)
    {
        var all = Vector256<ulong>.Zero;
        foreach (var (_, supplier) in supplied.AsSpan(0, count))
        {
            all |= suppliers[supplier].Named;
        }

        return all;
    }

    private void Reach(int supplier, Vector256<ulong> lanes)
    {
        ref var known = ref suppliers[supplier];
        var further = Vector256.AndNot(lanes, known.Named);
        if (further == Vector256<ulong>.Zero)
        {
            return;
        }

        servicesOfNamed += known.Named == Vector256<ulong>.Zero ? subjects.ServicesOf[supplier].Length : 0;
        if (known.Waiting == Vector256<ulong>.Zero)
        {
            waiting.Enqueue(supplier);
        }

        known.Named |= further;
        known.Waiting |= further;
    }
}
