using System.Text.Json;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>Who is back when, for programs and for people.</summary>
internal sealed class RecoveryAnswer(
    DependencyGraph graph, Scenario scenario, Recovery recovery, int decisionHours,
    IReadOnlyDictionary<string, string> names) : InquiryAnswer
{
    /// <summary>The form of the answer.</summary>
    public const string Schema =
        $$"""
        {
          "type": "object",
          "required": ["at", "scenario", "decisionHours", "saved", "back", "tooLate", "noWayBack", "functions", "plan"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "scenario": {{ScenarioTold.Schema}},
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
            },
            "plan": {
              "type": ["object", "null"],
              "description": "What a limited number of teams carries out; null when there are as many as needed.",
              "required": ["teams", "teamHours", "doneAtHours", "notNeeded", "inVain", "fewestTeams", "byTeams", "exits"],
              "properties": {
                "teams": { "type": "integer", "minimum": 1, "description": "Exits carried out at a time, by all together." },
                "teamHours": { "type": "integer", "minimum": 0, "description": "Hours that all teams work together." },
                "doneAtHours": { "type": ["integer", "null"], "minimum": 0, "description": "The hour at which the last exit is ready; null when none is begun." },
                "notNeeded": { "type": "integer", "minimum": 0, "description": "Exits not begun, since the requirement is met again before their turn." },
                "inVain": { "type": "integer", "minimum": 0, "description": "Exits not begun, since they help no function that has a way back." },
                "fewestTeams": { "type": ["integer", "null"], "minimum": 1, "description": "The fewest teams that save as many functions as any number; null when no number saves one." },
                "byTeams": { "type": "array", "description": "With 1, 2, 4, … teams up to as many as bring no more, with the fewest, and with as many as asked.", "items": {
                  "type": "object", "required": ["teams", "saved", "lastBackAtHours"],
                  "properties": {
                    "teams": { "type": "integer", "minimum": 1 },
                    "saved": { "type": "integer", "minimum": 0 },
                    "lastBackAtHours": { "type": "integer", "minimum": 0, "description": "When the last function that comes back is back." } } } },
                "exits": { "type": "array", "description": "By the hour at which they begin, and then by their turn.", "items": {
                  "type": "object", "required": ["requirement", "consumer", "beginsAtHours", "endsAtHours", "ready"],
                  "properties": {
                    "requirement": { "type": "string" },
                    "consumer": { "type": "string" },
                    "beginsAtHours": { "type": "integer", "minimum": 0 },
                    "endsAtHours": { "type": "integer", "minimum": 0 },
                    "ready": { "type": "boolean", "description": "False when the team stops, since the requirement is met again otherwise." } } } }
              }
            }
          }
        }
        """;

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteDay("at", graph.At);
        ScenarioTold.Write(json, scenario, graph.At);
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
        json.WritePropertyName("plan");
        if (recovery.Plan is { } plan)
        {
            WritePlan(json, plan);
        }
        else
        {
            json.WriteNullValue();
        }

    }

    private void WritePlan(Utf8JsonWriter json, ExitSchedule plan)
    {
        json.WriteStartObject();
        json.WriteNumber("teams", plan.Teams);
        json.WriteNumber("teamHours", plan.TeamHours);
        WriteNumberOrNull(json, "doneAtHours", plan.DoneAtHours);
        json.WriteNumber("notNeeded", plan.NotNeeded);
        json.WriteNumber("inVain", plan.InVain);
        WriteNumberOrNull(json, "fewestTeams", plan.FewestTeams);
        json.WriteStartArray("byTeams");
        foreach (var (teams, saved, lastBackAtHours) in plan.ByTeams)
        {
            json.WriteStartObject();
            json.WriteNumber("teams", teams);
            json.WriteNumber("saved", saved);
            json.WriteNumber("lastBackAtHours", lastBackAtHours);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("exits");
        foreach (var exit in plan.Exits)
        {
            json.WriteStartObject();
            json.WriteString("requirement", graph.Requirements[exit.Requirement]);
            json.WriteString("consumer", graph.Entities[exit.Consumer]);
            json.WriteNumber("beginsAtHours", exit.BeginsAtHours);
            json.WriteNumber("endsAtHours", exit.EndsAtHours);
            json.WriteBoolean("ready", exit.Ready);
            json.WriteEndObject();
            FlushWhenFull(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var parts = new List<DocumentPart> { new Paragraph(Summary(language).In(language)) };
        if (ServingNobody.In(graph, language) is { } nobody)
        {
            parts.Add(new Paragraph(nobody));
        }

        if (scenario.Countries.Count > 0 && SuppliersWithoutCountry.In(graph, language) is { } unknown)
        {
            parts.Add(new Paragraph(unknown));
        }

        if (recovery.Plan is { } told && recovery.Functions.Count > 0)
        {
            parts.Add(new Paragraph(string.Join(' ', SentencesOn(told, language).Select(says => says.In(language)))));
        }

        if (recovery.Functions.Count > 0)
        {
            var most = recovery.Functions.OrderBy(f => f.Criticality ?? (Criticality)byte.MaxValue)
                .ThenByDescending(f => f.People).ThenBy(f => f.StopsAtHours).ThenBy(f => f.Entity).ToList();
            parts.Add(Table.Of(
                new Phrase("The most critical first", "De belangrijkste eerst").In(language),
                [
                    new Phrase("function", "overheidsdienst").In(language), new Phrase("stops", "stopt").In(language),
                    new Phrase("tolerates", "verdraagt").In(language), new Phrase("back", "terug").In(language), "",
                ],
                most, lines, f => RowOf(f, language)));
        }

        if (recovery.Plan is { } plan)
        {
            parts.AddRange(TablesOf(plan, language, lines));
        }

        var atATime = recovery.Plan is { Teams: var teams } ? Figures.Number(teams, language) : null;
        var gone = ScenarioTold.WithHorizon(scenario, names);
        return new Document(new Phrase(
            $"What stops if this goes, and when it is back: {gone.English}, facts of {graph.At:yyyy-MM-dd}, decided after {decisionHours} hours{(atATime is null ? "" : $", exits at a time: {atATime}")}",
            $"Wat stopt als dit wegvalt, en wanneer het terug is: {gone.Dutch}, feiten van {graph.At:yyyy-MM-dd}, besloten na {decisionHours} uur{(atATime is null ? "" : $", exits tegelijk: {atATime}")}").In(language), parts);
    }

    private Phrase Summary(Language language)
    {
        string Number(RecoveryOutcome outcome) => Figures.Number(Count(outcome), language);
        var all = Noun.Function.Count(recovery.Functions.Count, language);
        return recovery.Functions.Count == 0
            ? new Phrase("Nothing stops, so nothing needs to come back.", "Er stopt niets, dus er hoeft niets terug te komen.")
            : new Phrase(
                $"What stops: {all}. Of these {Number(RecoveryOutcome.Saved)} back in time, {Number(RecoveryOutcome.Back)} back (how long they may be down is not known), {Number(RecoveryOutcome.TooLate)} back too late, {Number(RecoveryOutcome.NoWayBack)} with no known way back.",
                $"Wat stopt: {all}. Daarvan {Number(RecoveryOutcome.Saved)} op tijd terug, {Number(RecoveryOutcome.Back)} terug (hoe lang zij mogen uitvallen is niet bekend), {Number(RecoveryOutcome.TooLate)} te laat terug, {Number(RecoveryOutcome.NoWayBack)} zonder bekende weg terug.");
    }

    private static IEnumerable<Phrase> SentencesOn(ExitSchedule plan, Language language)
    {
        string Number(long number) => Figures.Number(number, language);
        yield return plan.DoneAtHours is { } done
            ? new Phrase(
                $"Exits that are carried out: {Number(plan.Exits.Count)}, in {Number(plan.TeamHours)} team-hours; the last is done {After(done, language)}. What is most critical goes first, and of equals what must begin first: a plan by priority, which need not be the best of all plans.",
                $"Exits die worden uitgevoerd: {Number(plan.Exits.Count)}, in {Number(plan.TeamHours)} teamuren; de laatste is klaar {After(done, language)}. Het belangrijkste gaat voor, en van gelijken wat het eerst moet beginnen: een plan naar voorrang, dat niet het beste van alle plannen hoeft te zijn.")
            : new Phrase(
                "No exit is known that brings a function back, so there is nothing for the teams to do.",
                "Er is geen exit bekend die een overheidsdienst terugbrengt, dus de teams hebben niets te doen.");
        if (plan.NotNeeded > 0)
        {
            yield return new Phrase(
                $"Not begun, because by their turn they are no longer needed: {Number(plan.NotNeeded)}.",
                $"Niet begonnen, omdat ze aan de beurt niet meer nodig zijn: {Number(plan.NotNeeded)}.");
        }

        if (plan.InVain > 0)
        {
            yield return new Phrase(
                $"Not begun, because they bring no function back while something else it needs has no way back: {Number(plan.InVain)}.",
                $"Niet begonnen, omdat ze geen overheidsdienst terugbrengen zolang iets anders geen weg terug heeft: {Number(plan.InVain)}.");
        }

        if (plan.DoneAtHours is not null)
        {
            yield return plan.FewestTeams is { } fewest
                ? new Phrase(
                    $"The fewest teams with which as many functions are back in time as with any number: {Number(fewest)}.",
                    $"Het kleinste aantal teams waarmee evenveel overheidsdiensten op tijd terug zijn als met welk aantal ook: {Number(fewest)}.")
                : new Phrase(
                    "No number of teams, however large, brings a function back in time.",
                    "Geen enkel aantal teams, hoe groot ook, brengt een overheidsdienst op tijd terug.");
        }
    }

    private IEnumerable<Table> TablesOf(ExitSchedule plan, Language language, int lines)
    {
        if (plan.Exits.Count > 0)
        {
            yield return Table.Of(
                new Phrase("The exits, by when they begin", "De exits, naar wanneer ze beginnen").In(language),
                [
                    new Phrase("exit of", "exit van").In(language), new Phrase("requirement", "afhankelijkheid").In(language),
                    new Phrase("begins", "begint").In(language), new Phrase("ready", "klaar").In(language),
                ],
                plan.Exits, lines, exit =>
                [
                    NameOf(exit.Consumer), graph.Requirements[exit.Requirement], Hour(exit.BeginsAtHours, language),
                    exit.Ready ? Hour(exit.EndsAtHours, language) : new Phrase(
                        $"no longer needed {After(exit.EndsAtHours, language)}",
                        $"niet meer nodig {After(exit.EndsAtHours, language)}").In(language),
                ]);
        }

        if (plan.ByTeams.Count > 1)
        {
            yield return Table.Of(
                new Phrase("What another number of teams would do", "Wat een ander aantal teams zou doen").In(language),
                [
                    new TableColumn(new Phrase("teams", "teams").In(language), IsNumber: true),
                    new TableColumn(new Phrase("functions back in time", "overheidsdiensten op tijd terug").In(language), IsNumber: true),
                    new Phrase("last function back", "laatste overheidsdienst terug").In(language),
                ],
                plan.ByTeams, int.MaxValue, point =>
                [
                    Figures.Number(point.Teams, language), Figures.Number(point.Saved, language),
                    Hour(point.LastBackAtHours, language),
                ]);
        }
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
            Hour(function.StopsAtHours, language),
            function.ToleratesHours is { } tolerates ? Long(tolerates, language) : "?",
            function.BackAtHours is { } back ? After(back, language) : "–",
            says.In(language),
        ];
    }

    private static string Hour(long hours, Language language) =>
        hours == 0 ? new Phrase("at once", "meteen").In(language) : After(hours, language);

    private static string After(long hours, Language language) =>
        new Phrase($"after {Long(hours, language)}", $"na {Long(hours, language)}").In(language);

    /// <summary>Days and hours from three days on.</summary>
    private static string Long(long hours, Language language)
    {
        var (days, rest) = hours < 72 ? (0, hours) : Math.DivRem(hours, 24);
        var dayCount = Figures.Number(days, language);
        return (days, rest) switch
        {
            (0, _) => new Phrase($"{rest} h", $"{rest} uur").In(language),
            (_, 0) => new Phrase($"{dayCount} days", $"{dayCount} dagen").In(language),
            _ => new Phrase($"{dayCount} days {rest} h", $"{dayCount} dagen {rest} uur").In(language),
        };
    }

    private static string WordOf(RecoveryOutcome outcome) => JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());

    private string NameOf(int position)
    {
        var id = graph.Entities[position];
        return names.GetValueOrDefault(id, id);
    }
}
