using System.Collections.Concurrent;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Uses;

/// <summary>Which suppliers control which on a day, as facts instead of positions.</summary>
/// <remarks>
/// The rule is that of a switch-off (docs/switch-off.md): see <see cref="Controllers"/>. <see cref="Above"/> is safe for
/// several threads at once.
/// </remarks>
internal sealed class ControlOfDay
{
    private readonly DayFacts facts;
    private readonly RegisterColumns columns;
    private readonly Controllers controllers;
    private readonly ConcurrentDictionary<string, IReadOnlyList<Supplier>> above = new(StringComparer.Ordinal);

    public ControlOfDay(DayFacts facts)
    {
        this.facts = facts;
        columns = FactColumns.Of(facts, []);
        controllers = Controllers.Of(columns);
    }

    /// <summary>Those that control a supplier, nearest first, without itself.</summary>
    public IReadOnlyList<Supplier> Above(Supplier supplier) => above.GetOrAdd(supplier.Id.Text, id =>
        [.. controllers.AllAbove(columns.Entities.PositionOf(id)).Skip(1).Select(SupplierAt)]);

    /// <summary>The supplier at the top of the chain: itself when nobody controls it.</summary>
    public Supplier TopOf(Supplier supplier) =>
        SupplierAt(controllers.TopOf(columns.Entities.PositionOf(supplier.Id.Text)));

    /// <summary>A supplier and all that it controls, of those that hold on the day, in no order.</summary>
    public static IReadOnlyCollection<string> Under(DayFacts facts, IEnumerable<string> suppliers)
    {
        var found = new HashSet<string>(suppliers, StringComparer.Ordinal);
        var open = new Queue<string>(found);
        while (open.TryDequeue(out var owner))
        {
            foreach (var holding in facts.OwnershipByOwner[owner])
            {
                if (FactColumns.HoldingOf(holding, 0, 0).GivesControl && found.Add(holding.Owned.Text))
                {
                    open.Enqueue(holding.Owned.Text);
                }
            }
        }

        return found;
    }

    private Supplier SupplierAt(int position) => facts.Suppliers.Only(columns.Entities[position])!;
}
