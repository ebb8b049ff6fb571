using System.Text.Json;
using System.Text.Json.Nodes;
using Sluiswachter.App.Assessments;
using Sluiswachter.App.Migrations;
using Sluiswachter.App.Risks;
using Sluiswachter.App.Uses;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>A question that can be asked of the register: at the command line as a verb, over HTTP under /v1.</summary>
/// <remarks>One declaration serves both faces, so that whatever the one can do the other can.</remarks>
public abstract class Inquiry
{
    /// <summary>Every inquiry, in the order in which help shows them.</summary>
    public static IReadOnlyList<Inquiry> All { get; } =
    [
        new ContingencyInquiry(), new CutSetsInquiry(), new ExposureInquiry(), new ConcentrationInquiry(),
        new DependencyInquiry(), new RecoveryInquiry(), new UncertaintyInquiry(), new TrendInquiry(),
        new ChainInquiry(), new SpendInquiry(), new AssessInquiry(), new FindingsInquiry(),
        new ComplianceInquiry(), new ReportInquiry(), new AlternativesInquiry(), new CatchUpInquiry(),
        new AssessmentListInquiry(), new AssessmentShowInquiry(), new AssessmentCompareInquiry(), new AssessmentQualityInquiry(),
        new MigrationListInquiry(), new MigrationShowInquiry(), new MigrationCheckInquiry(), new RiskListInquiry(),
    ];

    /// <summary>
    /// Its name: the verb of the command line, or the group of verbs and the verb within it, such as <c>assessment show</c>.
    /// </summary>
    public abstract string Name { get; }

    /// <summary>The path of the API, such as <c>assessment/show</c>.</summary>
    public string Path => Name.Replace(' ', '/');

    /// <summary>The group of verbs that it belongs to; null when it stands by itself.</summary>
    public string? Group => Name.IndexOf(' ') is > 0 and var end ? Name[..end] : null;

    /// <summary>What it tells, in one sentence.</summary>
    public abstract Phrase Summary { get; }

    /// <summary>What can be asked, in the order in which help shows it.</summary>
    public abstract IReadOnlyList<InquiryParameter> Parameters { get; }

    /// <summary>Commands that someone can type as they stand, each with what it does.</summary>
    public abstract IReadOnlyList<(string Line, Phrase Does)> Examples { get; }

    /// <summary>The JSON Schema of what the answer itself says, an object.</summary>
    public abstract string Schema { get; }

    /// <summary>Schemas that <see cref="Schema"/> refers to as <c>#/components/schemas/NAME</c>, by their names.</summary>
    public virtual IReadOnlyDictionary<string, string> SharedSchemas { get; } = new Dictionary<string, string>();

    /// <summary>The JSON Schema of the whole answer: what every answer has, and <see cref="Schema"/>.</summary>
    public JsonObject DescribeAnswer()
    {
        var schema = JsonNode.Parse(Schema)!.AsObject();
        var (required, properties) = (schema["required"]!.AsArray(), schema["properties"]!.AsObject());
        foreach (var (name, member) in JsonNode.Parse(InquiryReply.Schema)!.AsObject().Reverse())
        {
            required.Insert(0, name);
            properties.Insert(0, name, member!.DeepClone());
        }

        return schema;
    }

    /// <summary>Whether it can be answered where there is no register.</summary>
    public virtual bool CanDoWithoutRegister => false;

    /// <summary>Answers, or says everything that keeps it from answering.</summary>
    public InquiryReply Ask(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var understood = words.Problems.Count == 0;
        var reply = Answer(words, desk) with
        {
            Premises = new Premises(desk.Imagined, facts.AsKnownOn, facts.IncludeConsidered),
        };
        return understood && facts.AsKnownOn is { } day && desk.Register is { } known && NothingKnownThen.Of(known, day) is { } nothing
            ? Because(nothing, reply)
            : reply with { Warnings = [.. reply.Warnings, .. Supposed(reply, words, desk)] };
    }

    /// <summary>
    /// The first day whose uses of services the answer rests on; null when it does not rest on them. By default the day
    /// that is asked, of inquiries that stand by themselves.
    /// </summary>
    protected virtual DateOnly? FirstDayOfUses(InquiryWords words, InquiryDesk desk) =>
        Group is null && Parameters.Contains(InquiryParameter.At) ? words.Facts(desk.Today).At : null;

    /// <summary>Warns that what is told of a day was observed only later.</summary>
    private IEnumerable<Problem> Supposed(InquiryReply reply, InquiryWords words, InquiryDesk desk)
    {
        if (reply.Answer is null || desk.Register is null || FirstDayOfUses(words, desk) is not { } day)
        {
            return [];
        }

        var facts = words.Facts(desk.Today);
        using var reader = desk.Read(facts);
        return HeldBeforeObserved.Of(desk.ObservedOn(day, facts, reader), day) is { } supposed ? [supposed] : [];
    }

    /// <summary>Gives the reason why there was nothing to find, in the place of what that looked like.</summary>
    private static InquiryReply Because(NothingKnownThen nothing, InquiryReply reply) => reply.Answer is not null
        ? reply with { Warnings = [nothing] }
        : reply with
        {
            Problems =
            [
                .. reply.Problems.Select(p => p.Problem is EmptyRegister or DoesNotHoldThen or NobodyKnowsWhatItDoes or UnknownAssessment
                    ? new ParameterProblem(InquiryParameter.AsKnownOn.Name, nothing)
                    : p),
            ],
        };

    /// <summary>Answers from the facts that are asked for, or says everything that keeps it from answering.</summary>
    protected abstract InquiryReply Answer(InquiryWords words, InquiryDesk desk);
}

/// <summary>What an inquiry is answered from.</summary>
/// <param name="Register">The register; null for an inquiry that can do without one, where there is none.</param>
/// <param name="Today">The day it is.</param>
/// <param name="Imagined">The bundle with which the register is imagined, as it was typed; null: it is as it is.</param>
public sealed record InquiryDesk(IRegisterStore? Register, DateOnly Today, string? Imagined = null)
{
    /// <summary>The register.</summary>
    /// <exception cref="InvalidOperationException">There is none, and the inquiry cannot do without one.</exception>
    public IRegisterStore Store => Register ?? throw new InvalidOperationException("there is no register to ask");

    /// <summary>Opens the register as it was known on the day that is asked.</summary>
    public IRegisterReader Read(FactsOfDay facts) =>
        Store.Read(facts.AsKnownOn is { } day ? App.Days.EndOf(day) : null);

    /// <summary>The findings that are kept between questions; null: each question judges all uses anew.</summary>
    public FindingsBook? Findings { get; init; }

    /// <summary>What of days is kept between questions; null: each question reads it anew.</summary>
    public GraphsOfDays? Days { get; init; }

    /// <summary>When the requirements that hold on a day were observed.</summary>
    internal Observations ObservedOn(DateOnly day, FactsOfDay facts, IRegisterReader reader) =>
        Days?.ObservedOn(reader, day, facts.IncludeConsidered) ?? reader.Observed(day, facts.IncludeConsidered);

    /// <summary>What every clause says about every use.</summary>
    /// <param name="facts">Which facts count; today's plain facts are those that are kept.</param>
    /// <param name="reader">The register as it is asked about.</param>
    internal FindingsOfDay FindingsOf(FactsOfDay facts, IRegisterReader reader) =>
        Findings is not null && Imagined is null && facts == new FactsOfDay(Today)
            ? Findings.Of(reader, Today)
            : FindingsOfDay.Of(reader, facts.At, facts.IncludeConsidered);
}

/// <summary>Which facts count.</summary>
/// <param name="At">The day on which they hold.</param>
/// <param name="IncludeConsidered">Whether requirements that are only considered count.</param>
/// <param name="AsKnownOn">Only what the register knew on this day; null: all.</param>
public sealed record FactsOfDay(DateOnly At, bool IncludeConsidered = false, DateOnly? AsKnownOn = null);

/// <summary>An answer, or why there is none, with what to warn about.</summary>
/// <param name="Answer">The answer; null when there are problems.</param>
/// <param name="Problems">Why there is no answer, each with its parameter.</param>
/// <param name="Warnings">What may surprise, such as an empty register.</param>
public sealed record InquiryReply(
    InquiryAnswer? Answer, IReadOnlyList<ParameterProblem> Problems, IReadOnlyList<Problem> Warnings)
{
    /// <summary>The form of what every answer has.</summary>
    public const string Schema =
        $$"""
        {
          "premises": {{Premises.Schema}},
          "warnings": {
            "type": "array",
            "description": "What may surprise, such as a register that is empty.",
            "items": { "type": "object", "required": ["en", "nl"], "properties": {
              "en": { "type": "string" }, "nl": { "type": "string" } } } },
          "checksFailed": {
            "type": "array",
            "description": "Checks that were asked for and do not hold; empty when none was asked for.",
            "items": { "type": "object", "required": ["en", "nl"], "properties": {
              "en": { "type": "string" }, "nl": { "type": "string" } } } }
        }
        """;

    /// <summary>What the answer rests on besides the plain facts.</summary>
    public Premises Premises { get; init; }

    /// <summary>Checks that were asked for and do not hold: the command line then ends with exit code 3.</summary>
    public IReadOnlyList<Problem> Failed { get; init; } = [];

    /// <summary>An answer with nothing to warn about, or with warnings.</summary>
    public static InquiryReply Of(InquiryAnswer answer, params IReadOnlyList<Problem> warnings) => new(answer, [], warnings);

    /// <summary>No answer, and why.</summary>
    public static InquiryReply Refuse(IReadOnlyList<ParameterProblem> problems) => new(null, problems, []);

    /// <summary>Writes the answer, which there must be, as programs get it: what it rests on, what to mind, and itself.</summary>
    /// <remarks>As <see cref="Inquiry.DescribeAnswer"/> tells.</remarks>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        Premises.Write(json);
        WriteSayings(json, "warnings", Warnings);
        WriteSayings(json, "checksFailed", Failed);
        Answer!.WriteMembers(json);
        json.WriteEndObject();
    }

    private static void WriteSayings(Utf8JsonWriter json, string name, IReadOnlyList<Problem> problems)
    {
        json.WriteStartArray(name);
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("en", problem.In(Language.English));
            json.WriteString("nl", problem.In(Language.Dutch));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The answer as a person reads it, first of all what it rests on; null when there is none.</summary>
    /// <param name="language">The language of sentences.</param>
    /// <param name="lines">The most rows of each table.</param>
    public Document? Tell(Language language, int lines)
    {
        var told = Answer?.Tell(language, lines);
        return told is not null && Premises.Says is { } says
            ? told with { Parts = [new Paragraph(says.In(language)), .. told.Parts] }
            : told;
    }
}

/// <summary>What follows from the facts, for programs and for people.</summary>
public abstract class InquiryAnswer
{
    private const int FlushBytes = 1 << 16;

    /// <summary>Writes the members of the answer that the schema of the inquiry describes, into an object that is open.</summary>
    /// <remarks>Ids, not names; what is long calls <see cref="FlushWhenFull"/> between items.</remarks>
    protected internal abstract void WriteMembers(Utf8JsonWriter json);

    /// <summary>Writes an array of texts.</summary>
    protected static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a number, or null when it is unknown.</summary>
    protected static void WriteNumberOrNull(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Sends on what was written, now and then, so that a long answer passes through little memory.</summary>
    protected static void FlushWhenFull(Utf8JsonWriter json)
    {
        if (json.BytesPending > FlushBytes)
        {
            json.Flush();
        }
    }

    /// <summary>The answer as a person reads it, with names.</summary>
    /// <param name="language">The language of sentences.</param>
    /// <param name="lines">The most rows of each table.</param>
    public abstract Document Tell(Language language, int lines);
}
