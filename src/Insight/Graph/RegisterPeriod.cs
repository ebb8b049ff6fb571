using System.Diagnostics.CodeAnalysis;

namespace Sluiswachter.Insight;

/// <summary>The facts that hold on some day of a period, read once, from which the columns of each of its days are cut.</summary>
/// <remarks>
/// <para>
/// Rows stand in the order of their ids. So two days on which the same is said give columns that are equal, row by row,
/// also where one version of a fact took the place of another; and what is equal to the columns of an earlier day is the
/// very same object (see <see cref="On"/>), so that who looks at some columns sees at once whether they changed.
/// </para>
/// <para>
/// Made by counting sorts, linear in rows and ids. A day costs nothing for the kinds of facts of which none begins or
/// ends since the earlier day, and for the others a pass over their rows. Immutable.
/// </para>
/// </remarks>
public sealed class RegisterPeriod
{
    private readonly RegisterColumns rows;
    private readonly Table<OrganisationColumns> organisations;
    private readonly Table<FunctionColumns> functions;
    private readonly Table<SupplierColumns> suppliers;
    private readonly Table<IReadOnlyList<Holding>> holdings;
    private readonly Table<ServiceColumns> services;
    private readonly Table<RequirementColumns> requirements;
    private readonly Table<AlternativeColumns> alternatives;
    private readonly Table<ContractColumns>? contracts;

    private RegisterPeriod(RegisterColumns rows, PeriodSpans spans)
    {
        this.rows = rows;
        var entities = rows.Entities.Count;
        organisations = new(rows.Organisation, spans.Organisation, Order(rows.Organisation.Entity, entities), Pick);
        functions = new(rows.Function, spans.Function, Order(rows.Function.Entity, entities), Pick);
        suppliers = new(rows.Supplier, spans.Supplier, Order(rows.Supplier.Entity, entities), Pick);
        int[] owned = [.. rows.Holdings.Select(h => h.Owned)], owner = [.. rows.Holdings.Select(h => h.Owner)];
        holdings = new(rows.Holdings, spans.Holding, Order(owner, entities, Order(owned, entities)), Pick);
        services = new(rows.Service, spans.Service, Order(rows.Service.Entity, entities), Pick);
        requirements = new(
            rows.Requirement, spans.Requirement, Order(rows.Requirement.Requirement, rows.Requirements.Count), Pick);
        var byService = Order(rows.Alternative.Service, entities);
        alternatives = new(
            rows.Alternative, spans.Alternative,
            Order(rows.Alternative.Requirement, rows.Requirements.Count, byService), Pick);
        if (rows.Contract is { } contract && spans.Contract is { } contractSpans)
        {
            int[] byId = [.. Enumerable.Range(0, contract.Id.Length).OrderBy(c => contract.Id[c], StringComparer.Ordinal)];
            contracts = new(contract, contractSpans, byId, Pick);
        }
    }

    /// <summary>Gathers the facts of a period.</summary>
    /// <param name="rows">Every version that holds on some day of the period, so one id may have several rows.</param>
    /// <param name="spans">When they hold.</param>
    public static RegisterPeriod Of(RegisterColumns rows, PeriodSpans spans) => new(rows, spans);

    /// <summary>The contracts of all days, for what must be known of them beforehand; null when they were not read.</summary>
    public ContractColumns? Contracts => contracts?.All;

    /// <summary>Whether no function and no service holds on any day.</summary>
    public bool HoldsNothing => functions.All.Entity.Length + services.All.Entity.Length == 0;

    /// <summary>The columns of a day of the period.</summary>
    /// <param name="day">The day.</param>
    /// <param name="like">
    /// Columns of another day, from this same object: whatever is equal on both days is taken from there.
    /// </param>
    public RegisterColumns On(DateOnly day, RegisterColumns? like = null)
    {
        var (now, then) = (day.DayNumber, like?.At.DayNumber ?? 0);
        return new RegisterColumns
        {
            At = day,
            Entities = rows.Entities,
            Requirements = rows.Requirements,
            Sources = rows.Sources,
            Organisation = organisations.On(now, like?.Organisation, then),
            Function = functions.On(now, like?.Function, then),
            Supplier = suppliers.On(now, like?.Supplier, then),
            Holdings = holdings.On(now, like?.Holdings, then),
            Service = services.On(now, like?.Service, then),
            Requirement = requirements.On(now, like?.Requirement, then),
            Alternative = alternatives.On(now, like?.Alternative, then),
            Contract = contracts?.On(now, like?.Contract, then),
        };
    }

    /// <summary>The days, of those from the first to the last, on which a fact that was read begins or ends; in order.</summary>
    public IReadOnlyList<DateOnly> DaysOfChange(DateOnly from, DateOnly until) =>
    [
        .. new[]
            {
                organisations.Days, functions.Days, suppliers.Days, holdings.Days, services.Days, requirements.Days,
                alternatives.Days, contracts?.Days ?? [],
            }
            .SelectMany(days => days).Where(d => d >= from.DayNumber && d <= until.DayNumber).Distinct().Order()
            .Select(DateOnly.FromDayNumber),
    ];

    private static int[] Order(int[] position, int positions, int[]? within = null) =>
        Grouping.Of(position, positions, within).Rows;

    private static OrganisationColumns Pick(OrganisationColumns all, int[] at, OrganisationColumns? like) =>
        new(Pick(all.Entity, at, like?.Entity), Pick(all.Population, at, like?.Population))
        {
            Kind = Pick(all.Kind, at, like?.Kind),
            Country = Pick(all.Country, at, like?.Country),
        };

    private static FunctionColumns Pick(FunctionColumns all, int[] at, FunctionColumns? like) =>
        new(
            Pick(all.Entity, at, like?.Entity), Pick(all.Organisation, at, like?.Organisation),
            Pick(all.People, at, like?.People), Pick(all.ToleratesHours, at, like?.ToleratesHours),
            Pick(all.Criticality, at, like?.Criticality))
        {
            DataClass = Pick(all.DataClass, at, like?.DataClass),
            PersonalData = Pick(all.PersonalData, at, like?.PersonalData),
        };

    private static SupplierColumns Pick(SupplierColumns all, int[] at, SupplierColumns? like) =>
        new(Pick(all.Entity, at, like?.Entity), Pick(all.Country, at, like?.Country))
        {
            Basis = Pick(all.Basis, at, like?.Basis),
        };

    private static IReadOnlyList<Holding> Pick(IReadOnlyList<Holding> all, int[] at, IReadOnlyList<Holding>? like)
    {
        Holding[] picked = [.. at.Select(row => all[row])];
        return like is not null && like.SequenceEqual(picked) ? like : picked;
    }

    private static ServiceColumns Pick(ServiceColumns all, int[] at, ServiceColumns? like) =>
        new(
            Pick(all.Entity, at, like?.Entity), Pick(all.Supplier, at, like?.Supplier),
            Pick(all.Regions, at, like?.Regions))
        {
            CustomerHeldKeys = Pick(all.CustomerHeldKeys, at, like?.CustomerHeldKeys),
            Basis = Pick(all.Basis, at, like?.Basis),
        };

    private static RequirementColumns Pick(RequirementColumns all, int[] at, RequirementColumns? like) => new(
        Pick(all.Requirement, at, like?.Requirement), Pick(all.Consumer, at, like?.Consumer),
        Pick(all.Need, at, like?.Need), Pick(all.Purpose, at, like?.Purpose), Pick(all.ExitHours, at, like?.ExitHours),
        Pick(all.Basis, at, like?.Basis), Pick(all.Source, at, like?.Source));

    private static AlternativeColumns Pick(AlternativeColumns all, int[] at, AlternativeColumns? like) =>
        new(
            Pick(all.Requirement, at, like?.Requirement), Pick(all.Service, at, like?.Service),
            Pick(all.GraceHours, at, like?.GraceHours), Pick(all.Basis, at, like?.Basis),
            Pick(all.Source, at, like?.Source))
        {
            Role = Pick(all.Role, at, like?.Role),
            Data = Pick(all.Data, at, like?.Data),
            DataClass = Pick(all.DataClass, at, like?.DataClass),
            CustomerHeldKeys = Pick(all.CustomerHeldKeys, at, like?.CustomerHeldKeys),
        };

    private static ContractColumns Pick(ContractColumns all, int[] at, ContractColumns? like) => new(
        Pick(all.Id, at, like?.Id), Pick(all.Organisation, at, like?.Organisation), Pick(all.Supplier, at, like?.Supplier),
        Pick(all.Reseller, at, like?.Reseller), Pick(all.AnnualCost, at, like?.AnnualCost),
        Pick(all.Currency, at, like?.Currency), Pick(all.Basis, at, like?.Basis), Pick(all.Source, at, like?.Source));

    /// <summary>Some rows of a column; the column they are to be like, when they are.</summary>
    [return: NotNullIfNotNull(nameof(all))]
    private static T[]? Pick<T>(T[]? all, int[] at, T[]? like)
    {
        if (all is null)
        {
            return null;
        }

        var picked = new T[at.Length];
        for (var i = 0; i < at.Length; i++)
        {
            picked[i] = all[at[i]];
        }

        return like is not null && like.AsSpan().SequenceEqual(picked, comparer: null) ? like : picked;
    }

    /// <summary>The rows of one kind of fact.</summary>
    /// <param name="all">All of them, as they were read.</param>
    /// <param name="spans">When they hold.</param>
    /// <param name="order">The rows in the order of their ids.</param>
    /// <param name="pick">Takes some rows, in order.</param>
    private sealed class Table<T>(T all, Spans spans, int[] order, Func<T, int[], T?, T> pick)
        where T : class
    {
        /// <summary>The days on which one of them begins or ends, in order.</summary>
        public int[] Days { get; } = [.. spans.From.Concat(spans.Until).Distinct().Order()];

        public T All => all;

        public T On(int day, T? like, int dayOfLike)
        {
            if (like is not null && Before(day) == Before(dayOfLike))
            {
                return like;
            }

            var (at, count) = (new int[order.Length], 0);
            foreach (var row in order)
            {
                at[count] = row;
                count += spans.From[row] <= day && day < spans.Until[row] ? 1 : 0;
            }

            Array.Resize(ref at, count);
            var picked = pick(all, at, like);
            return picked.Equals(like) ? like : picked;
        }

        /// <summary>How many days of change have come by the end of a day.</summary>
        private int Before(int day) => Array.BinarySearch(Days, day) is var at && at >= 0 ? at + 1 : ~at;
    }
}

/// <summary>When each row of a kind of fact holds.</summary>
/// <param name="From">Its first day, as a day number; 0 or less: since always.</param>
/// <param name="Until">The first day on which it no longer holds; <see cref="Always"/>: until further notice.</param>
public sealed record Spans(int[] From, int[] Until)
{
    /// <summary>Later than any day.</summary>
    public const int Always = int.MaxValue;
}

/// <summary>When the rows of <see cref="RegisterColumns"/> hold, kind by kind.</summary>
public sealed record PeriodSpans(
    Spans Organisation, Spans Function, Spans Supplier, Spans Holding, Spans Service, Spans Requirement, Spans Alternative,
    Spans? Contract);
