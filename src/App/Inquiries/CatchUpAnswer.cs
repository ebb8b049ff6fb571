using System.Text.Json;
using Sluiswachter.App.Uses;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>An order of work with its curve to zero, for programs and for people.</summary>
internal sealed class CatchUpAnswer : InquiryAnswer
{
    public const string Schema =
        """
        {
          "type": "object",
          "required": ["at", "perWeek", "hoursPerWeek", "teams", "umbrella", "umbrellas", "uses", "withoutAnalysis", "risk", "zeroOn", "area", "bound", "optimal", "weeks", "analyses"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "perWeek": { "type": ["integer", "null"], "minimum": 1 },
            "hoursPerWeek": { "type": ["integer", "null"], "minimum": 1 },
            "teams": { "type": "integer", "minimum": 1 },
            "umbrella": { "type": "boolean" },
            "umbrellas": { "type": "integer", "minimum": 0, "description": "How many analyses would do if one settled a service for all bodies." },
            "uses": { "type": "integer", "minimum": 0, "description": "Uses of a service by a body that are in use." },
            "withoutAnalysis": { "type": "integer", "minimum": 0, "description": "Of these, those without an approved risk analysis." },
            "risk": { "type": "integer", "minimum": 0, "description": "Their risk together." },
            "zeroOn": { "type": ["string", "null"], "format": "date", "description": "The day on which none is left; null when that is after the year 9999." },
            "area": { "type": "number", "minimum": 0, "description": "Risk times moment of completion: in weeks, or in hours when hoursPerWeek is given." },
            "bound": { "type": "number", "minimum": 0, "description": "No order of work has a smaller area." },
            "optimal": { "type": "boolean" },
            "weeks": { "type": "array", "items": { "type": "object", "required": ["week", "on", "done", "analysesLeft", "usesLeft", "riskLeft"], "properties": {
              "week": { "type": "integer", "minimum": 0 }, "on": { "type": ["string", "null"], "format": "date" },
              "done": { "type": "integer", "minimum": 0 }, "analysesLeft": { "type": "integer", "minimum": 0 },
              "usesLeft": { "type": "integer", "minimum": 0 }, "riskLeft": { "type": "integer", "minimum": 0 } } } },
            "analyses": { "type": "array", "description": "In the order of work.", "items": { "type": "object",
              "required": ["organisation", "service", "week", "uses", "risk", "hours", "factors"], "properties": {
                "organisation": { "type": ["string", "null"], "description": "Null: it settles the service for all." },
                "service": { "type": "string" }, "week": { "type": "integer", "minimum": 1 },
                "uses": { "type": "integer", "minimum": 1 }, "risk": { "type": "integer", "minimum": 1 },
                "hours": { "type": ["integer", "null"], "minimum": 1 },
                "factors": { "type": "array", "description": "Of the use that weighs most.", "items": { "type": "object",
                  "required": ["aspect", "weight", "unknown"], "properties": {
                    "aspect": { "type": "string", "enum": ["criticality", "data-class", "personal-data", "law-outside-europe", "people"] },
                    "weight": { "type": "integer", "minimum": 1 }, "unknown": { "type": "boolean" } } } } } } }
          }
        }
        """;

    private readonly DateOnly at;
    private readonly DueAnalyses due;
    private readonly CatchUpPlan plan;
    private readonly CatchUpCapacity capacity;
    private readonly Dictionary<string, DueAnalysisOf> of;
    private readonly List<CatchUpWeek> weeks;

    public CatchUpAnswer(DateOnly at, DueAnalyses due, CatchUpPlan plan, CatchUpCapacity capacity)
    {
        (this.at, this.due, this.plan, this.capacity) = (at, due, plan, capacity);
        of = due.All.ToDictionary(d => d.Due.Id, StringComparer.Ordinal);
        weeks = [.. plan.Curve()];
    }

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteDay("at", at);
        WriteNumberOrNull(json, "perWeek", capacity.PerWeek);
        WriteNumberOrNull(json, "hoursPerWeek", capacity.HoursPerWeek);
        json.WriteNumber("teams", capacity.Teams);
        json.WriteBoolean("umbrella", capacity.Umbrella);
        json.WriteNumber("umbrellas", due.Services);
        json.WriteNumber("uses", due.Uses);
        json.WriteNumber("withoutAnalysis", weeks[0].Uses);
        json.WriteNumber("risk", weeks[0].Risk);
        json.WriteDay("zeroOn", EndOf(weeks[^1].Week));
        json.WriteNumber("area", plan.Area);
        json.WriteNumber("bound", Math.Floor(100 * plan.Bound) / 100);
        json.WriteBoolean("optimal", plan.IsOptimal);
        json.WriteStartArray("weeks");
        foreach (var week in weeks)
        {
            json.WriteStartObject();
            json.WriteNumber("week", week.Week);
            json.WriteDay("on", EndOf(week.Week));
            json.WriteNumber("done", week.Done);
            json.WriteNumber("analysesLeft", week.Analyses);
            json.WriteNumber("usesLeft", week.Uses);
            json.WriteNumber("riskLeft", week.Risk);
            json.WriteEndObject();
            FlushWhenFull(json);
        }

        json.WriteEndArray();
        json.WriteStartArray("analyses");
        foreach (var planned in plan.Order)
        {
            Write(json, planned);
            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var text = new CatchUpText(language, lines, due, plan, capacity, weeks);
        return text.Write(at, EndOf, planned => of[planned.Analysis.Id]);
    }

    private void Write(Utf8JsonWriter json, PlannedAnalysis planned)
    {
        var analysis = of[planned.Analysis.Id];
        json.WriteStartObject();
        json.WriteString("organisation", analysis.Body?.Id.Text);
        json.WriteString("service", analysis.Service.Id.Text);
        json.WriteNumber("week", planned.Week);
        json.WriteNumber("uses", analysis.Due.Uses);
        json.WriteNumber("risk", analysis.Due.Risk);
        WriteNumberOrNull(json, "hours", capacity.PerWeek is null ? analysis.Due.Hours : null);
        json.WriteStartArray("factors");
        foreach (var factor in analysis.Heaviest.Factors)
        {
            json.WriteStartObject();
            json.WriteString("aspect", Ranges.Word(factor.Aspect));
            json.WriteNumber("weight", factor.Weight);
            json.WriteBoolean("unknown", factor.IsUnknown);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The last day of a week from the day of the question; null after the year 9999.</summary>
    private DateOnly? EndOf(int week) =>
        at.DayNumber + (7L * week) <= DateOnly.MaxValue.DayNumber ? at.AddDays(7 * week) : null;
}

/// <summary>How much work can be done.</summary>
/// <param name="PerWeek">Analyses a week; null: it is said in hours.</param>
/// <param name="HoursPerWeek">Hours of each team in a week; null: it is said in analyses.</param>
/// <param name="Teams">Teams that work side by side.</param>
/// <param name="Umbrella">Whether one analysis of a service settles it for all bodies.</param>
internal sealed record CatchUpCapacity(int? PerWeek, int? HoursPerWeek, int Teams, bool Umbrella);
