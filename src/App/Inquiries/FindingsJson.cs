using System.Globalization;
using System.Text.Json;
using Sluiswachter.App.Uses;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>Findings as programs get them.</summary>
internal static class FindingsJson
{
    public const string Schema =
        """
        {
          "type": "object",
          "required": ["at", "uses", "usesMeetingAll", "total", "clauses", "bodies", "findings"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "uses": { "type": "integer", "minimum": 0, "description": "Uses of a service by a body that were judged." },
            "usesMeetingAll": { "type": "integer", "minimum": 0, "description": "Of these, those that meet every clause that applies." },
            "total": { "$ref": "#/components/schemas/Tally" },
            "clauses": { "type": "array", "items": { "type": "object",
              "required": ["id", "title", "attribution", "severity", "validFrom", "validUntil", "tally"],
              "properties": {
                "id": { "type": "string" },
                "title": { "$ref": "#/components/schemas/Sentence" },
                "attribution": { "$ref": "#/components/schemas/Sentence" },
                "severity": { "type": "string", "enum": ["prohibited", "conditional", "discouraged", "attention"] },
                "validFrom": { "type": ["string", "null"], "format": "date" },
                "validUntil": { "type": ["string", "null"], "format": "date" },
                "tally": { "$ref": "#/components/schemas/Tally" } } } },
            "bodies": { "type": "array", "items": { "type": "object", "required": ["id", "uses", "tally"], "properties": {
              "id": { "type": "string" }, "uses": { "type": "integer", "minimum": 1 },
              "tally": { "$ref": "#/components/schemas/Tally" } } } },
            "findings": { "type": "array", "description": "The worst first.", "items": { "$ref": "#/components/schemas/Finding" } }
          }
        }
        """;

    public const string TallySchema =
        """
        {
          "type": "object",
          "description": "How often clauses apply to uses, and what then holds: applies = met + broken + open; treated is part of broken.",
          "required": ["applies", "met", "broken", "treated", "open"],
          "properties": {
            "applies": { "type": "integer", "minimum": 0 }, "met": { "type": "integer", "minimum": 0 },
            "broken": { "type": "integer", "minimum": 0 }, "treated": { "type": "integer", "minimum": 0 },
            "open": { "type": "integer", "minimum": 0 }
          }
        }
        """;

    public const string SentenceSchema =
        """
        { "type": "object", "required": ["en", "nl"], "properties": { "en": { "type": "string" }, "nl": { "type": "string" } } }
        """;

    public const string FindingSchema =
        """
        {
          "type": "object",
          "required": ["clause", "severity", "open", "organisation", "service", "supplier", "inUse", "functions", "says", "settledBy", "question", "since", "grounds", "treatment"],
          "properties": {
            "clause": { "type": "string" },
            "severity": { "type": "string", "enum": ["prohibited", "conditional", "discouraged", "attention"] },
            "open": { "type": "boolean", "description": "Whether it depends on a fact that is unknown." },
            "organisation": { "type": "string" }, "service": { "type": "string" }, "supplier": { "type": "string" },
            "inUse": { "type": "boolean", "description": "False for what is planned or considered." },
            "functions": { "type": "array", "items": { "type": "string" } },
            "says": { "$ref": "#/components/schemas/Sentence" },
            "settledBy": { "$ref": "#/components/schemas/Sentence" },
            "question": { "type": ["string", "null"], "description": "The word of the question whose answer is unknown." },
            "since": { "type": ["string", "null"], "format": "date" },
            "grounds": { "type": "array", "items": { "type": "object", "required": ["says", "source", "basis", "validFrom", "observedOn"], "properties": {
              "says": { "$ref": "#/components/schemas/Sentence" },
              "source": { "type": ["string", "null"] },
              "basis": { "type": ["string", "null"], "enum": ["declared", "measured", "inferred", null] },
              "validFrom": { "type": ["string", "null"], "format": "date" },
              "observedOn": { "type": ["string", "null"], "format": "date" } } } },
            "treatment": { "oneOf": [ { "type": "null" }, { "type": "object", "required": ["decision", "kind", "by", "decidedOn", "dueOn", "reliesOn"], "properties": {
              "decision": { "type": "string" }, "kind": { "type": "string", "enum": ["accepted", "mitigated"] }, "by": { "type": "string" },
              "decidedOn": { "type": ["string", "null"], "format": "date" }, "dueOn": { "type": ["string", "null"], "format": "date" },
              "reliesOn": { "type": ["string", "null"] } } } ] }
          }
        }
        """;

    public static void Write(Utf8JsonWriter json, FindingsSelection found, Action<Utf8JsonWriter> flushWhenFull)
    {
        Day(json, "at", found.At);
        json.WriteNumber("uses", found.Uses.Count);
        json.WriteNumber("usesMeetingAll", found.UsesMeetingAll);
        Write(json, "total", found.Total);
        json.WriteStartArray("clauses");
        foreach (var (clause, tally) in found.ByClause)
        {
            Write(json, clause, tally);
        }

        json.WriteEndArray();
        json.WriteStartArray("bodies");
        foreach (var (body, uses, tally) in found.ByBody)
        {
            json.WriteStartObject();
            json.WriteString("id", body.Id.Text);
            json.WriteNumber("uses", uses);
            Write(json, "tally", tally);
            json.WriteEndObject();
            flushWhenFull(json);
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var (judged, clause) in found.Worst)
        {
            Write(json, judged.Tell(clause));
            flushWhenFull(json);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a count.</summary>
    public static void Write(Utf8JsonWriter json, string name, Tally tally)
    {
        json.WriteStartObject(name);
        json.WriteNumber("applies", tally.Applies);
        json.WriteNumber("met", tally.Met);
        json.WriteNumber("broken", tally.Broken);
        json.WriteNumber("treated", tally.Treated);
        json.WriteNumber("open", tally.Open);
        json.WriteEndObject();
    }

    /// <summary>Writes a day; null when there is none.</summary>
    public static void Day(Utf8JsonWriter json, string name, DateOnly? day) =>
        json.WriteString(name, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Writes a sentence in both languages.</summary>
    public static void Write(Utf8JsonWriter json, string name, Phrase phrase)
    {
        json.WriteStartObject(name);
        json.WriteString("en", phrase.English);
        json.WriteString("nl", phrase.Dutch);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Clause clause, Tally tally)
    {
        json.WriteStartObject();
        json.WriteString("id", clause.Id);
        Write(json, "title", clause.Title);
        Write(json, "attribution", clause.Attribution);
        json.WriteString("severity", Ranges.Word(clause.Severity));
        Day(json, "validFrom", clause.Validity.From);
        Day(json, "validUntil", clause.Validity.Until);
        Write(json, "tally", tally);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        var told = new FindingTold(finding);
        json.WriteStartObject();
        json.WriteString("clause", finding.Clause.Id);
        json.WriteString("severity", Ranges.Word(finding.Clause.Severity));
        json.WriteBoolean("open", finding.IsOpen);
        json.WriteString("organisation", finding.Use.Body.Id.Text);
        json.WriteString("service", finding.Use.Service.Id.Text);
        json.WriteString("supplier", finding.Use.Supplier.Id.Text);
        json.WriteBoolean("inUse", finding.Use.IsInUse);
        json.WriteStartArray("functions");
        foreach (var id in finding.Use.Functions.Select(f => f.Function?.Id.Text).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            json.WriteStringValue(id);
        }

        json.WriteEndArray();
        Write(json, "says", told.Says);
        Write(json, "settledBy", told.SettledBy);
        json.WriteString("question", told.Question?.Word);
        Day(json, "since", finding.Since);
        json.WriteStartArray("grounds");
        foreach (var ground in finding.Grounds)
        {
            Write(json, ground);
        }

        json.WriteEndArray();
        WriteTreatment(json, finding.Treatment);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Ground ground)
    {
        json.WriteStartObject();
        Write(json, "says", ground.Says);
        json.WriteString("source", ground.By?.Source?.Text);
        json.WriteString("basis", ground.By is { } by ? Ranges.Word(by.Basis) : null);
        Day(json, "validFrom", ground.By?.Validity.From);
        Day(json, "observedOn", ground.By?.ObservedOn);
        json.WriteEndObject();
    }

    private static void WriteTreatment(Utf8JsonWriter json, Decision? decision)
    {
        if (decision is null)
        {
            json.WriteNull("treatment");
            return;
        }

        json.WriteStartObject("treatment");
        json.WriteString("decision", decision.Id.Text);
        json.WriteString("kind", Ranges.Word(decision.Kind));
        json.WriteString("by", decision.By.Text);
        Day(json, "decidedOn", decision.DecidedOn);
        Day(json, "dueOn", decision.DueOn);
        json.WriteString("reliesOn", decision.ReliesOn?.Text);
        json.WriteEndObject();
    }
}
