using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>What a register offers to switch off: countries, places, suppliers and services, by name.</summary>
/// <remarks>Immutable. Takes memory for the names of suppliers and services only.</remarks>
public sealed class SwitchOffChoices
{
    private const string UsualHome = "NL";

    private readonly Dictionary<string, string> nameOf = new(StringComparer.Ordinal);
    private readonly Dictionary<(FactKind Kind, string Name), string?> idOf = [];

    private SwitchOffChoices()
    {
    }

    /// <summary>Countries in which suppliers are established, with the services that their control reaches; most first.</summary>
    public IReadOnlyList<CountryChoice> Countries { get; private set; } = [];

    /// <summary>Countries in which services run, with how many run there; most first.</summary>
    public IReadOnlyList<CountryChoice> Locations { get; private set; } = [];

    /// <summary>Suppliers, those of most services first.</summary>
    public IReadOnlyList<NamedChoice> Suppliers { get; private set; } = [];

    /// <summary>Services, by name.</summary>
    public IReadOnlyList<NamedChoice> Services { get; private set; } = [];

    /// <summary>The country whose control reaches most services, the one where most bodies are left out.</summary>
    public CountryChoice? LargestForeign { get; private set; }

    /// <summary>Whether the register holds no services at all.</summary>
    public bool IsEmpty => Services.Count == 0;

    /// <summary>Reads what there is to choose from: the facts of a day, and names of every day.</summary>
    /// <remarks>Linear in organisations, suppliers, ownership and services; what needs what is not read.</remarks>
    public static SwitchOffChoices Of(IRegisterReader reader, DateOnly at)
    {
        var choices = new SwitchOffChoices();
        var suppliers = Versions<Supplier>(reader, FactKind.Supplier, at, s => s.Id.Text);
        var services = Versions<Service>(reader, FactKind.Service, at, s => s.Id.Text);
        var controllers = ControllersOf(reader, at, suppliers);
        var byCountry = new Dictionary<Country, int>();
        foreach (var service in services.Values)
        {
            foreach (var country in CountriesOver(service.Supplier.Text, suppliers, controllers))
            {
                byCountry[country] = byCountry.GetValueOrDefault(country) + 1;
            }
        }

        var supplied = services.Values.CountBy(s => s.Supplier.Text, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        choices.Countries = InOrder(suppliers.Values
            .Where(s => s.Country is not null).Select(s => s.Country!.Value).Distinct()
            .Select(c => new CountryChoice(c, byCountry.GetValueOrDefault(c))));
        choices.Locations = InOrder(services.Values.SelectMany(s => s.Regions).CountBy(c => c)
            .Select(c => new CountryChoice(c.Key, c.Value)));
        choices.Suppliers =
        [
            .. suppliers.Values
                .OrderByDescending(s => supplied.GetValueOrDefault(s.Id.Text))
                .ThenBy(s => s.Name.Text, StringComparer.Ordinal)
                .Select(s => choices.Know(FactKind.Supplier, s.Id.Text, s.Name.Text, s.Country?.Code)),
        ];
        choices.Services =
        [
            .. services.Values
                .OrderBy(s => s.Name.Text, StringComparer.OrdinalIgnoreCase).ThenBy(s => s.Id.Text, StringComparer.Ordinal)
                .Select(s => choices.Know(
                    FactKind.Service, s.Id.Text, s.Name.Text, suppliers.GetValueOrDefault(s.Supplier.Text)?.Name.Text)),
        ];
        var home = HomeOf(reader);
        choices.LargestForeign = choices.Countries.FirstOrDefault(c => c.Services > 0 && c.Country.Code != home);
        return choices;
    }

    /// <summary>The name of a supplier or service, or its id when it has none.</summary>
    public string NameOf(string id) => nameOf.GetValueOrDefault(id, id);

    /// <summary>The id that someone means who types an id or a name: an exact id first, else the only one of that name.</summary>
    /// <param name="kind">Supplier or service.</param>
    /// <param name="typed">What was typed; upper and lower case are the same in names.</param>
    /// <returns>What was typed, when nothing or more than one thing is called so.</returns>
    public string IdOf(FactKind kind, string typed) =>
        nameOf.ContainsKey(typed) ? typed : idOf.GetValueOrDefault((kind, typed.ToUpperInvariant())) ?? typed;

    private static IReadOnlyList<CountryChoice> InOrder(IEnumerable<CountryChoice> countries) =>
        [.. countries.OrderByDescending(c => c.Services).ThenBy(c => c.Country.Code, StringComparer.Ordinal)];

    private NamedChoice Know(FactKind kind, string id, string name, string? detail)
    {
        nameOf.TryAdd(id, name);
        if (!idOf.TryAdd((kind, name.ToUpperInvariant()), id))
        {
            idOf[(kind, name.ToUpperInvariant())] = null;
        }

        return new NamedChoice(id, name, detail);
    }

    /// <summary>Per id the version that holds on the day, else the last one.</summary>
    private static Dictionary<string, T> Versions<T>(
        IRegisterReader reader, FactKind kind, DateOnly at, Func<T, string> idOf)
        where T : Fact
    {
        var versions = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var cells in reader.Facts(kind))
        {
            var fact = (T)FactSchema.Of(kind).Read(cells).Value;
            var id = idOf(fact);
            if (!versions.TryGetValue(id, out var before) || !before.Provenance.Validity.Contains(at))
            {
                versions[id] = fact;
            }
        }

        return versions;
    }

    private static Dictionary<string, List<string>> ControllersOf(
        IRegisterReader reader, DateOnly at, Dictionary<string, Supplier> suppliers)
    {
        var controllers = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var cells in reader.Facts(FactKind.Ownership))
        {
            var ownership = (Ownership)Ownership.Schema.Read(cells).Value;
            var holding = new Holding(0, 0, ownership.SharePercent, ownership.Control, ownership.Status);
            var counts = holding.GivesControl && ownership.Provenance.Validity.Contains(at);
            if (counts && suppliers.ContainsKey(ownership.Owner.Text))
            {
                controllers.TryAdd(ownership.Owned.Text, []);
                controllers[ownership.Owned.Text].Add(ownership.Owner.Text);
            }
        }

        return controllers;
    }

    /// <summary>The countries of a supplier and of all that control it, directly or through a chain.</summary>
    private static IEnumerable<Country> CountriesOver(
        string supplier, Dictionary<string, Supplier> suppliers, Dictionary<string, List<string>> controllers)
    {
        var (seen, left) = (new HashSet<string>(StringComparer.Ordinal) { supplier }, new Stack<string>([supplier]));
        while (left.TryPop(out var next))
        {
            foreach (var controller in controllers.GetValueOrDefault(next, []).Where(seen.Add))
            {
                left.Push(controller);
            }
        }

        return seen.Select(s => suppliers.GetValueOrDefault(s)?.Country)
            .Where(c => c is not null).Select(c => c!.Value).Distinct();
    }

    private static string HomeOf(IRegisterReader reader)
    {
        var country = Organisation.Schema.IndexOf("country");
        var bodies = reader.Facts(FactKind.Organisation)
            .Where(o => !o[country].IsEmpty).CountBy(o => o[country].Number).ToList();
        return bodies.Count == 0 ? UsualHome : Country.FromNumber((int)bodies.MaxBy(b => b.Value).Key).Code;
    }
}

/// <summary>A country to switch off.</summary>
/// <param name="Country">The country.</param>
/// <param name="Services">How many services its control reaches, or how many run there.</param>
public sealed record CountryChoice(Country Country, int Services);

/// <summary>A supplier or service to switch off.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Detail">The country of a supplier, the supplier of a service; null when unknown.</param>
public sealed record NamedChoice(string Id, string Name, string? Detail);

/// <summary>Reads what there is to switch off, once for each state of the register.</summary>
public sealed class ChooseWhatToSwitchOff(IRegisterStore store)
{
    private readonly Lock reading = new();
    private (JournalHead Head, DateOnly At, SwitchOffChoices Choices)? last;

    /// <summary>The choices of a day, from the register as it is now.</summary>
    public SwitchOffChoices On(DateOnly at)
    {
        using var reader = store.Read();
        lock (reading)
        {
            if (last is not { } known || known.Head != reader.Head || known.At != at)
            {
                last = known = (reader.Head, at, SwitchOffChoices.Of(reader, at));
            }

            return known.Choices;
        }
    }
}
