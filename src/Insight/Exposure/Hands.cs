using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Who holds most, when everything that one supplier and all it controls can reach is put together.</summary>
internal static class Hands
{
    /// <summary>One hand for each top of the suppliers that were asked about, largest first.</summary>
    /// <remarks>
    /// Sorted by functions, then people, then id; hands that reach nothing are left out. Each hand costs two searches
    /// over what it reaches.
    /// </remarks>
    public static IReadOnlyList<Hand> Of(DataFlow flow, Func<int, bool> isOrigin, Func<DataClass, bool> counts)
    {
        var all = new DataSearch(flow, e => e.Handover >= Handover.Possible);
        var certain = new DataSearch(flow, e => e.Handover == Handover.Certain);
        var walk = new ControlWalk(flow.Graph.Suppliers);
        var hands = new List<Hand>();
        foreach (var top in walk.Tops(isOrigin))
        {
            int[] services = [.. walk.From(top).SelectMany(s => flow.ServicesOf[s].ToArray())];
            var reached = FunctionData.Met(flow, all.Run(services), counts);
            if (reached.Count == 0)
            {
                continue;
            }

            var surely = FunctionData.Met(flow, certain.Run(services), counts);
            hands.Add(new Hand(
                flow.Graph.Suppliers.Entity[top],
                flow.Graph.Suppliers.Country[top] is var c && c > 0 ? Country.FromNumber(c) : null,
                services.Length,
                FunctionData.Count(flow, reached, surely),
                FunctionData.CountByClass(flow, reached, surely)));
        }

        return [.. hands.OrderByDescending(h => h.Counts.InReach.Functions)
            .ThenByDescending(h => h.Counts.InReach.People).ThenBy(h => h.Supplier)];
    }

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
