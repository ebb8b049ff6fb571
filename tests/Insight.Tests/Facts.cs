using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

/// <summary>A small register as plain facts, of all times, from which the columns of a day are read.</summary>
internal sealed record Facts(
    IReadOnlyList<Organisation> Bodies,
    IReadOnlyList<Function> Functions,
    IReadOnlyList<Supplier> Suppliers,
    IReadOnlyList<Ownership> Ownership,
    IReadOnlyList<Service> Services,
    IReadOnlyList<Requirement> Requirements,
    IReadOnlyList<Alternative> Alternatives)
{
    /// <summary>Contracts, where a test has any.</summary>
    public IReadOnlyList<Contract> Contracts { get; init; } = [];

    /// <summary>What a store would hand over for all days.</summary>
    /// <param name="shuffle">Puts the rows of each kind in some order.</param>
    public RegisterPeriod Period(Random shuffle)
    {
        var order = shuffle.Next();
        return RegisterPeriod.Of(Columns(DateOnly.MinValue, _ => true, order), new PeriodSpans(
            SpansOf(Bodies), SpansOf(Functions), SpansOf(Suppliers), SpansOf(Ownership), SpansOf(Services),
            SpansOf(Requirements), SpansOf(Alternatives), SpansOf(Contracts)));

        Spans SpansOf<T>(IEnumerable<T> facts)
            where T : Fact
        {
            var rows = facts.ToArray();
            new Random(order + rows.Length).Shuffle(rows);
            return new Spans(
                [.. rows.Select(f => f.Provenance.Validity.From?.DayNumber ?? 0)],
                [.. rows.Select(f => f.Provenance.Validity.Until?.DayNumber ?? Spans.Always)]);
        }
    }

    /// <summary>What a store would hand over: rows that hold on the day, in an order of its own.</summary>
    /// <param name="day">The day.</param>
    /// <param name="shuffle">Puts the rows of each kind in some order.</param>
    public RegisterColumns ColumnsOn(DateOnly day, Random? shuffle = null) =>
        Columns(day, fact => fact.Provenance.Validity.Contains(day), shuffle?.Next());

    private RegisterColumns Columns(DateOnly day, Predicate<Fact> holds, int? seed)
    {
        var entities = OrderedIds.Of(Bodies.Select(b => b.Id).Concat(Functions.Select(f => f.Id))
            .Concat(Suppliers.Select(s => s.Id)).Concat(Services.Select(s => s.Id)).Select(id => id.Text).Distinct());
        var requirements = OrderedIds.Of(Requirements.Select(r => r.Id.Text).Distinct());
        var sources = OrderedIds.Of(Requirements.Cast<Fact>().Concat(Alternatives)
            .Where(f => f.Provenance.Source is not null).Select(f => f.Provenance.Source!.Value.Text).Distinct());
        var (bodies, functions, suppliers, services) =
            (Holding(Bodies), Holding(Functions), Holding(Suppliers), Holding(Services));
        var (needs, ways, contracts) = (Holding(Requirements), Holding(Alternatives), Holding(Contracts));
        return new RegisterColumns
        {
            At = day,
            Entities = entities,
            Requirements = requirements,
            Sources = sources,
            Organisation = new(Entity(bodies, b => b.Id), [.. bodies.Select(b => b.Population ?? -1)])
            {
                Kind = [.. bodies.Select(b => b.Kind?.Text)],
                Country = [.. bodies.Select(b => (short)(b.Country?.Number ?? 0))],
            },
            Function = new(
                Entity(functions, f => f.Id), Entity(functions, f => f.Organisation),
                [.. functions.Select(f => f.People ?? -1)], [.. functions.Select(f => f.MaxTolerableOutageHours ?? -1)],
                [.. functions.Select(f => f.Criticality ?? default)])
            {
                DataClass = [.. functions.Select(f => f.DataClass ?? default)],
                PersonalData = [.. functions.Select(f => f.PersonalData ?? default)],
            },
            Supplier = new(Entity(suppliers, s => s.Id), [.. suppliers.Select(s => (short)(s.Country?.Number ?? 0))])
            {
                Basis = [.. suppliers.Select(s => s.Provenance.Basis)],
            },
            Holdings = [.. Holding(Ownership).Select(o => new Holding(
                entities.PositionOf(o.Owner.Text), entities.PositionOf(o.Owned.Text), o.SharePercent, o.Control,
                o.Status)
            {
                Basis = o.Provenance.Basis,
            })],
            Service = new(
                Entity(services, s => s.Id), Entity(services, s => s.Supplier),
                [.. services.Select(s => s.Regions.Count == 0 ? null : s.Regions)])
            {
                CustomerHeldKeys = [.. services.Select(s => s.CustomerHeldKeys)],
                Basis = [.. services.Select(s => s.Provenance.Basis)],
            },
            Requirement = new(
                [.. needs.Select(r => requirements.PositionOf(r.Id.Text))], Entity(needs, r => r.Consumer),
                [.. needs.Select(r => r.Need)], [.. needs.Select(r => r.Purpose)],
                [.. needs.Select(r => r.ExitHours ?? -1)], [.. needs.Select(r => r.Provenance.Basis)], Source(needs)),
            Alternative = new(
                [.. ways.Select(a => requirements.PositionOf(a.Requirement.Text))], Entity(ways, a => a.Service),
                [.. ways.Select(a => a.GraceHours ?? -1)], [.. ways.Select(a => a.Provenance.Basis)], Source(ways))
            {
                Role = [.. ways.Select(a => a.Role)],
                Data = [.. ways.Select(a => a.Data ?? default)],
                DataClass = [.. ways.Select(a => a.DataClass ?? default)],
                CustomerHeldKeys = [.. ways.Select(a => a.CustomerHeldKeys)],
            },
            Contract = new(
                [.. contracts.Select(c => c.Id.Text)], Entity(contracts, c => c.Organisation),
                Entity(contracts, c => c.Supplier), [.. contracts.Select(_ => -1)], [.. contracts.Select(c => c.AnnualCost)],
                [.. contracts.Select(c => c.Currency?.Text)], [.. contracts.Select(c => c.Provenance.Basis)],
                [.. contracts.Select(_ => -1)]),
        };

        T[] Holding<T>(IEnumerable<T> facts)
            where T : Fact
        {
            var rows = facts.Where(f => holds(f)).ToArray();
            if (seed is { } order)
            {
                new Random(order + rows.Length).Shuffle(rows);
            }

            return rows;
        }

        int[] Entity<T>(T[] rows, Func<T, EntityId> id) => [.. rows.Select(r => entities.PositionOf(id(r).Text))];

        int[] Source(Fact[] rows) =>
            [.. rows.Select(r => r.Provenance.Source is { } s ? sources.PositionOf(s.Text) : -1)];
    }

    /// <summary>The same register with one fact less, in every way; what refers to it hangs in the air.</summary>
    public IEnumerable<Facts> WithOneLess() =>
    [
        .. Without(Alternatives).Select(left => this with { Alternatives = left }),
        .. Without(Requirements).Select(left => this with
        {
            Requirements = left,
            Alternatives = [.. Alternatives.Where(a => left.Any(r => r.Id == a.Requirement))],
        }),
        .. Without(Ownership).Select(left => this with { Ownership = left }),
        .. Without(Functions).Select(left => this with { Functions = left }).Where(f => f.IsWhole()),
        .. Without(Services).Select(left => this with { Services = left }).Where(f => f.IsWhole()),
        .. Without(Suppliers).Select(left => this with { Suppliers = left }).Where(f => f.IsWhole()),
        .. Without(Bodies).Select(left => this with { Bodies = left }).Where(f => f.IsWhole()),
    ];

    private static IEnumerable<IReadOnlyList<T>> Without<T>(IReadOnlyList<T> facts) =>
        facts.Select((_, i) => facts.Where((_, j) => j != i).ToList());

    /// <summary>Whether every id that is referred to is there, at some time.</summary>
    private bool IsWhole()
    {
        var ids = Bodies.Select(b => b.Id).Concat(Functions.Select(f => f.Id)).Concat(Suppliers.Select(s => s.Id))
            .Concat(Services.Select(s => s.Id)).ToHashSet();
        return Functions.All(f => ids.Contains(f.Organisation)) && Services.All(s => ids.Contains(s.Supplier)) &&
            Ownership.All(o => ids.Contains(o.Owner) && ids.Contains(o.Owned)) &&
            Requirements.All(r => ids.Contains(r.Consumer)) && Alternatives.All(a => ids.Contains(a.Service));
    }
}
