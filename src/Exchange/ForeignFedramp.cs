using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>Reads the FedRAMP marketplace: who uses which services, and which service stands on which.</summary>
/// <remarks>
/// Format <c>fedramp</c>; <c>docs/formats/fedramp.md</c> says what becomes what. The marketplace declares, so every fact
/// is declared, without validity, observed on the day of <c>meta.last_change</c>. No country is inferred.
/// </remarks>
public static class ForeignFedramp
{
    /// <summary>The source of every fact that this reader gives.</summary>
    public const string SourceText = "fedramp:marketplace";

    /// <summary>Reads a marketplace file.</summary>
    public static ForeignFacts Read(string path)
    {
        var complaints = new List<Complaint>();
        var file = Path.GetFileName(path);
        if (ForeignJson.Open(path, complaints) is not { } root || !root.Is(System.Text.Json.JsonValueKind.Object) ||
            root.Object("data") is not { } data || root.Object("meta") is not { } meta || SnapshotDay(meta) is not { } day)
        {
            return new ForeignFacts([], complaints, []);
        }

        var stated = new Provenance(
            Validity.Always, SourceId.Of(SourceText).Value, Basis.Declared, day, Marking.Public);
        var marketplace = new FedrampMarketplace(data, stated);
        marketplace.ReadProducts();
        marketplace.ReadAgencies();
        return ForeignFacts.Of(
            () =>
            [
                .. FactTables.From(file, [new StatedFact(0, SourceOf(day))]),
                .. FactTables.From(file + "#data.Products", marketplace.OfProducts),
                .. FactTables.From(file + "#data.Agencies", marketplace.OfAgencies),
            ],
            complaints,
            marketplace.LeftOut());
    }

    private static DateOnly? SnapshotDay(ForeignJson meta)
    {
        if (meta.Text("last_change", required: true) is not { } moment)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(
            moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at))
        {
            return DateOnly.FromDateTime(at.Date);
        }

        meta.Complain("last_change", new NotADate(moment));
        return null;
    }

    private static Source SourceOf(DateOnly day) => new(
        SourceId.Of(SourceText).Value,
        Label.Of($"FedRAMP Marketplace, snapshot of {day:yyyy-MM-dd}").Value,
        Label.Of("https://marketplace.fedramp.gov/").Value,
        Label.Of("US government work").Value,
        Label.Of("U.S. General Services Administration, FedRAMP Marketplace").Value,
        day,
        new Provenance(Validity.Always, Marking: Marking.Public));
}

/// <summary>The lists of one marketplace file, on their way to becoming facts.</summary>
internal sealed class FedrampMarketplace(ForeignJson data, Provenance stated)
{
    private readonly Dictionary<string, Product> products = new(StringComparer.Ordinal);
    private int selfDependents;
    private int repeatedEdges;
    private int repeatedUses;
    private int orphans;
    private int underWay;

    public List<StatedFact> OfProducts { get; } = [];

    public List<StatedFact> OfAgencies { get; } = [];

    public void ReadProducts()
    {
        var entries = data.Objects("Products").ToList();
        var suppliers = new ForeignSlugBook(
            "fedramp:supplier:", entries.Select(e => e.Text("csp")).Where(n => n is not null).Select(n => n!));
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            ReadProduct(entry, suppliers, named);
        }

        foreach (var product in products.Values)
        {
            ReadDependents(product);
        }
    }

    public void ReadAgencies()
    {
        var entries = data.Objects("Agencies").ToList();
        var departments = new Dictionary<string, EntityId>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(e => e.Text("sub") is null))
        {
            if (entry.Text("parent") is { } name && EntityId.Of("fedramp:" + entry.Text("id")) is { Holds: true } id)
            {
                departments.TryAdd(name, id.Value);
            }
        }

        var seen = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            ReadAgency(entry, departments, seen);
        }
    }

    public IReadOnlyList<LeftOut> LeftOut() =>
    [
        new(
            new Phrase("services that list themselves among their dependents", "diensten die zichzelf als afnemer noemen"),
            new Phrase("nothing stands on itself", "niets staat op zichzelf"),
            selfDependents),
        new(
            new Phrase("dependents listed twice by one service", "afnemers die één dienst tweemaal noemt"),
            new Phrase("one dependence is one requirement", "één afhankelijkheid is één vereiste"),
            repeatedEdges),
        new(
            new Phrase("uses listed twice by one agency", "gebruik dat één organisatie tweemaal noemt"),
            new Phrase(
                "an agency's authorisation and reuse of one product is one function",
                "toelating en hergebruik van één product is één functie"),
            repeatedUses),
        new(
            new Phrase(
                "sub-agencies whose department is no entry", "onderdelen waarvan het departement geen vermelding heeft"),
            new Phrase(
                "kept without parent; the department stands in the name",
                "opgenomen zonder moederorganisatie; het departement staat in de naam"),
            orphans),
        new(
            new Phrase("authorisations under way", "toelatingen in behandeling"),
            new Phrase("not in use yet", "nog niet in gebruik"),
            underWay),
        new(
            new Phrase("rows of AtoMapping and ReuseMapping", "rijen van AtoMapping en ReuseMapping"),
            new Phrase(
                "days of papers; the same pairs stand with the agencies",
                "data van papieren; dezelfde paren staan bij de organisaties"),
            data.Items("AtoMapping", required: false).Count + data.Items("ReuseMapping", required: false).Count),
    ];

    private void ReadProduct(ForeignJson entry, ForeignSlugBook suppliers, HashSet<string> named)
    {
        var idText = entry.Text("id", required: true);
        var csp = entry.Label("csp", required: true);
        var name = entry.Label("cso") ?? entry.Label("name", required: true);
        var models = Models(entry);
        if (idText is null || csp is null || name is null || IdOf(entry, "id", "fedramp:" + idText) is not { } id)
        {
            return;
        }

        if (products.TryGetValue(idText, out var first))
        {
            entry.Complain("id", new SeenBefore(idText, first.Entry.Row));
            return;
        }

        products.Add(idText, new Product(id, name.Value, entry));
        var supplier = EntityId.Of(suppliers.IdOf(csp.Value.Text)).Value;
        if (named.Add(csp.Value.Text))
        {
            OfProducts.Add(new StatedFact(entry.Row, new Supplier(supplier, csp.Value, null, null, stated)));
        }

        OfProducts.Add(new StatedFact(entry.Row, new Service(
            id, name.Value, supplier, models, DeploymentOf(entry), [], null, Certificate(entry), stated)));
    }

    /// <summary>What <c>leveraged_systems</c> lists depends on the product that lists it.</summary>
    private void ReadDependents(Product product)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var listed in product.Entry.Objects("leveraged_systems", required: false))
        {
            if (listed.Text("id", required: true) is not { } dependentText)
            {
                continue;
            }

            if (!products.TryGetValue(dependentText, out var dependent))
            {
                listed.Complain("id", new NotInThisFile(dependentText), isWarning: true);
            }
            else if (dependent.Id == product.Id)
            {
                selfDependents++;
            }
            else if (!seen.Add(dependentText))
            {
                repeatedEdges++;
            }
            else
            {
                var idOfProduct = product.Id.Text["fedramp:".Length..];
                Require(OfProducts, listed, $"{dependent.Id.Text}:on:{idOfProduct}", dependent.Id, product.Id);
            }
        }
    }

    private void ReadAgency(
        ForeignJson entry, Dictionary<string, EntityId> departments, Dictionary<string, long> seen)
    {
        var idText = entry.Text("id", required: true);
        var department = entry.Label("parent", required: true);
        var part = entry.Label("sub");
        if (idText is null || department is null || IdOf(entry, "id", "fedramp:" + idText) is not { } id)
        {
            return;
        }

        if (!seen.TryAdd(idText, entry.Row))
        {
            entry.Complain("id", new SeenBefore(idText, seen[idText]));
            return;
        }

        EntityId? parent = null;
        var name = department.Value;
        if (part is { } sub)
        {
            parent = departments.TryGetValue(department.Value.Text, out var found) ? found : null;
            orphans += parent is null ? 1 : 0;
            var full = Label.Of($"{sub.Text} ({department.Value.Text})");
            name = full.Holds ? full.Value : sub;
        }

        OfAgencies.Add(new StatedFact(entry.Row, new Organisation(
            id, name, Label.Of("federal agency").Value, parent, null, null, null, entry.Label("website"), stated)));
        underWay += entry.Items("procs", required: false).Count;
        ReadUses(entry, idText, id);
    }

    private void ReadUses(ForeignJson entry, string agency, EntityId organisation)
    {
        var uses = new HashSet<string>(StringComparer.Ordinal);
        foreach (var use in entry.Objects("auths").Concat(entry.Objects("reuses")))
        {
            if (use.Text("id", required: true) is not { } productText)
            {
                continue;
            }

            if (!products.TryGetValue(productText, out var product))
            {
                use.Complain("id", new NotInThisFile(productText), isWarning: true);
            }
            else if (!uses.Add(productText))
            {
                repeatedUses++;
            }
            else if (IdOf(use, "id", $"fedramp:{agency}:{productText}") is { } id)
            {
                var name = Label.Of($"Work with {product.Name.Text}");
                OfAgencies.Add(new StatedFact(use.Row, new Function(
                    id, organisation, name.Holds ? name.Value : product.Name, null, null, null, null, null, null,
                    stated)));
                Require(OfAgencies, use, id.Text, id, product.Id);
            }
        }
    }

    private void Require(
        List<StatedFact> facts, ForeignJson place, string requirementText, EntityId consumer, EntityId service)
    {
        var id = RequirementId.Of(requirementText);
        if (!id.Holds)
        {
            place.Complain("id", id.Problem!);
            return;
        }

        var requirement = Requirement.Of(
            id.Value, consumer, Purpose.Hosting, 1, null, null, RequirementStatus.InUse, null, null, stated);
        facts.Add(new StatedFact(place.Row, requirement.Value));
        facts.Add(new StatedFact(
            place.Row, new Alternative(id.Value, service, null, AlternativeRole.Active, null, null, null, stated)));
    }

    private static EntityId? IdOf(ForeignJson place, string name, string text)
    {
        var id = EntityId.Of(text);
        if (!id.Holds)
        {
            place.Complain(name, id.Problem!);
            return null;
        }

        return id.Value;
    }

    private static ServiceModels Models(ForeignJson entry)
    {
        var models = ServiceModels.None;
        foreach (var word in entry.Texts("service_model", required: false).Where(w => w.Length > 0))
        {
            models |= word switch
            {
                "IaaS" => ServiceModels.Iaas,
                "PaaS" => ServiceModels.Paas,
                "SaaS" => ServiceModels.Saas,
                _ => ServiceModels.Other,
            };
        }

        return models;
    }

    private static Deployment? DeploymentOf(ForeignJson entry)
    {
        if (entry.Text("deployment_model") is not { } word)
        {
            return null;
        }

        Deployment? deployment = word switch
        {
            "Public Cloud" => Deployment.Public,
            "Private Cloud" => Deployment.Private,
            "Government Community Cloud" => Deployment.Community,
            "Hybrid Cloud" => Deployment.Hybrid,
            _ => null,
        };
        if (deployment is null)
        {
            entry.Complain("deployment_model", new NoCounterpart(word), isWarning: true);
        }

        return deployment;
    }

    private static Label? Certificate(ForeignJson entry)
    {
        string?[] words = [entry.Text("status"), entry.Text("impact_level")];
        var text = Label.Of(string.Join(", ", words.Where(w => w is not null)));
        return text.Holds ? text.Value : null;
    }

    private readonly record struct Product(EntityId Id, Label Name, ForeignJson Entry);
}
