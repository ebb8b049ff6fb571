using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>Whether functions depend strategically on what is abroad.</summary>
public sealed class DependencyInquiry : Inquiry
{
    /// <summary>The scale whose highest mark is the threshold of "few countries".</summary>
    internal const string Scale = "strategic-dependency";

    private const double Half = 0.5;

    private static readonly InquiryParameter Weight = new(
        "weight", new Phrase("WHAT", "WAT"), new Phrase(
            "Weigh functions (default) or the people they serve",
            "Weeg functions (overheidsdiensten, standaard) of people (de mensen voor wie ze er zijn)"),
        "functions");

    private static readonly InquiryParameter Stated = new(
        "stated", new Phrase("STEP=yes|no", "STAP=yes|no"), new Phrase(
            "Answer a step on which the register holds no facts: knowledge, innovation, investment or interruption (is likely)",
            "Beantwoord een stap waarover het register geen feiten heeft: knowledge (kennis), innovation (innovatie), " +
            "investment (investeringen) of interruption (onderbreking is waarschijnlijk)"),
        "interruption=yes", IsRepeatable: true);

    private static readonly InquiryParameter StatedBy = new(
        "statedBy", new Phrase("WHO", "WIE"), new Phrase(
            "Who states that, and where; needed with stated", "Wie dat stelt, en waar; nodig bij stated"),
        "threat assessment 2026");

    /// <inheritdoc />
    public override string Name => "dependency";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Test for strategic dependency on abroad: each step answered with yes, no or unknown, and why",
        "Toets op strategische afhankelijkheid van het buitenland: elke stap met ja, nee of onbekend, en waarom");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
    [
        HomeWords.Parameter, GroupedWords.By, Weight, Stated, StatedBy, InquiryParameter.At, InquiryParameter.AsKnownOn,
        InquiryParameter.Include,
    ];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis dependency", new Phrase("by purpose; abroad is what is not in the EU", "naar doel; buitenland is wat niet in de EU ligt")),
        ("sluis dependency --home NL --by criticality", new Phrase(
            "as seen from the Netherlands alone", "gezien vanuit Nederland alleen")),
        ("sluis dependency --stated interruption=no --stated-by \"cabinet letter, 17 January 2025\"", new Phrase(
            "with a judgement that the register does not hold, and who says so",
            "met een oordeel dat niet in het register staat, en wie het geeft")),
    ];

    /// <inheritdoc />
    public override string Schema =>
        """
        {
          "type": "object",
          "required": ["at", "home", "by", "weight", "statedBy", "groups"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "home": { "type": "array", "items": { "type": "string" }, "description": "ISO 3166-1 alpha-2, in order." },
            "by": { "type": "string", "enum": ["purpose", "data-class", "kind", "criticality", "all"] },
            "weight": { "type": "string", "enum": ["functions", "people"] },
            "statedBy": { "type": ["string", "null"] },
            "groups": { "type": "array", "items": { "$ref": "#/components/schemas/DependencyGroup" } }
          }
        }
        """;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> SharedSchemas { get; } = new Dictionary<string, string>
    {
        ["Truth"] = """{ "type": "string", "enum": ["yes", "no", "unknown"] }""",
        ["DependencyGroup"] =
            """
            {
              "type": "object",
              "required": ["group", "functions", "withoutWeight", "delivered", "dependency", "strategic", "risky", "steps", "countries", "crucialFunctions", "openFunctions"],
              "properties": {
                "group": { "type": ["string", "null"], "description": "In the words of the register; null when unknown." },
                "functions": { "type": "integer", "minimum": 1 },
                "withoutWeight": { "type": "integer", "minimum": 0, "description": "Functions of which it is unknown how many people they serve: values and answers hold whatever that is." },
                "delivered": { "$ref": "#/components/schemas/Truth" },
                "dependency": { "$ref": "#/components/schemas/Truth" },
                "strategic": { "$ref": "#/components/schemas/Truth" },
                "risky": { "$ref": "#/components/schemas/Truth" },
                "steps": { "type": "array", "items": { "$ref": "#/components/schemas/DependencyStep" } },
                "countries": { "type": "array", "items": {
                  "type": "object",
                  "required": ["country", "directShare", "standingShare"],
                  "properties": {
                    "country": { "type": "string" },
                    "directShare": { "type": "number", "minimum": 0, "maximum": 1, "description": "Of the functions of known weight." },
                    "standingShare": { "type": "number", "minimum": 0, "maximum": 1, "description": "The same, directly or through others." } } } },
                "crucialFunctions": { "type": "array", "items": { "type": "string" } },
                "openFunctions": { "type": "integer", "minimum": 0, "description": "Functions that may be crucial and stand on abroad." }
              }
            }
            """,
        ["DependencyStep"] =
            """
            {
              "type": "object",
              "required": ["step", "holds", "stated", "settledBy"],
              "properties": {
                "step": { "type": "string", "enum": ["imported", "controlled", "through-others", "few-countries", "one-country", "hard-to-replace", "knowledge", "innovation", "investment", "crucial", "interruption"] },
                "holds": { "$ref": "#/components/schemas/Truth" },
                "value": { "$ref": "#/components/schemas/Range" },
                "threshold": { "type": "number", "minimum": 0, "description": "It holds when the value is above this." },
                "stated": { "type": "boolean" },
                "settledBy": { "type": ["string", "null"], "description": "What is missing to answer; null when it is answered." }
              }
            }
            """,
    };

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var home = HomeWords.On(facts.At, words);
        var weight = words.One(Weight, ShareWeight.Functions, text =>
            Ranges.Choice<ShareWeight>(text) is { Holds: true, Value: not ShareWeight.Spend } chosen
                ? chosen
                : new NotAChoice(text, ["functions", "people"]));
        var by = words.One(GroupedWords.By, GroupedBy.Purpose, Ranges.Choice<GroupedBy>);
        var stated = words.Each(Stated, StatedStep);
        var statedBy = words.One(StatedBy, null, text =>
            Label.Of(text) is { Holds: false, Problem: { } why } ? new UnreadableStatement(why) : Result<string?>.Of(text));
        foreach (var step in stated.CountBy(s => s.Key).Where(s => s.Value > 1))
        {
            words.Refuse(Stated, new StatedBothWays(Ranges.Word(step.Key)));
        }

        words.NeedCompany(words.Mentions(Stated), words.Called(Stated), StatedBy);
        if (words.Mentions(Stated) && !words.Mentions(StatedBy))
        {
            words.Refuse(StatedBy, new StatedByNobody());
        }

        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var question = new DependencyQuestion(
            home, by, weight, Half,
            ShippedContent.Yardsticks.Highest(Scale).Above!.Value, stated.ToDictionary(s => s.Key, s => s.Value));
        using var reader = desk.Read(facts);
        var columns = reader.Columns(facts.At, facts.IncludeConsidered, Detail.Data | Detail.Kinds);
        var answer = new DependencyAnswer(
            columns, question, StrategicDependency.Of(columns, question), statedBy, ShippedContent.Yardsticks.Highest(Scale), reader);
        return columns.Entities.Count == 0 ? InquiryReply.Of(answer, new EmptyRegister()) : InquiryReply.Of(answer);
    }

    private static Result<KeyValuePair<DependencyStepKind, Truth>> StatedStep(string text)
    {
        var parts = text.Split('=', 2);
        var kind = Ranges.Choice<DependencyStepKind>(parts[0]);
        return kind.Holds && StrategicDependency.Statable.Contains(kind.Value) && parts is [_, "yes" or "no"]
            ? KeyValuePair.Create(kind.Value, Truths.Of(parts[1] == "yes"))
            : new NotAStatement(text, [.. StrategicDependency.Statable.Select(Ranges.Word)]);
    }
}

/// <summary>Text that does not answer a step on which the register holds no facts.</summary>
public sealed record NotAStatement(string Text, IReadOnlyList<string> Steps) : InquiryProblem(new Phrase(
    $"{Quote(Text)} states nothing: expected {string.Join(", ", Steps)} followed by =yes or =no; the register answers other steps itself",
    $"{Quote(Text)} stelt niets: verwacht {string.Join(", ", Steps)} gevolgd door =yes of =no; andere stappen beantwoordt het register zelf"));

/// <summary>A step that is stated to hold and not to hold.</summary>
public sealed record StatedBothWays(string Step) : InquiryProblem(new Phrase(
    $"{Step} is stated to be so and not to be so: expected one of the two",
    $"van {Step} is gesteld dat het zo is en dat het niet zo is: verwacht een van beide"));

/// <summary>A statement without a word about who makes it.</summary>
public sealed record StatedByNobody() : InquiryProblem(new Phrase(
    "a judgement that is not in the register needs who gives it, and where",
    "een oordeel dat niet in het register staat vraagt wie het geeft, en waar"));

/// <summary>Who makes a statement, in text that cannot be read.</summary>
public sealed record UnreadableStatement(Problem Why) : InquiryProblem(Why.Says);
