using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>How much hangs on how few.</summary>
public sealed class ConcentrationInquiry : Inquiry
{
    private const int MostYears = 10;
    private const int MostTop = 100;
    private const int MostHhi = 10_000;

    private static readonly InquiryParameter Per = new(
        "per", new Phrase("WHOM", "WIE"), new Phrase(
            "Shares per controller (at the top of the chain of control, default), supplier, or country",
            "Aandelen per controller (boven aan de keten van zeggenschap, standaard), supplier (leverancier) of country (land)"),
        "controller");

    private static readonly InquiryParameter Weight = new(
        "weight", new Phrase("WHAT", "WAT"), new Phrase(
            "Shares of functions (default), of people served, or of spend by contract",
            "Aandelen in functions (overheidsdiensten, standaard), people (mensen) of spend (uitgaven volgens contracten)"),
        "functions");

    private static readonly InquiryParameter Top = InquiryParameter.Count(
        "top", new Phrase("Tell the share of the N largest together", "Toon het aandeel van de N grootsten samen"),
        new CountRange(1, MostTop), new Phrase("1 and 3", "1 en 3"), "3") with { IsRepeatable = true };

    private static readonly InquiryParameter Years = InquiryParameter.Count(
        "years", new Phrase(
            "Also on this day in earlier years, N in all: what exceeds the threshold in two thirds of them lasts",
            "Ook op deze dag in eerdere jaren, N in totaal: wat in twee derde ervan de drempel overschrijdt, houdt aan"),
        new CountRange(1, MostYears), InquiryParameter.Usually(1), "3");

    private static readonly InquiryParameter Threshold = InquiryParameter.Count(
        "threshold", new Phrase("The HHI above which a year counts", "De HHI waarboven een jaar meetelt"),
        new CountRange(0, MostHhi), InquiryParameter.Usually(4000), "4000");

    /// <inheritdoc />
    public override string Name => "concentration";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tell how much hangs on how few: shares, HHI, and whether there is another to go to",
        "Vertel hoeveel aan hoe weinigen hangt: aandelen, HHI, en of er een ander is om naar over te stappen");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
    [
        GroupedWords.By, Per, Weight, Top, Years, Threshold, InquiryParameter.At, InquiryParameter.AsKnownOn,
        InquiryParameter.Include,
    ];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis concentration", new Phrase("by purpose, per controller", "naar doel, per zeggenschap")),
        ("sluis concentration --by criticality --per country --weight people", new Phrase(
            "how many people of vital functions stand on which country",
            "hoeveel mensen van vitale diensten op welk land steunen")),
        ("sluis concentration --years 3", new Phrase("does it last?", "houdt het aan?")),
    ];

    /// <inheritdoc />
    public override string Schema =>
        """
        {
          "type": "object",
          "required": ["at", "by", "per", "weight", "complete", "groups"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "by": { "type": "string", "enum": ["purpose", "data-class", "kind", "criticality", "all"] },
            "per": { "type": "string", "enum": ["controller", "supplier", "country"] },
            "weight": { "type": "string", "enum": ["functions", "people", "spend"] },
            "complete": { "type": "boolean", "description": "False: in this large register membersInAll was counted only for the holders of whom most is required, and holders that stand only behind others may be missing; everything else is whole." },
            "groups": { "type": "array", "items": { "$ref": "#/components/schemas/ConcentrationGroup" } }
          }
        }
        """;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> SharedSchemas { get; } = new Dictionary<string, string>
    {
        ["Range"] = Ranges.Schema,
        ["ConcentrationGroup"] =
            """
            {
              "type": "object",
              "required": ["group", "members", "uses", "withoutWeight", "hhi", "effectiveNumber", "top", "unknownShare", "missingShare", "readings", "holders", "substitution", "persistence"],
              "properties": {
                "group": { "type": ["string", "null"], "description": "In the words of the register; null when unknown." },
                "currency": { "type": "string", "description": "Of spend only." },
                "members": { "type": "integer", "minimum": 1, "description": "Functions; of spend the bodies that pay by a contract with an amount and a currency." },
                "uses": { "type": "integer", "minimum": 1, "description": "Their requirements; of spend those contracts." },
                "withoutWeight": { "type": "integer", "minimum": 0, "description": "Members whose people are unknown: they weigh nothing; of spend the contracts without an amount or currency, which are in no other number." },
                "hhi": { "oneOf": [ { "type": "null" }, { "$ref": "#/components/schemas/Range" } ], "description": "Null, as each share, when nothing in the group is known to weigh anything: then there is nothing to measure." },
                "effectiveNumber": { "oneOf": [ { "type": "null" }, { "$ref": "#/components/schemas/Range" } ] },
                "top": { "type": "array", "items": {
                  "type": "object",
                  "required": ["holders", "share"],
                  "properties": { "holders": { "type": "integer", "minimum": 1 }, "share": { "oneOf": [ { "type": "null" }, { "$ref": "#/components/schemas/Range" } ] } } } },
                "unknownShare": { "type": ["number", "null"], "minimum": 0, "maximum": 1 },
                "missingShare": { "type": ["number", "null"], "minimum": 0, "maximum": 1, "description": "Of the unknown, the places that nothing fills." },
                "readings": { "type": "array", "items": {
                  "type": "object",
                  "required": ["scale", "atLeast", "atMost", "source", "certainty"],
                  "properties": {
                    "scale": { "type": "string" }, "atLeast": { "type": "string", "description": "A word of the scale; unknown when hhi is null." }, "atMost": { "type": "string" },
                    "source": { "type": "string" }, "certainty": { "type": "string", "enum": ["read", "reported", "recalled"] } } } },
                "holders": { "type": "array", "items": { "$ref": "#/components/schemas/Holder" } },
                "substitution": { "oneOf": [ { "type": "null" }, {
                  "type": "object",
                  "required": ["another", "enough"],
                  "properties": { "another": { "$ref": "#/components/schemas/Range" }, "enough": { "$ref": "#/components/schemas/Range" } } } ] },
                "persistence": { "oneOf": [ { "type": "null" }, {
                  "type": "object",
                  "required": ["threshold", "needed", "persistent", "years"],
                  "properties": {
                    "threshold": { "type": "integer", "minimum": 0 }, "needed": { "type": "integer", "minimum": 1 },
                    "persistent": { "type": "string", "enum": ["yes", "no", "unknown"] },
                    "years": { "type": "array", "items": {
                      "type": "object",
                      "required": ["at", "hhi", "above"],
                      "properties": {
                        "at": { "type": "string", "format": "date" },
                        "hhi": { "oneOf": [ { "type": "null" }, { "$ref": "#/components/schemas/Range" } ] },
                        "above": { "type": "string", "enum": ["yes", "no", "unknown"] } } } } } } ] }
              }
            }
            """,
        ["Holder"] =
            """
            {
              "type": "object",
              "required": ["country", "known", "weight", "share", "members", "membersInAll"],
              "properties": {
                "id": { "type": "string", "description": "A supplier or public body; absent for a country." },
                "country": { "type": ["string", "null"], "description": "ISO 3166-1 alpha-2; null when unknown." },
                "known": { "type": "boolean", "description": "False: may turn out to be another of the holders." },
                "weight": { "type": "number", "minimum": 0 },
                "share": { "type": ["number", "null"], "minimum": 0, "maximum": 1 },
                "members": { "type": "integer", "minimum": 0, "description": "Functions that stand on it directly; of spend the bodies that pay it." },
                "membersInAll": { "type": ["integer", "null"], "minimum": 0, "description": "Directly or through others; null when that was not counted, in a register too large to do so for every holder." }
              }
            }
            """,
    };

    /// <inheritdoc />
    protected override DateOnly? FirstDayOfUses(InquiryWords words, InquiryDesk desk) =>
        EarlierDays(words, desk.Today).Append(words.Facts(desk.Today).At).Min();

    /// <summary>The same day in the earlier years that are asked for as well.</summary>
    private static IEnumerable<DateOnly> EarlierDays(InquiryWords words, DateOnly today)
    {
        var at = words.Facts(today).At;
        return Enumerable.Range(1, Math.Min(words.Number(Years, 1), at.Year) - 1).Select(back => at.AddYears(-back));
    }

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var yardsticks = ShippedContent.Yardsticks;
        var facts = words.Facts(desk.Today);
        var weight = words.One(Weight, ShareWeight.Functions, Ranges.Choice<ShareWeight>);
        var spend = weight == ShareWeight.Spend;
        var question = new ConcentrationQuestion(
            words.One(GroupedWords.By, spend ? GroupedBy.All : GroupedBy.Purpose, Ranges.Choice<GroupedBy>),
            words.One(Per, HolderKind.Controller, Ranges.Choice<HolderKind>), weight);
        var years = words.Number(Years, 1);
        var threshold = words.Number(Threshold, yardsticks.Highest(DependencyInquiry.Scale).Above!.Value);
        words.NeedCompany(years > 1, words.Called(Years), Threshold);
        int[] top = [.. words.Numbers(Top).Order()];
        if (spend && question.By is not (GroupedBy.Kind or GroupedBy.All))
        {
            words.Refuse(GroupedWords.By, new SpendIsNotDividedSo(Ranges.Word(question.By), words.Called(GroupedWords.By)));
        }

        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        using var reader = desk.Read(facts);
        var columns = Read(reader, facts.At, facts, question);
        var earlier = EarlierDays(words, desk.Today)
            .Select(day => new ConcentrationYear(day, Measured(Read(reader, day, facts, question), question).Groups));
        var answer = new ConcentrationAnswer(
            columns, question, Measured(columns, question), top.Length > 0 ? top : [1, 3], threshold, [.. earlier], yardsticks, reader);
        return columns.Entities.Count == 0 ? InquiryReply.Of(answer, new EmptyRegister()) : InquiryReply.Of(answer);
    }

    private static RegisterColumns Read(
        IRegisterReader reader, DateOnly day, FactsOfDay facts, ConcentrationQuestion question) => reader.Columns(
        day, facts.IncludeConsidered,
        Detail.Data | Detail.Kinds | (question.Weight == ShareWeight.Spend ? Detail.Contracts : Detail.None));

    private static ConcentrationFound Measured(RegisterColumns columns, ConcentrationQuestion question) =>
        question.Weight == ShareWeight.Spend
            ? new ConcentrationFound(SpendConcentration.Of(columns, question))
            : ConcentrationFound.Of(Concentration.Of(columns, question));
}

/// <summary>What was found of a day.</summary>
/// <param name="Groups">The groups.</param>
/// <param name="IsComplete">See <see cref="Concentration.IsComplete"/>.</param>
internal sealed record ConcentrationFound(IReadOnlyList<ConcentrationGroup> Groups, bool IsComplete = true)
{
    public static ConcentrationFound Of(Concentration found) => new(found.Groups, found.IsComplete);
}

/// <summary>The groups on the same day of an earlier year.</summary>
internal sealed record ConcentrationYear(DateOnly At, IReadOnlyList<ConcentrationGroup> Groups);

/// <summary>Spend asked by what contracts do not tell.</summary>
public sealed record SpendIsNotDividedSo(string By, string Called) : InquiryProblem(new Phrase(
    $"a contract says who pays whom, not for which {By}: with spend choose {Called} kind or {Called} all",
    $"een contract zegt wie aan wie betaalt, niet voor welke {By}: kies bij spend {Called} kind of {Called} all"));
