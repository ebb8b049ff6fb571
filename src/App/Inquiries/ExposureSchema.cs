namespace Sluiswachter.App.Inquiries;

/// <summary>The JSON Schema of an answer about exposure.</summary>
internal static class ExposureSchema
{
    private const string Count = """{ "type": "integer", "minimum": 0 }""";
    private const string Word = """{ "type": "string", "minLength": 1 }""";
    private const string WordOrNull = """{ "type": ["string", "null"] }""";
    private const string Flag = """{ "type": "boolean" }""";
    private const string DayOrNull = """{ "type": ["string", "null"], "format": "date" }""";
    private const string Class = """{ "type": "string", "enum": ["public", "internal", "confidential", "unknown"] }""";
    private const string Certainty = """{ "type": "string", "enum": ["read", "reported", "recalled"] }""";

    private static readonly string Phrase = Object(("en", """{ "type": "string" }"""), ("nl", """{ "type": "string" }"""));

    private static readonly string Reached = Object(
        ("functions", Count), ("organisations", Count), ("people", Count), ("specialCategories", Count));

    private static readonly string Classes = ArrayOf(
        Object(("dataClass", Class), ("inReach", Reached), ("certain", Reached)));

    private static readonly string Law = Object(
        ("id", Word), ("title", Word), ("citation", Word), ("unsure", Flag), ("allows", Phrase), ("note", Phrase),
        ("likelihood?", Phrase), ("likelihoodSource?", Word),
        ("validFrom", DayOrNull), ("validUntil", DayOrNull), ("certainty", Certainty), ("source", Phrase), ("urls", ArrayOf(Word)));

    private static readonly string Decision = Object(
        ("id", Word), ("title", Phrase), ("number", Word), ("scope", Phrase), ("note", Phrase),
        ("validFrom", DayOrNull), ("validUntil", DayOrNull), ("certainty", Certainty), ("source", Phrase), ("urls", ArrayOf(Word)));

    private static readonly string Hop = Object(
        ("requirement", Word), ("service", Word),
        ("data", """{ "type": "string", "enum": ["none", "encrypted", "clear", "unknown"] }"""),
        ("customerHeldKeys", """{ "type": ["boolean", "null"] }"""), ("certain", Flag), ("standby", Flag),
        ("dataClass", WordOrNull), ("basis", """{ "type": "string", "enum": ["declared", "measured", "inferred"] }"""),
        ("source", WordOrNull));

    private static readonly string Data = Object(
        ("dataClass", Class), ("certain", Flag), ("onlyThroughStandby", Flag), ("hops", ArrayOf(Hop)), ("links", Count),
        ("control", Object(("country", WordOrNull), ("suppliers", ArrayOf(Word)))),
        ("laws", ArrayOf(Word)), ("adequacy", ArrayOf(Word)));

    private static readonly string Function = Object(
        ("id", Word), ("organisation", Word), ("people", Count), ("dataClass", Class),
        ("personalData", """{ "type": "string", "enum": ["none", "ordinary", "special", "unknown"] }"""), ("data", ArrayOf(Data)));

    /// <summary>The schema as JSON.</summary>
    public static string Text { get; } = Object(
        ("question", Object(
            ("countries", ArrayOf(Word)), ("suppliers", ArrayOf(Word)), ("dataClasses", ArrayOf(Class)),
            ("at", """{ "type": "string", "format": "date" }"""), ("include?", ArrayOf(Word)),
            ("asKnownOn?", """{ "type": "string", "format": "date" }"""))),
        ("control", Object(("suppliers", Count), ("services", Count))),
        ("inReach", Reached),
        ("certain", Reached),
        ("of", Object(("functions", Count), ("organisations", Count), ("people", Count))),
        ("classes", Classes),
        ("stoppedByKeys", Reached),
        ("unknown", Object(
            ("suppliersWithoutCountry", Count), ("servicesOfThose", Count), ("reachedByThose", Reached),
            ("silentHolding", Count), ("silentPassing", Count))),
        ("law", ArrayOf(Object(
            ("country", Word), ("laws", ArrayOf(Law)), ("freeFlow?", Phrase), ("adequacy", ArrayOf(Decision))))),
        ("hands", ArrayOf(Object(
            ("supplier", Word), ("country", WordOrNull), ("services", Count), ("inReach", Reached), ("certain", Reached),
            ("classes", Classes)))),
        ("handsLeftOut", Count),
        ("functions", ArrayOf(Function)));

    private static string ArrayOf(string item) => $$"""{ "type": "array", "items": {{item}} }""";

    /// <summary>An object of these members; one whose name ends in a question mark may be absent.</summary>
    private static string Object(params (string Name, string Schema)[] members)
    {
        var properties = string.Join(", ", members.Select(m => $"\"{m.Name.TrimEnd('?')}\": {m.Schema}"));
        var required = string.Join(", ", members.Where(m => !m.Name.EndsWith('?')).Select(m => $"\"{m.Name}\""));
        return $$"""{ "type": "object", "properties": { {{properties}} }, "required": [{{required}}] }""";
    }
}
