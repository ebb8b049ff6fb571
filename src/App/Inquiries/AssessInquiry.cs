using Sluiswachter.App.Uses;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>The weighing of a service before it is taken into use, or again while it is.</summary>
/// <remarks>
/// Asks only what is still unknown: what the register holds is not asked, and without a register everything is. The answer
/// names the questions that are left; whoever asks again with their answers comes to the verdict.
/// </remarks>
public sealed class AssessInquiry : Inquiry
{
    /// <summary>An answer to a question of the weighing.</summary>
    public static InquiryParameter Given { get; } = new(
        "answer", new Phrase("QUESTION=ANSWER", "VRAAG=ANTWOORD"), new Phrase(
            "An answer to a question of the weighing; goes before what the register says",
            "Een antwoord op een vraag van de afweging; gaat vóór wat het register zegt"),
        "deployment=public", IsRepeatable: true);

    private static readonly InquiryParameter ServiceId = new(
        "service", new Phrase("ID", "ID"), new Phrase(
            "A service of the register, of which only what is unknown is asked (default: none, everything is asked)",
            "Een clouddienst uit het register, waarvan alleen wordt gevraagd wat onbekend is (standaard: geen, alles wordt gevraagd)"),
        "service:microsoft-365-mail");

    private static readonly InquiryParameter Organisation = new(
        "organisation", new Phrase("ID", "ID"), new Phrase(
            "The body that would use it, or does", "De organisatie die haar zou gebruiken, of gebruikt"), "gm0363");

    private static readonly InquiryParameter ServiceName = new(
        "name", new Phrase("TEXT", "TEKST"), new Phrase(
            "What is weighed is called, when the register does not know it",
            "Hoe heet wat wordt afgewogen, als het register het niet kent"), "Zaaksysteem in de cloud");

    private static readonly InquiryParameter PackId = new(
        "pack", new Phrase("ID", "ID"), new Phrase(
            "Only the clauses of this policy or law (default: all)", "Alleen de bepalingen van dit beleid of deze wet (standaard: alle)"),
        "rijksbreed-cloudbeleid-2026");

    /// <inheritdoc />
    public override string Name => "assess";

    /// <inheritdoc />
    public override bool CanDoWithoutRegister => true;

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Weigh a service before it is used: what policy says of it, what is still to be asked, and other ways side by side",
        "Weeg een clouddienst af vóór gebruik: wat het beleid ervan zegt, wat nog gevraagd moet worden, en andere wegen ernaast");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
        [ServiceId, Organisation, ServiceName, Given, PackId, InquiryParameter.At, InquiryParameter.AsKnownOn];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis assess", new Phrase("step by step, on a terminal", "stap voor stap, op een terminal")),
        ("sluis assess --service service:microsoft-365-mail --organisation gm0363", new Phrase(
            "a service that the register knows: only the rest is asked", "een clouddienst die het register kent: alleen de rest wordt gevraagd")),
        ("sluis assess --name \"Case system\" --answer deployment=public --answer personal-data=special --json", new Phrase(
            "what is known so far, for another program", "wat tot nu toe bekend is, voor een ander programma")),
    ];

    /// <inheritdoc />
    public override string Schema => AssessSchema.Text;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> SharedSchemas => AssessSchema.Shared;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var name = words.One<Label?>(ServiceName, null, text => Label.Of(text).Then<Label?>(label => label));
        var answers = words.Each(Given, AnswerOf);
        var pack = words.One<string?>(PackId, null, PackOf);
        if (name is not null && words.Mentions(ServiceId))
        {
            words.Refuse(ServiceName, new NamedTwice());
        }

        if (answers.GroupBy(a => a.Question).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            words.Refuse(Given, new AnsweredTwice(AskedQuestion.Of(twice.Key).Word));
        }

        var use = words.Mentions(ServiceId) || words.Mentions(Organisation) ? Known(name, words, facts, desk) : BlankUse.Of(name);
        if (use is null || words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var told = answers.Aggregate(use, (sofar, answer) => sofar.Tell(answer.Question, answer.Word));
        return InquiryReply.Of(new AssessAnswer(Weighing.Of(told, facts.At, pack), Sourcing.SideBySide(told, facts.At, pack)));
    }

    /// <summary>
    /// The use of which the register knows the service, the body or both: in use, planned, considered, or else proposed now.
    /// </summary>
    private static Use? Known(Label? name, InquiryWords words, FactsOfDay facts, InquiryDesk desk)
    {
        if (desk.Register is null)
        {
            words.Refuse(words.Mentions(ServiceId) ? ServiceId : Organisation, new EmptyRegister());
            return null;
        }

        using var reader = desk.Read(facts);
        var (service, body) = (
            words.KnownId(ServiceId, FactKind.Service, reader), words.KnownId(Organisation, FactKind.Organisation, reader));
        if (words.Problems.Count > 0)
        {
            return null;
        }

        var someone = body is { } id
            ? reader.Of<Model.Organisation>(Model.Organisation.Schema, id.Text)
                .FirstOrDefault(o => o.Provenance.Validity.Contains(facts.At))
            : BlankUse.Nobody;
        if (someone is null)
        {
            words.Refuse(Organisation, new DoesNotHoldThen(body!.Value.Text, facts.At));
            return null;
        }

        if (service is not { } known)
        {
            return BlankUse.Of(name) with { Body = someone };
        }

        var uses = UsesOfDay.Read(reader, facts.At, includeConsidered: true);
        var use = uses.Of(new UseKey(someone.Id, known, IsInUse: true)) ?? uses.Of(new UseKey(someone.Id, known, IsInUse: false)) ??
            uses.Proposed(body is null ? null : someone, known);
        if (use is null)
        {
            words.Refuse(ServiceId, new DoesNotHoldThen(known.Text, facts.At));
        }

        return use;
    }

    /// <summary>Reads <c>question=answer</c>.</summary>
    private static Result<(UseQuestion Question, string Word)> AnswerOf(string text)
    {
        var cut = text.IndexOf('=', StringComparison.Ordinal);
        if (cut < 0)
        {
            return new NotAnAnswer(text);
        }

        var (word, answer) = (text[..cut], text[(cut + 1)..]);
        if (AskedQuestion.All.FirstOrDefault(q => q.Word == word) is not { } question)
        {
            return new NotAChoice(word, [.. AskedQuestion.All.Select(q => q.Word)]);
        }

        return question.Options.Any(o => o.Word == answer)
            ? (question.Question, answer)
            : new NotAChoice(answer, [.. question.Options.Select(o => o.Word)]);
    }

    private static Result<string?> PackOf(string text) => Pack.All.Any(p => p.Id == text)
        ? Result<string?>.Of(text)
        : new NotAChoice(text, [.. Pack.All.Select(p => p.Id)]);
}

/// <summary>Text that should have been a question and its answer.</summary>
public sealed record NotAnAnswer(string Text) : InquiryProblem(new Phrase(
    $"{Quote(Text)} is not an answer: expected QUESTION=ANSWER, such as deployment=public",
    $"{Quote(Text)} is geen antwoord: verwacht VRAAG=ANTWOORD, zoals deployment=public"));

/// <summary>A service of the register that is given another name.</summary>
public sealed record NamedTwice() : InquiryProblem(new Phrase(
    "a service of the register has its name there: expected a service or a name, not both",
    "een clouddienst uit het register heeft daar haar naam: verwacht een clouddienst of een naam, niet beide"));

/// <summary>A question that is answered more than once.</summary>
public sealed record AnsweredTwice(string Question) : InquiryProblem(new Phrase(
    $"{Quote(Question)} is answered more than once: expected one answer",
    $"{Quote(Question)} is meer dan eens beantwoord: verwacht één antwoord"));
