using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Migrations;

/// <summary>Which migrations there are, and where they stand.</summary>
public sealed class MigrationListInquiry : Inquiry
{
    /// <inheritdoc />
    public override string Name => "migration list";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tell which migrations there are and where they stand", "Vertel welke migraties er zijn en hoe ze ervoor staan");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
        [MigrationQuestions.Organisation, MigrationQuestions.State, InquiryParameter.At, InquiryParameter.AsKnownOn];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis migration list", new Phrase("all of today", "alle van vandaag")),
        ("sluis migration list --state reconsidered", new Phrase("what is thought about again", "waarover opnieuw wordt nagedacht")),
    ];

    /// <inheritdoc />
    public override string Schema =>
        """
        {
          "type": "object",
          "required": ["at", "migrations"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "migrations": { "type": "array", "items": { "$ref": "#/components/schemas/Migration" } }
          }
        }
        """;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> SharedSchemas => MigrationJson.Schemas;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var state = words.One(MigrationQuestions.State, null, MigrationQuestions.Read<MigrationState>);
        using var reader = desk.Read(facts);
        var body = words.KnownId(MigrationQuestions.Organisation, FactKind.Organisation, reader);
        return words.Problems.Count > 0
            ? InquiryReply.Refuse(words.Problems)
            : InquiryReply.Of(new MigrationListAnswer(facts.At,
            [
                .. MigrationFiles.Of(reader, facts.At).Where(f =>
                    (body is null || f.Migration.Organisation == body) && (state is null || f.StandingOn(facts.At).State == state)),
            ]));
    }
}

/// <summary>The migrations, for programs and for people.</summary>
internal sealed class MigrationListAnswer(DateOnly at, IReadOnlyList<MigrationFile> files) : InquiryAnswer
{
    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteDay("at", at);
        json.WriteStartArray("migrations");
        foreach (var file in files)
        {
            json.WriteStartObject();
            MigrationJson.WriteMembers(json, file, at);
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
            english ? $"Migrations on {at:yyyy-MM-dd}" : $"Migraties op {at:yyyy-MM-dd}",
            [
                Table.Of(
                    english ? "By id" : "Naar id",
                    english ? ["id", "what", "of", "begins", "stands"] : ["id", "wat", "van", "begint", "stand"],
                    files, lines, f =>
                    [
                        f.Migration.Id.Text, f.Migration.Name.Text, f.Body?.Name.Text ?? f.Migration.Organisation.Text,
                        Days.Text(f.Begins) ?? "?", MigrationWords.Of(f.StandingOn(at).State).In(language),
                    ]),
            ]);
    }
}
