using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Warns when those who own a supplier on one day own more than there is, in bundle and register together.</summary>
/// <remarks>Only holdings in force count. A holding that the import does not state is counted, and not warned about.</remarks>
internal sealed class OwnerChecks(IRegisterWriter writer, IdBook ids, Complaints complaints)
{
    private const int BatchKeys = 4096;

    private readonly Dictionary<int, List<Stated>> holdings = [];

    /// <summary>Remembers a holding that a row states.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">Its row.</param>
    /// <param name="ownership">The holding.</param>
    /// <param name="owned">The key of the supplier that is owned.</param>
    public void Note(FactTable table, long row, Ownership ownership, int owned)
    {
        if (!holdings.TryGetValue(owned, out var list))
        {
            holdings.Add(owned, list = []);
        }

        list.Add(new Stated(table, row, ownership));
    }

    /// <summary>Warns about every stated holding that is one too many.</summary>
    public void Finish()
    {
        foreach (var batch in holdings.Chunk(BatchKeys))
        {
            // Suppliers that the import itself introduces are owned by nobody else.
            int[] older = [.. batch.Select(h => h.Key).Where(owned => ids.WasThere(IdSpace.Entity, owned))];
            var inRegister = (older.Length == 0 ? [] : writer.Referring(IdSpace.Entity, older, [FactKind.Ownership]))
                .ToLookup(v => v.Keys[1], v => (Ownership)Ownership.Schema.Read(v.Cells).Value);
            foreach (var (owned, stated) in batch)
            {
                var named = stated.Select(s => (s.Ownership.Owner, s.Ownership.Provenance.Validity.From)).ToHashSet();
                Judge(stated, [.. inRegister[owned].Where(o =>
                    o.Status == OwnershipStatus.InForce && !named.Contains((o.Owner, o.Provenance.Validity.From)))]);
            }
        }
    }

    private void Judge(List<Stated> stated, List<Ownership> others)
    {
        if (stated.Count + others.Count < 2)
        {
            return;
        }

        List<Ownership> all = [.. stated.Select(s => s.Ownership), .. others];
        foreach (var (table, row, holding) in stated)
        {
            // Another stated holding that begins later is told at its own row.
            var days = others.Select(o => StartOf(o)).Where(holding.Provenance.Validity.Contains).Append(StartOf(holding));
            foreach (var day in days.Order().Distinct())
            {
                Judge(table.PlaceOf(row, "share"), table.PlaceOf(row, "control"), holding, [.. all.Where(o => o.Provenance.Validity.Contains(day))]);
            }
        }
    }

    private void Judge(Place share, Place control, Ownership holding, List<Ownership> onThatDay)
    {
        var total = onThatDay.Sum(h => h.SharePercent ?? 0);
        if (total > 100)
        {
            complaints.Warn(share, new SharesAboveHundred(holding.Owned.Text, total));
        }

        if (holding.Control == Control.Sole && onThatDay.Count(h => h.Control == Control.Sole) > 1)
        {
            complaints.Warn(control, new TwoSoleOwners(holding.Owned.Text));
        }
    }

    private static DateOnly StartOf(Ownership holding) => holding.Provenance.Validity.From ?? DateOnly.MinValue;

    private readonly record struct Stated(FactTable Table, long Row, Ownership Ownership);
}
