using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// BIO 2: cloud is part of the inventory of assets, with the properties that management and maintenance need.
/// </summary>
/// <remarks>
/// What the inventory lacks is itself the fact, so in the register it is broken and never open; a weighing has no inventory
/// yet. The text is known through the cabinet's letter of 17 January 2025; from which day it binds was not read, so it
/// applies from that of the letter.
/// </remarks>
public sealed class CompleteInventory : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = new(
        "bio-2/inventory",
        new Phrase(
            "Cloud is in the inventory of assets, with all properties that management and maintenance need",
            "Cloud staat in de inventaris van bedrijfsmiddelen, met alle eigenschappen die beheer en onderhoud nodig hebben"),
        "Baseline Informatiebeveiliging Overheid 2",
        new Phrase("the cabinet's letter of 17 January 2025", "de brief van het kabinet van 17 januari 2025"),
        Validity.Of(new DateOnly(2025, 1, 17), null).Value,
        Severity.Attention);

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at)
    {
        if (use.Dossier is null)
        {
            return null;
        }

        var lacks = Lacks(use).ToList();
        return lacks.Count == 0
            ? new Ruling.Met()
            : new Ruling.Broken(
                new Phrase(
                    $"the inventory does not say: {string.Join(", ", lacks.Select(l => l.English))}",
                    $"de inventaris zegt niet: {string.Join(", ", lacks.Select(l => l.Dutch))}"),
                new Phrase("these properties in the register", "deze eigenschappen in het register"),
                new Ground(new Phrase($"{use.Service.Name} is in the register", $"{use.Service.Name} staat in het register"),
                    use.Service.Provenance));
    }

    private static IEnumerable<Phrase> Lacks(Use use)
    {
        if (use.Functions.Count == 0 || use.Functions.Any(f => f.Function is null))
        {
            yield return new Phrase("what the body uses it for", "waarvoor de organisatie het gebruikt");
        }

        if (use.Functions.Any(f => f.Function is { Criticality: null }))
        {
            yield return new Phrase("how much depends on it", "hoeveel ervan afhangt");
        }

        if (use.Functions.Any(f => f.Function is { DataClass: null }))
        {
            yield return new Phrase("the class of its data", "de klasse van de gegevens");
        }

        if (use.Functions.Any(f => f.Function is { PersonalData: null }))
        {
            yield return new Phrase("which personal data it holds", "welke persoonsgegevens het bevat");
        }

        if (use.Service.Deployment is null)
        {
            yield return new Phrase("the kind of cloud", "het soort cloud");
        }

        if (use.Service.Models == ServiceModels.None)
        {
            yield return new Phrase("the service model", "het dienstmodel");
        }

        if (use.Service.Regions.Count == 0)
        {
            yield return new Phrase("where it runs", "waar het draait");
        }

        if (use.Supplier.Country is null)
        {
            yield return new Phrase("the country of the supplier", "het land van de leverancier");
        }

        if (use.Supplier.Organisation != use.Body.Id && use.Contracts.Count == 0)
        {
            yield return new Phrase("the contract", "het contract");
        }
    }
}
