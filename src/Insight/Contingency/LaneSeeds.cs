using System.Runtime.Intrinsics;

namespace Sluiswachter.Insight;

/// <summary>What many scenarios switch off by themselves: a lane for each, one bit of a vector.</summary>
/// <remarks>
/// Who is named in several lanes is looked up once for all of them, and control spreads in all lanes together: a country that
/// is named in a hundred lanes costs no more than in one. Linear in the suppliers, and in the holdings each as often as
/// further lanes reach it. 64 bytes per supplier. Not for several threads at once.
/// </remarks>
internal sealed class LaneSeeds(Subjects subjects)
{
    private readonly Vector256<ulong>[] countries = new Vector256<ulong>[Subjects.Countries];

    // By supplier the lanes in which it or one that controls it is named, and those of them that it has not passed on.
    private readonly (Vector256<ulong> Named, Vector256<ulong> Waiting)[] suppliers =
        new (Vector256<ulong>, Vector256<ulong>)[subjects.Graph.SupplierCount];
    private readonly Queue<int> waiting = [];
    private readonly List<(int Node, Vector256<ulong> Lanes)> services = [];

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

    /// <summary>Switches off all that was named, and forgets it.</summary>
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
            foreach (var owned in subjects.Graph.Suppliers.Controls[supplier])
            {
                Reach(owned, further);
            }
        }

        for (var supplier = 0; supplier < suppliers.Length; supplier++)
        {
            if (suppliers[supplier].Named != Vector256<ulong>.Zero)
            {
                foreach (var node in subjects.ServicesOf[supplier])
                {
                    lanes.Fail(node, suppliers[supplier].Named);
                }
            }
        }

        foreach (var (node, own) in services)
        {
            lanes.Fail(node, own);
        }

        countries.AsSpan().Clear();
        suppliers.AsSpan().Clear();
        services.Clear();
    }

    private static Vector256<ulong> Bit(int lane) => Vector256<ulong>.Zero.WithElement(lane / 64, 1UL << lane);

    private void Reach(int supplier, Vector256<ulong> lanes)
    {
        ref var known = ref suppliers[supplier];
        var further = Vector256.AndNot(lanes, known.Named);
        if (further == Vector256<ulong>.Zero)
        {
            return;
        }

        if (known.Waiting == Vector256<ulong>.Zero)
        {
            waiting.Enqueue(supplier);
        }

        known.Named |= further;
        known.Waiting |= further;
    }
}
