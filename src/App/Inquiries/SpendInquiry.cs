using System.Text.Json;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>What is spent on whom.</summary>
public sealed class SpendInquiry : Inquiry
{
    /// <inheritdoc />
    public override string Name => "spend";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tell what is spent a year on whom: by controller, country, body and reseller",
        "Vertel wat per jaar aan wie wordt uitgegeven: naar zeggenschap, land, organisatie en wederverkoper");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
        [InquiryParameter.At, InquiryParameter.AsKnownOn];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis spend", new Phrase("by the contracts of today", "volgens de contracten van vandaag")),
        ("sluis spend --at 2025-01-01 --json", new Phrase(
            "by those of another day, for another program", "volgens die van een andere dag, voor een ander programma")),
    ];

    /// <inheritdoc />
    public override string Schema =>
        """
        {
          "type": "object",
          "required": ["at", "contracts", "contractsWithoutAmount", "bodiesWithoutContract", "totals", "byController", "byCountry", "byBody", "byReseller"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "contracts": { "type": "integer", "minimum": 0 },
            "contractsWithoutAmount": { "type": "integer", "minimum": 0 },
            "bodiesWithoutContract": { "type": "integer", "minimum": 0 },
            "totals": { "type": "array", "items": { "$ref": "#/components/schemas/Spend" } },
            "byController": { "type": "array", "items": { "$ref": "#/components/schemas/Spend" } },
            "byCountry": { "type": "array", "items": { "$ref": "#/components/schemas/Spend" } },
            "byBody": { "type": "array", "items": { "$ref": "#/components/schemas/Spend" } },
            "byReseller": { "type": "array", "items": { "$ref": "#/components/schemas/Spend" } }
          }
        }
        """;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> SharedSchemas { get; } = new Dictionary<string, string>
    {
        ["Spend"] =
            """
            {
              "type": "object",
              "required": ["country", "currency", "annualCost", "contracts", "bodies"],
              "properties": {
                "id": { "type": "string", "description": "Whom the line is about; absent for totals and countries." },
                "country": { "type": ["string", "null"], "description": "ISO 3166-1 alpha-2; null when unknown or no matter." },
                "currency": { "type": "string" },
                "annualCost": { "type": "number", "minimum": 0 },
                "contracts": { "type": "integer", "minimum": 1 },
                "bodies": { "type": "integer", "minimum": 1 }
              }
            }
            """,
    };

    /// <inheritdoc />
    protected override DateOnly? FirstDayOfUses(InquiryWords words, InquiryDesk desk) => null;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        using var reader = desk.Read(facts);
        var columns = reader.Columns(facts.At, includeConsidered: false, Detail.Contracts);
        var answer = new SpendAnswer(columns, Spend.Of(columns), reader);
        return columns.Entities.Count == 0 ? InquiryReply.Of(answer, new EmptyRegister()) : InquiryReply.Of(answer);
    }
}

/// <summary>What is spent on whom, for programs and for people.</summary>
internal sealed class SpendAnswer : InquiryAnswer
{
    private readonly RegisterColumns columns;
    private readonly Spend spend;
    private readonly IReadOnlyDictionary<string, string> names;

    public SpendAnswer(RegisterColumns columns, Spend spend, IRegisterReader reader)
    {
        (this.columns, this.spend) = (columns, spend);
        var subjects = new[] { spend.ByController, spend.ByBody, spend.ByReseller }.SelectMany(lines => lines)
            .Select(l => columns.Entities[l.Subject]).Distinct(StringComparer.Ordinal).ToList();
        names = reader.Names(subjects, columns.At);
    }

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteDay("at", columns.At);
        json.WriteNumber("contracts", spend.Contracts);
        json.WriteNumber("contractsWithoutAmount", spend.WithoutAmount);
        json.WriteNumber("bodiesWithoutContract", spend.BodiesWithoutContract);
        WriteLines(json, "totals", spend.Totals);
        WriteLines(json, "byController", spend.ByController);
        WriteLines(json, "byCountry", spend.ByCountry);
        WriteLines(json, "byBody", spend.ByBody);
        WriteLines(json, "byReseller", spend.ByReseller);
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var title = new Phrase(
            $"What is spent a year on whom — contracts of {columns.At:yyyy-MM-dd}",
            $"Wat per jaar aan wie wordt uitgegeven — contracten van {columns.At:yyyy-MM-dd}").In(language);
        var parts = new List<DocumentPart> { new Paragraph(Known(language)) };
        if (spend.Totals.Count > 0)
        {
            parts.Add(TableOf(new("In all", "In totaal"), new("currency", "munt"), spend.Totals, l => l.Currency));
            parts.Add(TableOf(
                new("By who is in control, at the top of the chain", "Naar wie zeggenschap heeft, boven aan de keten"),
                new("controller", "zeggenschap"), spend.ByController, l => $"{NameOf(l)} ({CountryIn(l, language)})"));
            parts.Add(TableOf(
                new("By the country of who is in control", "Naar het land van wie zeggenschap heeft"),
                new("country", "land"), spend.ByCountry, l => CountryIn(l, language)));
            parts.Add(TableOf(
                new("By who pays", "Naar wie betaalt"), new("body", "organisatie"), spend.ByBody, NameOf));
            parts.Add(TableOf(
                new("By reseller (contained in the above)", "Naar wederverkoper (in het bovenstaande begrepen)"),
                new("reseller", "wederverkoper"), spend.ByReseller, NameOf));
        }

        return new Document(title, parts);

        Table TableOf(Phrase heading, Phrase subject, IReadOnlyList<SpendLine> all, Func<SpendLine, string> name) => Table.Of(
            heading.In(language),
            [
                subject.In(language), new(new Phrase("a year", "per jaar").In(language), IsNumber: true),
                new(new Phrase("share", "aandeel").In(language), IsNumber: true),
                new(new Phrase("contracts", "contracten").In(language), IsNumber: true),
                new(new Phrase("bodies", "organisaties").In(language), IsNumber: true),
            ],
            all, lines,
            l =>
            [
                name(l), Figures.Amount(l.Currency, l.AnnualCost, language),
                Figures.Share(l.AnnualCost, TotalOf(l.Currency), language), Figures.Number(l.Contracts, language),
                Figures.Number(l.Bodies, language),
            ]);
    }

    private string Known(Language language)
    {
        var (contracts, without, bodies) = (
            Noun.Contract.Count(spend.Contracts, language), Figures.Number(spend.WithoutAmount, language),
            Noun.Body.Count(spend.BodiesWithoutContract, language));
        var known = spend.Contracts == 0
            ? new Phrase(
                "The register holds no contract on this day, so nothing is known of what is spent.",
                "Het register kent op deze dag geen enkel contract; wat wordt uitgegeven is dus onbekend.")
            : new Phrase(
                $"The register holds {contracts} on this day; without an amount or currency, and not in the sums: {without}.",
                $"Het register kent op deze dag {contracts}; zonder bedrag of munt, en niet meegeteld: {without}.");
        return $"{known.In(language)} " + new Phrase(
            $"Requiring something, with no contract in the register: {bodies}.",
            $"Heeft iets nodig, zonder contract in het register: {bodies}.").In(language);
    }

    private decimal TotalOf(string currency) => spend.Totals.First(t => t.Currency == currency).AnnualCost;

    private string NameOf(SpendLine line)
    {
        var id = columns.Entities[line.Subject];
        return names.GetValueOrDefault(id, id);
    }

    private static string CountryIn(SpendLine line, Language language) =>
        line.Country is { } country
            ? CountryNames.InList(country).In(language)
            : new Phrase("country unknown", "land onbekend").In(language);

    private void WriteLines(Utf8JsonWriter json, string name, IReadOnlyList<SpendLine> lines)
    {
        json.WriteStartArray(name);
        foreach (var line in lines)
        {
            json.WriteStartObject();
            if (line.Subject >= 0)
            {
                json.WriteString("id", columns.Entities[line.Subject]);
            }

            json.WriteString("country", line.Country?.Code);
            json.WriteString("currency", line.Currency);
            json.WriteNumber("annualCost", line.AnnualCost);
            json.WriteNumber("contracts", line.Contracts);
            json.WriteNumber("bodies", line.Bodies);
            json.WriteEndObject();
            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }
}
