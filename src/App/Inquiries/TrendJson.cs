using System.Globalization;
using System.Text.Json;
using Sluiswachter.Insight;

namespace Sluiswachter.App.Inquiries;

/// <summary>Writes curves for programs.</summary>
/// <param name="json">Where to.</param>
/// <param name="flush">Called between items.</param>
internal sealed class TrendJson(Utf8JsonWriter json, Action<Utf8JsonWriter> flush)
{
    /// <summary>The form of the answer.</summary>
    public const string Schema =
        $$"""
        {
          "type": "object",
          "required": ["from", "until", "scenario", "points", "series", "target"],
          "properties": {
            "from": { "type": "string", "format": "date" },
            "until": { "type": "string", "format": "date" },
            "scenario": { "anyOf": [{ "type": "null" }, {{ScenarioTold.Schema}}] },
            "points": {
              "type": "array",
              "description": "The measures stopped and home together, lower bounds; each point holds from its day until the next. The numbers of a measure that was not asked are absent.",
              "items": {
                "type": "object",
                "required": ["day"],
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
            "series": {
              "type": "array",
              "description": "Every curve that was asked, each number with its bounds.",
              "items": {
                "type": "object",
                "required": ["measure", "of", "quantities", "points", "target"],
                "properties": {
                  "measure": { "type": "string", "enum": ["stopped", "home", "concentration", "exposure", "spend", "contingency", "coverage"] },
                  "of": { "type": ["string", "null"], "description": "The purpose or currency, when there is a curve for each." },
                  "quantities": { "type": "array", "items": {
                    "type": "object",
                    "required": ["name", "unit"],
                    "properties": {
                      "name": { "type": "string" },
                      "unit": { "type": "string", "enum": ["functions", "organisations", "people", "services", "share", "hhi", "money-per-year", "contracts", "requirements", "suppliers"] } } } },
                  "points": { "type": "array", "items": {
                    "type": "object",
                    "required": ["day", "values"],
                    "properties": {
                      "day": { "type": "string", "format": "date", "description": "The first day for which it holds." },
                      "whom": { "type": "string", "description": "The id or country whom the numbers are about, when they are about one." },
                      "values": { "type": "object", "description": "By the name of the quantity; null when there is nothing to measure.",
                        "additionalProperties": { "oneOf": [ { "type": "null" }, { "$ref": "#/components/schemas/Range" } ] } } } } },
                  "target": { "oneOf": [ { "type": "null" }, { "$ref": "#/components/schemas/TrendTarget" } ] }
                }
              }
            },
            "target": { "description": "That of the first series that has one.", "oneOf": [ { "type": "null" }, { "$ref": "#/components/schemas/TrendTarget" } ] }
          }
        }
        """;

    /// <summary>The form of a target.</summary>
    public const string TargetSchema =
        """
        {
          "type": "object",
          "required": ["measure", "quantity", "wanted", "percent", "by", "atLeast", "atMost", "reached"],
          "properties": {
            "measure": { "type": "string" },
            "quantity": { "type": "string" },
            "wanted": { "type": "string", "enum": ["at-least", "at-most"] },
            "percent": { "type": "integer", "minimum": 0, "maximum": 100 },
            "by": { "type": "string", "format": "date" },
            "atLeast": { "type": ["number", "null"], "description": "Per cent then, the lower bound; null when there is nothing to measure." },
            "atMost": { "type": ["number", "null"], "description": "Per cent then, the upper bound." },
            "reached": { "enum": ["yes", "no", "unknown"] }
          }
        }
        """;

    /// <summary>Writes all of it.</summary>
    public void Write(TrendQuestion question, IReadOnlyList<TrendSeries> all)
    {
        json.WriteString("from", Text(question.From));
        json.WriteString("until", Text(question.Until));
        if (question.Scenario is { } scenario)
        {
            ScenarioTold.Write(json, scenario, at: null);
        }
        else
        {
            json.WriteNull("scenario");
        }

        WritePoints(
            all.FirstOrDefault(s => s.Series.Curve is StoppedCurve)?.Series,
            all.FirstOrDefault(s => s.Series.Curve is HomeCurve)?.Series);
        json.WriteStartArray("series");
        foreach (var (series, target) in all)
        {
            if (series.Curve is not StoppedCurve || question.Scenario is not null)
            {
                WriteSeries(series, target);
            }
        }

        json.WriteEndArray();
        var first = all.FirstOrDefault(s => s.Target is not null);
        WriteTarget(first?.Series.Curve, first?.Target);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What would stop and what comes from home, on the days on which either changes.</summary>
    private void WritePoints(Series? stopped, Series? home)
    {
        json.WriteStartArray("points");
        IReadOnlyList<long> before = [];
        foreach (var day in new[] { stopped, home }.SelectMany(s => s?.Points ?? []).Select(p => p.Day).Distinct().Order())
        {
            List<(string Name, long Number)> numbers = [.. Stopped(stopped?.On(day)), .. Home(home?.On(day))];
            if (numbers.Select(n => n.Number).SequenceEqual(before))
            {
                continue;
            }

            before = [.. numbers.Select(n => n.Number)];
            json.WriteStartObject();
            json.WriteString("day", Text(day));
            numbers.ForEach(n => json.WriteNumber(n.Name, n.Number));
            json.WriteEndObject();
            flush(json);
        }

        json.WriteEndArray();

        static IEnumerable<(string, long)> Stopped(Reading? reading) => reading is null ? [] :
        [
            ("functions", Least(reading, StoppedCurve.Functions)), ("ofFunctions", Least(reading, StoppedCurve.OfFunctions)),
            ("directFunctions", Least(reading, StoppedCurve.Direct)),
            ("organisations", Least(reading, StoppedCurve.Organisations)), ("people", Least(reading, StoppedCurve.People)),
        ];

        static IEnumerable<(string, long)> Home(Reading? reading) => reading is null ? [] :
        [
            ("servicesInUse", Least(reading, HomeCurve.InUse)), ("fromHome", Least(reading, HomeCurve.FromHome)),
            ("homeUnknown", (long)reading.Values[HomeCurve.FromHome]!.Value.Most - Least(reading, HomeCurve.FromHome)),
        ];

        static long Least(Reading reading, int quantity) => (long)reading.Values[quantity]!.Value.Least;
    }

    private void WriteSeries(Series series, TrendTarget? target)
    {
        json.WriteStartObject();
        json.WriteString("measure", series.Curve.Measure);
        json.WriteString("of", series.Curve.Of);
        json.WriteStartArray("quantities");
        foreach (var quantity in series.Curve.Quantities)
        {
            json.WriteStartObject();
            json.WriteString("name", quantity.Name);
            json.WriteString("unit", Ranges.Word(quantity.Unit));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("points");
        foreach (var (day, reading) in series.Points)
        {
            WritePoint(series.Curve, day, reading);
            flush(json);
        }

        json.WriteEndArray();
        WriteTarget(series.Curve, target);
        json.WriteEndObject();
    }

    private void WritePoint(Curve curve, DateOnly day, Reading reading)
    {
        json.WriteStartObject();
        json.WriteString("day", Text(day));
        if (reading.Whom is { } whom)
        {
            json.WriteString("whom", whom);
        }

        json.WriteStartObject("values");
        foreach (var (quantity, value) in curve.Quantities.Zip(reading.Values))
        {
            if (value is { } known)
            {
                Ranges.Write(json, quantity.Name, known);
            }
            else
            {
                json.WriteNull(quantity.Name);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteTarget(Curve? curve, TrendTarget? target)
    {
        if (curve is null || target is null)
        {
            json.WriteNull("target");
            return;
        }

        json.WriteStartObject("target");
        json.WriteString("measure", curve.Measure);
        json.WriteString("quantity", target.Quantity.Name);
        json.WriteString("wanted", target.Quantity.IsToGrow ? "at-least" : "at-most");
        json.WriteNumber("percent", target.Percent);
        json.WriteString("by", Text(target.By));
        WritePercent("atLeast", target.Then?.Least);
        WritePercent("atMost", target.Then?.Most);
        json.WriteString("reached", Ranges.Word(target.Reached));
        json.WriteEndObject();
    }

    private void WritePercent(string name, double? share)
    {
        if (share is { } known)
        {
            json.WriteNumber(name, Math.Round(100 * (decimal)known, 6));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
