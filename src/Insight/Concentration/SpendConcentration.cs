namespace Sluiswachter.Insight;

/// <summary>How concentrated what is spent is, by the contracts of a day.</summary>
/// <remarks>
/// A contract says who pays and whom, not for which purpose or function: so it is divided by kind of body or not at all.
/// Amounts are added within a currency only; each currency is a group of its own. A contract without an amount or
/// currency, and a body or supplier with no other contracts, is in no group but told as without weight. Linear in
/// contracts.
/// </remarks>
public static class SpendConcentration
{
    /// <summary>Measures the concentration of spend.</summary>
    /// <param name="columns">The facts, with <see cref="Detail.Contracts"/> and <see cref="Detail.Kinds"/>.</param>
    /// <param name="question">By <see cref="GroupedBy.Kind"/> or <see cref="GroupedBy.All"/>.</param>
    public static IReadOnlyList<ConcentrationGroup> Of(RegisterColumns columns, ConcentrationQuestion question)
    {
        var contracts = columns.Contract ?? throw new ArgumentException("read without contracts", nameof(columns));
        var controllers = Controllers.Of(columns);
        var kindOf = columns.Organisation.Entity.Zip(columns.Organisation.Kind ?? [])
            .ToDictionary(o => o.First, o => o.Second);
        var withoutWeight = Enumerable.Range(0, contracts.Id.Length).Where(c => !HasWeight(c))
            .Select(c => (Name: NameOf(c), Currency: contracts.Currency[c])).ToList();
        return
        [
            .. Enumerable.Range(0, contracts.Id.Length).Where(HasWeight)
                .GroupBy(c => (Name: NameOf(c), Currency: contracts.Currency[c]))
                .OrderBy(g => g.Key.Name is null).ThenBy(g => g.Key.Name, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Currency, StringComparer.Ordinal)
                .Select(Measure),
        ];

        bool HasWeight(int contract) =>
            contracts.AnnualCost[contract] is not null && contracts.Currency[contract] is not null;

        static bool MayBeIn(string? currency, string? group) => currency is null || currency == group;

        string? NameOf(int contract) => question.By switch
        {
            GroupedBy.All => "all",
            GroupedBy.Kind => kindOf.GetValueOrDefault(contracts.Organisation[contract]),
            _ => throw new ArgumentException("contracts do not tell for what they are", nameof(question)),
        };

        Holder HolderOf(int contract)
        {
            var supplier = contracts.Supplier[contract];
            var holder = question.Per == HolderKind.Supplier || !controllers.Holds(supplier)
                ? supplier
                : controllers.TopOf(supplier);
            return Holder.Of(holder, controllers.CountryOf(holder), question.Per);
        }

        ConcentrationGroup Measure(IGrouping<(string? Name, string? Currency), int> group)
        {
            var held = group.GroupBy(HolderOf)
                .Select(h => (Holder: h.Key, Weight: (double)h.Sum(c => contracts.AnnualCost[c]!.Value),
                    Bodies: h.Select(c => contracts.Organisation[c]).Distinct().Count()))
                .ToList();
            var shares = MarketShares.Of(
                held.Where(h => h.Holder.IsKnown).Select(h => h.Weight), held.Where(h => !h.Holder.IsKnown).Select(h => h.Weight));
            return new ConcentrationGroup(
                group.Key.Name, group.Key.Currency, group.Select(c => contracts.Organisation[c]).Distinct().Count(),
                group.Count(), withoutWeight.Count(c => c.Name == group.Key.Name && MayBeIn(c.Currency, group.Key.Currency)),
                [
                    .. held.OrderByDescending(h => h.Weight)
                        .ThenBy(h => h.Holder.Entity).ThenBy(h => h.Holder.Country?.Number)
                        .Select(h => new HolderShare(
                            h.Holder.Entity, h.Holder.Country, h.Weight,
                            shares.Total > 0 ? h.Weight / shares.Total : 0, h.Bodies, h.Bodies)),
                ],
                0, shares, null);
        }
    }
}
