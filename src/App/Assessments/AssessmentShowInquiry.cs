using System.Text.Json;
using Sluiswachter.App.Frameworks;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Assessments;

/// <summary>One assessment in full: what was asked and answered, what that comes to, and how well it stands.</summary>
public sealed class AssessmentShowInquiry : Inquiry
{
    /// <inheritdoc />
    public override string Name => "assessment show";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Show an assessment: questions and answers, score with its working, quality, attached files",
        "Toon een beoordeling: vragen en antwoorden, score met uitwerking, kwaliteit, bijgevoegde bestanden");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
        [AssessmentWords.Id, InquiryParameter.At, InquiryParameter.AsKnownOn];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis assessment show assessment:all:service:microsoft-365-mail:eu-csf", new Phrase("as it holds today", "zoals ze vandaag geldt")),
        ("sluis assessment show ID --as-known-on 2026-06-30 --lines 100", new Phrase(
            "as it was known then, with up to a hundred questions", "zoals ze toen bekend was, met hooguit honderd vragen")),
    ];

    /// <inheritdoc />
    public override string Schema =>
        $$"""
        {
          "type": "object",
          "required": ["at", "assessment", "answers", "score", "quality", "attachments"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "assessment": { "$ref": "#/components/schemas/Assessment" },
            "answers": { "type": "array", "description": "Every question of the framework, answered or not.", "items": {
              "type": "object",
              "required": ["question", "asks", "option", "says", "notApplicable", "explanation", "evidence", "evidenceHash"],
              "properties": {
                "question": { "type": "string" },
                "asks": { "oneOf": [{ "$ref": "#/components/schemas/Phrase" }, { "type": "null" }] },
                "option": { "type": ["string", "null"] },
                "says": { "oneOf": [{ "$ref": "#/components/schemas/Phrase" }, { "type": "null" }] },
                "notApplicable": { "type": ["string", "null"] },
                "explanation": { "type": ["string", "null"] },
                "evidence": { "type": ["string", "null"] },
                "evidenceHash": { "type": ["string", "null"] } } } },
            "score": {{AssessmentScoreJson.Schema}},
            "quality": { "$ref": "#/components/schemas/AssessmentQuality" },
            "attachments": { "type": "array", "items": { "type": "object", "required": ["name", "hash", "mediaType", "bytes", "torn"], "properties": {
              "name": { "type": "string" },
              "hash": { "type": "string" },
              "mediaType": { "type": ["string", "null"] },
              "bytes": { "type": ["integer", "null"] },
              "torn": { "oneOf": [{ "$ref": "#/components/schemas/Phrase" }, { "type": "null" }] } } } }
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
        var id = words.Subject(AssessmentWords.Id, text => Result<string>.Of(text));
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        using var reader = desk.Read(facts);
        if (AssessmentWords.Find(words, AssessmentWords.Id, id, reader, facts.At) is not { } found)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var (subject, framework) = (found.Assessment.Subject, Frameworks.Of(found.Assessment));
        var quality = AssessmentQuality.Measure(found, framework, SubjectFactsRead.Of(reader, facts.At, [subject])[subject], facts.At);
        string[] named = [subject.Text, .. found.Assessment.Organisation is { } body ? new[] { body.Text } : []];
        return InquiryReply.Of(new AssessmentShowAnswer(
            facts.At, quality, AssessmentScoreJson.Of(found, framework), AssessmentsRead.AttachmentsOf(reader, found.Assessment.Id),
            reader.Names(named, facts.At)));
    }
}

/// <summary>An assessment in full, for programs and for people.</summary>
internal sealed class AssessmentShowAnswer(
    DateOnly at, AssessmentQuality quality, FrameworkScore? score, IReadOnlyList<IReadOnlyList<Attachment>> attachments,
    IReadOnlyDictionary<string, string> names) : InquiryAnswer
{
    private readonly IReadOnlyList<AnsweredQuestion> questions = AnsweredQuestion.Of(quality.Of, quality.Framework);

    private readonly List<(Attachment First, Result<AttachedFile> File)> files =
        [.. attachments.Select(parts => (parts[0], AttachedFile.Join(parts)))];

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteDay("at", at);
        json.WriteStartObject("assessment");
        AssessmentJson.WriteMembers(json, quality.Of.Assessment);
        json.WriteEndObject();
        json.WriteStartArray("answers");
        foreach (var question in questions)
        {
            json.WriteStartObject();
            question.Write(json);
            json.WriteEndObject();
            FlushWhenFull(json);
        }

        json.WriteEndArray();
        AssessmentScoreJson.Write(json, "score", score);
        AssessmentJson.WriteQuality(json, quality);
        json.WriteStartArray("attachments");
        foreach (var (first, file) in files)
        {
            json.WriteStartObject();
            json.WriteString("name", first.Name.Text);
            json.WriteString("hash", first.Sha256.Text);
            json.WriteString("mediaType", first.MediaType?.Text);
            WriteNumberOrNull(json, "bytes", file.Holds ? file.Value.Bytes.Length : null);
            json.WritePhrase("torn", file.Problem?.Says);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var english = language == Language.English;
        var parts = new List<DocumentPart> { new Paragraph(Head(language)) };
        parts.AddRange(quality.Faults.Select(f => new Paragraph((english ? "To put in order: " : "Op orde te brengen: ") + f.Says.In(language) + ".")));
        if (score is not null)
        {
            parts.AddRange(FrameworkText.Outcome(score, language));
        }

        parts.AddRange(AssessmentWords.Contradictions(quality.Contradictions, language, lines));
        parts.Add(Table.Of(
            english ? "Questions and answers" : "Vragen en antwoorden",
            english ? ["question", "asks", "answer", "explanation", "evidence"] : ["vraag", "vraagt", "antwoord", "toelichting", "bewijs"],
            questions, lines, q => q.Row(language)));
        if (files.Count > 0)
        {
            parts.Add(Table.Of(
                english ? "Attached files" : "Bijgevoegde bestanden", english ? ["name", "bytes", "SHA-256"] : ["naam", "bytes", "SHA-256"],
                files, lines, f => [f.First.Name.Text, f.File.Holds ? $"{f.File.Value.Bytes.Length}" : f.File.Problem!.In(language), f.First.Sha256.Text]));
        }

        return new Document(quality.Of.Assessment.Id.Text, parts);
    }

    private static Phrase NotAtHand(string urn, string version) => new(
        $"Framework {urn}, version {version}, which is not at hand here: what its questions ask and what the answers come to cannot be told",
        $"Raamwerk {urn}, versie {version}, dat hier niet voorhanden is: wat zijn vragen vragen en waar de antwoorden op uitkomen is niet te zeggen");

    private string Head(Language language)
    {
        var (a, english) = (quality.Of.Assessment, language == Language.English);
        var subject = names.GetValueOrDefault(a.Subject.Text, a.Subject.Text);
        var body = a.Organisation is { } id ? names.GetValueOrDefault(id.Text, id.Text) : english ? "all bodies" : "alle organisaties";
        var (judged, approved) = english ? ("judged by", "approved by") : ("beoordeeld door", "goedgekeurd door");
        var sentences = new[]
        {
            $"{AssessmentWords.Capital(ChoiceWords.Of(a.Kind).In(language))} {(english ? "of" : "van")} {subject} {(english ? "for" : "voor")} {body}",
            quality.Framework is { } framework
                ? $"{framework.Head.Name.In(language)}, {(english ? "version" : "versie")} {a.FrameworkVersion?.Text ?? "?"} ({framework.Head.Source.Says.In(language)})"
                : a.Framework is { } urn ? NotAtHand(urn.Text, a.FrameworkVersion?.Text ?? "?").In(language) : null,
            $"{AssessmentWords.Capital(judged)} {a.Assessor?.Text ?? "?"}, {Days.Text(a.AssessedOn) ?? "?"}",
            a.ApprovedOn is null ? null : $"{AssessmentWords.Capital(approved)} {a.Approver?.Text ?? "?"}, {Days.Text(a.ApprovedOn)}",
            a.Conclusion?.Text.TrimEnd('.'),
            a.Evidence is { } evidence ? $"{(english ? "Evidence" : "Bewijs")}: {evidence}{(a.EvidenceSha256 is { } hash ? $" (SHA-256 {hash})" : "")}" : null,
            $"{(english ? "Settled" : "Vaststaand")}: {AssessmentWords.Share(quality, language)}",
        };
        return string.Join(' ', sentences.OfType<string>().Select(s => s + "."));
    }
}
