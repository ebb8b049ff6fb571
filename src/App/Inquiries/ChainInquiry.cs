using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>Does the chain of a function run here?</summary>
public sealed class ChainInquiry : Inquiry
{
    private static readonly InquiryParameter Function = new(
        "function", new Phrase("ID", "ID"), new Phrase(
            "The id of the function", "Het id van de overheidsdienst"), "voorbeeld:digid", IsSubject: true);

    private static readonly InquiryParameter Here = new(
        "country", new Phrase("C", "C"), new Phrase(
            "The country that is \"here\" (default: NL)", "Het land dat \"hier\" is (standaard: NL)"), "NL");

    private static readonly Country Netherlands = Country.Of("NL").Value;

    /// <inheritdoc />
    public override string Name => "chain";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tell link by link what a function stands on, in whose hands and where, and whether all of it is here",
        "Vertel schakel voor schakel waar een overheidsdienst op staat, in wiens handen en waar, en of dat alles hier is");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
        [Function, Here, InquiryParameter.At, InquiryParameter.Include, InquiryParameter.AsKnownOn];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis chain mxmap:GM0363:mailbox", new Phrase(
            "whether the mail of Amsterdam runs in the Netherlands", "of de e-mail van Amsterdam in Nederland draait")),
        ("sluis chain mxmap:GM0363:mailbox --country US --at 2025-08-31", new Phrase(
            "whether it ran in the United States on a day in the past", "of die op een dag in het verleden in de Verenigde Staten draaide")),
    ];

    /// <inheritdoc />
    public override string Schema => ChainAnswer.Schema;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var here = words.One(Here, Netherlands, Country.Of);
        var id = words.Subject(Function, text => EntityId.Of(text).Then<string>(known => known.Text));
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        using var reader = desk.Read(facts);
        words.MustBeKnown(Function, [EntityId.Of(id!).Value], FactKind.Function, reader);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var columns = reader.Columns(facts.At, facts.IncludeConsidered, Detail.Regions | Detail.Data);
        var graph = DependencyGraph.Of(columns);
        var function = graph.Entities.PositionOf(id!);
        if (function < 0 || graph.NodeOf(function) < 0)
        {
            words.Refuse(Function, new DoesNotHoldThen(id!, facts.At));
            return InquiryReply.Refuse(words.Problems);
        }

        var chain = Chain.Of(graph, columns, function, here);
        return InquiryReply.Of(new ChainAnswer(graph, chain, function, here, NamesOf(graph, chain, function, reader)));
    }

    private static IReadOnlyDictionary<string, string> NamesOf(
        DependencyGraph graph, Chain chain, int function, IRegisterReader reader)
    {
        var shown = chain.Links.SelectMany(l => (l.Supplier?.Control ?? []).Append(l.Consumer).Append(l.Used))
            .Append(function).Distinct().Select(position => graph.Entities[position]).ToList();
        return reader.Names(shown, graph.At);
    }
}

/// <summary>A known id that does not hold on the day of the question.</summary>
public sealed record DoesNotHoldThen(string Id, DateOnly At) : Problem(new Phrase(
    $"{Quote(Id)} does not hold on {At:yyyy-MM-dd}: expected a day on which it does",
    $"{Quote(Id)} geldt niet op {At:yyyy-MM-dd}: verwacht een dag waarop het wel geldt"));
