using Sluiswachter.Model;

namespace Sluiswachter.Insight;

// The parts of a dependency graph: columns of integers, in the order of the ids. Each part numbers its own members
// from 0; `At` maps the position of an id to that number, or -1, and is needed only while the graph is built.

/// <summary>The public bodies that hold on the day.</summary>
/// <param name="Entity">By body: the position of its id.</param>
internal sealed record BodyPart(Subset Entity)
{
    /// <summary>How many there are.</summary>
    public int Count => Entity.Count;

    /// <param name="columns">The facts.</param>
    /// <param name="positions">How many positions there are.</param>
    /// <param name="at">The body of each position.</param>
    /// <param name="population">By body: the people it governs, or -1.</param>
    public static BodyPart Of(OrganisationColumns columns, int positions, out int[] at, out long[] population)
    {
        at = InIdOrder.RowAt(columns.Entity, positions);
        var (entity, row) = InIdOrder.Number(at);
        population = Array.ConvertAll(row, r => columns.Population[r]);
        return new BodyPart(entity);
    }
}

/// <summary>The suppliers that hold on the day, and who controls whom.</summary>
/// <param name="Entity">By supplier: the position of its id.</param>
/// <param name="Country">By supplier: <see cref="Country.Number"/>, or 0 when unknown.</param>
/// <param name="Controls">By supplier: the suppliers that it controls, in the order of their ids.</param>
internal sealed record SupplierPart(Subset Entity, PackedColumn Country, Groups Controls)
{
    /// <summary>How many there are.</summary>
    public int Count => Entity.Count;

    public static SupplierPart Of(
        SupplierColumns columns, IReadOnlyList<Holding> holdings, int positions, out int[] at)
    {
        at = InIdOrder.RowAt(columns.Entity, positions);
        var (entity, row) = InIdOrder.Number(at);
        var (owner, owned) = (new int[holdings.Count], new int[holdings.Count]);
        for (var i = 0; i < holdings.Count; i++)
        {
            var holding = holdings[i];
            var counts = holding.GivesControl && at[holding.Owner] >= 0 && at[holding.Owned] >= 0;
            (owner[i], owned[i]) = counts ? (at[holding.Owner], at[holding.Owned]) : (InIdOrder.None, InIdOrder.None);
        }

        var byOwned = Grouping.Of(owned, entity.Count);
        var controls = Grouping.Of(owner, entity.Count, byOwned.Rows);
        return new SupplierPart(
            entity,
            PackedColumn.Of<short>(Array.ConvertAll(row, r => columns.Country[r])),
            Groups.Of(controls with { Rows = Array.ConvertAll(controls.Rows, holding => owned[holding]) }));
    }
}

/// <summary>The functions and services that count on the day: what can fail.</summary>
/// <param name="Entity">By node: the position of its id.</param>
/// <param name="Owner">By node: the body of a function; the complement (~) of the supplier of a service.</param>
/// <param name="Functions">The nodes that are functions.</param>
/// <param name="About">What is known of functions.</param>
/// <param name="Regions">By node: the numbers of the countries in which a service runs; null when they were not read.</param>
internal sealed record NodePart(
    Subset Entity, PackedColumn Owner, Subset Functions, FunctionPart About, Groups? Regions)
{
    /// <summary>How many there are.</summary>
    public int Count => Entity.Count;

    /// <summary>The body of a function; negative for a service.</summary>
    public int BodyOf(int node) => Owner[node];

    /// <summary>The supplier of a service; negative for a function.</summary>
    public int SupplierOf(int node) => ~Owner[node];

    /// <summary>The people whom a function serves, or else its body's; 0 when unknown.</summary>
    public long PeopleOf(int function) => About.People.LongAt(Functions.PlaceOf(function));

    /// <summary>Whether a function says that it serves no people itself.</summary>
    public bool ServesNobody(int function) => About.ServesNobody[Functions.PlaceOf(function)] != 0;

    /// <summary>The hours that a function may be down; -1 when unknown.</summary>
    public int ToleratesHoursOf(int function) => About.ToleratesHours[Functions.PlaceOf(function)];

    /// <summary>How much depends on a function; 0 when unknown.</summary>
    public Criticality CriticalityOf(int function) => (Criticality)About.Criticality[Functions.PlaceOf(function)];

    /// <param name="columns">The facts.</param>
    /// <param name="bodyAt">The body of each position.</param>
    /// <param name="population">By body: the people it governs, or -1.</param>
    /// <param name="supplierAt">The supplier of each position.</param>
    /// <param name="at">The node of each position.</param>
    /// <param name="functionsOf">By body: the nodes that are its functions.</param>
    public static NodePart Of(
        RegisterColumns columns, int[] bodyAt, long[] population, int[] supplierAt, out int[] at,
        out Groups functionsOf)
    {
        var (functions, services) = (columns.Function, columns.Service);
        at = InIdOrder.Nowhere(columns.Entities.Count);
        for (var i = 0; i < functions.Entity.Length; i++)
        {
            if (bodyAt[functions.Organisation[i]] >= 0)
            {
                InIdOrder.Place(at, functions.Entity[i], i);
            }
        }

        // Rows of services follow those of functions, so that one number says which of the two it is.
        var firstService = functions.Entity.Length;
        for (var i = 0; i < services.Entity.Length; i++)
        {
            if (supplierAt[services.Supplier[i]] >= 0)
            {
                InIdOrder.Place(at, services.Entity[i], firstService + i);
            }
        }

        var (entity, row) = InIdOrder.Number(at);
        var (owner, function) = (new int[row.Length], InIdOrder.Nowhere(row.Length));
        for (var node = 0; node < row.Length; node++)
        {
            if (row[node] < firstService)
            {
                function[node] = row[node];
                owner[node] = bodyAt[functions.Organisation[row[node]]];
            }
            else
            {
                owner[node] = ~supplierAt[services.Supplier[row[node] - firstService]];
            }
        }

        functionsOf = Groups.Of(Grouping.Of(owner, population.Length));
        var (nodes, functionRows) = InIdOrder.Number(function);
        return new NodePart(
            entity,
            PackedColumn.Of<int>(owner),
            nodes,
            FunctionPart.Of(functions, functionRows, r => population[bodyAt[functions.Organisation[r]]]),
            Insight.Regions.Of(services, row, firstService));
    }
}

/// <summary>What is known of the functions, in the order of their ids.</summary>
/// <param name="People">The people whom it serves, or else its body's; 0 when unknown.</param>
/// <param name="ToleratesHours">The hours that it may be down; -1 when unknown.</param>
/// <param name="Criticality">How much depends on it; 0 when unknown.</param>
/// <param name="ServesNobody">1 when it states that it serves 0 people; 0 when it serves some, or does not say.</param>
/// <param name="ForNobody">How many serve nobody.</param>
internal sealed record FunctionPart(
    PackedColumn People, PackedColumn ToleratesHours, PackedColumn Criticality, PackedColumn ServesNobody, int ForNobody)
{
    public static FunctionPart Of(FunctionColumns columns, int[] rows, Func<int, long> populationOf) => new(
        PackedColumn.Of<long>(Array.ConvertAll(
            rows, r => Math.Max(0, columns.People[r] >= 0 ? columns.People[r] : populationOf(r)))),
        PackedColumn.Of<int>(Array.ConvertAll(rows, r => columns.ToleratesHours[r])),
        PackedColumn.Of<byte>(Array.ConvertAll(rows, r => (byte)columns.Criticality[r])),
        PackedColumn.Of<byte>(Array.ConvertAll(rows, r => columns.People[r] == 0 ? (byte)1 : (byte)0)),
        rows.Count(r => columns.People[r] == 0));
}

/// <summary>Where services run.</summary>
internal static class Regions
{
    /// <summary>By node the numbers of the countries in which a service runs; null when they were not read.</summary>
    public static Groups? Of(ServiceColumns services, int[] row, int firstService)
    {
        if (services.Regions is not { } regions)
        {
            return null;
        }

        var starts = new int[row.Length + 1];
        var countries = new List<int>();
        for (var node = 0; node < row.Length; node++)
        {
            if (row[node] >= firstService && regions[row[node] - firstService] is { } places)
            {
                countries.AddRange(places.Select(c => c.Number));
            }

            starts[node + 1] = countries.Count;
        }

        return Groups.Of(new Grouping(starts, [.. countries]));
    }
}
