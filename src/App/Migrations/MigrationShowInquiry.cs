using System.Text.Json;
using Sluiswachter.App.Assessments;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Migrations;

/// <summary>One migration: where it stands, every decision, what it still needs, and what it changes in a switch-off.</summary>
public sealed class MigrationShowInquiry : Inquiry
{
    /// <inheritdoc />
    public override string Name => "migration show";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tell where a migration stands, what it still needs, by whom and when, and what it changes",
        "Vertel hoe een migratie ervoor staat, wat ze nog nodig heeft, van wie en wanneer, en wat ze verandert");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
        [MigrationQuestions.Id, InquiryParameter.At, InquiryParameter.AsKnownOn];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
        [("sluis migration show mail-to-acme", new Phrase("everything about it", "alles erover"))];

    /// <inheritdoc />
    public override string Schema =>
        """
        {
          "type": "object",
          "required": ["at", "migration", "decisions", "needs", "effectThen", "effectNow", "effectChanged"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "migration": { "$ref": "#/components/schemas/Migration" },
            "decisions": { "type": "array", "items": { "type": "object",
              "required": ["id", "kind", "by", "organisation", "decidedOn", "reason", "measures", "watchedBy", "dueOn", "evidence", "counts"],
              "properties": {
                "id": { "type": "string" }, "kind": { "type": "string" }, "by": { "type": "string" },
                "organisation": { "type": ["string", "null"] }, "decidedOn": { "type": ["string", "null"], "format": "date" },
                "reason": { "type": ["string", "null"] }, "measures": { "type": ["string", "null"] },
                "watchedBy": { "type": ["string", "null"] }, "dueOn": { "type": ["string", "null"], "format": "date" },
                "evidence": { "type": ["string", "null"] },
                "counts": { "type": "boolean", "description": "false: it could not be taken when it was, and changed nothing." } } } },
            "needs": { "type": "array", "items": { "$ref": "#/components/schemas/MigrationFinding" } },
            "effectThen": { "oneOf": [ { "type": "null" }, { "$ref": "#/components/schemas/MigrationEffect" } ],
              "description": "As computed at the last consent." },
            "effectNow": { "oneOf": [ { "type": "null" }, { "$ref": "#/components/schemas/MigrationEffect" } ],
              "description": "As computed now; null for a register of another day, and one that is imagined." },
            "effectChanged": { "type": ["boolean", "null"] }
          }
        }
        """;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> SharedSchemas => MigrationJson.Schemas;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var typed = words.Subject(MigrationQuestions.Id, text => MigrationId.Of(text).Then<string>(id => id.Text));
        var file = typed is null || words.Problems.Count > 0 ? null : Find(words, typed, facts, desk);
        return file is null
            ? InquiryReply.Refuse(words.Problems)
            : InquiryReply.Of(new MigrationShowAnswer(facts.At, file, EffectNow(file, facts, desk)));
    }

    /// <summary>The migration as it was known, or none and why.</summary>
    private static MigrationFile? Find(InquiryWords words, string typed, FactsOfDay facts, InquiryDesk desk)
    {
        using var reader = desk.Read(facts);
        if (MigrationFiles.Of(reader, facts.At, typed) is [var found])
        {
            return found;
        }

        using var today = desk.Store.Read();
        var complaints = new Complaints();
        Problem problem = DecideMigration.Find(today, typed, desk.Today, complaints) is not null
            ? new DoesNotHoldThen(typed, facts.At)
            : complaints.First().Problem;
        words.Refuse(MigrationQuestions.Id, problem);
        return null;
    }

    /// <summary>What it changes by the facts of now; null where those are not asked.</summary>
    private static MigrationEffect? EffectNow(MigrationFile file, FactsOfDay facts, InquiryDesk desk)
    {
        var standing = file.StandingOn(facts.At);
        if (desk.Imagined is not null || facts.AsKnownOn is not null || standing.Consents.Count == 0)
        {
            return null;
        }

        var planned = file.Targets.Where(t => MigrationFile.ConsentOf(t, standing) is not null).Select(t => t.Part.Requirement).ToHashSet();
        return MigrationEffect.Of(
            desk.Store, file, planned, DecideMigration.EndedBy(file), DecideMigration.CountriesOf(ShippedContent.MigrationGates),
            new DateTimeOffset(desk.Today.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero));
    }
}

/// <summary>A migration, for programs and for people.</summary>
internal sealed class MigrationShowAnswer(DateOnly at, MigrationFile file, MigrationEffect? now) : InquiryAnswer
{
    private readonly HashSet<DecisionId> without = OutOfOrder(file);

    private readonly IReadOnlyList<MigrationFinding> needs = MigrationFindings.Of(file, ShippedContent.MigrationGates, at);

    private readonly MigrationEffect? then = MigrationEffect.Read(
        (file.StandingOn(at).Consents is [.., var last] ? last : null)?.Decision.Reason?.Text).Effect;

    private bool? Changed => now is null || then is null ? null : !now.SaysTheSameAs(then);

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteDay("at", at);
        json.WriteStartObject("migration");
        MigrationJson.WriteMembers(json, file, at);
        json.WriteEndObject();
        json.WriteStartArray("decisions");
        foreach (var decision in InOrder())
        {
            json.WriteStartObject();
            json.WriteString("id", decision.Id.Text);
            json.WriteString("kind", MigrationJson.WordOf(decision.Kind));
            json.WriteString("by", decision.By.Text);
            json.WriteString("organisation", decision.Organisation?.Text);
            json.WriteDay("decidedOn", decision.DecidedOn);
            json.WriteString("reason", MigrationEffect.Read(decision.Reason?.Text).Words);
            json.WriteString("measures", decision.Measures?.Text);
            json.WriteString("watchedBy", decision.WatchedBy?.Text);
            json.WriteDay("dueOn", decision.DueOn);
            json.WriteString("evidence", decision.Evidence?.Text);
            json.WriteBoolean("counts", !without.Contains(decision.Id));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("needs");
        foreach (var need in needs)
        {
            MigrationJson.Write(json, need, need.IsDue(at, MigrationQuestions.UsualDays));
        }

        json.WriteEndArray();
        MigrationJson.Write(json, "effectThen", then);
        MigrationJson.Write(json, "effectNow", now);
        if (Changed is { } changed)
        {
            json.WriteBoolean("effectChanged", changed);
        }
        else
        {
            json.WriteNull("effectChanged");
        }
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var english = language == Language.English;
        var standing = file.StandingOn(at);
        var body = file.Body?.Name.Text ?? file.Migration.Organisation.Text;
        var parts = new List<DocumentPart>
        {
            new Paragraph(english
                ? $"{body}: {MigrationWords.Of(standing.State).English}; begins on {Days.Text(file.Begins) ?? "an unknown day"}."
                : $"{body}: {MigrationWords.Of(standing.State).Dutch}; begint op {Days.Text(file.Begins) ?? "een onbekende dag"}."),
            Table.Of(
                english ? "What would be required" : "Wat nodig zou zijn",
                english ? ["requirement", "status", "from", "services", "consent"] : ["afhankelijkheid", "status", "vanaf", "clouddiensten", "instemming"],
                file.Targets, lines, t =>
                [
                    t.Part.Requirement.Text, t.Requirement is { } r ? ChoiceWords.Of(r.Status).In(language) : "?",
                    Days.Text(t.Requirement?.Provenance.Validity.From) ?? "?",
                    string.Join(", ", t.Services.Select(s => s.Service.Name.Text)),
                    MigrationFile.ConsentOf(t, standing)?.Decision.Id.Text ?? "–",
                ]),
            Table.Of(
                english ? "What was decided" : "Wat is besloten",
                english ? ["on", "what", "by", "reason", "measures"] : ["op", "wat", "door", "reden", "maatregelen"],
                InOrder(), lines, d => DecisionRow(d, language)),
        };
        if (needs.Count > 0)
        {
            parts.Add(MigrationCheckAnswer.FindingsTable(needs, language, lines));
        }

        if (EffectTold() is { } effect)
        {
            parts.Add(new Paragraph(effect.In(language)));
        }

        return new Document($"{file.Migration.Name} ({file.Migration.Id})", parts);
    }

    private Phrase? EffectTold()
    {
        if ((now ?? then) is not { } told)
        {
            return null;
        }

        var (english, dutch) = Changed switch
        {
            true => ($" This has changed since the consent. Then: {then!.Says.English}.", $" Dit is veranderd sinds de instemming. Toen: {then!.Says.Dutch}."),
            false => (" The same as at the consent.", " Hetzelfde als bij de instemming."),
            null => ("", ""),
        };
        return new Phrase(
            $"{AssessmentWords.Capital(told.Says.English)}.{english}", $"{AssessmentWords.Capital(told.Says.Dutch)}.{dutch}");
    }

    private IReadOnlyList<string> DecisionRow(Decision decision, Language language)
    {
        var measures = decision.Measures is { } asked
            ? $"{asked} ({decision.WatchedBy}, {Days.Text(decision.DueOn)})"
            : "–";
        var counts = without.Contains(decision.Id) ? language == Language.English ? " (does not count)" : " (telt niet)" : "";
        return
        [
            Days.Text(decision.DecidedOn) ?? "?", MigrationWords.Of(decision.Kind).In(language) + counts, decision.By.Text,
            MigrationEffect.Read(decision.Reason?.Text).Words ?? "–", measures,
        ];
    }

    private IReadOnlyList<Decision> InOrder() =>
    [
        .. file.Decisions.Where(d => MigrationCourse.IsStep(d.Kind)).OrderBy(MigrationCourse.DayOf)
            .ThenBy(d => d.Id.Text, StringComparer.Ordinal),
    ];

    private static HashSet<DecisionId> OutOfOrder(MigrationFile file)
    {
        file.Replay(out var outOfOrder);
        return [.. outOfOrder.Select(o => o.Decision.Id)];
    }
}
