using Sluiswachter.Model;

namespace Sluiswachter.Insight;

// The parts of a dependency graph: arrays of integers, in the order of the ids. Each part numbers its own members
// from 0; `At` maps the position of an id to that number, or -1, and is needed only while the graph is built.

/// <summary>The public bodies that hold on the day.</summary>
/// <param name="Entity">By body: the position of its id.</param>
/// <param name="Population">By body: the people it governs, or -1.</param>
internal sealed record BodyPart(int[] Entity, long[] Population)
{
    public static BodyPart Of(OrganisationColumns columns, int positions, out int[] at)
    {
        at = InIdOrder.RowAt(columns.Entity, positions);
        var (entity, row) = InIdOrder.Number(at);
        return new BodyPart(entity, Array.ConvertAll(row, r => columns.Population[r]));
    }
}

/// <summary>The suppliers that hold on the day, and who controls whom.</summary>
/// <param name="Entity">By supplier: the position of its id.</param>
/// <param name="Country">By supplier: <see cref="Country.Number"/>, or 0 when unknown.</param>
/// <param name="Controls">By supplier: the holdings in which it controls, in the order of the ids of the owned.</param>
/// <param name="Owned">By holding: the supplier that is owned.</param>
internal sealed record SupplierPart(int[] Entity, short[] Country, Grouping Controls, int[] Owned)
{
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

        var byOwned = Grouping.Of(owned, entity.Length);
        var controls = Grouping.Of(owner, entity.Length, byOwned.Rows);
        return new SupplierPart(entity, Array.ConvertAll(row, r => columns.Country[r]), controls, owned);
    }
}

/// <summary>The functions and services that count on the day: what can fail.</summary>
/// <param name="Entity">By node: the position of its id.</param>
/// <param name="Body">By node: the body of a function; -1 for a service.</param>
/// <param name="Supplier">By node: the supplier of a service; -1 for a function.</param>
/// <param name="People">By node: the people whom a function serves, or else its body's; 0 when unknown.</param>
/// <param name="ToleratesHours">By node: the hours that a function may be down; -1 when unknown, or a service.</param>
/// <param name="Criticality">By node: how much depends on a function; 0 when unknown, or a service.</param>
/// <param name="Regions">By node: the numbers of the countries in which a service runs; null when they were not read.</param>
internal sealed record NodePart(
    int[] Entity, int[] Body, int[] Supplier, long[] People, int[] ToleratesHours,
    Criticality[] Criticality, RegionPart? Regions)
{
    public static NodePart Of(RegisterColumns columns, BodyPart bodies, int[] bodyAt, int[] supplierAt, out int[] at)
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
        var (body, supplier) = (InIdOrder.Nowhere(row.Length), InIdOrder.Nowhere(row.Length));
        var (people, tolerates) = (new long[row.Length], InIdOrder.Nowhere(row.Length));
        var criticality = new Criticality[row.Length];
        for (var node = 0; node < row.Length; node++)
        {
            if (row[node] >= firstService)
            {
                supplier[node] = supplierAt[services.Supplier[row[node] - firstService]];
                continue;
            }

            var function = row[node];
            body[node] = bodyAt[functions.Organisation[function]];
            var served = functions.People[function] >= 0 ? functions.People[function] : bodies.Population[body[node]];
            people[node] = Math.Max(0, served);
            tolerates[node] = functions.ToleratesHours[function];
            criticality[node] = functions.Criticality[function];
        }

        return new NodePart(
            entity, body, supplier, people, tolerates, criticality, RegionPart.Of(services, row, firstService));
    }
}

/// <summary>Where services run.</summary>
/// <param name="Starts">
/// By node, and one more: its countries are those from Starts[node] up to Starts[node + 1].
/// </param>
/// <param name="Country">The numbers of the countries.</param>
internal sealed record RegionPart(int[] Starts, short[] Country)
{
    public ReadOnlySpan<short> this[int node] => Country.AsSpan(Starts[node]..Starts[node + 1]);

    public static RegionPart? Of(ServiceColumns services, int[] row, int firstService)
    {
        if (services.Regions is not { } regions)
        {
            return null;
        }

        var starts = new int[row.Length + 1];
        var countries = new List<short>();
        for (var node = 0; node < row.Length; node++)
        {
            if (row[node] >= firstService && regions[row[node] - firstService] is { } places)
            {
                countries.AddRange(places.Select(c => (short)c.Number));
            }

            starts[node + 1] = countries.Count;
        }

        return new RegionPart(starts, [.. countries]);
    }
}

/// <summary>The requirements that count on the day and can be met, and their alternatives.</summary>
/// <param name="Position">By requirement: the position of its id.</param>
/// <param name="Consumer">
/// By requirement: its node; or the complement (~) of a body, standing for its functions.
/// </param>
/// <param name="BreaksAt">By requirement: at which arrival it breaks, n − need + 1.</param>
/// <param name="ExitHours">By requirement: hours in which the exit can be carried out, or -1.</param>
/// <param name="Basis">By requirement: on what ground it is stated.</param>
/// <param name="Source">By requirement: the position of its source's id, or -1.</param>
/// <param name="Unmet">Positions of the ids of requirements with fewer alternatives than they need.</param>
internal sealed record RequirementPart(
    int[] Position, int[] Consumer, int[] BreaksAt, int[] ExitHours, Basis[] Basis, int[] Source, int[] Unmet)
{
    /// <param name="columns">The facts.</param>
    /// <param name="bodyAt">The body of each position.</param>
    /// <param name="nodeAt">The node of each position.</param>
    /// <param name="at">The requirement of each position (of ids of requirements).</param>
    /// <param name="graceHours">By requirement: the grace of alternatives that state none.</param>
    public static RequirementPart Of(
        RegisterColumns columns, int[] bodyAt, int[] nodeAt, out int[] at, out int[] graceHours)
    {
        var (all, alternatives) = (columns.Requirement, columns.Alternative);
        var counted = new int[columns.Requirements.Count];
        for (var i = 0; i < alternatives.Requirement.Length; i++)
        {
            if (nodeAt[alternatives.Service[i]] >= 0)
            {
                counted[alternatives.Requirement[i]]++;
            }
        }

        at = InIdOrder.RowAt(all.Requirement, columns.Requirements.Count);
        var unmet = new List<int>();
        for (var position = 0; position < at.Length; position++)
        {
            var row = at[position];
            if (row < 0)
            {
                continue;
            }

            var consumerCounts = nodeAt[all.Consumer[row]] >= 0 || bodyAt[all.Consumer[row]] >= 0;
            if (!consumerCounts || counted[position] < all.Need[row])
            {
                at[position] = InIdOrder.None;
            }

            if (consumerCounts && counted[position] < all.Need[row])
            {
                unmet.Add(position);
            }
        }

        var (positions, rows) = InIdOrder.Number(at);
        graceHours = Array.ConvertAll(rows, r => all.Purpose[r].DefaultGraceHours());
        var breaksAt = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            breaksAt[i] = counted[positions[i]] - all.Need[rows[i]] + 1;
        }

        return new RequirementPart(
            positions,
            Array.ConvertAll(rows, r => nodeAt[all.Consumer[r]] is var node and >= 0 ? node : ~bodyAt[all.Consumer[r]]),
            breaksAt,
            Array.ConvertAll(rows, r => all.ExitHours[r]),
            Array.ConvertAll(rows, r => all.Basis[r]),
            Array.ConvertAll(rows, r => all.Source[r]),
            [.. unmet]);
    }
}

/// <summary>
/// The alternatives that count, by requirement and within it in the order of the ids of their services.
/// </summary>
/// <param name="Starts">
/// By requirement, and one more: its alternatives start here and end where the next one's start.
/// </param>
/// <param name="Node">By alternative: the service or function.</param>
/// <param name="GraceHours">By alternative: hours between its failure and its being felt.</param>
/// <param name="Basis">By alternative: on what ground it is stated.</param>
/// <param name="Source">By alternative: the position of its source's id, or -1.</param>
internal sealed record AlternativePart(int[] Starts, int[] Node, int[] GraceHours, Basis[] Basis, int[] Source)
{
    public static AlternativePart Of(
        AlternativeColumns columns, int[] nodeAt, int nodes, int[] requirementAt, int[] defaultGraceHours)
    {
        var rows = columns.Requirement.Length;
        var (nodeOf, requirementOf) = (new int[rows], new int[rows]);
        for (var i = 0; i < rows; i++)
        {
            nodeOf[i] = nodeAt[columns.Service[i]];
            requirementOf[i] = nodeOf[i] >= 0 ? requirementAt[columns.Requirement[i]] : InIdOrder.None;
        }

        // By node first and then, keeping that order, by requirement: so ties by id are ties by place.
        var byNode = Grouping.Of(nodeOf, nodes);
        var byRequirement = Grouping.Of(requirementOf, defaultGraceHours.Length, byNode.Rows);
        var order = byRequirement.Rows;
        var grace = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var stated = columns.GraceHours[order[i]];
            grace[i] = stated >= 0 ? stated : defaultGraceHours[requirementOf[order[i]]];
        }

        return new AlternativePart(
            byRequirement.Starts,
            Array.ConvertAll(order, r => nodeOf[r]),
            grace,
            Array.ConvertAll(order, r => columns.Basis[r]),
            Array.ConvertAll(order, r => columns.Source[r]));
    }
}

/// <summary>The alternatives seen from the service or function: whom its failure reaches, and when.</summary>
/// <param name="Starts">
/// By node two numbers, and one more at the end: the uses that feel a failure at once start at Starts[2 × node], those
/// that feel it later at Starts[2 × node + 1], those of the next node at Starts[2 × node + 2].
/// </param>
/// <param name="Requirement">
/// By use: the requirement that the node helps to meet; ascending within each of the two.
/// </param>
/// <param name="GraceHours">By use: hours between the node's failure and its being felt there.</param>
internal sealed record UsePart(int[] Starts, int[] Requirement, int[] GraceHours)
{
    /// <summary>The requirements that a node helps to meet.</summary>
    public ReadOnlySpan<int> RequirementsOf(int node) => Requirement.AsSpan(Starts[2 * node]..Starts[2 * node + 2]);

    public static UsePart Of(AlternativePart alternatives, int nodes)
    {
        var (group, requirementOf) = (new int[alternatives.Node.Length], new int[alternatives.Node.Length]);
        for (var a = 0; a < group.Length; a++)
        {
            group[a] = 2 * alternatives.Node[a] + (alternatives.GraceHours[a] == 0 ? 0 : 1);
        }

        for (var r = 0; r + 1 < alternatives.Starts.Length; r++)
        {
            requirementOf.AsSpan(alternatives.Starts[r]..alternatives.Starts[r + 1]).Fill(r);
        }

        var uses = Grouping.Of(group, 2 * nodes);
        return new UsePart(
            uses.Starts,
            Array.ConvertAll(uses.Rows, a => requirementOf[a]),
            Array.ConvertAll(uses.Rows, a => alternatives.GraceHours[a]));
    }
}
