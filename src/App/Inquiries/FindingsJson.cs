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
          "required": ["at", "uses", "usesToWhichSomethingApplies", "usesMeetingAll", "total", "clauses", "bodies", "findings"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "uses": { "type": "integer", "minimum": 0, "description": "Uses of a service by a body that were judged." },
            "usesToWhichSomethingApplies": { "type": "integer", "minimum": 0, "description": "The uses to which some clause applies." },
            "usesMeetingAll": { "type": "integer", "minimum": 0, "description": "Of those to which something applies, those that meet every clause that applies." },
            "total": { "$ref": "#/components/schemas/Tally" },
            "clauses": { "type": "array", "items": { "type": "object",
              "required": ["id", "title", "source", "severity", "validFrom", "validUntil", "tally"],
              "properties": {
                "id": { "type": "string" },
                "title": { "$ref": "#/components/schemas/Phrase" },
                "source": { "$ref": "#/components/schemas/Phrase" },
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

    public const string FindingSchema =
        """
        {
          "type": "object",
          "required": ["clause", "severity", "binding", "open", "organisation", "service", "supplier", "inUse", "functions", "says", "settledBy", "missing", "since", "grounds", "treatment", "lapsed"],
          "properties": {
            "clause": { "type": "string" },
            "severity": { "type": "string", "enum": ["prohibited", "conditional", "discouraged", "attention"] },
            "binding": { "enum": ["bound", "follows", "advised", "unknown"], "description": "What the clause means to the body." },
            "open": { "type": "boolean", "description": "Whether it depends on a fact that is unknown." },
            "organisation": { "type": "string" }, "service": { "type": "string" }, "supplier": { "type": "string" },
            "inUse": { "type": "boolean", "description": "False for what is planned or considered." },
            "functions": { "type": "array", "items": { "type": "string" } },
            "says": { "$ref": "#/components/schemas/Phrase" },
            "settledBy": { "$ref": "#/components/schemas/Phrase" },
            "missing": { "type": ["string", "null"], "description": "The question that would settle it; null unless open." },
            "since": { "type": ["string", "null"], "format": "date" },
            "grounds": { "type": "array", "items": { "$ref": "#/components/schemas/Ground" } },
            "treatment": { "oneOf": [ { "type": "null" }, { "type": "object", "required": ["decision", "kind", "by", "decidedOn", "dueOn", "reliesOn"], "properties": {
              "decision": { "type": "string" }, "kind": { "type": "string", "enum": ["accepted", "mitigated"] }, "by": { "type": "string" },
              "decidedOn": { "type": ["string", "null"], "format": "date" }, "dueOn": { "type": ["string", "null"], "format": "date" },
              "reliesOn": { "type": ["string", "null"] } } } ] },
            "lapsed": { "oneOf": [ { "type": "null" }, { "type": "object", "required": ["decision", "why"],
              "description": "A decision that accepted or mitigated it and no longer counts.", "properties": {
              "decision": { "type": "string" }, "why": { "$ref": "#/components/schemas/Phrase" } } } ] }
          }
        }
        """;

    public static void Write(Utf8JsonWriter json, FindingsSelection found, Action<Utf8JsonWriter> flushWhenFull)
    {
        json.WriteDay("at", found.At);
        json.WriteNumber("uses", found.Uses.Count);
        json.WriteNumber("usesToWhichSomethingApplies", found.UsesToWhichSomethingApplies);
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


    private static void Write(Utf8JsonWriter json, Clause clause, Tally tally)
    {
        json.WriteStartObject();
        json.WriteString("id", clause.Id);
        json.WritePhrase("title", clause.Title);
        json.WritePhrase("source", clause.Attribution);
        json.WriteString("severity", RulingTold.WordOf(clause.Severity));
        json.WriteDay("validFrom", clause.Validity.From);
        json.WriteDay("validUntil", clause.Validity.Until);
        Write(json, "tally", tally);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("clause", finding.Clause.Id);
        json.WriteString("severity", RulingTold.WordOf(finding.Clause.Severity));
        json.WriteString("binding", RulingTold.WordOf(finding.Binding));
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
        json.WritePhrase("says", RulingTold.SaysOf(finding.Ruling));
        json.WritePhrase("settledBy", RulingTold.SettledBy(finding.Ruling));
        json.WriteString("missing", finding.Ruling is Ruling.Open open ? AskedQuestion.Of(open.Missing).Word : null);
        json.WriteDay("since", finding.Since);
        RulingTold.Write(json, "grounds", finding.Grounds);
        WriteTreatment(json, finding.Treatment is { IsInForce: true } counts ? counts.Decision : null);
        WriteLapsed(json, finding.Treatment is { IsInForce: false } lapsed ? lapsed : null);
        json.WriteEndObject();
    }

    private static void WriteLapsed(Utf8JsonWriter json, Treatment? lapsed)
    {
        if (lapsed is null)
        {
            json.WriteNull("lapsed");
            return;
        }

        json.WriteStartObject("lapsed");
        json.WriteString("decision", lapsed.Decision.Id.Text);
        json.WritePhrase("why", lapsed.Lapsed);
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
        json.WriteString("kind", RulingTold.WordOf(decision.Kind));
        json.WriteString("by", decision.By.Text);
        json.WriteDay("decidedOn", decision.DecidedOn);
        json.WriteDay("dueOn", decision.DueOn);
        json.WriteString("reliesOn", decision.ReliesOn?.Text);
        json.WriteEndObject();
    }
}
