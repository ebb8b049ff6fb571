using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>Reads the catalogue of supply: the seven tables of <c>content/catalogue/</c>.</summary>
public sealed class ForeignSupply
{
    private static readonly string[] Evidenced = ["certainty", "source_en", "source_nl"];

    private readonly string folder;
    private readonly List<Complaint> complaints = [];
    private readonly Dictionary<string, HashSet<string>> ids = new(StringComparer.Ordinal);

    private ForeignSupply(string folder) => this.folder = folder;

    /// <summary>Reads the tables; ids occur once, references lead somewhere, and every row of fact gives a source.</summary>
    public static ForeignReading<SupplyCatalogue> Read(string folder) => new ForeignSupply(folder).Read();

    private ForeignReading<SupplyCatalogue> Read()
    {
        var capabilities = Rows("capabilities.csv", row => new Capability(
            New(row, "capability", "id"), row.Phrase("name", isNeeded: true), row.Phrase("means", isNeeded: true)),
            "id", "name_en", "name_nl", "means_en", "means_nl");
        var offers = Rows("offers.csv", Offer,
            ["id", "name", "supplier", "supplier_country", "controllers", "kind", "licence", "runs_in", "models", "url",
            "note_en", "note_nl", .. Evidenced, "source_url"]);
        var services = Rows(
            "services.csv", Service, ["id", "name", "matches", "controller", "controller_country", .. Evidenced]);
        var offered = Matches("offer_capabilities.csv", "offer");
        var known = Matches("service_capabilities.csv", "service");
        var gaps = Rows("gaps.csv", row => (Offer: Known(row, "offer", "offer"), Gap: Gap(row)),
            ["offer", "capability", "kind", "gap_en", "gap_nl", .. Evidenced, "source_url"]).ToLookup(g => g.Offer, g => g.Gap);
        var purposes = Rows("purposes.csv", row => (
            Purpose: (Purpose)(row.OneOf("purpose", [.. Words.Of<Purpose>().All]) + 1),
            Capability: Known(row, "capability", "capability")), "purpose", "capability");
        var catalogue = new SupplyCatalogue(
            capabilities, [.. offers.Select(o => o with { Capabilities = [.. offered[o.Id]], Gaps = [.. gaps[o.Id]] })],
            [.. services.Select(s => s with { Capabilities = [.. known[s.Id]] })],
            purposes.DistinctBy(p => p.Purpose).ToDictionary(p => p.Purpose, p => p.Capability));
        return new ForeignReading<SupplyCatalogue>(complaints.Count == 0 ? catalogue : null, complaints, []);
    }

    private IReadOnlyList<T> Rows<T>(string file, Func<ContentRow, T> make, params string[] columns) =>
    [
        .. ForeignCsv.Read(Path.Combine(folder, file), columns, complaints)
            .Select(row => make(new ContentRow(row.Place, row.Texts, complaints))),
    ];

    private Offer Offer(ContentRow row) => new(
        New(row, "offer", "id"), row.Text("name"), row.Text("supplier"), row.CountryOrNone("supplier_country"),
        Controllers(row), (OfferKind)(row.OneOf("kind", "service", "software", "hosting") + 1), row.TextOrNone("licence"),
        row.TextOrNone("runs_in").Length == 0 ? [] : row.Countries("runs_in"), Models(row), row.TextOrNone("url"),
        row.Phrase("note", isNeeded: true), [], [], row.Evidence("source_url"));

    private KnownService Service(ContentRow row) => new(
        New(row, "service", "id"), row.Text("name"), row.Text("matches").Split('|'), row.Text("controller"),
        row.Countries("controller_country") is [var country] ? country : default, [], row.Evidence());

    private Gap Gap(ContentRow row) => new(
        row.TextOrNone("capability").Length == 0 ? null : Known(row, "capability", "capability"),
        (GapKind)(row.OneOf("kind", "legal", "organisational", "technical") + 1), row.Phrase("gap", isNeeded: true),
        row.Evidence("source_url"));

    private ILookup<string, CapabilityMatch> Matches(string file, string subject)
    {
        var pairs = new HashSet<(string, string)>();
        return Rows(file, row =>
        {
            var (of, capability) = (Known(row, subject, subject), Known(row, "capability", "capability"));
            if (!pairs.Add((of, capability)))
            {
                row.Complain("capability", new NamedTwice(capability));
            }

            return (of, Match: new CapabilityMatch(capability, row.OneOf("degree", "full", "partial") == 0));
        }, subject, "capability", "degree").ToLookup(m => m.of, m => m.Match);
    }

    /// <summary>Reads <c>Name (CC); Name (CC)</c>, nearest first; <c>none</c> for nobody, empty for unknown.</summary>
    private static IReadOnlyList<OfferController>? Controllers(ContentRow row)
    {
        var text = row.TextOrNone("controllers");
        if (text.Length == 0)
        {
            return null;
        }

        var found = new List<OfferController>();
        foreach (var part in text == "none" ? [] : text.Split("; "))
        {
            var open = part.LastIndexOf(" (", StringComparison.Ordinal);
            if (open > 0 && part.EndsWith(')') && Country.Of(part[(open + 2)..^1]) is { Holds: true } country)
            {
                found.Add(new OfferController(part[..open], country.Value));
            }
            else
            {
                row.Complain("controllers", new NotAController(part));
            }
        }

        return found;
    }

    private static ServiceModels Models(ContentRow row)
    {
        var words = Words.Of<ServiceModels>();
        var models = ServiceModels.None;
        foreach (var word in row.Text("models").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (words.NumberOf(word) is { } number)
            {
                models |= (ServiceModels)number;
            }
            else
            {
                row.Complain("models", new NotAChoice(word, words.All));
            }
        }

        return models;
    }

    private string New(ContentRow row, string kind, string column)
    {
        var id = row.Text(column);
        if (!Ids(kind).Add(id))
        {
            row.Complain(column, new NamedTwice(id));
        }

        return id;
    }

    private string Known(ContentRow row, string kind, string column)
    {
        var id = row.Text(column);
        if (id.Length > 0 && !Ids(kind).Contains(id))
        {
            row.Complain(column, new NotInTheCatalogue(id));
        }

        return id;
    }

    private HashSet<string> Ids(string kind)
    {
        if (!ids.TryGetValue(kind, out var known))
        {
            ids.Add(kind, known = new HashSet<string>(StringComparer.Ordinal));
        }

        return known;
    }
}

/// <summary>Something that content names twice where each may be named once.</summary>
public sealed record NamedTwice(string Id) : Problem(new Phrase(
    $"{Quote(Id)} is named twice: expected each once", $"{Quote(Id)} staat er twee keer: verwacht elk één keer"));

/// <summary>An id that no table of the catalogue describes.</summary>
public sealed record NotInTheCatalogue(string Id) : Problem(new Phrase(
    $"{Quote(Id)} is described nowhere in the catalogue: expected an id of one of its tables",
    $"{Quote(Id)} wordt nergens in de catalogus beschreven: verwacht een id uit een van de tabellen"));

/// <summary>Text that should have been the name and country of who controls a supplier.</summary>
public sealed record NotAController(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is not a controller: expected a name and a country, such as Acme Inc. (US), or none",
    $"{Quote(Text)} is geen zeggenschap: verwacht een naam en een land, zoals Acme Inc. (US), of none"));
