using Sluiswachter.App.Assessments;
using Sluiswachter.App.Frameworks;
using Sluiswachter.Exchange;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Supply;

/// <summary>What the register knows on a day about what services do, in whose hands they are and how they were assessed.</summary>
/// <remarks>
/// What a service does is known by its name (the catalogue recognises it), or else by what it is used for, and then in part.
/// Linear in services, requirements and alternatives.
/// </remarks>
internal sealed class RegisterSupply
{
    private readonly SupplyCatalogue catalogue;
    private readonly RegisterColumns columns;
    private readonly Controllers controllers;
    private readonly IReadOnlyDictionary<string, string> names;
    private readonly ILookup<int, (int Consumer, Purpose Purpose)> uses;
    private readonly Dictionary<string, SupplySeal> assessed;
    private readonly Dictionary<string, int> suppliers;

    private RegisterSupply(SupplyCatalogue catalogue, IRegisterReader reader, DateOnly at)
    {
        this.catalogue = catalogue;
        columns = reader.Columns(at, includeConsidered: false, Detail.Kinds);
        controllers = Controllers.Of(columns);
        names = reader.Names([.. columns.Service.Entity.Concat(columns.Supplier.Entity).Select(e => columns.Entities[e])], at);
        var required = columns.Requirement.Requirement.Select((position, i) => (position, i)).ToDictionary(r => r.position, r => r.i);
        uses = Enumerable.Range(0, columns.Alternative.Service.Length)
            .Where(a => required.ContainsKey(columns.Alternative.Requirement[a]))
            .Select(a => (Service: columns.Alternative.Service[a], Requirement: required[columns.Alternative.Requirement[a]]))
            .ToLookup(a => a.Service, a => (columns.Requirement.Consumer[a.Requirement], columns.Requirement.Purpose[a.Requirement]));
        assessed = SovereigntyOf(reader, at);
        suppliers = columns.Supplier.Entity.GroupBy(e => KeyOf(NameOf(e)), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Min(), StringComparer.Ordinal);
    }

    /// <summary>Reads what the register knows on a day.</summary>
    public static RegisterSupply Read(SupplyCatalogue catalogue, IRegisterReader reader, DateOnly at) => new(catalogue, reader, at);

    /// <summary>The services of the day.</summary>
    public IEnumerable<SupplyService> Services => columns.Service.Entity
        .Select((entity, i) => ServiceAt(entity, columns.Service.Supplier[i])).OfType<SupplyService>();

    /// <summary>A service of the day; null when it is none.</summary>
    public SupplyService? Service(string id)
    {
        var entity = columns.Entities.PositionOf(id);
        var row = entity < 0 ? -1 : Array.IndexOf(columns.Service.Entity, entity);
        return row < 0 ? null : ServiceAt(entity, columns.Service.Supplier[row]);
    }

    /// <summary>For what a service is used, by an organisation or its functions, or by anyone.</summary>
    public IReadOnlySet<Purpose> PurposesOf(string service, string? organisation)
    {
        var of = organisation is null ? -1 : columns.Entities.PositionOf(organisation);
        var own = columns.Function.Entity.Where((_, i) => columns.Function.Organisation[i] == of).Append(of).ToHashSet();
        return uses[columns.Entities.PositionOf(service)].Where(u => organisation is null || own.Contains(u.Consumer))
            .Select(u => u.Purpose).ToHashSet();
    }

    /// <summary>The country that an organisation governs; null when unknown.</summary>
    public Country? CountryOf(string organisation)
    {
        var row = Array.IndexOf(columns.Organisation.Entity, columns.Entities.PositionOf(organisation));
        return row >= 0 && columns.Organisation.Country![row] is var number && number != 0 ? Country.FromNumber(number) : null;
    }

    /// <summary>The suppliers that control one of a name, nearest first, when the register knows one; it is not among them.</summary>
    public IReadOnlyList<SupplyHand> Above(string supplier) => suppliers.TryGetValue(KeyOf(supplier), out var entity)
        ? [.. controllers.AllAbove(entity).Skip(1).Select(HandAt)]
        : [];

    /// <summary>The last sovereignty assessment of a service or supplier with a name; null when there is none.</summary>
    public SupplySeal? SealOf(params IEnumerable<string> namesOfIt) => namesOfIt
        .Select(name => assessed.GetValueOrDefault(KeyOf(name))).FirstOrDefault(seal => seal is not null);

    /// <summary>By what one name is compared with another: its letters and digits in lower case.</summary>
    public static string KeyOf(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    private SupplyService? ServiceAt(int entity, int supplier)
    {
        if (!controllers.Holds(supplier))
        {
            return null;
        }

        var (id, name) = (columns.Entities[entity], NameOf(entity));
        var known = catalogue.Recognise(name, id);
        var top = controllers.TopOf(supplier);
        List<SupplyHand> hands = [.. controllers.AllAbove(supplier).Where(s => s != top).Append(top).Select(HandAt)];
        var areKnown = hands.TrueForAll(h => h.Country is not null);
        if (known is not null && hands.TrueForAll(h => h.Country is null))
        {
            hands.Add(new SupplyHand(known.Controller, known.Country));
            areKnown = true;
        }

        var capabilities = known?.Capabilities ??
            [.. uses[entity].Select(u => catalogue.Purposes.GetValueOrDefault(u.Purpose)).OfType<string>().Distinct(StringComparer.Ordinal)
                .Select(capability => new CapabilityMatch(capability, IsFull: false))];
        return new SupplyService(id, name, known, hands, areKnown, capabilities, SealOf(name, NameOf(supplier)));
    }

    private SupplyHand HandAt(int supplier) => new(NameOf(supplier), controllers.CountryOf(supplier));

    private string NameOf(int entity) => names.GetValueOrDefault(columns.Entities[entity], columns.Entities[entity]);

    private Dictionary<string, SupplySeal> SovereigntyOf(IRegisterReader reader, DateOnly at) => AssessmentsRead
        .OfDay(reader, at, a => a.Kind == AssessmentKind.Sovereignty && !(a.AssessedOn > at) && names.ContainsKey(a.Subject.Text))
        .OrderByDescending(a => a.Assessment.AssessedOn).ThenBy(a => a.Assessment.Id.Text, StringComparer.Ordinal)
        .GroupBy(a => KeyOf(names[a.Assessment.Subject.Text]), StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => SupplySeal.Of(g.First()), StringComparer.Ordinal);
}

/// <summary>A service of the register, as a search for alternatives sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Known">The well-known service that it is; null when it was not recognised.</param>
/// <param name="Hands">Its supplier and those that control it, the top last.</param>
/// <param name="AreHandsKnown">Whether it is known who is in control and where; the catalogue's word will do.</param>
/// <param name="Capabilities">What it can do.</param>
/// <param name="Seal">How sovereign it was assessed to be; null when it was not.</param>
internal sealed record SupplyService(
    string Id, string Name, KnownService? Known, IReadOnlyList<SupplyHand> Hands, bool AreHandsKnown,
    IReadOnlyList<CapabilityMatch> Capabilities, SupplySeal? Seal);

/// <summary>A supplier, or one that controls it, by name.</summary>
internal sealed record SupplyHand(string Name, Country? Country)
{
    /// <summary>As it is compared.</summary>
    public Party Compared => new(RegisterSupply.KeyOf(Name), Country);
}

/// <summary>What an assessment of sovereignty came to.</summary>
/// <param name="Assessment">Its id.</param>
/// <param name="AtLeast">
/// The SEAL, 0 to 4, when what was not answered is at its worst; without answers the only one that its conclusion names;
/// null when there is none.
/// </param>
/// <param name="AtMost">The SEAL when what was not answered is at its best.</param>
/// <param name="Conclusion">Its conclusion; empty when none was written.</param>
internal sealed record SupplySeal(string Assessment, int? AtLeast, int? AtMost, string Conclusion)
{
    /// <summary>Reads an assessment.</summary>
    public static SupplySeal Of(FullAssessment full)
    {
        var (id, conclusion) = (full.Assessment.Id.Text, full.Assessment.Conclusion?.Text ?? "");
        if (full.Answers.Count > 0 && AssessmentScoreJson.Of(full, FrameworkShelf.Shipped.Of(full.Assessment))?.Seal is { } seal)
        {
            return new SupplySeal(id, (int)seal.AtLeast, (int)seal.AtMost, conclusion);
        }

        var named = Enumerable.Range(0, 5)
            .Where(level => conclusion.Contains($"SEAL-{level}", StringComparison.OrdinalIgnoreCase)).ToList();
        int? only = named is [var one] ? one : null;
        return new SupplySeal(id, only, only, conclusion);
    }
}
