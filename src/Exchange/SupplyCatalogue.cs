using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>What could take the place of services: offers, what they can do, and what they lack.</summary>
/// <remarks>Read from <c>content/catalogue/</c>; its README tells what a row claims. Ids are unique within each list.</remarks>
/// <param name="Capabilities">What services can do, in the order of the file.</param>
/// <param name="Offers">What is to be had.</param>
/// <param name="Services">Well-known services, by which those of a register are recognised.</param>
/// <param name="Purposes">What a service that is used for a purpose can do at least.</param>
public sealed record SupplyCatalogue(
    IReadOnlyList<Capability> Capabilities,
    IReadOnlyList<Offer> Offers,
    IReadOnlyList<KnownService> Services,
    IReadOnlyDictionary<Purpose, string> Purposes)
{
    /// <summary>A capability by its id; null when there is none.</summary>
    public Capability? Capability(string id) => Capabilities.FirstOrDefault(c => c.Id == id);

    /// <summary>
    /// The well-known service of which a text (a name or an id) holds the longest of all phrases, as whole words; null when
    /// it holds none.
    /// </summary>
    public KnownService? Recognise(params IEnumerable<string> texts)
    {
        var words = texts.Select(Words).ToList();
        return Services.SelectMany(s => s.Phrases.Select(p => (Service: s, Phrase: Words(p))))
            .Where(s => words.Exists(w => w.Contains(s.Phrase, StringComparison.Ordinal)))
            .OrderByDescending(s => s.Phrase.Length).ThenBy(s => s.Service.Id, StringComparer.Ordinal)
            .FirstOrDefault().Service;
    }

    /// <summary>The words of a text in lower case, each between single spaces; anything but letters and digits parts them.</summary>
    private static string Words(string text) => $" {string.Join(' ', string.Concat(text
        .Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' '))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries))} ";
}

/// <summary>Something that a service can do.</summary>
/// <param name="Id">Its id, such as <c>office-documents</c>.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Means">What it is, in a few words.</param>
public sealed record Capability(string Id, Phrase Name, Phrase Means);

/// <summary>That a service can do something.</summary>
/// <param name="Capability">The id of the capability.</param>
/// <param name="IsFull">Whether it does what one expects of it; else a part of that.</param>
public sealed record CapabilityMatch(string Capability, bool IsFull);

/// <summary>A service, software or hosting that is to be had.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Supplier">Who offers or develops it.</param>
/// <param name="Country">Where the supplier is established; null when unknown or nowhere in particular.</param>
/// <param name="Controllers">Who controls the supplier, nearest first; null when that is unknown, empty when nobody does.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Licence">Under which licence its source is open; empty when it is not.</param>
/// <param name="RunsIn">Where it runs as it is offered; empty when unknown or where one chooses.</param>
/// <param name="Models">Its service models.</param>
/// <param name="Url">The page of the project or supplier; empty when there is none.</param>
/// <param name="Note">What it is, in a few words.</param>
/// <param name="Capabilities">What it can do.</param>
/// <param name="Gaps">What it lacks.</param>
/// <param name="Evidence">How we know.</param>
public sealed record Offer(
    string Id, string Name, string Supplier, Country? Country, IReadOnlyList<OfferController>? Controllers, OfferKind Kind,
    string Licence, IReadOnlyList<Country> RunsIn, ServiceModels Models, string Url, Phrase Note,
    IReadOnlyList<CapabilityMatch> Capabilities, IReadOnlyList<Gap> Gaps, Evidence Evidence);

/// <summary>Who controls the supplier of an offer.</summary>
public sealed record OfferController(string Name, Country Country);

/// <summary>What is offered.</summary>
public enum OfferKind
{
    /// <summary>A service that the supplier runs.</summary>
    Service = 1,

    /// <summary>Software that one runs, or has run by whom one chooses.</summary>
    Software = 2,

    /// <summary>Machines and platforms on which others' software runs.</summary>
    Hosting = 3,
}

/// <summary>What an offer lacks, or asks of who moves to it.</summary>
/// <param name="Capability">For which of its capabilities; null: for all.</param>
/// <param name="Kind">Of what nature it is.</param>
/// <param name="Says">What it is, in a sentence without capital and full stop.</param>
/// <param name="Evidence">How we know.</param>
public sealed record Gap(string? Capability, GapKind Kind, Phrase Says, Evidence Evidence);

/// <summary>The nature of a gap.</summary>
public enum GapKind
{
    /// <summary>Of law, contracts and control.</summary>
    Legal = 1,

    /// <summary>Of people, agreements and ways of working.</summary>
    Organisational = 2,

    /// <summary>Of software and machines.</summary>
    Technical = 3,
}

/// <summary>A service that many use, and how it is recognised.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Phrases">Words by which names and ids tell it.</param>
/// <param name="Controller">Who controls it at the top, for who does not find its supplier in a register.</param>
/// <param name="Country">Where that one is established.</param>
/// <param name="Capabilities">What it can do.</param>
/// <param name="Evidence">How we know.</param>
public sealed record KnownService(
    string Id, string Name, IReadOnlyList<string> Phrases, string Controller, Country Country,
    IReadOnlyList<CapabilityMatch> Capabilities, Evidence Evidence);
