using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>Which smallest losses stop a function?</summary>
public sealed class CutSetsInquiry : Inquiry
{
    private static readonly InquiryParameter Function = new(
        "function", new Phrase("ID", "ID"), new Phrase(
            "The id of the function", "Het id van de overheidsdienst"), "voorbeeld:digid", IsSubject: true);

    private static readonly InquiryParameter Of = new(
        "of", new Phrase("KIND", "SOORT"), new Phrase(
            "What one loss takes along: supplier (its own services) or controller (those of all it controls too; default)",
            "Wat één uitval meeneemt: supplier (de eigen clouddiensten) of controller (ook die van allen over wie hij zeggenschap heeft; standaard)"),
        "controller");

    private static readonly InquiryParameter Size = InquiryParameter.Count(
        "size", new Phrase("The most losses at once", "Hoeveel er hoogstens tegelijk uitvallen"),
        new CountRange(1, CutSetQuestion.LargestSize), InquiryParameter.Usually(CutSetQuestion.LargestSize), $"{CutSetQuestion.LargestSize}");

    private static readonly InquiryParameter Horizon = InquiryParameter.HorizonHours(CutSetQuestion.DefaultHorizonHours);

    private static readonly InquiryParameter Work = InquiryParameter.Count(
        "work", new Phrase("End the search after trying so many sets", "Stop met zoeken na zoveel geprobeerde combinaties"),
        new CountRange(1, CutSetQuestion.MostWork), InquiryParameter.Usually(CutSetQuestion.DefaultWork), $"{CutSetQuestion.DefaultWork}");

    /// <inheritdoc />
    public override string Name => "cut-sets";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Find the smallest sets of suppliers whose loss stops a function: one alone, two together, three together",
        "Vind de kleinste groepen leveranciers zonder wie een overheidsdienst stopt: één alleen, twee samen, drie samen");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
    [
        Function, Of, Size, Horizon, Work, InquiryParameter.At, InquiryParameter.Include, InquiryParameter.AsKnownOn,
    ];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis cut-sets mxmap:GM0363:mailbox", new Phrase(
            "whose loss stops the mail of Amsterdam within a day", "zonder wie de e-mail van Amsterdam binnen een dag stopt")),
        ("sluis cut-sets mxmap:GM0363:mailbox --of supplier --horizon-hours 720", new Phrase(
            "suppliers with nothing but their own services, a month ahead",
            "leveranciers met alleen hun eigen clouddiensten, een maand vooruit")),
    ];

    /// <inheritdoc />
    public override string Schema => CutSetsAnswer.Schema;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var question = new CutSetQuestion(
            words.One(Of, LossOf.Controller, KindOf),
            words.Number(Horizon, CutSetQuestion.DefaultHorizonHours),
            words.Number(Size, CutSetQuestion.LargestSize),
            words.Number(Work, CutSetQuestion.DefaultWork));
        var id = words.Subject(Function, text => EntityId.Of(text).Then<string>(known => known.Text));
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        using var reader = desk.Read(facts);
        var columns = reader.Columns(facts.At, facts.IncludeConsidered);
        if (columns.Entities.Count == 0)
        {
            words.Refuse(Function, new EmptyRegister());
            return InquiryReply.Refuse(words.Problems);
        }

        words.MustBeKnown(Function, [EntityId.Of(id!).Value], FactKind.Function, reader);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var graph = DependencyGraph.Of(columns);
        var function = graph.Entities.PositionOf(id!);
        if (function < 0 || graph.NodeOf(function) < 0)
        {
            words.Refuse(Function, new DoesNotHoldThen(id!, facts.At));
            return InquiryReply.Refuse(words.Problems);
        }

        return InquiryReply.Of(new CutSetsAnswer(columns, CutSets.Of(graph, columns, function, question), function, reader));
    }

    private static Result<LossOf> KindOf(string text)
    {
        var words = Words.Of<LossOf>();
        return words.NumberOf(text) is { } number ? (LossOf)number : new NotAChoice(text, words.All);
    }
}
