namespace Sluiswachter.App.Inquiries;

/// <summary>The form of the answer about contingency as JSON Schema.</summary>
internal static class ContingencySchemas
{
    public const string Answer =
        """
        {
          "type": "object",
          "required": ["at", "horizonHours", "of", "subjects", "harmless", "ranking", "unknownCountries", "pairs", "additions"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "horizonHours": { "type": "integer", "minimum": 0 },
            "of": { "type": "array", "items": { "type": "string", "enum": ["country", "controller", "supplier", "service"] } },
            "subjects": { "type": "integer", "minimum": 0, "description": "How many were switched off in turn." },
            "harmless": { "type": "integer", "minimum": 0, "description": "How many of them stop no function; they are not in the ranking." },
            "ranking": { "type": "array", "items": { "type": "object", "required": ["subject", "lost"], "properties": {
              "subject": { "$ref": "#/components/schemas/ContingencySubject" },
              "lost": { "$ref": "#/components/schemas/ContingencyLoss" },
              "atMost": { "$ref": "#/components/schemas/ContingencyLoss" } },
              "description": "atMost only of a country: what is lost if every supplier of unknown country turns out to be of it." } },
            "unknownCountries": { "type": ["object", "null"], "description": "Suppliers of unknown country, and what is lost if they go together, with all whom they control; null when no countries were switched off.",
              "required": ["suppliers", "services", "lost"],
              "properties": {
                "suppliers": { "type": "integer", "minimum": 0 },
                "services": { "type": "integer", "minimum": 0, "description": "Their own." },
                "lost": { "$ref": "#/components/schemas/ContingencyLoss" } } },
            "pairs": { "type": ["object", "null"], "description": "Null when not asked.",
              "required": ["among", "contained", "harmless", "hidden", "ranking", "meetings"],
              "properties": {
                "among": { "type": "integer", "minimum": 0, "description": "How many subjects took part." },
                "contained": { "type": "integer", "minimum": 0, "description": "Pairs left out: the one switches off all that the other does." },
                "harmless": { "type": "integer", "minimum": 0, "description": "Pairs that stop no function; not in the ranking." },
                "hidden": { "type": "integer", "minimum": 0, "description": "Pairs that stop a function that neither of the two stops alone." },
                "ranking": { "type": "array", "items": { "$ref": "#/components/schemas/ContingencyPair" } },
                "meetings": { "type": "array", "description": "Hidden pairs with where the two meet; those that hide most first, at most 100.",
                  "items": { "allOf": [ { "$ref": "#/components/schemas/ContingencyPair" }, { "type": "object", "required": ["functions"], "properties": {
                    "functions": { "type": "array", "description": "At most 10.", "items": { "type": "object",
                      "required": ["id", "requirement", "consumer", "need", "of", "alternatives"],
                      "properties": {
                        "id": { "type": "string" },
                        "requirement": { "type": "string", "description": "The requirement that only both break." },
                        "consumer": { "type": "string" },
                        "need": { "type": "integer", "minimum": 1 },
                        "of": { "type": "integer", "minimum": 1 },
                        "alternatives": { "type": "array", "items": { "type": "object", "required": ["service", "goesWith"], "properties": {
                          "service": { "type": "string" },
                          "goesWith": { "type": "string", "enum": ["first", "second", "either"] } } } } } } } } } ] } } } },
            "additions": { "type": ["object", "null"], "description": "Null when not asked, or when nothing stops a function.",
              "required": ["scenario", "lost", "candidates", "tried", "complete", "withoutCandidate", "best"],
              "properties": {
                "scenario": { "type": "object", "properties": {
                  "countries": { "type": "array", "items": { "type": "string" } },
                  "suppliers": { "type": "array", "items": { "type": "string" } },
                  "services": { "type": "array", "items": { "type": "string" } } } },
                "lost": { "$ref": "#/components/schemas/ContingencyLoss" },
                "candidates": { "type": "integer", "minimum": 0 },
                "tried": { "type": "integer", "minimum": 0 },
                "complete": { "type": "boolean", "description": "Whether there is no better addition." },
                "withoutCandidate": { "type": "integer", "minimum": 0, "description": "Requirements for whose purpose no service is left." },
                "best": { "type": "array", "items": { "type": "object",
                  "required": ["requirement", "consumer", "purpose", "services", "serviceCount", "saved", "functions"],
                  "properties": {
                    "requirement": { "type": "string" },
                    "consumer": { "type": "string" },
                    "purpose": { "type": "string" },
                    "services": { "type": "array", "items": { "type": "string" }, "description": "Any of these saves the same; at most 10." },
                    "serviceCount": { "type": "integer", "minimum": 1 },
                    "saved": { "$ref": "#/components/schemas/ContingencyLoss" },
                    "functions": { "type": "array", "items": { "type": "string" } } } } } } }
          }
        }
        """;

    public static IReadOnlyDictionary<string, string> Shared { get; } = new Dictionary<string, string>
    {
        ["ContingencySubject"] =
            """
            {
              "type": "object",
              "required": ["kind", "id"],
              "properties": {
                "kind": { "type": "string", "enum": ["country", "controller", "supplier", "service"] },
                "id": { "type": "string", "description": "An id; of a country ISO 3166-1 alpha-2." }
              }
            }
            """,
        ["ContingencyLoss"] =
            """
            {
              "type": "object",
              "required": ["vital", "functions", "organisations", "people", "services", "alternatives"],
              "properties": {
                "vital": { "type": "integer", "minimum": 0 },
                "functions": { "type": "integer", "minimum": 0 },
                "organisations": { "type": "integer", "minimum": 0 },
                "people": { "type": "integer", "minimum": 0 },
                "services": { "type": "integer", "minimum": 0 },
                "alternatives": { "type": "integer", "minimum": 0, "description": "How often what fails is an alternative of a requirement." }
              }
            }
            """,
        ["ContingencyPair"] =
            """
            {
              "type": "object",
              "required": ["first", "second", "lost", "hiddenVital", "hiddenFunctions"],
              "properties": {
                "first": { "$ref": "#/components/schemas/ContingencySubject" },
                "second": { "$ref": "#/components/schemas/ContingencySubject" },
                "lost": { "$ref": "#/components/schemas/ContingencyLoss" },
                "hiddenVital": { "type": "integer", "minimum": 0 },
                "hiddenFunctions": { "type": "integer", "minimum": 0, "description": "Functions that neither of the two stops alone." }
              }
            }
            """,
    };
}
