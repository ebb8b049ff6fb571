namespace Sluiswachter.App.Inquiries;

/// <summary>The form of the answer of <see cref="AssessInquiry"/>.</summary>
internal static class AssessSchema
{
    public const string Text =
        """
        {
          "type": "object",
          "required": ["at", "name", "organisation", "verdict", "atWorst", "decided", "clauses", "questions", "answers", "ways"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "name": { "type": "string" },
            "organisation": { "type": ["string", "null"] },
            "verdict": { "$ref": "#/components/schemas/Verdict" },
            "atWorst": { "$ref": "#/components/schemas/Verdict" },
            "decided": { "type": "boolean", "description": "Whether no further answer can change the verdict." },
            "clauses": { "type": "array", "items": { "$ref": "#/components/schemas/ClauseRuling" } },
            "questions": { "type": "array", "description": "What is still to be asked, the first first.", "items": {
              "type": "object", "required": ["question", "asks", "options"], "properties": {
                "question": { "type": "string" },
                "asks": { "$ref": "#/components/schemas/Phrase" },
                "options": { "type": "array", "items": { "type": "object", "required": ["answer", "says"], "properties": {
                  "answer": { "type": "string" }, "says": { "$ref": "#/components/schemas/Phrase" } } } } } } },
            "answers": { "type": "array", "items": { "type": "object", "required": ["question", "answer"], "properties": {
              "question": { "type": "string" }, "answer": { "type": "string" } } } },
            "ways": { "type": "array", "items": { "type": "object",
              "required": ["way", "isProposal", "verdict", "atWorst", "notMet", "open"], "properties": {
                "way": { "enum": ["do-it-yourself", "government-cloud", "private", "public-european", "public-other"] },
                "isProposal": { "type": "boolean" },
                "verdict": { "$ref": "#/components/schemas/Verdict" },
                "atWorst": { "$ref": "#/components/schemas/Verdict" },
                "notMet": { "type": "array", "items": { "type": "string" } },
                "open": { "type": "array", "items": { "type": "string" } } } } }
          }
        }
        """;

    public static IReadOnlyDictionary<string, string> Shared { get; } = new Dictionary<string, string>
    {
        ["Verdict"] = """{ "enum": ["prohibited", "conditional", "discouraged", "allowed"] }""",
        ["Phrase"] =
            """
            { "type": "object", "required": ["en", "nl"], "properties": { "en": { "type": "string" }, "nl": { "type": "string" } } }
            """,
        ["ClauseRuling"] =
            """
            {
              "type": "object",
              "required": ["clause", "binding", "title", "source", "severity", "ruling", "says", "settledBy", "grounds"],
              "properties": {
                "clause": { "type": "string" },
                "binding": { "enum": ["bound", "follows", "advised", "unknown"], "description": "What the clause means to the body." },
                "title": { "$ref": "#/components/schemas/Phrase" },
                "source": { "$ref": "#/components/schemas/Phrase" },
                "severity": { "enum": ["prohibited", "conditional", "discouraged", "attention"] },
                "ruling": { "enum": ["met", "not-met", "open"] },
                "says": { "oneOf": [{ "$ref": "#/components/schemas/Phrase" }, { "type": "null" }] },
                "settledBy": { "oneOf": [{ "$ref": "#/components/schemas/Phrase" }, { "type": "null" }] },
                "missing": { "type": "string", "description": "The question that would settle it; absent unless open." },
                "grounds": { "type": "array", "items": { "$ref": "#/components/schemas/Ground" } }
              }
            }
            """,
        ["Ground"] =
            """
            {
              "type": "object",
              "required": ["says", "basis", "source", "since"],
              "properties": {
                "says": { "$ref": "#/components/schemas/Phrase" },
                "basis": { "enum": ["declared", "measured", "inferred", null] },
                "source": { "type": ["string", "null"] },
                "since": { "type": ["string", "null"], "format": "date" }
              }
            }
            """,
    };
}
