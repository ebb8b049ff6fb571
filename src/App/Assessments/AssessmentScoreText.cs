using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Assessments;

/// <summary>The score of an assessment with its working, for programs and for people; SEAL stands beside it, never in it.</summary>
internal static class AssessmentScoreText
{
    /// <summary>The form of a score in JSON.</summary>
    public const string Schema =
        """
        {
          "type": ["object", "null"],
          "description": "null when the framework is not known or gives no points and no levels.",
          "required": ["weights", "percentAtLeast", "percentAtMost", "sealAtLeast", "sealAtMost", "objectives"],
          "properties": {
            "weights": { "type": ["string", "null"] },
            "percentAtLeast": { "type": ["number", "null"] },
            "percentAtMost": { "type": ["number", "null"], "description": "The same as at least when every question is answered." },
            "sealAtLeast": { "type": ["integer", "null"], "minimum": 0, "maximum": 4 },
            "sealAtMost": { "type": ["integer", "null"], "minimum": 0, "maximum": 4 },
            "objectives": { "type": "array", "items": { "type": "object",
              "required": ["objective", "pointsAtLeast", "pointsAtMost", "mostPoints", "weight", "contributionAtLeast", "contributionAtMost"],
              "properties": {
                "objective": { "type": "string" },
                "pointsAtLeast": { "type": ["number", "null"] },
                "pointsAtMost": { "type": ["number", "null"] },
                "mostPoints": { "type": "number" },
                "weight": { "type": ["number", "null"] },
                "contributionAtLeast": { "type": ["number", "null"] },
                "contributionAtMost": { "type": ["number", "null"] } } } }
          }
        }
        """;

    /// <summary>The score of an assessment; null when its framework is not known, or has neither points nor levels.</summary>
    public static FrameworkScore? Of(FullAssessment assessment, Framework? framework) =>
        framework is not null && FrameworkScore.Of(assessment.Against(framework).Sheet) is var score &&
            (score.Percent is not null || score.Seal is not null) ? score : null;

    /// <summary>Writes a score as a member.</summary>
    public static void Write(Utf8JsonWriter json, string name, FrameworkScore? score)
    {
        if (score is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("weights", score.Weights?.Name);
        AssessmentJson.WriteDecimal(json, "percentAtLeast", score.Percent?.AtLeast);
        AssessmentJson.WriteDecimal(json, "percentAtMost", score.Percent?.AtMost);
        AssessmentJson.WriteDecimal(json, "sealAtLeast", (int?)score.Seal?.AtLeast);
        AssessmentJson.WriteDecimal(json, "sealAtMost", (int?)score.Seal?.AtMost);
        json.WriteStartArray("objectives");
        foreach (var objective in score.Objectives)
        {
            json.WriteStartObject();
            json.WriteString("objective", objective.Objective.RefId);
            AssessmentJson.WriteDecimal(json, "pointsAtLeast", objective.Points?.AtLeast);
            AssessmentJson.WriteDecimal(json, "pointsAtMost", objective.Points?.AtMost);
            AssessmentJson.WriteDecimal(json, "mostPoints", objective.MostPoints);
            AssessmentJson.WriteDecimal(json, "weight", objective.Weight);
            AssessmentJson.WriteDecimal(json, "contributionAtLeast", objective.Contribution?.AtLeast);
            AssessmentJson.WriteDecimal(json, "contributionAtMost", objective.Contribution?.AtMost);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The score in a sentence.</summary>
    public static string Sentence(FrameworkScore score, Language language)
    {
        var english = language == Language.English;
        var percent = score.Percent is not { } p ? null : english
            ? $"Score: {Range(p, v => Percent(v, language))}{(score.Weights is { } used ? $" by the weights {used.Name}" : "")}."
            : $"Score: {Range(p, v => Percent(v, language))}{(score.Weights is { } gebruikt ? $" met de gewichten {gebruikt.Name}" : "")}.";
        var seal = score.Seal is not { } s ? null : english
            ? $"SEAL level, which is no part of the score: {Range(s, v => $"{(int)v}")}."
            : $"SEAL-niveau, dat geen deel is van de score: {Range(s, v => $"{(int)v}")}.";
        return string.Join(' ', new[] { percent, seal }.OfType<string>());
    }

    /// <summary>The working, objective by objective.</summary>
    public static Table Working(FrameworkScore score, Language language, int lines) => Table.Of(
        language == Language.English ? "How the score comes about" : "Hoe de score tot stand komt",
        language == Language.English
            ? ["objective", new("points", true), new("of", true), new("weight", true), new("contribution", true), new("answered", true), new("unknown", true)]
            : ["doelstelling", new("punten", true), new("van", true), new("gewicht", true), new("bijdrage", true), new("beantwoord", true), new("onbekend", true)],
        score.Objectives, lines, o =>
        [
            o.Objective.Title.In(language), o.Points is { } points ? Range(points, v => Plain(v, language)) : "–",
            Plain(o.MostPoints, language), o.Weight is { } weight ? Percent(weight, language) : "–",
            o.Contribution is { } contribution ? Range(contribution, v => Percent(v, language)) : "–", $"{o.Count.Answered}", $"{o.Count.Unknown}",
        ]);

    private static string Range<T>(Bounds<T> bounds, Func<T, string> text) =>
        bounds.IsExact ? text(bounds.AtLeast) : $"{text(bounds.AtLeast)} – {text(bounds.AtMost)}";

    private static string Percent(decimal number, Language language) => $"{Plain(number, language)} %";

    private static string Plain(decimal number, Language language)
    {
        var text = number.ToString("0.####");
        return language == Language.English ? text : text.Replace('.', ',');
    }
}
