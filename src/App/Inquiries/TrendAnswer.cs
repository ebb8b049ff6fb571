using System.Globalization;
using System.Text.Json;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>A curve over time, for programs and for people.</summary>
internal sealed class TrendAnswer(
    DateOnly from, DateOnly until, Scenario? scenario, IReadOnlyList<TrendPoint> points, TrendTarget? target)
    : InquiryAnswer
{
    /// <summary>The form of the answer.</summary>
    public const string Schema =
        """
        {
          "type": "object",
          "required": ["from", "until", "scenario", "points", "target"],
          "properties": {
            "from": { "type": "string", "format": "date" },
            "until": { "type": "string", "format": "date" },
            "scenario": { "type": ["object", "null"], "description": "What is switched off on each day; null when nothing is.", "properties": {
              "countries": { "type": "array", "items": { "type": "string" } },
              "locations": { "type": "array", "items": { "type": "string" } },
              "suppliers": { "type": "array", "items": { "type": "string" } },
              "services": { "type": "array", "items": { "type": "string" } },
              "horizonHours": { "type": "integer", "minimum": 0 } } },
            "points": {
              "type": "array",
              "description": "Each holds from its day until the next.",
              "items": {
                "type": "object",
                "required": ["day", "functions", "ofFunctions", "directFunctions", "organisations", "people", "servicesInUse", "fromHome", "homeUnknown"],
                "properties": {
                  "day": { "type": "string", "format": "date" },
                  "functions": { "type": "integer", "minimum": 0 },
                  "ofFunctions": { "type": "integer", "minimum": 0 },
                  "directFunctions": { "type": "integer", "minimum": 0, "description": "Stopped with nothing in between." },
                  "organisations": { "type": "integer", "minimum": 0 },
                  "people": { "type": "integer", "minimum": 0 },
                  "servicesInUse": { "type": "integer", "minimum": 0 },
                  "fromHome": { "type": "integer", "minimum": 0 },
                  "homeUnknown": { "type": "integer", "minimum": 0 }
                }
              }
            },
            "target": { "type": ["object", "null"], "properties": {
              "percent": { "type": "integer" }, "by": { "type": "string", "format": "date" },
              "atLeast": { "type": "number", "description": "Per cent from home then, if all that is unknown is not." },
              "atMost": { "type": "number", "description": "Per cent from home then, if all that is unknown is." },
              "reached": { "enum": ["yes", "no", "unknown"] } } }
          }
        }
        """;

    private const int LongestBar = 20;

    /// <inheritdoc />
    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("from", Text(from));
        json.WriteString("until", Text(until));
        WriteScenario(json);
        json.WriteStartArray("points");
        foreach (var point in points)
        {
            json.WriteStartObject();
            json.WriteString("day", Text(point.Day));
            json.WriteNumber("functions", point.Failed.Functions);
            json.WriteNumber("ofFunctions", point.Of.Functions);
            json.WriteNumber("directFunctions", point.DirectlyFailed);
            json.WriteNumber("organisations", point.Failed.Organisations);
            json.WriteNumber("people", point.Failed.People);
            json.WriteNumber("servicesInUse", point.InUse);
            json.WriteNumber("fromHome", point.AtHome);
            json.WriteNumber("homeUnknown", point.HomeUnknown);
            json.WriteEndObject();
            FlushWhenFull(json);
        }

        json.WriteEndArray();
        WriteTarget(json);
        json.WriteEndObject();
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var parts = new List<DocumentPart>();
        if (scenario is not null)
        {
            parts.Add(Table.Of(
                new Phrase("What would stop on a day, until the next line", "Wat op een dag zou stoppen, tot de volgende regel").In(language),
                [
                    new Phrase("from", "vanaf").In(language), Number("functions", "overheidsdiensten"),
                    Number("share", "aandeel"), Number("directly", "direct"), Number("organisations", "organisaties"),
                    Number("people", "mensen"), "",
                ],
                points, lines, p => StoppedRow(p, language)));
        }

        parts.Add(Table.Of(
            new Phrase("What comes from home, until the next line", "Wat van eigen bodem komt, tot de volgende regel").In(language),
            [
                new Phrase("from", "vanaf").In(language), Number("services in use", "gebruikte clouddiensten"),
                Number("from home", "van eigen bodem"), Number("unknown", "onbekend"), Number("share", "aandeel"),
            ],
            HomeSteps(), lines, p => HomeRow(p, language)));
        if (target is not null)
        {
            parts.Add(new Paragraph(TargetIn(language)));
        }

        return new Document(new Phrase(
            $"How dependence changes from {Text(from)} to {Text(until)}",
            $"Hoe afhankelijkheid verandert van {Text(from)} tot {Text(until)}").In(language), parts);

        TableColumn Number(string english, string dutch) => new(new Phrase(english, dutch).In(language), IsNumber: true);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The points at which what comes from home changes.</summary>
    private List<TrendPoint> HomeSteps()
    {
        var steps = new List<TrendPoint>();
        foreach (var point in points)
        {
            if (steps.Count == 0 || Home(steps[^1]) != Home(point))
            {
                steps.Add(point);
            }
        }

        return steps;

        static (int, int, int) Home(TrendPoint point) => (point.InUse, point.AtHome, point.HomeUnknown);
    }

    private static IReadOnlyList<string> StoppedRow(TrendPoint point, Language language)
    {
        var length = (int)Math.Ceiling((double)LongestBar * point.Failed.Functions / Math.Max(1, point.Of.Functions));
        return
        [
            Text(point.Day), Figures.Number(point.Failed.Functions, language),
            Figures.Share(point.Failed.Functions, point.Of.Functions, language),
            Figures.Number(point.DirectlyFailed, language), Figures.Number(point.Failed.Organisations, language),
            Figures.Number(point.Failed.People, language), new string('█', length).PadRight(LongestBar, '░'),
        ];
    }

    private static IReadOnlyList<string> HomeRow(TrendPoint point, Language language) =>
    [
        Text(point.Day), Figures.Number(point.InUse, language), Figures.Number(point.AtHome, language),
        Figures.Number(point.HomeUnknown, language), ShareIn(point, language),
    ];

    /// <summary>The share from home: two numbers when it is unknown of some.</summary>
    private static string ShareIn(TrendPoint point, Language language)
    {
        var least = Figures.Share(point.AtHome, point.InUse, language);
        return point.HomeUnknown == 0
            ? least
            : $"{least[..^2]} – {Figures.Share(point.AtHome + point.HomeUnknown, point.InUse, language)}";
    }

    private static (decimal Least, decimal Most) Percents(TrendPoint point) => point.InUse == 0
        ? (0, 0)
        : (100m * point.AtHome / point.InUse, 100m * (point.AtHome + point.HomeUnknown) / point.InUse);

    private static string Reached(TrendTarget target) => Percents(target.Then) switch
    {
        var (least, _) when least >= target.Percent && target.Then.InUse > 0 => "yes",
        var (_, most) when most < target.Percent || target.Then.InUse == 0 => "no",
        _ => "unknown",
    };

    private string TargetIn(Language language)
    {
        var then = target!.Then;
        var share = ShareIn(then, language);
        var reached = Reached(target) switch
        {
            "yes" => new Phrase("the target is reached", "het doel is bereikt"),
            "no" => new Phrase("the target is not reached", "het doel is niet bereikt"),
            _ => new Phrase(
                "whether the target is reached depends on what is unknown", "of het doel is bereikt hangt af van wat onbekend is"),
        };
        return new Phrase(
            $"On {Text(target.By)}, by the facts and plans in the register, {share} of the services in use come from home; asked is {target.Percent} %: {reached.English}.",
            $"Op {Text(target.By)} komt, naar de feiten en plannen in het register, {share} van de gebruikte clouddiensten van eigen bodem; gevraagd is {target.Percent} %: {reached.Dutch}.").In(language);
    }

    private void WriteScenario(Utf8JsonWriter json)
    {
        if (scenario is null)
        {
            json.WriteNull("scenario");
            return;
        }

        json.WriteStartObject("scenario");
        WriteTexts(json, "countries", scenario.Countries.Select(c => c.Code));
        WriteTexts(json, "locations", scenario.Locations.Select(c => c.Code));
        WriteTexts(json, "suppliers", scenario.Suppliers.Select(s => s.Text));
        WriteTexts(json, "services", scenario.Services.Select(s => s.Text));
        json.WriteNumber("horizonHours", scenario.HorizonHours);
        json.WriteEndObject();
    }

    private void WriteTarget(Utf8JsonWriter json)
    {
        if (target is null)
        {
            json.WriteNull("target");
            return;
        }

        var (least, most) = Percents(target.Then);
        json.WriteStartObject("target");
        json.WriteNumber("percent", target.Percent);
        json.WriteString("by", Text(target.By));
        json.WriteNumber("atLeast", Math.Round(least, 6));
        json.WriteNumber("atMost", Math.Round(most, 6));
        json.WriteString("reached", Reached(target));
        json.WriteEndObject();
    }
}
