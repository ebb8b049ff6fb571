using System.Text.Json;
using Sluiswachter.App.Frameworks;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Assessments;

/// <summary>How well assessments stand: answered, shown, current, approved, and not contradicted by what the register holds.</summary>
public sealed class AssessmentQualityInquiry : Inquiry
{
    private static readonly InquiryParameter FailBelow = InquiryParameter.Count(
        "failBelow", new Phrase(
            "Fail when of some assessment less than so many per cent is settled, or nobody can tell",
            "Faal als van een beoordeling minder dan zoveel procent vaststaat, of niemand het kan zeggen"),
        new CountRange(1, 100), null, "80");

    /// <inheritdoc />
    public override string Name => "assessment quality";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Measure assessments: answered with evidence, current, approved by four eyes, contradicted by facts",
        "Meet beoordelingen: beantwoord met bewijs, actueel, met vier ogen goedgekeurd, weersproken door feiten");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
        [AssessmentWords.Organisation, FailBelow, InquiryParameter.At, InquiryParameter.AsKnownOn];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis assessment quality", new Phrase("of all that hold today, the worst first", "van alle die vandaag gelden, de slechtste eerst")),
        ("sluis assessment quality --organisation gm0034 --fail-below 80", new Phrase(
            "exit code 3 when one of them is below 80 per cent", "exitcode 3 als er een onder de 80 procent zit")),
    ];

    /// <inheritdoc />
    public override string Schema =>
        """
        {
          "type": "object",
          "required": ["at", "failBelow", "below", "assessments"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "failBelow": { "type": ["integer", "null"], "minimum": 1, "maximum": 100 },
            "below": { "type": "array", "description": "Ids of those below; empty when nothing was to be checked.", "items": { "type": "string" } },
            "assessments": { "type": "array", "items": { "type": "object", "required": ["id", "organisation", "subject", "quality"], "properties": {
              "id": { "type": "string" },
              "organisation": { "type": ["string", "null"] },
              "subject": { "type": "string" },
              "quality": { "$ref": "#/components/schemas/AssessmentQuality" } } } }
          }
        }
        """;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> SharedSchemas => AssessmentJson.Schemas;

    /// <summary>The frameworks that assessments are held against.</summary>
    internal FrameworkShelf Frameworks { get => field ?? FrameworkShelf.Shipped; init; }

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var least = words.Number(FailBelow);
        using var reader = desk.Read(facts);
        var body = words.KnownId(AssessmentWords.Organisation, FactKind.Organisation, reader);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var assessments = AssessmentsRead.OfDay(reader, facts.At, a => body is null || a.Organisation is null || a.Organisation == body);
        var subjects = SubjectFactsRead.Of(reader, facts.At, assessments.Select(a => a.Assessment.Subject));
        var answer = new AssessmentQualityAnswer(facts.At, least,
        [
            .. assessments.Select(a => AssessmentQuality.Measure(a, Frameworks.Of(a.Assessment), subjects[a.Assessment.Subject], facts.At))
                .OrderByDescending(q => q.Contradictions.Count > 0).ThenBy(q => q.Percent ?? -1).ThenByDescending(q => q.Faults.Count),
        ]);
        return InquiryReply.Of(answer) with { Failed = answer.Below > 0 ? [new QualityBelow(least!.Value, answer.Below)] : [] };
    }
}

/// <summary>Assessments of which less is settled than was asked for.</summary>
/// <param name="Percent">What was asked for.</param>
/// <param name="Below">How many are below it.</param>
public sealed record QualityBelow(int Percent, int Below) : Problem(new Phrase(
    $"the check fails: assessments below {Percent} % or of which nobody can tell: {Below}",
    $"de controle faalt: beoordelingen onder de {Percent} % of waarvan niemand het kan zeggen: {Below}"));

/// <summary>The quality of assessments, for programs and for people.</summary>
internal sealed class AssessmentQualityAnswer(DateOnly at, int? failBelow, IReadOnlyList<AssessmentQuality> qualities) : InquiryAnswer
{
    private readonly List<AssessmentQuality> below = failBelow is { } least ? [.. qualities.Where(q => q.IsBelow(least))] : [];

    /// <summary>How many are below what was asked for.</summary>
    public int Below => below.Count;

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteDay("at", at);
        WriteNumberOrNull(json, "failBelow", failBelow);
        WriteTexts(json, "below", below.Select(q => q.Of.Assessment.Id.Text));
        json.WriteStartArray("assessments");
        foreach (var quality in qualities)
        {
            json.WriteStartObject();
            json.WriteString("id", quality.Of.Assessment.Id.Text);
            json.WriteString("organisation", quality.Of.Assessment.Organisation?.Text);
            json.WriteString("subject", quality.Of.Assessment.Subject.Text);
            AssessmentJson.WriteQuality(json, quality);
            json.WriteEndObject();
            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var english = language == Language.English;
        var contradicted = qualities.Where(q => q.Contradictions.Count > 0).ToList();
        return new Document(
            english ? $"The quality of assessments on {at:yyyy-MM-dd}" : $"De kwaliteit van beoordelingen op {at:yyyy-MM-dd}",
            [
                new Paragraph(Summary(english, contradicted.Count)),
                Table.Of(
                    english ? "By assessment, the worst first" : "Per beoordeling, de slechtste eerst",
                    english
                        ? ["id", "settled", new("with evidence", true), new("not applicable", true), new("unknown", true), new("contradicted", true), "to put in order"]
                        : ["id", "vaststaand", new("met bewijs", true), new("n.v.t.", true), new("onbekend", true), new("weersproken", true), "op orde te brengen"],
                    qualities, lines, q =>
                    [
                        q.Of.Assessment.Id.Text, AssessmentWords.Share(q, language), $"{q.WithEvidence}", $"{q.NotApplicable}",
                        q.Unknown is { } unknown ? $"{unknown}" : "?", $"{q.Contradictions.Count}",
                        string.Join("; ", q.Faults.Select(f => f.Says.In(language))),
                    ]),
                .. contradicted.Take(lines).SelectMany(q => AssessmentWords.Contradictions(q.Contradictions, language, lines)
                    .Select(p => new Paragraph($"{q.Of.Assessment.Id}. {p.Text}"))),
            ]);
    }

    private string Summary(bool english, int contradicted)
    {
        var stale = qualities.Count(q => q.Faults.Any(f => f.IsStale));
        var notApproved = qualities.Count(q => q.Faults.Any(f => f.Kind == AssessmentFaultKind.NotApproved));
        var all = qualities.Count;
        var told = english
            ? $"Assessments: {all}; not approved: {notApproved}, stale: {stale}, contradicted: {contradicted}. A question is settled when it is answered with evidence, or does not apply for a reason, and nothing in the register says otherwise."
            : $"Beoordelingen: {all}; niet goedgekeurd: {notApproved}, verouderd: {stale}, weersproken: {contradicted}. Een vraag staat vast als ze met bewijs is beantwoord, of met reden niet van toepassing is, en niets in het register iets anders zegt.";
        return failBelow is not { } least ? told
            : english ? $"{told} Below {least} %, or unknown: {below.Count} of {all}."
            : $"{told} Onder {least} %, of onbekend: {below.Count} van {all}.";
    }
}
