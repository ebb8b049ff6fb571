using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Uses;

/// <summary>Facts of a day as the columns of which Insight makes its graph.</summary>
/// <remarks>
/// Holds all suppliers and owners, and of the rest only what some services stand on, through any number of hops: whether
/// one of those fails depends on nothing else, so the answer is that of the whole register.
/// </remarks>
internal static class FactColumns
{
    /// <summary>The columns for some services and all that they stand on.</summary>
    /// <remarks>Linear in what they stand on, and n log n in its ids.</remarks>
    public static RegisterColumns Of(DayFacts facts, IEnumerable<string> services)
    {
        var (nodes, requirements) = StoodOn(facts, services);
        List<Function> functions = [.. nodes.Select(facts.Functions.Only).OfType<Function>()];
        List<Service> running = [.. nodes.Select(facts.Services.Only).OfType<Service>()];
        List<Supplier> suppliers = [.. facts.Suppliers.All];
        List<Ownership> holdings = [.. facts.OwnershipByOwner.All];
        List<Alternative> alternatives = [.. requirements.SelectMany(r => facts.AlternativesOfRequirement[r.Id.Text])];
        string[] bodies =
        [
            .. functions.Select(f => f.Organisation.Text).Where(b => facts.Organisations.Only(b) is not null)
                .Distinct(StringComparer.Ordinal),
        ];
        var (entities, entity) = Positions(
        [
            .. nodes, .. bodies, .. functions.Select(f => f.Organisation.Text), .. running.Select(s => s.Supplier.Text),
            .. suppliers.Select(s => s.Id.Text), .. holdings.SelectMany(h => new[] { h.Owner.Text, h.Owned.Text }),
            .. alternatives.Select(a => a.Service.Text),
        ]);
        var (ids, requirement) = Positions([.. requirements.Select(r => r.Id.Text)]);
        return new RegisterColumns
        {
            At = facts.At,
            Entities = entities,
            Requirements = ids,
            Sources = OrderedIds.None,
            Organisation = new OrganisationColumns([.. bodies.Select(b => entity[b])], Unknown<long>(bodies, -1)),
            Function = new FunctionColumns(
                [.. functions.Select(f => entity[f.Id.Text])], [.. functions.Select(f => entity[f.Organisation.Text])],
                Unknown<long>(functions, -1), Unknown(functions, -1), Unknown<Criticality>(functions, default)),
            Supplier = new SupplierColumns(
                [.. suppliers.Select(s => entity[s.Id.Text])], [.. suppliers.Select(s => (short)(s.Country?.Number ?? 0))]),
            Holdings = [.. holdings.Select(h => HoldingOf(h, entity[h.Owner.Text], entity[h.Owned.Text]))],
            Service = new ServiceColumns(
                [.. running.Select(s => entity[s.Id.Text])], [.. running.Select(s => entity[s.Supplier.Text])], Regions: null),
            Requirement = new RequirementColumns(
                [.. requirements.Select(r => requirement[r.Id.Text])], [.. requirements.Select(r => entity[r.Consumer.Text])],
                [.. requirements.Select(r => r.Need)], [.. requirements.Select(r => r.Purpose)], Unknown(requirements, -1),
                [.. requirements.Select(r => r.Provenance.Basis)], Unknown(requirements, -1)),
            Alternative = new AlternativeColumns(
                [.. alternatives.Select(a => requirement[a.Requirement.Text])],
                [.. alternatives.Select(a => entity[a.Service.Text])], [.. alternatives.Select(a => a.GraceHours ?? -1)],
                [.. alternatives.Select(a => a.Provenance.Basis)], Unknown(alternatives, -1)),
        };
    }

    /// <summary>A holding as Insight knows it.</summary>
    public static Holding HoldingOf(Ownership ownership, int owner, int owned) =>
        new(owner, owned, ownership.SharePercent, ownership.Control, ownership.Status);

    /// <summary>Services with all services, functions and bodies under them, and what these require.</summary>
    private static (List<string> Nodes, List<Requirement> Requirements) StoodOn(DayFacts facts, IEnumerable<string> services)
    {
        var seen = services.ToHashSet(StringComparer.Ordinal);
        List<string> nodes = [.. seen];
        var requirements = new List<Requirement>();
        for (var i = 0; i < nodes.Count; i++)
        {
            // What a body requires each of its functions requires.
            if (facts.Functions.Only(nodes[i]) is { } function && seen.Add(function.Organisation.Text))
            {
                nodes.Add(function.Organisation.Text);
            }

            foreach (var requirement in facts.RequirementsOfConsumer[nodes[i]])
            {
                if (requirement.Status == RequirementStatus.Considered)
                {
                    continue;
                }

                requirements.Add(requirement);
                nodes.AddRange(facts.AlternativesOfRequirement[requirement.Id.Text].Select(a => a.Service.Text).Where(seen.Add));
            }
        }

        return (nodes, requirements);
    }

    private static (OrderedIds Ids, Dictionary<string, int> PositionOf) Positions(IReadOnlyCollection<string> texts)
    {
        var ids = OrderedIds.Of(texts.Distinct(StringComparer.Ordinal));
        var positions = new Dictionary<string, int>(ids.Count, StringComparer.Ordinal);
        for (var i = 0; i < ids.Count; i++)
        {
            positions.Add(ids[i], i);
        }

        return (ids, positions);
    }

    private static T[] Unknown<T>(IReadOnlyCollection<object> rows, T value)
    {
        var values = new T[rows.Count];
        values.AsSpan().Fill(value);
        return values;
    }
}
