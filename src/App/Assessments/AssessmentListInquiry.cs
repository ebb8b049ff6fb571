using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;

namespace Sluiswachter.App.Assessments;

/// <summary>Which assessments there are.</summary>
public sealed class AssessmentListInquiry : Inquiry
{
    private static readonly InquiryParameter Subject = new(
        "subject", new Phrase("ID", "ID"), new Phrase(
            "Only of this service, supplier or function", "Alleen van deze clouddienst, leverancier of overheidsdienst"), "service:microsoft-365-mail");

    private static readonly InquiryParameter Kind = new(
        "kind", new Phrase("KIND", "SOORT"), new Phrase(
            $"Only of this kind: {string.Join(", ", Words.Of<AssessmentKind>().All)}", $"Alleen van deze soort: {string.Join(", ", Words.Of<AssessmentKind>().All)}"),
        "risk-analysis");

    private static readonly InquiryParameter Overdue = new(
        "overdue", new Phrase("yes|no", "yes|no"), new Phrase(
            "Only those whose day of review has passed, or has not", "Alleen die waarvan de herzieningsdatum voorbij is, of juist niet"), "yes");

    /// <inheritdoc />
    public override string Name => "assessment list";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tell which assessments there are: risk analyses, DPIAs, exit tests",
        "Vertel welke beoordelingen er zijn: risicoanalyses, DPIA's, exittoetsen");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
        [AssessmentWords.Organisation, Subject, Kind, Overdue, InquiryParameter.At, InquiryParameter.AsKnownOn];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis assessment list", new Phrase("all that hold today", "alle die vandaag gelden")),
        ("sluis assessment list --kind risk-analysis --overdue yes", new Phrase(
            "risk analyses that should have been looked at again", "risicoanalyses die al herzien hadden moeten zijn")),
    ];

    /// <inheritdoc />
    public override string Schema =>
        """
        {
          "type": "object",
          "required": ["at", "assessments"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "assessments": { "type": "array", "items": { "$ref": "#/components/schemas/Assessment" } }
          }
        }
        """;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> SharedSchemas => AssessmentJson.Schemas;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var subject = words.One<EntityId?>(Subject, null, text => EntityId.Of(text).Then<EntityId?>(id => id));
        var kind = words.One(Kind, null, text => Words.Of<AssessmentKind>().NumberOf(text) is { } number
            ? (AssessmentKind?)number : (Result<AssessmentKind?>)new NotAChoice(text, Words.Of<AssessmentKind>().All));
        var overdue = words.One(Overdue, null, text => text is "yes" or "no" ? text == "yes" : (Result<bool?>)new NotAChoice(text, ["yes", "no"]));
        using var reader = desk.Read(facts);
        var body = words.KnownId(AssessmentWords.Organisation, FactKind.Organisation, reader);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var found = AssessmentsRead.Assessments(reader, facts.At, a =>
            (body is null || a.Organisation is null || a.Organisation == body) && (subject is null || a.Subject == subject) &&
            (kind is null || a.Kind == kind) && (overdue is null || a.ReviewOn < facts.At == overdue));
        var ids = found.SelectMany(a => new[] { a.Organisation?.Text, a.Subject.Text }).OfType<string>()
            .Distinct(StringComparer.Ordinal).ToList();
        return InquiryReply.Of(new AssessmentListAnswer(facts.At, found, reader.Names(ids, facts.At)));
    }
}

/// <summary>The assessments, for programs and for people.</summary>
internal sealed class AssessmentListAnswer(
    DateOnly at, IReadOnlyList<Assessment> assessments, IReadOnlyDictionary<string, string> names) : InquiryAnswer
{
    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteDay("at", at);
        json.WriteStartArray("assessments");
        foreach (var assessment in assessments)
        {
            json.WriteStartObject();
            AssessmentJson.WriteMembers(json, assessment);
            json.WriteEndObject();
            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var english = language == Language.English;
        return new Document(
            english ? $"Assessments on {at:yyyy-MM-dd}" : $"Beoordelingen op {at:yyyy-MM-dd}",
            [
                Table.Of(
                    english ? "By id" : "Naar id",
                    english
                        ? ["id", "kind", "for", "of", "assessed", "approved", "review"]
                        : ["id", "soort", "voor", "van", "beoordeeld", "goedgekeurd", "herzien"],
                    assessments, lines, a =>
                    [
                        a.Id.Text, ChoiceWords.Of(a.Kind).In(language),
                        a.Organisation is { } body ? names.GetValueOrDefault(body.Text, body.Text) : english ? "all bodies" : "alle organisaties",
                        names.GetValueOrDefault(a.Subject.Text, a.Subject.Text),
                        Days.Text(a.AssessedOn) ?? "?", Days.Text(a.ApprovedOn) ?? (english ? "no" : "nee"),
                        Days.Text(a.ReviewOn) ?? "–",
                    ]),
            ]);
    }
}
