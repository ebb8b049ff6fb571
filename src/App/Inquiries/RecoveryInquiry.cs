using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>When what stops is back, and whether in time.</summary>
public sealed class RecoveryInquiry : Inquiry
{
    private static readonly InquiryParameter Horizon = InquiryParameter.HorizonHours(Scenario.DefaultHorizonHours);

    /// <summary>More exits at a time than any register holds.</summary>
    private const int MostTeams = 1_000_000_000;

    private static readonly InquiryParameter Decision = InquiryParameter.Count(
        "decisionHours", new Phrase(
            "Hours until it is decided to leave and the exits begin",
            "Uren tot het besluit om weg te gaan valt en de exits beginnen"),
        new CountRange(0, Hours.Most), InquiryParameter.Usually(0), "72");

    private static readonly InquiryParameter Teams = InquiryParameter.Count(
        "teams", new Phrase(
            "How many exits can be carried out at a time, by all together",
            "Hoeveel exits er tegelijk kunnen worden uitgevoerd, door allen samen"),
        new CountRange(1, MostTeams), new Phrase("as many as needed", "zoveel als nodig"), "10");

    /// <inheritdoc />
    public override string Name => "recovery";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tell when functions that stop are back by their exits, and whether before they have been down too long",
        "Vertel wanneer overheidsdiensten die stoppen door hun exits terug zijn, en of dat op tijd is");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
    [
        .. ScenarioWords.All, Decision, Teams, Horizon, InquiryParameter.At, InquiryParameter.Include, InquiryParameter.AsKnownOn,
    ];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis recovery --country US", new Phrase(
            "who is back in time without American control", "wie op tijd terug is zonder Amerikaanse zeggenschap")),
        ("sluis recovery --supplier supplier:solvinity-bv --decision-hours 72", new Phrase(
            "when it takes three days to decide", "als het besluit drie dagen kost")),
        ("sluis recovery --country US --teams 10", new Phrase(
            "when all must leave at once and ten teams are all there is",
            "als allen tegelijk weg moeten en er maar tien teams zijn")),
    ];

    /// <inheritdoc />
    public override string Schema => RecoveryAnswer.Schema;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var decision = words.Number(Decision, 0);
        var teams = words.Number(Teams);
        var horizon = words.Number(Horizon, Scenario.DefaultHorizonHours);
        using var reader = desk.Read(facts);
        var scenario = ScenarioWords.Read(words, horizon, reader);
        if (words.Problems.Count == 0 && scenario is null)
        {
            words.Refuse(ScenarioWords.Country, new NothingSwitchedOff());
        }

        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var columns = reader.Columns(
            facts.At, facts.IncludeConsidered, scenario!.Locations.Count > 0 ? Detail.Regions : Detail.None);
        var graph = DependencyGraph.Of(columns);
        var recovery = Recovery.Of(graph, scenario, decision, teams);
        var named = recovery.Functions.SelectMany(f => new[] { f.Entity, f.Organisation })
            .Concat(recovery.Plan?.Exits.Select(e => e.Consumer) ?? []).Distinct()
            .Select(position => graph.Entities[position]).Concat(ScenarioTold.Ids(scenario)).Distinct(StringComparer.Ordinal).ToList();
        var answer = new RecoveryAnswer(graph, scenario, recovery, decision, reader.Names(named, facts.At));
        return columns.Entities.Count == 0 ? InquiryReply.Of(answer, new EmptyRegister()) : InquiryReply.Of(answer);
    }
}
