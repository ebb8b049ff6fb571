using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Who holds most, when everything that one supplier and all it controls can reach is put together.</summary>
internal static class Hands
{
    /// <summary>One hand for each top of the suppliers that were asked about, largest first.</summary>
    /// <param name="flow">Where data goes.</param>
    /// <param name="isOrigin">The suppliers that were asked about.</param>
    /// <param name="counts">The classes that were.</param>
    /// <param name="mostWork">Edges that are looked at before smaller hands are left out.</param>
    /// <param name="leftOut">How many were not looked at, those with fewest direct users.</param>
    /// <remarks>
    /// Sorted by functions, then people, then id; hands that reach nothing are not told. Each costs two searches over
    /// what it reaches: where everything hangs together these are as long as the register for each supplier, so that
    /// there is a bound on them; those with most direct users come first.
    /// </remarks>
    public static IReadOnlyList<Hand> Of(
        DataFlow flow, Func<int, bool> isOrigin, Func<DataClass, bool> counts, long mostWork, out int leftOut)
    {
        var all = new DataSearch(flow, Handover.Possible);
        var certain = new DataSearch(flow, Handover.Certain);
        var tally = new ReachedTally(flow);
        var walk = new ControlWalk(flow.Graph.Suppliers);
        var tops = walk.Tops(isOrigin)
            .Select(top => (Top: top, Services: walk.From(top).SelectMany(s => flow.ServicesOf[s].ToArray()).ToArray()))
            .OrderByDescending(t => t.Services.Sum(s => flow.ByUsed[s].Length)).ThenBy(t => t.Top).ToList();
        var hands = new List<Hand>();
        var done = 0;
        for (; done < tops.Count && all.Work + certain.Work <= mostWork; done++)
        {
            var (top, services) = tops[done];
            var reached = FunctionData.Met(flow, all.Run(services), counts);
            if (reached.Count > 0)
            {
                hands.Add(Make(tally, flow, top, services.Length, reached, FunctionData.Met(flow, certain.Run(services), counts)));
            }
        }

        leftOut = tops.Count - done;
        return [.. hands.OrderByDescending(h => h.Counts.InReach.Functions)
            .ThenByDescending(h => h.Counts.InReach.People).ThenBy(h => h.Supplier)];
    }

    private static Hand Make(
        ReachedTally tally, DataFlow flow, int top, int services, List<FunctionData> reached, List<FunctionData> certain) => new(
        flow.Graph.Suppliers.Entity[top],
        flow.Graph.Suppliers.Country[top] is var country and > 0 ? Country.FromNumber(country) : null,
        services,
        tally.Of(reached, certain),
        tally.ByClass(reached, certain));

    /// <summary>Walks from suppliers to all they control, again and again, at the cost of what is met.</summary>
    private sealed class ControlWalk(SupplierPart suppliers)
    {
        private readonly bool[] seen = new bool[suppliers.Count];

        /// <summary>A supplier and all it controls, directly or through a chain.</summary>
        public List<int> From(int supplier)
        {
            var met = Spread(supplier);
            met.ForEach(s => seen[s] = false);
            return met;
        }

        /// <summary>
        /// The origins that no other origin controls; of those that control each other the first by id. Ascending.
        /// </summary>
        /// <remarks>
        /// Linear. A first pass in the order of ids keeps each origin that none before it controls; a second one, from
        /// the last of these to the first, drops those that a later one controls.
        /// </remarks>
        public IReadOnlyList<int> Tops(Func<int, bool> isOrigin)
        {
            var roots = Enumerable.Range(0, seen.Length).Where(isOrigin).Where(s => !seen[s] && Spread(s).Count > 0).ToList();
            Array.Clear(seen);
            roots.Reverse();
            var tops = roots.Where(s => !seen[s] && Spread(s).Count > 0).ToList();
            Array.Clear(seen);
            tops.Reverse();
            return tops;
        }

        private List<int> Spread(int from)
        {
            var met = new List<int> { from };
            seen[from] = true;
            for (var i = 0; i < met.Count; i++)
            {
                foreach (var owned in suppliers.Controls[met[i]])
                {
                    if (!seen[owned])
                    {
                        seen[owned] = true;
                        met.Add(owned);
                    }
                }
            }

            return met;
        }
    }
}
