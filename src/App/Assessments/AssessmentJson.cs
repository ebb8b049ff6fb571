using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Assessments;

/// <summary>What answers about assessments have in common: how its parts are written for programs, and their form.</summary>
internal static class AssessmentJson
{
    /// <summary>The schemas that answers refer to.</summary>
    public static IReadOnlyDictionary<string, string> Schemas { get; } = new Dictionary<string, string>
    {
        ["Phrase"] = AssessSchema.Shared["Phrase"],
        ["Assessment"] =
            """
            {
              "type": "object",
              "required": ["id", "kind", "organisation", "subject", "framework", "frameworkVersion", "assessor", "assessedOn",
                "approver", "approvedOn", "reviewOn", "conclusion", "evidence", "evidenceHash"],
              "properties": {
                "id": { "type": "string" },
                "kind": { "type": "string" },
                "organisation": { "type": ["string", "null"], "description": "null: made for all bodies." },
                "subject": { "type": "string" },
                "framework": { "type": ["string", "null"] },
                "frameworkVersion": { "type": ["string", "null"] },
                "assessor": { "type": ["string", "null"], "description": "A role." },
                "assessedOn": { "type": ["string", "null"], "format": "date" },
                "approver": { "type": ["string", "null"], "description": "A role." },
                "approvedOn": { "type": ["string", "null"], "format": "date" },
                "reviewOn": { "type": ["string", "null"], "format": "date" },
                "conclusion": { "type": ["string", "null"] },
                "evidence": { "type": ["string", "null"] },
                "evidenceHash": { "type": ["string", "null"], "description": "SHA-256 in hexadecimal digits." }
              }
            }
            """,
        ["AssessmentQuality"] =
            """
            {
              "type": "object",
              "required": ["questions", "answered", "notApplicable", "unknown", "withEvidence", "settled", "percent", "faults", "contradictions"],
              "properties": {
                "questions": { "type": ["integer", "null"], "minimum": 0, "description": "null: the framework is not known." },
                "answered": { "type": "integer", "minimum": 0 },
                "notApplicable": { "type": "integer", "minimum": 0 },
                "unknown": { "type": ["integer", "null"], "minimum": 0 },
                "withEvidence": { "type": "integer", "minimum": 0 },
                "settled": { "type": "integer", "minimum": 0 },
                "percent": { "type": ["number", "null"], "minimum": 0, "maximum": 100 },
                "faults": { "type": "array", "items": { "type": "object", "required": ["fault", "says"], "properties": {
                  "fault": { "type": "string" }, "says": { "$ref": "#/components/schemas/Phrase" } } } },
                "contradictions": { "type": "array", "items": { "type": "object", "required": ["question", "stated", "found"], "properties": {
                  "question": { "type": ["string", "null"], "description": "null: between facts of the register." },
                  "stated": { "$ref": "#/components/schemas/StatedGround" },
                  "found": { "$ref": "#/components/schemas/StatedGround" } } } }
              }
            }
            """,
        ["StatedGround"] =
            """
            {
              "type": "object",
              "required": ["says", "source", "basis", "observedOn", "validFrom"],
              "properties": {
                "says": { "$ref": "#/components/schemas/Phrase" },
                "source": { "type": ["string", "null"] },
                "basis": { "type": ["string", "null"] },
                "observedOn": { "type": ["string", "null"], "format": "date" },
                "validFrom": { "type": ["string", "null"], "format": "date" }
              }
            }
            """,
    };

    /// <summary>Writes the members of an assessment.</summary>
    public static void WriteMembers(Utf8JsonWriter json, Assessment a)
    {
        json.WriteString("id", a.Id.Text);
        json.WriteString("kind", Words.Of<AssessmentKind>().WordOf((int)a.Kind));
        json.WriteString("organisation", a.Organisation?.Text);
        json.WriteString("subject", a.Subject.Text);
        json.WriteString("framework", a.Framework?.Text);
        json.WriteString("frameworkVersion", a.FrameworkVersion?.Text);
        json.WriteString("assessor", a.Assessor?.Text);
        json.WriteDay("assessedOn", a.AssessedOn);
        json.WriteString("approver", a.Approver?.Text);
        json.WriteDay("approvedOn", a.ApprovedOn);
        json.WriteDay("reviewOn", a.ReviewOn);
        json.WriteString("conclusion", a.Conclusion?.Text);
        json.WriteString("evidence", a.Evidence?.Text);
        json.WriteString("evidenceHash", a.EvidenceSha256?.Text);
    }

    /// <summary>Writes the quality of an assessment as a member.</summary>
    public static void WriteQuality(Utf8JsonWriter json, AssessmentQuality quality)
    {
        json.WriteStartObject("quality");
        WriteCount(json, "questions", quality.Questions);
        json.WriteNumber("answered", quality.Answered);
        json.WriteNumber("notApplicable", quality.NotApplicable);
        WriteCount(json, "unknown", quality.Unknown);
        json.WriteNumber("withEvidence", quality.WithEvidence);
        json.WriteNumber("settled", quality.Settled);
        WriteDecimal(json, "percent", quality.Percent);
        json.WriteStartArray("faults");
        foreach (var fault in quality.Faults)
        {
            json.WriteStartObject();
            json.WriteString("fault", Words.Of<AssessmentFaultKind>().WordOf((int)fault.Kind));
            Write(json, "says", fault.Says);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("contradictions");
        foreach (var contradiction in quality.Contradictions)
        {
            json.WriteStartObject();
            json.WriteString("question", contradiction.Question);
            Write(json, "stated", contradiction.Stated);
            Write(json, "found", contradiction.Found);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes a sentence in both languages as a member.</summary>
    public static void Write(Utf8JsonWriter json, string name, Phrase phrase)
    {
        json.WriteStartObject(name);
        json.WriteString("en", phrase.English);
        json.WriteString("nl", phrase.Dutch);
        json.WriteEndObject();
    }

    /// <summary>Writes a number, or null when unknown.</summary>
    public static void WriteDecimal(Utf8JsonWriter json, string name, decimal? number)
    {
        json.WritePropertyName(name);
        if (number is { } known)
        {
            json.WriteNumberValue(decimal.Round(known, 4));
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteCount(Utf8JsonWriter json, string name, int? count) => WriteDecimal(json, name, count);

    private static void Write(Utf8JsonWriter json, string name, Ground ground)
    {
        json.WriteStartObject(name);
        Write(json, "says", ground.Says);
        json.WriteString("source", ground.By?.Source?.Text);
        json.WriteString("basis", ground.By is { } by ? Words.Of<Basis>().WordOf((int)by.Basis) : null);
        json.WriteDay("observedOn", ground.By?.ObservedOn);
        json.WriteDay("validFrom", ground.By?.Validity.From);
        json.WriteEndObject();
    }
}
