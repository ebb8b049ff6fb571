using Sluiswachter.App.Uses;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>The table of the Court of Audit: which cloud services are in use, which are material, which are analysed.</summary>
public sealed class ReportInquiry : Inquiry
{
    /// <inheritdoc />
    public override string Name => "report";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tell which cloud services are in use, how many are public and material, and how many of those lack a risk analysis",
        "Vertel welke clouddiensten in gebruik zijn, hoeveel daarvan publiek en materieel zijn, en hoeveel daarvan geen risicoanalyse hebben");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
        [FindingsInquiry.Organisation, InquiryParameter.At, InquiryParameter.AsKnownOn];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis report", new Phrase("the table of today", "de tabel van vandaag")),
        ("sluis report --at 2025-01-15 --lines 20", new Phrase(
            "that of another day, with twenty bodies and suppliers", "die van een andere dag, met twintig organisaties en leveranciers")),
    ];

    /// <inheritdoc />
    public override string Schema =>
        """
        {
          "type": "object",
          "required": ["at", "total", "notCounted", "deployments", "ministries", "bodies", "controllers"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "total": { "$ref": "#/components/schemas/ServicesInUse" },
            "notCounted": { "type": "object", "required": ["duplicates", "plannedOrConsidered"], "properties": {
              "duplicates": { "type": "integer", "minimum": 0 }, "plannedOrConsidered": { "type": "integer", "minimum": 0 } } },
            "deployments": { "type": "array", "items": { "$ref": "#/components/schemas/ServicesInUse" },
              "description": "public, private-or-hybrid (also community and on-premises) and unknown." },
            "ministries": { "type": "array", "items": { "$ref": "#/components/schemas/ServicesInUse" },
              "description": "By ministry; without an id what falls under none." },
            "bodies": { "type": "array", "items": { "$ref": "#/components/schemas/ServicesInUse" } },
            "controllers": { "type": "array", "items": { "$ref": "#/components/schemas/ServicesInUse" },
              "description": "By who controls the supplier, the material public ones first." }
          }
        }
        """;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> SharedSchemas { get; } = new Dictionary<string, string>
    {
        ["ServicesInUse"] =
            """
            {
              "type": "object",
              "description": "Services in use, each counted once for each body.",
              "required": ["id", "uses", "public", "material", "materialUnknown", "publicMaterial", "publicMaterialAnalysed", "publicMaterialNotAnalysed"],
              "properties": {
                "id": { "type": ["string", "null"], "description": "Of whom or what; null for the total, or when there is none." },
                "uses": { "type": "integer", "minimum": 0 },
                "public": { "type": "integer", "minimum": 0 },
                "material": { "type": "integer", "minimum": 0 },
                "materialUnknown": { "type": "integer", "minimum": 0, "description": "Of which nobody said whether they are material." },
                "publicMaterial": { "type": "integer", "minimum": 0 },
                "publicMaterialAnalysed": { "type": "integer", "minimum": 0, "description": "Of these, with an approved risk analysis." },
                "publicMaterialNotAnalysed": { "type": "integer", "minimum": 0 }
              }
            }
            """,
    };

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var bodies = words.Each(FindingsInquiry.Organisation, EntityId.Of);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        using var reader = desk.Read(facts);
        words.MustBeKnown(FindingsInquiry.Organisation, bodies, FactKind.Organisation, reader);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var used = ServicesInUse.Of(reader, facts.At, BodiesUnder.Of(bodies, reader, facts.At));
        var ministries = used.All.Select(s => s.Body.Ministry?.Text).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return InquiryReply.Of(
            new ReportAnswer(used, reader.Names(ministries, facts.At)),
            [.. FindingsInquiry.NoUses(used.All.Count, reader, facts.At)]);
    }
}
