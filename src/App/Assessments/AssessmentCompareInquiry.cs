using System.Text.Json;
using Sluiswachter.App.Frameworks;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Assessments;

/// <summary>What is different between two assessments, two versions of one, or what was known of one on two days.</summary>
public sealed class AssessmentCompareInquiry : Inquiry
{
    private static readonly InquiryParameter With = new(
        "with", new Phrase("ID", "ID"), new Phrase(
            "The assessment to compare it with (default: its version before)", "De beoordeling om mee te vergelijken (standaard: de vorige versie)"),
        "assessment:gm0034:service:microsoft-365-mail:eu-csf");

    private static readonly InquiryParameter And = new(
        "and", new Phrase("DATE", "DATUM"), new Phrase(
            "With --as-known-on: compare what was known then with what was known on this day",
            "Met --as-known-on: vergelijk wat toen bekend was met wat op deze dag bekend was"), "2026-11-22");

    /// <inheritdoc />
    public override string Name => "assessment compare";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Compare two assessments, or two versions of one, question by question",
        "Vergelijk twee beoordelingen, of twee versies van één, vraag voor vraag");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
        [AssessmentWords.Id, With, InquiryParameter.AsKnownOn, And, InquiryParameter.At];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis assessment compare ID", new Phrase("with its version before", "met de vorige versie")),
        ("sluis assessment compare ID --with ID2", new Phrase("with another assessment", "met een andere beoordeling")),
        ("sluis assessment compare ID --as-known-on 2026-06-30 --and 2026-11-22", new Phrase(
            "what was known of it on two days", "wat er op twee dagen van bekend was")),
    ];

    /// <inheritdoc />
    public override string Schema =>
        $$"""
        {
          "type": "object",
          "required": ["before", "after", "fields", "answers", "scoreBefore", "scoreAfter"],
          "properties": {
            "before": { "$ref": "#/components/schemas/Assessment" },
            "after": { "$ref": "#/components/schemas/Assessment" },
            "fields": { "type": "array", "items": { "type": "object", "required": ["field", "before", "after"], "properties": {
              "field": { "type": "string" }, "before": { "type": "string" }, "after": { "type": "string" } } } },
            "answers": { "type": "array", "items": { "type": "object", "required": ["question", "change", "before", "after"], "properties": {
              "question": { "type": "string" },
              "change": { "enum": ["added", "changed", "gone"] },
              "before": {{AnswerSchema}},
              "after": {{AnswerSchema}} } } },
            "scoreBefore": {{AssessmentScoreJson.Schema}},
            "scoreAfter": {{AssessmentScoreJson.Schema}}
          }
        }
        """;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> SharedSchemas => AssessmentJson.Schemas;

    /// <summary>The frameworks that assessments are held against.</summary>
    internal FrameworkShelf Frameworks { get => field ?? FrameworkShelf.Shipped; init; }

    private const string AnswerSchema =
        """
        { "type": ["object", "null"], "required": ["option", "notApplicable", "explanation", "evidence", "evidenceHash"], "properties": {
          "option": { "type": ["string", "null"] },
          "notApplicable": { "type": ["string", "null"] },
          "explanation": { "type": ["string", "null"] },
          "evidence": { "type": ["string", "null"] },
          "evidenceHash": { "type": ["string", "null"] } } }
        """;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var id = words.Subject(AssessmentWords.Id, text => Result<string>.Of(text));
        var with = words.One<string?>(With, null, text => text);
        var and = words.One<DateOnly?>(And, null, text => Days.Parse(text).Then<DateOnly?>(day => day));
        if (and is not null && (facts.AsKnownOn is null || with is not null))
        {
            words.Refuse(And, new TwoDaysOfOneAssessment(words.Called(InquiryParameter.AsKnownOn), words.Called(With)));
        }

        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var (before, after) = and is { } later
            ? (Find(words, desk, facts, id!), Find(words, desk, facts with { AsKnownOn = later }, id!))
            : with is not null
                ? (Find(words, desk, facts, id!), Find(words, desk, facts, with, With))
                : Versions(words, desk, facts, id!);
        return before is null || after is null
            ? InquiryReply.Refuse(words.Problems)
            : InquiryReply.Of(new AssessmentCompareAnswer(
                AssessmentComparison.Of(before, after), Frameworks.Of(before.Assessment), Frameworks.Of(after.Assessment)));
    }

    private static FullAssessment? Find(
        InquiryWords words, InquiryDesk desk, FactsOfDay facts, string id, InquiryParameter? parameter = null)
    {
        using var reader = desk.Read(facts);
        return AssessmentWords.Find(words, parameter ?? AssessmentWords.Id, id, reader, facts.At);
    }

    /// <summary>The version that held on the day before the one of the day began, and that one.</summary>
    private static (FullAssessment? Before, FullAssessment? After) Versions(
        InquiryWords words, InquiryDesk desk, FactsOfDay facts, string id)
    {
        using var reader = desk.Read(facts);
        if (AssessmentWords.Find(words, AssessmentWords.Id, id, reader, facts.At) is not { } after)
        {
            return default;
        }

        if (after.Assessment.Provenance.Validity.From is { } from && from > DateOnly.MinValue &&
            AssessmentsRead.OnDay(reader, after.Assessment.Id, from.AddDays(-1)) is { } before)
        {
            return (before, after);
        }

        words.Refuse(AssessmentWords.Id, new NoVersionBefore(
            id, words.Called(With), words.Called(InquiryParameter.AsKnownOn), words.Called(And)));
        return default;
    }
}

/// <summary>A second day of knowledge without a first, or with another assessment.</summary>
public sealed record TwoDaysOfOneAssessment(string AsKnownOn, string With) : InquiryProblem(new Phrase(
    $"what was known on two days is compared of one assessment: expected {AsKnownOn} as well, and no {With}",
    $"wat op twee dagen bekend was, wordt van één beoordeling vergeleken: verwacht ook {AsKnownOn}, en geen {With}"));

/// <summary>An assessment that has one version only.</summary>
public sealed record NoVersionBefore(string Id, string With, string AsKnownOn, string And) : InquiryProblem(new Phrase(
    $"{Quote(Id)} has no version before: expected {With} another assessment, or {AsKnownOn} and {And}",
    $"{Quote(Id)} heeft geen vorige versie: verwacht {With} met een andere beoordeling, of {AsKnownOn} en {And}"));

/// <summary>What differs, for programs and for people.</summary>
internal sealed class AssessmentCompareAnswer(AssessmentComparison comparison, Framework? before, Framework? after) : InquiryAnswer
{
    private readonly FrameworkScore? scoreBefore = AssessmentScoreJson.Of(comparison.Before, before);
    private readonly FrameworkScore? scoreAfter = AssessmentScoreJson.Of(comparison.After, after);

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        foreach (var (name, one) in new[] { ("before", comparison.Before), ("after", comparison.After) })
        {
            json.WriteStartObject(name);
            AssessmentJson.WriteMembers(json, one.Assessment);
            json.WriteEndObject();
        }

        json.WriteEach("fields", comparison.Fields, field =>
        {
            json.WriteString("field", field.Name);
            json.WriteString("before", field.Before);
            json.WriteString("after", field.After);
        });
        json.WriteStartArray("answers");
        foreach (var change in comparison.Answers)
        {
            json.WriteStartObject();
            json.WriteString("question", change.Question);
            json.WriteString("change", ChangeOf(change, "added", "changed", "gone"));
            Write(json, "before", change.Before);
            Write(json, "after", change.After);
            json.WriteEndObject();
            FlushWhenFull(json);
        }

        json.WriteEndArray();
        AssessmentScoreJson.Write(json, "scoreBefore", scoreBefore);
        AssessmentScoreJson.Write(json, "scoreAfter", scoreAfter);
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var english = language == Language.English;
        var (was, now) = (comparison.Before.Assessment, comparison.After.Assessment);
        string[] columns = english ? ["before", "after"] : ["eerst", "daarna"];
        var parts = new List<DocumentPart>
        {
            new Paragraph(comparison.IsEmpty
                ? english ? "Nothing differs." : "Er is geen verschil."
                : english
                    ? $"{comparison.Answers.Count} answers differ: {Count(c => c.Before is null)} added, {Count(c => c.Before is not null && c.After is not null)} changed, {Count(c => c.After is null)} gone."
                    : $"{comparison.Answers.Count} antwoorden verschillen: {Count(c => c.Before is null)} erbij, {Count(c => c.Before is not null && c.After is not null)} gewijzigd, {Count(c => c.After is null)} weg."),
        };
        foreach (var (when, score) in new[] { (columns[0], scoreBefore), (columns[1], scoreAfter) })
        {
            parts.AddRange((score is null ? [] : FrameworkText.InShort(score, language)).Select(p => new Paragraph($"{when}: {p.Text}")));
        }

        if (comparison.Fields.Count > 0)
        {
            parts.Add(Table.Of(
                english ? "The assessment" : "De beoordeling", [english ? "what" : "wat", .. columns], comparison.Fields, lines,
                f => [f.Name, f.Before.Length > 0 ? f.Before : "–", f.After.Length > 0 ? f.After : "–"]));
        }

        if (comparison.Answers.Count > 0)
        {
            parts.Add(Table.Of(
                english ? "The answers" : "De antwoorden",
                [english ? "question" : "vraag", english ? "asks" : "vraagt", english ? "change" : "wijziging", .. columns],
                comparison.Answers, lines, c =>
                [
                    c.Question, (AnsweredQuestion.AsksOf(after, c.Question) ?? AnsweredQuestion.AsksOf(before, c.Question))?.In(language) ?? "?",
                    english ? ChangeOf(c, "added", "changed", "gone") : ChangeOf(c, "erbij", "gewijzigd", "weg"),
                    TellAll(c.Before, before, language), TellAll(c.After, after, language),
                ]));
        }

        return new Document(
            was.Id == now.Id
                ? english ? $"{now.Id}: {Version(was)} and {Version(now)}" : $"{now.Id}: {Version(was)} en {Version(now)}"
                : english ? $"{was.Id} and {now.Id}" : $"{was.Id} en {now.Id}", parts);
    }

    private static string TellAll(Model.Answer? answer, Framework? framework, Language language) => answer is null ? "–" : string.Join(
        " · ", new[] { AnsweredQuestion.Tell(answer, framework, language), answer.Explanation?.Text, FullAssessment.EvidenceOf(answer) }.OfType<string>());

    private int Count(Func<AnswerChange, bool> of) => comparison.Answers.Count(of);

    private static string Version(Assessment assessment) => Days.Text(assessment.AssessedOn) ?? "?";

    private static string ChangeOf(AnswerChange change, string added, string changed, string gone) =>
        change.Before is null ? added : change.After is null ? gone : changed;

    private static void Write(Utf8JsonWriter json, string name, Model.Answer? answer)
    {
        if (answer is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("option", answer.Option?.Text);
        json.WriteString("notApplicable", answer.NotApplicable?.Text);
        json.WriteString("explanation", answer.Explanation?.Text);
        json.WriteString("evidence", answer.Evidence?.Text);
        json.WriteString("evidenceHash", answer.EvidenceSha256?.Text);
        json.WriteEndObject();
    }
}
