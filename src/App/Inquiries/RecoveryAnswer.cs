using System.Globalization;
using System.Text.Json;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>Who is back when, for programs and for people.</summary>
internal sealed class RecoveryAnswer(
    DependencyGraph graph, Recovery recovery, int decisionHours, IReadOnlyDictionary<string, string> names) : InquiryAnswer
{
    /// <summary>The form of the answer.</summary>
    public const string Schema =
        """
        {
          "type": "object",
          "required": ["at", "decisionHours", "saved", "back", "tooLate", "noWayBack", "functions"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "decisionHours": { "type": "integer", "minimum": 0 },
            "saved": { "type": "integer", "minimum": 0, "description": "Functions back before they have been down longer than they tolerate." },
            "back": { "type": "integer", "minimum": 0, "description": "Back; how long they may be down is unknown." },
            "tooLate": { "type": "integer", "minimum": 0 },
            "noWayBack": { "type": "integer", "minimum": 0, "description": "No exit is known that would bring them back." },
            "functions": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["id", "organisation", "people", "stopsAtHours", "toleratesHours", "backAtHours", "outcome"],
                "properties": {
                  "id": { "type": "string" },
                  "organisation": { "type": "string" },
                  "people": { "type": "integer", "minimum": 0 },
                  "stopsAtHours": { "type": "integer", "minimum": 0 },
                  "toleratesHours": { "type": ["integer", "null"], "minimum": 0 },
                  "backAtHours": { "type": ["integer", "null"], "minimum": 0 },
                  "outcome": { "enum": ["saved", "back", "tooLate", "noWayBack"] }
                }
              }
            }
          }
        }
        """;

    /// <inheritdoc />
    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("at", graph.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteNumber("decisionHours", decisionHours);
        foreach (var outcome in Enum.GetValues<RecoveryOutcome>())
        {
            json.WriteNumber(WordOf(outcome), Count(outcome));
        }

        json.WriteStartArray("functions");
        foreach (var function in recovery.Functions)
        {
            json.WriteStartObject();
            json.WriteString("id", graph.Entities[function.Entity]);
            json.WriteString("organisation", graph.Entities[function.Organisation]);
            json.WriteNumber("people", function.People);
            json.WriteNumber("stopsAtHours", function.StopsAtHours);
            WriteNumberOrNull(json, "toleratesHours", function.ToleratesHours);
            WriteNumberOrNull(json, "backAtHours", function.BackAtHours);
            json.WriteString("outcome", WordOf(function.Outcome));
            json.WriteEndObject();
            FlushWhenFull(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        string Number(RecoveryOutcome outcome) => Figures.Number(Count(outcome), language);
        var all = Figures.Number(recovery.Functions.Count, language);
        var summary = recovery.Functions.Count == 0
            ? new Phrase("Nothing stops, so nothing needs to come back.", "Er stopt niets, dus er hoeft niets terug te komen.")
            : new Phrase(
                $"Of {all} functions that stop {Number(RecoveryOutcome.Saved)} are back in time, {Number(RecoveryOutcome.Back)} are back (how long they may be down is not known), {Number(RecoveryOutcome.TooLate)} come back too late, and of {Number(RecoveryOutcome.NoWayBack)} no way back is known.",
                $"Van {all} overheidsdiensten die stoppen zijn er {Number(RecoveryOutcome.Saved)} op tijd terug, {Number(RecoveryOutcome.Back)} terug (hoe lang zij mogen uitvallen is niet bekend), {Number(RecoveryOutcome.TooLate)} te laat terug, en van {Number(RecoveryOutcome.NoWayBack)} is geen weg terug bekend.");
        var most = recovery.Functions.OrderBy(f => f.Criticality ?? (Criticality)byte.MaxValue).ThenByDescending(f => f.People)
            .ThenBy(f => f.StopsAtHours).ThenBy(f => f.Entity).ToList();
        var parts = new List<DocumentPart> { new Paragraph(summary.In(language)) };
        if (most.Count > 0)
        {
            parts.Add(Table.Of(
                new Phrase("The most critical first", "De belangrijkste eerst").In(language),
                [
                    new Phrase("function", "overheidsdienst").In(language), new Phrase("stops", "stopt").In(language),
                    new Phrase("tolerates", "verdraagt").In(language), new Phrase("back", "terug").In(language), "",
                ],
                most, lines, f => RowOf(f, language)));
        }

        return new Document(new Phrase(
            $"What stops, and when it is back — facts of {graph.At:yyyy-MM-dd}, decided after {decisionHours} hours",
            $"Wat stopt, en wanneer het terug is — feiten van {graph.At:yyyy-MM-dd}, besloten na {decisionHours} uur").In(language), parts);
    }

    private int Count(RecoveryOutcome outcome) => recovery.Functions.Count(f => f.Outcome == outcome);

    private IReadOnlyList<string> RowOf(RecoveringFunction function, Language language)
    {
        var says = function.Outcome switch
        {
            RecoveryOutcome.Saved => new Phrase("in time", "op tijd"),
            RecoveryOutcome.TooLate => new Phrase("too late", "te laat"),
            RecoveryOutcome.NoWayBack => new Phrase("no way back known", "geen weg terug bekend"),
            _ => new Phrase("in time?", "op tijd?"),
        };
        return
        [
            $"{NameOf(function.Entity)} — {NameOf(function.Organisation)}",
            function.StopsAtHours == 0 ? new Phrase("at once", "direct").In(language) : After(function.StopsAtHours, language),
            function.ToleratesHours is { } tolerates ? Long(tolerates, language) : "?",
            function.BackAtHours is { } back ? After(back, language) : "–",
            says.In(language),
        ];
    }

    private static string After(int hours, Language language) =>
        new Phrase($"after {Long(hours, language)}", $"na {Long(hours, language)}").In(language);

    /// <summary>Whole days from three days on.</summary>
    private static string Long(int hours, Language language) => hours >= 72 && hours % 24 == 0
        ? new Phrase($"{hours / 24} days", $"{hours / 24} dagen").In(language)
        : new Phrase($"{hours} h", $"{hours} uur").In(language);

    private static string WordOf(RecoveryOutcome outcome) => JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());

    private string NameOf(int position)
    {
        var id = graph.Entities[position];
        return names.GetValueOrDefault(id, id);
    }
}
