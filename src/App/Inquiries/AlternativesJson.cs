using System.Text.Json;
using Sluiswachter.App.Assessments;
using Sluiswachter.App.Supply;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>Alternatives as programs get them.</summary>
internal static class AlternativesJson
{
    private const string Texts = """{ "type": "array", "items": { "type": "string" } }""";

    private const string Hands =
        """
        { "type": "array", "items": { "type": "object", "required": ["name", "country"], "properties": {
          "name": { "type": "string" }, "country": { "type": ["string", "null"], "description": "ISO 3166-1 alpha-2." } } } }
        """;

    private const string Source =
        """
        { "type": "object", "required": ["certainty", "en", "nl", "urls"], "properties": {
          "certainty": { "type": "string", "enum": ["read", "reported", "recalled"] },
          "en": { "type": "string" }, "nl": { "type": "string" }, "urls": { "type": "array", "items": { "type": "string" } } } }
        """;

    private const string Gaps =
        $$"""
        { "type": "array", "items": { "type": "object",
          "required": ["kind", "capability", "en", "nl", "source"], "properties": {
            "kind": { "type": "string", "enum": ["legal", "organisational", "technical"] },
            "capability": { "type": ["string", "null"] }, "en": { "type": "string" }, "nl": { "type": "string" },
            "source": {{Source}} } } }
        """;

    private const string Offered =
        $$"""
        { "type": "object", "required": ["kind", "licence", "runsIn", "models", "url", "en", "nl", "source"], "properties": {
          "kind": { "type": "string", "enum": ["service", "software", "hosting"] },
          "licence": { "type": ["string", "null"], "description": "Of its source; null when that is not open." },
          "runsIn": {{Texts}}, "models": {{Texts}}, "url": { "type": ["string", "null"] },
          "en": { "type": "string" }, "nl": { "type": "string" }, "source": {{Source}} } }
        """;

    public const string Schema =
        $$"""
        {
          "type": "object",
          "required": ["at", "service", "organisation", "countriesToAvoid", "capabilities", "capabilitiesFrom", "alternatives", "together"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "service": { "type": "object", "required": ["id", "name", "recognisedAs", "hands"], "properties": {
              "id": { "type": ["string", "null"], "description": "Null when the register does not know it." },
              "name": { "type": "string" },
              "recognisedAs": { "type": ["string", "null"] },
              "hands": {{Hands}} } },
            "organisation": { "type": ["string", "null"] },
            "countriesToAvoid": {{Texts}},
            "capabilities": {{Texts}},
            "capabilitiesFrom": { "type": "string", "enum": ["asked", "catalogue", "purposes"] },
            "alternatives": { "type": "array", "description": "Best first.", "items": { "type": "object",
              "required": ["id", "origin", "name", "hands", "handsKnown", "reach", "full", "partial", "missing", "seal", "gaps", "offer"],
              "properties": {
                "id": { "type": "string" },
                "origin": { "type": "string", "enum": ["catalogue", "register"] },
                "name": { "type": "string" },
                "hands": {{Hands}},
                "handsKnown": { "type": "boolean" },
                "reach": { "type": "string", "enum": ["free", "who-runs-it", "same-country", "unknown", "avoided-country", "same-controller"] },
                "full": {{Texts}}, "partial": {{Texts}}, "missing": {{Texts}},
                "seal": { "oneOf": [ { "type": "null" }, { "type": "object", "required": ["assessment", "atLeast", "atMost", "conclusion"], "properties": {
                  "assessment": { "type": "string" }, "atLeast": { "type": ["integer", "null"], "minimum": 0, "maximum": 4 },
                  "atMost": { "type": ["integer", "null"], "minimum": 0, "maximum": 4 },
                  "conclusion": { "type": "string" } } } ] },
                "gaps": { "oneOf": [ { "type": "null" }, {{Gaps}} ] },
                "offer": { "oneOf": [ { "type": "null" }, {{Offered}} ] }
              } } },
            "together": { "type": "object", "required": ["options", "missing", "partial", "complete"], "properties": {
              "options": {{Texts}}, "missing": {{Texts}}, "partial": {{Texts}}, "complete": { "type": "boolean" } } }
          }
        }
        """;

    private static readonly Words Certainties = Words.Of<Certainty>();

    public static void WriteQuestion(Utf8JsonWriter json, DateOnly at, SupplyQuestion question)
    {
        json.WriteDay("at", at);
        json.WriteStartObject("service");
        json.WriteString("id", question.ServiceId);
        json.WriteString("name", question.Service);
        json.WriteString("recognisedAs", question.Known?.Id);
        Write(json, question.Hands);
        json.WriteEndObject();
        json.WriteString("organisation", question.Organisation);
        Write(json, "countriesToAvoid", question.Avoided.Select(c => c.Code).Order(StringComparer.Ordinal));
        Write(json, "capabilities", question.Capabilities);
        json.WriteString("capabilitiesFrom", Ranges.Word(question.From));
    }

    public static void Write(Utf8JsonWriter json, RankedOption rank, SupplyCandidate candidate)
    {
        json.WriteStartObject();
        json.WriteString("id", candidate.Id);
        json.WriteString("origin", candidate.Offer is null ? "register" : "catalogue");
        json.WriteString("name", candidate.Name);
        Write(json, candidate.Hands);
        json.WriteBoolean("handsKnown", candidate.AreHandsKnown);
        json.WriteString("reach", Ranges.Word(candidate.Option.Reach));
        Write(json, "full", rank.Full);
        Write(json, "partial", rank.Partial);
        Write(json, "missing", rank.Missing);
        Write(json, candidate.Seal);
        Write(json, candidate.Gaps);
        Write(json, candidate.Offer);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, SupplySet together)
    {
        json.WriteStartObject("together");
        Write(json, "options", together.Options.Select(o => o.Option.Id));
        Write(json, "missing", together.Missing);
        Write(json, "partial", together.Partial);
        json.WriteBoolean("complete", together.IsComplete);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<SupplyHand> hands)
    {
        json.WriteStartArray("hands");
        foreach (var hand in hands)
        {
            json.WriteStartObject();
            json.WriteString("name", hand.Name);
            json.WriteString("country", hand.Country?.Code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, SupplySeal? seal)
    {
        if (seal is null)
        {
            json.WriteNull("seal");
            return;
        }

        json.WriteStartObject("seal");
        json.WriteString("assessment", seal.Assessment);
        AssessmentJson.WriteDecimal(json, "atLeast", seal.AtLeast);
        AssessmentJson.WriteDecimal(json, "atMost", seal.AtMost);
        json.WriteString("conclusion", seal.Conclusion);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<Gap>? gaps)
    {
        if (gaps is null)
        {
            json.WriteNull("gaps");
            return;
        }

        json.WriteStartArray("gaps");
        foreach (var gap in gaps)
        {
            json.WriteStartObject();
            json.WriteString("kind", Ranges.Word(gap.Kind));
            json.WriteString("capability", gap.Capability);
            json.WriteString("en", gap.Says.English);
            json.WriteString("nl", gap.Says.Dutch);
            Write(json, gap.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Offer? offer)
    {
        if (offer is null)
        {
            json.WriteNull("offer");
            return;
        }

        json.WriteStartObject("offer");
        json.WriteString("kind", Ranges.Word(offer.Kind));
        json.WriteString("licence", offer.Licence.Length == 0 ? null : offer.Licence);
        Write(json, "runsIn", offer.RunsIn.Select(c => c.Code));
        Write(json, "models", Enum.GetValues<ServiceModels>().Where(m => m != ServiceModels.None && offer.Models.HasFlag(m)).Select(Ranges.Word));
        json.WriteString("url", offer.Url.Length == 0 ? null : offer.Url);
        json.WriteString("en", offer.Note.English);
        json.WriteString("nl", offer.Note.Dutch);
        Write(json, offer.Evidence);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Evidence evidence)
    {
        json.WriteStartObject("source");
        json.WriteString("certainty", Certainties.WordOf((int)evidence.Certainty));
        json.WriteString("en", evidence.Source.English);
        json.WriteString("nl", evidence.Source.Dutch);
        Write(json, "urls", evidence.Urls);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
