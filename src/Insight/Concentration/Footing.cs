using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>What functions and services stand on, on a day: their requirements and the alternatives that count.</summary>
/// <remarks>
/// <para>
/// What counts is what counts in a switch-off (docs/switch-off.md), but requirements with fewer alternatives than they
/// need are kept: the places that nothing fills are then known to be unknown. A <em>node</em> is a service or function,
/// with the same number as in a <see cref="DependencyGraph"/> of the same facts; functions and requirements that count are
/// numbered from 0 as well. All are in the order of ids, so that sums come out alike in whatever order facts come.
/// </para>
/// <para>Made by counting sorts, linear in the columns and their ids.</para>
/// </remarks>
internal sealed class Footing
{
    private readonly int[] provider;
    private readonly int[] functionAt;
    private readonly int[] bodyAt;
    private readonly short[]? bodyCountry;
    private readonly int[] eachFunction;
    private readonly Grouping functionsOf;

    private Footing(RegisterColumns columns)
    {
        var positions = columns.Entities.Count;
        Controllers = Controllers.Of(columns);
        bodyAt = InIdOrder.RowAt(columns.Organisation.Entity, positions);
        bodyCountry = columns.Organisation.Country;
        var (functions, services) = (columns.Function, columns.Service);
        var nodeAt = InIdOrder.Nowhere(positions);
        for (var row = 0; row < functions.Entity.Length; row++)
        {
            if (bodyAt[functions.Organisation[row]] >= 0)
            {
                InIdOrder.Place(nodeAt, functions.Entity[row], row);
            }
        }

        var firstService = functions.Entity.Length;
        for (var row = 0; row < services.Entity.Length; row++)
        {
            if (Controllers.Holds(services.Supplier[row]))
            {
                InIdOrder.Place(nodeAt, services.Entity[row], firstService + row);
            }
        }

        var (_, rows) = InIdOrder.Number(nodeAt);
        provider = Array.ConvertAll(
            rows, row => row < firstService ? functions.Organisation[row] : services.Supplier[row - firstService]);
        (functionAt, Functions) = ReadFunctions(columns, rows, firstService);
        eachFunction = [.. Enumerable.Range(0, Functions.Length)];
        functionsOf = Grouping.Of(Array.ConvertAll(Functions, f => f.Body), positions);
        Requirements = FootingRequirements.Of(columns, nodeAt, bodyAt);
    }

    public Controllers Controllers { get; }

    /// <summary>How many services and functions count.</summary>
    public int NodeCount => provider.Length;

    /// <summary>The functions that count.</summary>
    public FootingFunction[] Functions { get; }

    /// <summary>The requirements of functions, bodies and services that count.</summary>
    public FootingRequirements Requirements { get; }

    /// <summary>How many ids there are: what <see cref="ProviderOf"/> gives is less.</summary>
    public int Positions => bodyAt.Length;

    public static Footing Of(RegisterColumns columns) => new(columns);

    /// <summary>The position of the id of a service's supplier, or of a function's body.</summary>
    public int ProviderOf(int node) => provider[node];

    /// <summary>
    /// The chain of control over a provider, from the top down, itself last; over a body nobody but itself.
    /// </summary>
    public IReadOnlyList<int> ChainTo(int provider) => bodyAt[provider] >= 0 ? [provider] : Controllers.ChainTo(provider);

    /// <summary>The country of a supplier or body; null when unknown.</summary>
    public Country? CountryOf(int provider) => bodyAt[provider] is var body && body < 0
        ? Controllers.CountryOf(provider)
        : bodyCountry is not null && bodyCountry[body] is var number and not 0 ? Country.FromNumber(number) : null;

    /// <summary>The place of a function in <see cref="Functions"/>, or -1 for a service.</summary>
    public int FunctionAt(int node) => functionAt[node];

    /// <summary>The functions whose requirement it is, by place; none for that of a service.</summary>
    public ReadOnlySpan<int> FunctionsOf(int requirement)
    {
        var consumer = Requirements.Consumer[requirement];
        return consumer < 0 ? functionsOf[~consumer]
            : functionAt[consumer] >= 0 ? eachFunction.AsSpan(functionAt[consumer], 1) : [];
    }

    private (int[] At, FootingFunction[] Functions) ReadFunctions(RegisterColumns columns, int[] rows, int firstService)
    {
        var (all, bodies) = (columns.Function, columns.Organisation);
        var (at, functions) = (InIdOrder.Nowhere(rows.Length), new List<FootingFunction>());
        for (var node = 0; node < rows.Length; node++)
        {
            if (rows[node] is var row && row >= firstService)
            {
                continue;
            }

            var body = bodyAt[all.Organisation[row]];
            at[node] = functions.Count;
            functions.Add(new FootingFunction(
                node, all.Entity[row], all.Organisation[row], all.People[row] >= 0 ? all.People[row] : bodies.Population[body],
                all.Criticality[row], all.DataClass?[row] ?? default, all.PersonalData?[row] ?? default, bodies.Kind?[body]));
        }

        return (at, [.. functions]);
    }
}

/// <summary>A function that counts.</summary>
/// <param name="Node">Its node.</param>
/// <param name="Entity">Position of its id.</param>
/// <param name="Body">Position of its body's id.</param>
/// <param name="People">People it serves, else those of its body, or -1.</param>
/// <param name="Criticality">How much depends on it, or 0.</param>
/// <param name="DataClass">The class of its data, or 0.</param>
/// <param name="PersonalData">Its personal data, or 0.</param>
/// <param name="Kind">The kind of its body; null when unknown.</param>
internal readonly record struct FootingFunction(
    int Node, int Entity, int Body, long People, Criticality Criticality, DataClass DataClass, PersonalData PersonalData,
    string? Kind)
{
    /// <summary>What it weighs, or null when that is unknown.</summary>
    public double? WeightIn(ShareWeight weight) => weight == ShareWeight.Functions ? 1 : People >= 0 ? People : null;
}
