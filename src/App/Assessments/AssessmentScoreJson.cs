using System.Text.Json;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Assessments;

/// <summary>What the answers of an assessment come to, with the working, for programs; SEAL stands beside the score, never in it.</summary>
internal static class AssessmentScoreJson
{
    /// <summary>The form of a score in JSON.</summary>
    public const string Schema =
        """
        {
          "type": ["object", "null"],
          "description": "null when the framework is not known.",
          "required": ["weights", "percentAtLeast", "percentAtMost", "sealAtLeast", "sealAtMost", "objectives", "risks"],
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
                "contributionAtMost": { "type": ["number", "null"] } } } },
            "risks": { "type": "array", "items": { "type": "object", "required": ["risk", "likelihood", "impact", "atLeast", "atMost"], "properties": {
              "risk": { "type": "string" },
              "likelihood": { "type": ["string", "null"] },
              "impact": { "type": ["string", "null"] },
              "atLeast": { "type": ["string", "null"] },
              "atMost": { "type": ["string", "null"] } } } }
          }
        }
        """;

    /// <summary>What an assessment comes to; null when its framework is not known.</summary>
    public static FrameworkScore? Of(FullAssessment assessment, Framework? framework) =>
        framework is null ? null : FrameworkScore.Of(assessment.Against(framework).Sheet);

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
        json.WriteStartArray("risks");
        foreach (var risk in score.Risks)
        {
            var levels = score.Sheet.Framework.Matrix!.Levels;
            json.WriteStartObject();
            json.WriteString("risk", risk.Node.RefId);
            json.WriteString("likelihood", risk.Likelihood?.Id);
            json.WriteString("impact", risk.Impact?.Id);
            json.WriteString("atLeast", risk.Level is { } least ? levels[least.AtLeast].Id : null);
            json.WriteString("atMost", risk.Level is { } most ? levels[most.AtMost].Id : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
