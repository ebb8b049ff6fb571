using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>What is lost when one more goes, or two, and what would save most.</summary>
public sealed class ContingencyInquiry : Inquiry
{
    private const int UsualHorizonHours = 24;
    private const int MostAmong = 1000;
    private const int MostAdditions = 100;

    private static readonly Phrase None = new("0: none", "0: geen");

    private static readonly InquiryParameter Of = new(
        "of", new Phrase("KIND", "SOORT"), new Phrase(
            "What is switched off in turn: supplier, controller, country or service (default controller and country)",
            "Wat om de beurt wordt uitgezet: supplier, controller, country of service (standaard controller en country)"),
        "controller", IsRepeatable: true);

    private static readonly InquiryParameter Horizon = InquiryParameter.HorizonHours(UsualHorizonHours);

    private static readonly InquiryParameter Pairs = InquiryParameter.Count(
        "pairs", new Phrase(
            "Switch off every two of the N worst together as well", "Zet ook elke twee van de N ergste samen uit"),
        new CountRange(0, MostAmong), None, "50");

    private static readonly InquiryParameter Additions = InquiryParameter.Count(
        "additions", new Phrase(
            "Find the N single alternatives that would save most in the worst case, or in the one that is named",
            "Zoek de N losse uitwijkmogelijkheden die het meest redden in het ergste geval, of in het genoemde"),
        new CountRange(0, MostAdditions), None, "5");

    private static readonly InquiryParameter Countries = new(
        "country", new Phrase("C", "C"), new Phrase(
            "For the additions: this country is switched off",
            "Voor de uitwijkmogelijkheden: dit land wordt uitgezet"), "US", IsRepeatable: true);

    private static readonly InquiryParameter Suppliers = new(
        "supplier", new Phrase("ID", "ID"), new Phrase(
            "For the additions: this supplier is, with all it controls",
            "Voor de uitwijkmogelijkheden: deze leverancier, met alles waarover hij zeggenschap heeft"),
        "supplier:microsoft", IsRepeatable: true);

    private static readonly InquiryParameter Services = new(
        "service", new Phrase("ID", "ID"), new Phrase(
            "For the additions: this service is",
            "Voor de uitwijkmogelijkheden: deze clouddienst"), "service:microsoft-365", IsRepeatable: true);

    /// <inheritdoc />
    public override string Name => "contingency";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Switch off everyone in turn: who alone, and which two together, stop most, and what would save most",
        "Zet iedereen om de beurt uit: wie alleen, en welke twee samen, het meest stilleggen, en wat het meest zou redden");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
    [
        Of, Horizon, Pairs, Additions, Countries, Suppliers, Services, InquiryParameter.At, InquiryParameter.AsKnownOn,
        InquiryParameter.Include,
    ];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis contingency", new Phrase("every controller and country in turn", "elke zeggenschap en elk land om de beurt")),
        ("sluis contingency --of service --pairs 50", new Phrase(
            "services, and every two of the worst fifty", "clouddiensten, en elke twee van de ergste vijftig")),
        ("sluis contingency --country US --additions 5", new Phrase(
            "the five fallbacks that would save most", "de vijf uitwijkmogelijkheden die het meest zouden redden")),
    ];

    /// <inheritdoc />
    public override string Schema => ContingencySchemas.Answer;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> SharedSchemas => ContingencySchemas.Shared;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var kinds = words.Each(Of, KindOf);
        var horizon = words.Number(Horizon, UsualHorizonHours);
        var among = words.Number(Pairs, 0);
        var additions = words.Number(Additions, 0);
        var (countries, suppliers, services) = (
            words.Each(Countries, Country.Of), words.Each(Suppliers, EntityId.Of), words.Each(Services, EntityId.Of));
        words.NeedCompany(additions > 0, words.Called(Additions), Countries, Suppliers, Services);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        using var reader = desk.Read(facts);
        words.MustBeKnown(Suppliers, suppliers, FactKind.Supplier, reader);
        words.MustBeKnown(Services, services, FactKind.Service, reader);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var columns = reader.Columns(facts.At, facts.IncludeConsidered);
        var named = countries.Count + suppliers.Count + services.Count > 0
            ? Scenario.Of(countries, null, suppliers, services, horizon).Value
            : null;
        var found = ContingencyFindings.Of(
            columns, kinds.Count > 0 ? kinds : [SubjectKind.Country, SubjectKind.Controller], horizon, among, additions,
            named);
        List<Problem> warnings = named is null
            ? []
            : SwitchOffSuppliers.WithoutEffect(SwitchOff.Run(found.Singles.Graph, named), reader, facts.AsKnownOn);
        if (columns.Entities.Count == 0)
        {
            warnings.Add(new EmptyRegister());
        }

        return InquiryReply.Of(new ContingencyAnswer(found, reader), warnings);
    }

    private static Result<SubjectKind> KindOf(string text)
    {
        var words = Words.Of<SubjectKind>();
        return words.NumberOf(text) is { } number ? (SubjectKind)number : new NotAChoice(text, words.All);
    }
}

/// <summary>All that a question about contingency found, before it is told.</summary>
/// <param name="Columns">The facts.</param>
/// <param name="Kinds">What was switched off in turn.</param>
/// <param name="Singles">One at a time.</param>
/// <param name="Unknown">What suppliers of unknown country could add; null when countries are not asked about.</param>
/// <param name="Pairs">Two at a time; null when not asked.</param>
/// <param name="Meetings">Where the two of the first hidden pairs meet.</param>
/// <param name="Worst">What the worst one stops; null when none stops a function.</param>
/// <param name="WantsAdditions">Whether additions were asked for.</param>
/// <param name="Scenario">What the additions are about; null when not asked, or when nothing stops a function.</param>
/// <param name="Additions">What would save most in it.</param>
internal sealed record ContingencyFindings(
    RegisterColumns Columns, IReadOnlyList<SubjectKind> Kinds, SingleLosses Singles,
    UnknownCountries? Unknown, PairLosses? Pairs,
    IReadOnlyList<IReadOnlyList<Meeting>> Meetings, SwitchOffAnswer? Worst, bool WantsAdditions, Scenario? Scenario,
    Additions? Additions)
{
    private const int MostHiddenTold = 100;
    private const int MostFunctionsTold = 10;

    /// <summary>Works it all out, on all processors.</summary>
    public static ContingencyFindings Of(
        RegisterColumns columns, IReadOnlyList<SubjectKind> kinds, int horizonHours, int among, int additions,
        Scenario? named)
    {
        var (graph, threads) = (DependencyGraph.Of(columns), Environment.ProcessorCount);
        var singles = SingleLosses.Of(graph, kinds, horizonHours, threads);
        var pairs = among > 0 ? PairLosses.Of(singles, among) : null;
        var worst = singles.Ranked is [{ Loss.Functions: > 0 } first, ..]
            ? first.Subject.ScenarioIn(graph, horizonHours).Value
            : null;
        var scenario = additions > 0 ? named ?? worst : null;
        return new ContingencyFindings(
            columns, [.. kinds.Order()], singles,
            kinds.Contains(SubjectKind.Country) ? UnknownCountries.Of(singles) : null, pairs,
            pairs?.Explain(MostHiddenTold, MostFunctionsTold) ?? [],
            worst is null ? null : SwitchOff.Run(graph, worst), additions > 0, scenario,
            scenario is null ? null : Insight.Additions.Of(graph, PurposesOf(columns), scenario, additions, threads));
    }

    private static Func<int, Purpose> PurposesOf(RegisterColumns columns)
    {
        var purposes = new Purpose[columns.Requirements.Count];
        for (var i = 0; i < columns.Requirement.Requirement.Length; i++)
        {
            purposes[columns.Requirement.Requirement[i]] = columns.Requirement.Purpose[i];
        }

        return position => purposes[position];
    }
}
