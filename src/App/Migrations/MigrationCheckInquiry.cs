using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Migrations;

/// <summary>What migrations lack that is due: conditions of gates, consents, measures.</summary>
public sealed class MigrationCheckInquiry : Inquiry
{
    /// <inheritdoc />
    public override string Name => "migration check";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tell what migrations lack that is due: conditions, consents, measures",
        "Vertel wat migraties ontbreekt en aan de orde is: voorwaarden, instemmingen, maatregelen");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
    [
        MigrationQuestions.Organisation, MigrationQuestions.Days, MigrationQuestions.FailOn, InquiryParameter.At,
        InquiryParameter.AsKnownOn,
    ];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis migration check", new Phrase("what is due within a month", "wat binnen een maand aan de orde is")),
        ("sluis migration check --days 90 --fail-on conditional", new Phrase(
            "in a nightly run: exit code 3 when a binding condition is not met", "in een nachtelijke controle: code 3 als een bindende voorwaarde niet is vervuld")),
    ];

    /// <inheritdoc />
    public override string Schema =>
        """
        {
          "type": "object",
          "required": ["at", "days", "findings"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "days": { "type": "integer", "minimum": 0 },
            "findings": { "type": "array", "items": { "$ref": "#/components/schemas/MigrationFinding" } }
          }
        }
        """;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> SharedSchemas => MigrationJson.Schemas;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var days = words.Number(MigrationQuestions.Days, MigrationQuestions.UsualDays);
        var failOn = words.One(MigrationQuestions.FailOn, null, MigrationQuestions.Read<Severity>);
        using var reader = desk.Read(facts);
        var body = words.KnownId(MigrationQuestions.Organisation, FactKind.Organisation, reader);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        List<MigrationFinding> due =
        [
            .. MigrationFiles.Of(reader, facts.At).Where(f => body is null || f.Migration.Organisation == body)
                .SelectMany(f => MigrationFindings.Of(f, ShippedContent.MigrationGates, facts.At))
                .Where(f => f.IsDue(facts.At, days)),
        ];
        var failing = failOn is { } worst ? due.Count(f => Fails(f, worst)) : 0;
        return InquiryReply.Of(new MigrationCheckAnswer(facts.At, days, due)) with
        {
            Failed = failing > 0 ? [new MigrationsLack(failOn!.Value, failing)] : [],
        };
    }

    /// <summary>Whether a finding makes a check fail: what is unknown, and what is only advised, does not.</summary>
    private static bool Fails(MigrationFinding finding, Severity worst) =>
        !finding.IsOpen && finding.Binding is (Binding.Bound or Binding.Follows) && finding.Clause.Severity <= worst;
}

/// <summary>What migrations lack that they should not.</summary>
/// <param name="Severity">The least severity that was asked about.</param>
/// <param name="Lacking">How often something is lacking.</param>
public sealed record MigrationsLack(Severity Severity, int Lacking) : Problem(new Phrase(
    $"the check fails: lacking at severity {RulingTold.WordOf(Severity)} or worse: {Lacking}",
    $"de controle faalt: ontbreekt bij zwaarte {RulingTold.WordOf(Severity)} of erger: {Lacking}"));

/// <summary>What is due, for programs and for people.</summary>
internal sealed class MigrationCheckAnswer(DateOnly at, int days, IReadOnlyList<MigrationFinding> findings) : InquiryAnswer
{
    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteDay("at", at);
        json.WriteNumber("days", days);
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            MigrationJson.Write(json, finding, isDue: true);
            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var ahead = Noun.Day.Count(days, language);
        return new Document(
            new Phrase($"What migrations lack on {at:yyyy-MM-dd}, due within {ahead}", $"Wat migraties ontbreekt op {at:yyyy-MM-dd}, binnen {ahead}").In(language),
            [FindingsTable(findings, language, lines)]);
    }

    /// <summary>Findings as a table.</summary>
    public static Table FindingsTable(IReadOnlyList<MigrationFinding> findings, Language language, int lines)
    {
        var english = language == Language.English;
        return Table.Of(
            english ? "What is needed" : "Wat nodig is",
            english ? ["migration", "what", "settled by", "by whom", "before", "clause"]
                : ["migratie", "wat", "op te lossen met", "door wie", "voor", "bepaling"],
            findings, lines, f =>
            [
                f.Migration.Id.Text, (f.IsOpen ? "open: " : "") + f.Says.In(language), f.SettledBy.In(language),
                f.By.In(language), Days.Text(f.Before) ?? (english ? "now" : "nu"),
                $"{f.Clause.Id}, {Bindings.Of(f.Binding).In(language)} ({f.Clause.Attribution.In(language)})",
            ]);
    }
}
