namespace Sluiswachter.App.Inquiries;

/// <summary>The form of the answer about uncertainty as JSON Schema.</summary>
internal static class UncertaintySchemas
{
    public const string Answer =
        """
        {
          "type": "object",
          "required": ["scenario", "failed", "of", "shownBy", "chains", "unknown", "requirements", "toFindOut", "functions"],
          "properties": {
            "scenario": { "type": "object", "required": ["countries", "locations", "suppliers", "services", "at", "horizonHours"], "properties": {
              "countries": { "type": "array", "items": { "type": "string" } },
              "locations": { "type": "array", "items": { "type": "string" } },
              "suppliers": { "type": "array", "items": { "type": "string" } },
              "services": { "type": "array", "items": { "type": "string" } },
              "at": { "type": "string", "format": "date" },
              "horizonHours": { "type": "integer", "minimum": 0 } } },
            "failed": { "type": "object", "required": ["atLeast", "atMost"], "properties": {
              "atLeast": { "$ref": "#/components/schemas/UncertaintyCounts", "description": "All that is unknown is out of reach: the counts of switch-off." },
              "atMost": { "$ref": "#/components/schemas/UncertaintyCounts", "description": "All that is unknown is in reach." } } },
            "of": { "$ref": "#/components/schemas/UncertaintyCounts", "description": "What counts on the day." },
            "shownBy": { "$ref": "#/components/schemas/UncertaintyFirmness", "description": "What of failed.atLeast fails whatever is so of weaker facts." },
            "chains": { "$ref": "#/components/schemas/UncertaintyFirmness", "description": "What of failed.atLeast has a chain of because without weaker facts." },
            "unknown": { "type": "object", "required": ["suppliersWithoutCountry", "servicesOfThose", "openServices"], "properties": {
              "suppliersWithoutCountry": { "type": "integer", "minimum": 0 },
              "servicesOfThose": { "type": "integer", "minimum": 0 },
              "openServices": { "type": "integer", "minimum": 0, "description": "Services of which it is unknown whether the scenario switches them off." } } },
            "requirements": { "type": "object", "required": ["of", "withUnknownCountry", "broken"], "properties": {
              "of": { "type": "integer", "minimum": 0, "description": "Requirements that count on the day and can be met." },
              "withUnknownCountry": { "type": "integer", "minimum": 0, "description": "Those with an alternative from a supplier of unknown country." },
              "broken": { "type": "object", "required": ["atLeast", "atMost"], "properties": {
                "atLeast": { "type": "integer", "minimum": 0 }, "atMost": { "type": "integer", "minimum": 0 } } } } },
            "toFindOut": { "type": "object", "required": ["candidates", "tried", "complete", "ranking"], "properties": {
              "candidates": { "type": "integer", "minimum": 0, "description": "Unknowns that could put a service in reach." },
              "tried": { "type": "integer", "minimum": 0 },
              "complete": { "type": "boolean", "description": "Whether all candidates were worked out." },
              "ranking": { "type": "array", "items": { "type": "object",
                "required": ["unknown", "id", "services", "uses", "raises", "lowers"],
                "properties": {
                  "unknown": { "enum": ["country", "regions"] },
                  "id": { "type": "string", "description": "The supplier, or the service." },
                  "services": { "type": "integer", "minimum": 1, "description": "Services that it could put in reach." },
                  "uses": { "type": "integer", "minimum": 0, "description": "How often these are an alternative of a requirement." },
                  "raises": { "$ref": "#/components/schemas/UncertaintyCounts", "description": "Added to failed.atLeast when it alone turns out to be in reach." },
                  "lowers": { "$ref": "#/components/schemas/UncertaintyCounts", "description": "Taken off failed.atMost when it alone turns out to be out of reach." } } } } } },
            "functions": { "type": "array", "items": { "type": "object",
              "required": ["id", "organisation", "people", "stopsAtHours", "earliestHours", "shownBy", "chain"],
              "properties": {
                "id": { "type": "string" },
                "organisation": { "type": "string" },
                "people": { "type": "integer", "minimum": 0 },
                "stopsAtHours": { "type": ["integer", "null"], "minimum": 0, "description": "Null when it stops only if something unknown is in reach." },
                "earliestHours": { "type": "integer", "minimum": 0, "description": "When it stops if all that is unknown is in reach." },
                "shownBy": { "enum": ["measured", "declared", "inferred", null], "description": "The weakest facts that are needed to show that it stops." },
                "chain": { "enum": ["measured", "declared", "inferred", null], "description": "The weakest fact in the chain that switch-off tells." } } } }
          }
        }
        """;

    public static IReadOnlyDictionary<string, string> Shared { get; } = new Dictionary<string, string>
    {
        ["UncertaintyCounts"] =
            """
            {
              "type": "object",
              "required": ["functions", "vital", "services", "organisations", "people"],
              "properties": {
                "functions": { "type": "integer", "minimum": 0 },
                "vital": { "type": "integer", "minimum": 0 },
                "services": { "type": "integer", "minimum": 0 },
                "organisations": { "type": "integer", "minimum": 0 },
                "people": { "type": "integer", "minimum": 0 }
              }
            }
            """,
        ["UncertaintyFirmness"] =
            """
            {
              "type": "object",
              "description": "Cumulative: declared includes measured, inferred includes both and is all.",
              "required": ["measured", "declared", "inferred"],
              "properties": {
                "measured": { "$ref": "#/components/schemas/UncertaintyCounts" },
                "declared": { "$ref": "#/components/schemas/UncertaintyCounts" },
                "inferred": { "$ref": "#/components/schemas/UncertaintyCounts" }
              }
            }
            """,
    };
}
