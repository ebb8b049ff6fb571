using System.Globalization;
using System.Runtime.InteropServices;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>Reads the facts that hold on a day, or on some day of a period, as columns of integers.</summary>
/// <remarks>
/// Reads the texts of ids and nothing else of text (but shares of ownership, and what was asked for). Each table is
/// scanned once, in the order in which it lies on disk; keys become positions by one look into an array.
/// </remarks>
internal sealed class ColumnsQuery(ISession session, string current, DateOnly from, DateOnly until)
{
    private readonly string holds =
        $"{current} AND (f.valid_from IS NULL OR f.valid_from <= {until.DayNumber}) " +
        $"AND (f.valid_until IS NULL OR f.valid_until > {from.DayNumber})";

    /// <summary>Reads all columns of the first day, which is also the last.</summary>
    public RegisterColumns Read(bool includeConsidered, Detail detail) => Read(includeConsidered, detail, spans: null);

    /// <summary>Reads what holds on some day of the period.</summary>
    public RegisterPeriod ReadPeriod(bool includeConsidered, Detail detail)
    {
        var spans = new SpansOfKinds();
        var rows = Read(includeConsidered, detail, spans);
        return RegisterPeriod.Of(rows, spans.Done(withContracts: rows.Contract is not null));
    }

    private RegisterColumns Read(bool includeConsidered, Detail detail, SpansOfKinds? spans)
    {
        var (entities, entity) = ReadIds(IdSpace.Entity);
        var (requirements, requirement) = ReadIds(IdSpace.Requirement);
        var (sources, source) = ReadIds(IdSpace.Source);
        return new RegisterColumns
        {
            At = from,
            Entities = entities,
            Requirements = requirements,
            Sources = sources,
            Organisation = ReadOrganisations(entity, detail, spans?.Organisation),
            Function = ReadFunctions(entity, detail, spans?.Function),
            Supplier = ReadSuppliers(entity, detail, spans?.Supplier),
            Holdings = ReadHoldings(entity, detail, spans?.Holding),
            Service = ReadServices(entity, detail, spans?.Service),
            Requirement = ReadRequirements(entity, requirement, source, includeConsidered, spans?.Requirement),
            Alternative = ReadAlternatives(entity, requirement, source, detail, spans?.Alternative),
            Contract = detail.HasFlag(Detail.Contracts) ? ReadContracts(entity, source, spans?.Contract) : null,
        };
    }

    /// <summary>Ids in order, and the position of each key (-1 for key 0).</summary>
    private (OrderedIds Ids, int[] PositionOf) ReadIds(IdSpace space)
    {
        var table = IdTable.Of(space);
        int count;
        using (var rows = session.Query($"SELECT coalesce(max(key), 0) FROM {table}"))
        {
            rows.Next();
            count = rows.Int(0);
        }

        var ids = new OrderedIds.Writer(count);
        var positionOf = new int[count + 1];
        MemoryMarshal.AsBytes(positionOf.AsSpan()).Fill(0xff);
        using (var rows = session.Scan($"SELECT key, id FROM {table} ORDER BY id"))
        {
            for (var position = 0; rows.Next(); position++)
            {
                positionOf[rows.Int(0)] = position;
                ids.Add(rows.Utf8(1));
            }
        }

        return (ids.Done(), positionOf);
    }

    private OrganisationColumns ReadOrganisations(int[] entity, Detail detail, SpansRead? spans)
    {
        var (ids, population) = (new Growing<int>(), new Growing<long>());
        var withKinds = detail.HasFlag(Detail.Kinds);
        var (kinds, countries) = withKinds ? (new Growing<string?>(), new Growing<short>()) : (null, null);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        using var rows = session.Scan(
            $"""
            SELECT f.id_key, coalesce(f.population, -1){(withKinds ? ", f.kind, coalesce(f.country, 0)" : "")}
                {SpansRead.ColumnsFor(spans)}
            FROM organisations f WHERE {holds}
            """);
        while (rows.Next())
        {
            ids.Add(entity[rows.Int(0)]);
            population.Add(rows.Long(1));
            if (withKinds)
            {
                kinds!.Add(rows.IsNull(2) ? null : Once(rows.Text(2), known));
                countries!.Add((short)rows.Int(3));
            }

            spans?.Add(rows, first: withKinds ? 4 : 2);
        }

        return new OrganisationColumns(ids.Done(), population.Done())
        {
            Kind = kinds?.Done(),
            Country = countries?.Done(),
        };
    }

    private FunctionColumns ReadFunctions(int[] entity, Detail detail, SpansRead? spans)
    {
        var (ids, organisations) = (new Growing<int>(), new Growing<int>());
        var (people, tolerates, criticality) = (new Growing<long>(), new Growing<int>(), new Growing<Criticality>());
        var withData = detail.HasFlag(Detail.Data);
        var (classes, personal) = withData ? (new Growing<DataClass>(), new Growing<PersonalData>()) : (null, null);
        using var rows = session.Scan(
            $"""
            SELECT f.id_key, f.organisation_key, coalesce(f.people, -1), coalesce(f.max_tolerable_outage_hours, -1),
                coalesce(f.criticality, 0)
                {(withData ? ", coalesce(f.data_class, 0), coalesce(f.personal_data, 0)" : "")}
                {SpansRead.ColumnsFor(spans)}
            FROM functions f WHERE {holds}
            """);
        while (rows.Next())
        {
            ids.Add(entity[rows.Int(0)]);
            organisations.Add(entity[rows.Int(1)]);
            people.Add(rows.Long(2));
            tolerates.Add(rows.Int(3));
            criticality.Add((Criticality)rows.Int(4));
            if (withData)
            {
                classes!.Add((DataClass)rows.Int(5));
                personal!.Add((PersonalData)rows.Int(6));
            }

            spans?.Add(rows, first: withData ? 7 : 5);
        }

        return new FunctionColumns(
            ids.Done(), organisations.Done(), people.Done(), tolerates.Done(), criticality.Done())
        {
            DataClass = classes?.Done(),
            PersonalData = personal?.Done(),
        };
    }

    private SupplierColumns ReadSuppliers(int[] entity, Detail detail, SpansRead? spans)
    {
        var (ids, countries) = (new Growing<int>(), new Growing<short>());
        var bases = detail.HasFlag(Detail.Bases) ? new Growing<Basis>() : null;
        using var rows = session.Scan(
            $"SELECT f.id_key, coalesce(f.country, 0){BasisIf(detail)} {SpansRead.ColumnsFor(spans)} FROM suppliers f WHERE {holds}");
        while (rows.Next())
        {
            ids.Add(entity[rows.Int(0)]);
            countries.Add((short)rows.Int(1));
            bases?.Add((Basis)rows.Int(2));
            spans?.Add(rows, first: 3);
        }

        return new SupplierColumns(ids.Done(), countries.Done()) { Basis = bases?.Done() };
    }

    private Holding[] ReadHoldings(int[] entity, Detail detail, SpansRead? spans)
    {
        var holdings = new Growing<Holding>();
        using var rows = session.Scan(
            $"""
            SELECT f.owner_key, f.owned_key, f.share, coalesce(f.control, 0),
                coalesce(f.status, {(int)OwnershipStatus.InForce}){BasisIf(detail)} {SpansRead.ColumnsFor(spans)}
            FROM ownership f WHERE {holds}
            """);
        while (rows.Next())
        {
            holdings.Add(new Holding(
                entity[rows.Int(0)],
                entity[rows.Int(1)],
                rows.IsNull(2) ? null : decimal.Parse(rows.Text(2), CultureInfo.InvariantCulture),
                rows.Int(3) is var control && control == 0 ? null : (Control)control,
                (OwnershipStatus)rows.Int(4))
            {
                Basis = (Basis)rows.Int(5),
            });
            spans?.Add(rows, first: 6);
        }

        return holdings.Done();
    }

    private ServiceColumns ReadServices(int[] entity, Detail detail, SpansRead? spans)
    {
        var (ids, suppliers) = (new Growing<int>(), new Growing<int>());
        var regions = detail.HasFlag(Detail.Regions) ? new Growing<IReadOnlyList<Country>?>() : null;
        var keys = detail.HasFlag(Detail.Data) ? new Growing<bool?>() : null;
        var bases = detail.HasFlag(Detail.Bases) ? new Growing<Basis>() : null;
        var known = new Dictionary<string, IReadOnlyList<Country>>(StringComparer.Ordinal);
        using var rows = session.Scan(
            $"""
            SELECT f.id_key, f.supplier_key, {(regions is null ? "NULL" : "f.regions")},
                {(keys is null ? "-1" : "coalesce(f.customer_held_keys, -1)")}{BasisIf(detail)} {SpansRead.ColumnsFor(spans)}
            FROM services f WHERE {holds}
            """);
        while (rows.Next())
        {
            ids.Add(entity[rows.Int(0)]);
            suppliers.Add(entity[rows.Int(1)]);
            regions?.Add(rows.IsNull(2) ? null : Countries(rows.Text(2), known));
            keys?.Add(Flag(rows.Int(3)));
            bases?.Add((Basis)rows.Int(4));
            spans?.Add(rows, first: 5);
        }

        return new ServiceColumns(ids.Done(), suppliers.Done(), regions?.Done())
        {
            CustomerHeldKeys = keys?.Done(),
            Basis = bases?.Done(),
        };
    }

    private RequirementColumns ReadRequirements(
        int[] entity, int[] requirement, int[] source, bool includeConsidered, SpansRead? spans)
    {
        var (ids, consumers, needs) = (new Growing<int>(), new Growing<int>(), new Growing<int>());
        var (purposes, exits) = (new Growing<Purpose>(), new Growing<int>());
        var (bases, sources) = (new Growing<Basis>(), new Growing<int>());
        var counts = includeConsidered
            ? ""
            : $"AND (f.status IS NULL OR f.status <> {(int)RequirementStatus.Considered})";
        using var rows = session.Scan(
            $"""
            SELECT f.id_key, f.consumer_key, coalesce(f.need, 1), f.purpose, coalesce(f.exit_hours, -1),
                coalesce(f.basis, {(int)Basis.Declared}), coalesce(f.source_key, 0)
                {SpansRead.ColumnsFor(spans)}
            FROM requirements f WHERE {holds} {counts}
            """);
        while (rows.Next())
        {
            ids.Add(requirement[rows.Int(0)]);
            consumers.Add(entity[rows.Int(1)]);
            needs.Add(rows.Int(2));
            purposes.Add((Purpose)rows.Int(3));
            exits.Add(rows.Int(4));
            bases.Add((Basis)rows.Int(5));
            sources.Add(source[rows.Int(6)]);
            spans?.Add(rows, first: 7);
        }

        return new RequirementColumns(
            ids.Done(), consumers.Done(), needs.Done(), purposes.Done(), exits.Done(), bases.Done(), sources.Done());
    }

    private AlternativeColumns ReadAlternatives(
        int[] entity, int[] requirement, int[] source, Detail detail, SpansRead? spans)
    {
        var (requirements, services, graces) = (new Growing<int>(), new Growing<int>(), new Growing<int>());
        var (bases, sources) = (new Growing<Basis>(), new Growing<int>());
        var data = detail.HasFlag(Detail.Data) ? new Handling() : null;
        using var rows = session.Scan(
            $"""
            SELECT f.requirement_key, f.service_key, coalesce(f.grace_hours, -1),
                coalesce(f.basis, {(int)Basis.Declared}), coalesce(f.source_key, 0)
                {(data is null ? "" : Handling.Columns)} {SpansRead.ColumnsFor(spans)}
            FROM alternatives f WHERE {holds}
            """);
        while (rows.Next())
        {
            requirements.Add(requirement[rows.Int(0)]);
            services.Add(entity[rows.Int(1)]);
            graces.Add(rows.Int(2));
            bases.Add((Basis)rows.Int(3));
            sources.Add(source[rows.Int(4)]);
            data?.Add(rows, first: 5);
            spans?.Add(rows, first: data is null ? 5 : 5 + Handling.Count);
        }

        var columns = new AlternativeColumns(
            requirements.Done(), services.Done(), graces.Done(), bases.Done(), sources.Done());
        return data is null ? columns : data.In(columns);
    }

    private ContractColumns ReadContracts(int[] entity, int[] source, SpansRead? spans)
    {
        var (ids, currencies) = (new Growing<string>(), new Growing<string?>());
        var (organisations, suppliers, resellers) = (new Growing<int>(), new Growing<int>(), new Growing<int>());
        var (costs, bases, sources) = (new Growing<decimal?>(), new Growing<Basis>(), new Growing<int>());
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        using var rows = session.Scan(
            $"""
            SELECT i.id, f.organisation_key, f.supplier_key, coalesce(f.reseller_key, 0), f.annual_cost, f.currency,
                coalesce(f.basis, {(int)Basis.Declared}), coalesce(f.source_key, 0)
                {SpansRead.ColumnsFor(spans)}{(spans is null ? "" : ", coalesce(f.starts_on, 0), f.ends_on")}
            FROM contracts f JOIN contract_id i ON i.key = f.id_key
            WHERE {holds} AND (f.starts_on IS NULL OR f.starts_on <= {until.DayNumber})
                AND (f.ends_on IS NULL OR f.ends_on >= {from.DayNumber})
            ORDER BY i.id
            """);
        while (rows.Next())
        {
            ids.Add(rows.Text(0));
            organisations.Add(entity[rows.Int(1)]);
            suppliers.Add(entity[rows.Int(2)]);
            resellers.Add(entity[rows.Int(3)]);
            costs.Add(rows.IsNull(4) ? null : decimal.Parse(rows.Text(4), CultureInfo.InvariantCulture));
            currencies.Add(rows.IsNull(5) ? null : Once(rows.Text(5), known));
            bases.Add((Basis)rows.Int(6));
            sources.Add(source[rows.Int(7)]);
            spans?.Add(
                rows, first: 8, beginsNotBefore: rows.Int(10), endsNotAfter: rows.IsNull(11) ? Spans.Always : rows.Int(11) + 1);
        }

        return new ContractColumns(
            ids.Done(), organisations.Done(), suppliers.Done(), resellers.Done(), costs.Done(), currencies.Done(),
            bases.Done(), sources.Done());
    }

    /// <summary>One column more: the ground on which a fact is stated, or 0 when that is not asked for.</summary>
    private static string BasisIf(Detail detail) =>
        detail.HasFlag(Detail.Bases) ? $", coalesce(f.basis, {(int)Basis.Declared})" : ", 0";

    private static bool? Flag(int number) => number < 0 ? null : number != 0;

    /// <summary>The text itself, one instance however often it occurs.</summary>
    private static string Once(string text, Dictionary<string, string> known)
    {
        if (!known.TryGetValue(text, out var first))
        {
            known[text] = first = text;
        }

        return first;
    }

    private static IReadOnlyList<Country> Countries(string codes, Dictionary<string, IReadOnlyList<Country>> known)
    {
        if (!known.TryGetValue(codes, out var countries))
        {
            known[codes] = countries = [.. codes.Split(' ').Select(c => Country.Of(c).Value)];
        }

        return countries;
    }

    /// <summary>How alternatives handle data.</summary>
    private sealed class Handling
    {
        public static readonly string Columns =
            $", coalesce(f.role, {(int)AlternativeRole.Active}), coalesce(f.data, 0), coalesce(f.data_class, 0), " +
            "coalesce(f.customer_held_keys, -1)";

        /// <summary>How many columns these are.</summary>
        public const int Count = 4;

        private readonly Growing<AlternativeRole> roles = new();
        private readonly Growing<DataHandling> handlings = new();
        private readonly Growing<DataClass> classes = new();
        private readonly Growing<bool?> keys = new();

        public void Add(IRows rows, int first)
        {
            roles.Add((AlternativeRole)rows.Int(first));
            handlings.Add((DataHandling)rows.Int(first + 1));
            classes.Add((DataClass)rows.Int(first + 2));
            keys.Add(Flag(rows.Int(first + 3)));
        }

        public AlternativeColumns In(AlternativeColumns columns) => columns with
        {
            Role = roles.Done(),
            Data = handlings.Done(),
            DataClass = classes.Done(),
            CustomerHeldKeys = keys.Done(),
        };
    }
}
