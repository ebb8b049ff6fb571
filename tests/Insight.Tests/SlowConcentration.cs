using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

/// <summary>Shares worked out from the facts themselves, by the definition and without any of its shortcuts.</summary>
internal static class SlowConcentration
{
    /// <summary>One line per group and holder, in order.</summary>
    public static IReadOnlyList<string> Of(Facts facts, DateOnly day, ConcentrationQuestion question)
    {
        var held = new List<(string? Group, string? Holder, EntityId Function, double Weight)>();
        var functions = On(facts.Functions).Where(f => On(facts.Bodies).Any(b => b.Id == f.Organisation)).ToList();
        var uses = functions.SelectMany(f => On(facts.Requirements)
            .Where(r => r.Consumer == f.Id || r.Consumer == f.Organisation).Select(r => (Function: f, Requirement: r))).ToList();
        foreach (var (function, requirement) in uses)
        {
            var group = GroupOf(function, requirement);
            var places = uses.Count(u => u.Function.Id == function.Id && GroupOf(u.Function, u.Requirement) == group);
            var people = function.People ?? On(facts.Bodies).First(b => b.Id == function.Organisation).Population ?? 0;
            var weight = (question.Weight == ShareWeight.Functions ? 1 : people) / (double)places;
            var counting = On(facts.Alternatives).Where(a => a.Requirement == requirement.Id)
                .Where(a => functions.Any(f => f.Id == a.Service) || SupplierOf(a.Service) is not null).ToList();
            var active = counting.Where(a => a.Role != AlternativeRole.Standby).ToList();
            var carrying = active.Count > 0 ? active : counting;
            var missing = Math.Max(0, requirement.Need - counting.Count);
            held.AddRange(carrying.Select(a => (group, (string?)HolderOf(a.Service), function.Id, weight / (carrying.Count + missing))));
            held.AddRange(Enumerable.Repeat((group, (string?)null, function.Id, weight / (carrying.Count + missing)), missing));
        }

        return
        [
            .. (from h in held
               group h by (h.Group, h.Holder) into g
               where g.Key.Holder is not null
               let whole = held.Where(x => x.Group == g.Key.Group).Sum(x => x.Weight)
               select Line(
                   g.Key.Group, g.Key.Holder!, whole > 0 ? g.Sum(x => x.Weight) / whole : 0,
                   g.Select(x => x.Function).Distinct().Count())).Order(StringComparer.Ordinal),
        ];

        IEnumerable<T> On<T>(IEnumerable<T> all)
            where T : Fact => all.Where(f => f.Provenance.Validity.Contains(day));

        EntityId? SupplierOf(EntityId service) => On(facts.Services).FirstOrDefault(s => s.Id == service)?.Supplier is { } supplier &&
            On(facts.Suppliers).Any(s => s.Id == supplier) ? supplier : null;

        string? GroupOf(Function function, Requirement requirement) => question.By switch
        {
            GroupedBy.Purpose => requirement.Purpose.ToString().ToLowerInvariant(),
            GroupedBy.DataClass => function.DataClass?.ToString().ToLowerInvariant(),
            GroupedBy.Criticality => function.Criticality?.ToString().ToLowerInvariant(),
            GroupedBy.Kind => On(facts.Bodies).First(b => b.Id == function.Organisation).Kind?.Text,
            _ => "all",
        };

        string HolderOf(EntityId node)
        {
            var (holder, country) = SupplierOf(node) is not { } supplier
                ? On(facts.Bodies).Where(b => b.Id == functions.First(f => f.Id == node).Organisation)
                    .Select(b => (b.Id, b.Country)).First()
                : On(facts.Suppliers).Where(s => s.Id == (question.Per == HolderKind.Supplier ? supplier : TopOf(supplier)))
                    .Select(s => (s.Id, s.Country)).First();
            return question.Per == HolderKind.Country && country is { } known ? known.Code : holder.Text;
        }

        EntityId TopOf(EntityId supplier)
        {
            var columns = facts.ColumnsOn(day);
            return Picture.Id(columns.Entities[Controllers.Of(columns).TopOf(columns.Entities.PositionOf(supplier.Text))]);
        }
    }

    public static string Line(string? group, string holder, double share, int functions) =>
        string.Create(CultureInfo.InvariantCulture, $"{group ?? "unknown"} {holder} {share:0.000000} {functions}");
}
