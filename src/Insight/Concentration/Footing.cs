using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>What functions and services stand on, on a day: their requirements and the alternatives that count.</summary>
/// <remarks>
/// What counts is what counts in a switch-off (docs/switch-off.md), but requirements with fewer alternatives than they
/// need are kept: the places that nothing fills are then known to be unknown. All lists are in the order of ids, so that
/// sums come out alike in whatever order facts come. Linear in the columns, plus their sorting.
/// </remarks>
internal sealed class Footing
{
    private readonly Dictionary<int, int> supplierOf = [];
    private readonly Dictionary<int, int> functionAt = [];
    private readonly Dictionary<int, short> countryOfBody = [];

    private Footing(RegisterColumns columns)
    {
        Controllers = Controllers.Of(columns);
        var bodies = Bodies(columns.Organisation);
        Functions = ReadFunctions(columns.Function, columns.Organisation, bodies);
        for (var f = 0; f < Functions.Length; f++)
        {
            functionAt.Add(Functions[f].Entity, f);
        }

        foreach (var (service, supplier) in columns.Service.Entity.Zip(columns.Service.Supplier))
        {
            if (Controllers.Holds(supplier))
            {
                supplierOf.Add(service, supplier);
            }
        }

        Requirements = ReadRequirements(columns, [.. bodies.Keys]);
    }

    public Controllers Controllers { get; }

    /// <summary>The functions that count.</summary>
    public FootingFunction[] Functions { get; }

    /// <summary>The requirements of functions, bodies and services that count.</summary>
    public FootingRequirement[] Requirements { get; }

    /// <summary>Everything that some requirement may be met by: services and functions.</summary>
    public IEnumerable<int> Nodes => supplierOf.Keys.Concat(functionAt.Keys).Order();

    public static Footing Of(RegisterColumns columns) => new(columns);

    /// <summary>The supplier of a service; the body of a function.</summary>
    public int ProviderOf(int node) =>
        supplierOf.TryGetValue(node, out var supplier) ? supplier : Functions[functionAt[node]].Body;

    /// <summary>
    /// The chain of control over a service, from the top down, its supplier last; for a function its body alone.
    /// </summary>
    public IReadOnlyList<int> ChainTo(int node) =>
        supplierOf.TryGetValue(node, out var supplier) ? Controllers.ChainTo(supplier) : [ProviderOf(node)];

    /// <summary>The country of a supplier or body; null when unknown.</summary>
    public Country? CountryOf(int provider) => countryOfBody.TryGetValue(provider, out var number)
        ? number == 0 ? null : Country.FromNumber(number)
        : Controllers.CountryOf(provider);

    /// <summary>The place of a function in <see cref="Functions"/>, or -1.</summary>
    public int FunctionAt(int node) => functionAt.GetValueOrDefault(node, -1);

    private Dictionary<int, int> Bodies(OrganisationColumns columns)
    {
        var rows = new Dictionary<int, int>();
        for (var row = 0; row < columns.Entity.Length; row++)
        {
            rows.Add(columns.Entity[row], row);
            countryOfBody.Add(columns.Entity[row], columns.Country?[row] ?? 0);
        }

        return rows;
    }

    private static FootingFunction[] ReadFunctions(
        FunctionColumns columns, OrganisationColumns bodies, Dictionary<int, int> bodyAt) =>
    [
        .. Enumerable.Range(0, columns.Entity.Length)
            .Where(row => bodyAt.ContainsKey(columns.Organisation[row]))
            .OrderBy(row => columns.Entity[row])
            .Select(row => new FootingFunction(
                columns.Entity[row],
                columns.Organisation[row],
                columns.People[row] >= 0 ? columns.People[row] : bodies.Population[bodyAt[columns.Organisation[row]]],
                columns.Criticality[row],
                columns.DataClass?[row] ?? default,
                columns.PersonalData?[row] ?? default,
                bodies.Kind?[bodyAt[columns.Organisation[row]]])),
    ];

    private FootingRequirement[] ReadRequirements(RegisterColumns columns, HashSet<int> bodies)
    {
        var alternatives = columns.Alternative;
        var among = Enumerable.Range(0, alternatives.Service.Length)
            .Where(row => supplierOf.ContainsKey(alternatives.Service[row]) || functionAt.ContainsKey(alternatives.Service[row]))
            .OrderBy(row => alternatives.Service[row])
            .ToLookup(row => alternatives.Requirement[row], row => (
                Node: alternatives.Service[row], IsStandby: alternatives.Role?[row] == AlternativeRole.Standby));
        var functionsOf = Enumerable.Range(0, Functions.Length).ToLookup(f => Functions[f].Body);
        var all = columns.Requirement;
        return
        [
            .. Enumerable.Range(0, all.Requirement.Length)
                .Where(row => bodies.Contains(all.Consumer[row]) || functionAt.ContainsKey(all.Consumer[row]) ||
                    supplierOf.ContainsKey(all.Consumer[row]))
                .OrderBy(row => all.Requirement[row])
                .Select(row => FootingRequirement.Of(
                    all.Consumer[row], all.Purpose[row], all.Need[row], [.. among[all.Requirement[row]]],
                    functionAt.TryGetValue(all.Consumer[row], out var function)
                        ? [function]
                        : [.. functionsOf[all.Consumer[row]]])),
        ];
    }
}

/// <summary>A function that counts.</summary>
/// <param name="Entity">Position of its id.</param>
/// <param name="Body">Position of its body's id.</param>
/// <param name="People">People it serves, else those of its body, or -1.</param>
/// <param name="Criticality">How much depends on it, or 0.</param>
/// <param name="DataClass">The class of its data, or 0.</param>
/// <param name="PersonalData">Its personal data, or 0.</param>
/// <param name="Kind">The kind of its body; null when unknown.</param>
internal sealed record FootingFunction(
    int Entity, int Body, long People, Criticality Criticality, DataClass DataClass, PersonalData PersonalData, string? Kind);

/// <summary>A requirement that counts.</summary>
/// <param name="Consumer">Position of the id of the function, service or body.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Need">How many alternatives must work.</param>
/// <param name="Alternatives">All alternatives that count, standing by or not.</param>
/// <param name="Active">Those that carry it now: not standing by; all when all stand by.</param>
/// <param name="Missing">How many places nothing fills: what it needs more than there are.</param>
/// <param name="Functions">The functions whose requirement it is, by place; none for a service.</param>
internal sealed record FootingRequirement(
    int Consumer, Purpose Purpose, int Need, int[] Alternatives, int[] Active, int Missing, int[] Functions)
{
    /// <summary>Over how many places its weight is divided.</summary>
    public int Places => Active.Length + Missing;

    public static FootingRequirement Of(
        int consumer, Purpose purpose, int need, (int Node, bool IsStandby)[] alternatives, int[] functions)
    {
        int[] all = [.. alternatives.Select(a => a.Node)];
        int[] active = [.. alternatives.Where(a => !a.IsStandby).Select(a => a.Node)];
        return new FootingRequirement(
            consumer, purpose, need, all, active.Length > 0 ? active : all, Math.Max(0, need - all.Length), functions);
    }
}
