using Sluiswachter.App.Uses;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>In which order to make the risk analyses that are not there, and when none is missing.</summary>
public sealed class CatchUpInquiry : Inquiry
{
    private const int UsualPerWeek = 5;
    private const int UsualHours = 16;
    private const string Umbrella = "umbrella";

    private static readonly InquiryParameter PerWeek = InquiryParameter.Count(
        "perWeek", new Phrase(
            "How many analyses are made in a week, each as much work as another",
            "Hoeveel analyses per week worden gemaakt, elk evenveel werk"), new CountRange(1, 10_000),
        InquiryParameter.Usually(UsualPerWeek), "10");

    private static readonly InquiryParameter HoursPerWeek = InquiryParameter.Count(
        "hoursPerWeek", new Phrase(
            "Instead: how many hours each team has in a week", "In plaats daarvan: hoeveel uur elk team per week heeft"),
        new CountRange(1, 10_000), null, "36");

    private static readonly InquiryParameter Hours = new(
        "hours", new Phrase("CRITICALITY=N", "CRITICALITEIT=N"), new Phrase(
            $"How many hours an analysis of a vital, essential, important or supporting use takes (1 to 1000; default {UsualHours} each; unknown counts as vital)",
            $"Hoeveel uur een analyse kost van een gebruik dat vital, essential, important of supporting is (1 tot en met 1000; standaard elk {UsualHours}; onbekend telt als vital)"),
        "vital=40", IsRepeatable: true);

    private static readonly InquiryParameter Teams = InquiryParameter.Count(
        "teams", new Phrase("How many teams work side by side", "Hoeveel teams naast elkaar werken"), new CountRange(1, 1_000),
        InquiryParameter.Usually(1), "2");

    private static readonly InquiryParameter Shared = new(
        "share", new Phrase(Umbrella, Umbrella), new Phrase(
            "One analysis of a service settles it for all bodies (default: one for each body and service)",
            "Eén analyse van een clouddienst geldt voor alle organisaties (standaard: een per organisatie en clouddienst)"), Umbrella);

    private static InquiryParameter Bodies => FindingsInquiry.Organisation;

    /// <inheritdoc />
    public override string Name => "catch-up";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Put the risk analyses that are not there in order, most risk first, with the curve to zero",
        "Zet de risicoanalyses die er niet zijn op volgorde, meeste risico eerst, met de weg naar nul");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
        [PerWeek, HoursPerWeek, Hours, Teams, Shared, Bodies, InquiryParameter.At, InquiryParameter.AsKnownOn];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis catch-up --per-week 5", new Phrase("five analyses a week", "vijf analyses per week")),
        ("sluis catch-up --per-week 5 --share umbrella", new Phrase(
            "one analysis of a service for all bodies", "één analyse per clouddienst voor alle organisaties")),
        ("sluis catch-up --hours-per-week 36 --hours vital=40 --hours supporting=8 --teams 2 --json", new Phrase(
            "in hours, by two teams, for another program", "in uren, door twee teams, voor een ander programma")),
    ];

    /// <inheritdoc />
    public override string Schema => CatchUpAnswer.Schema;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var bodies = words.Each(Bodies, EntityId.Of);
        var (perWeek, hoursPerWeek) = (words.Number(PerWeek), words.Number(HoursPerWeek));
        var hours = words.Each(Hours, HoursOf);
        var teams = words.Number(Teams, 1);
        var umbrella = words.One(Shared, "", text => text == Umbrella ? text : new NotAChoice(text, [Umbrella])).Length > 0;
        words.NeedCompany(hoursPerWeek is not null, words.Called(HoursPerWeek), Hours, Teams);
        if (perWeek is not null && hoursPerWeek is not null)
        {
            words.Refuse(PerWeek, new OneCapacity(words.Called(PerWeek), words.Called(HoursPerWeek)));
        }

        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        using var reader = desk.Read(facts);
        words.MustBeKnown(Bodies, bodies, FactKind.Organisation, reader);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var uses = UsesOfDay.Read(reader, facts.At);
        var due = DueAnalyses.Of(uses, BodiesUnder.Of(bodies, reader, facts.At), umbrella, SizeOf(hours));
        var capacity = new CatchUpCapacity(hoursPerWeek is null ? perWeek ?? UsualPerWeek : null, hoursPerWeek, teams, umbrella);
        var plan = hoursPerWeek is { } hoursOfTeam
            ? CatchUpPlan.InHours(due.All.Select(d => d.Due), hoursOfTeam, teams)
            : CatchUpPlan.PerWeek(due.All.Select(d => d.Due), capacity.PerWeek!.Value);
        var answer = new CatchUpAnswer(facts.At, due, plan, capacity);
        return uses.Facts.Organisations.All.Any() ? InquiryReply.Of(answer) : InquiryReply.Of(answer, new EmptyRegister());
    }

    private static Func<Criticality?, int> SizeOf(IReadOnlyList<(Criticality Criticality, int Hours)> said)
    {
        var hours = said.GroupBy(s => s.Criticality).ToDictionary(g => g.Key, g => g.Last().Hours);
        return criticality => hours.GetValueOrDefault(criticality ?? Criticality.Vital, UsualHours);
    }

    /// <summary>Reads <c>vital=40</c>.</summary>
    private static Result<(Criticality Criticality, int Hours)> HoursOf(string text)
    {
        var cut = text.IndexOf('=', StringComparison.Ordinal);
        return cut < 0
            ? new NotASize(text)
            : Ranges.Choice<Criticality>(text[..cut]).Then(criticality =>
                new CountRange(1, 1_000).Read(text[(cut + 1)..]).Then<(Criticality, int)>(hours => (criticality, hours)));
    }
}

/// <summary>A question that says twice how much work can be done.</summary>
public sealed record OneCapacity(string PerWeek, string HoursPerWeek) : InquiryProblem(new Phrase(
    $"how much work can be done is said twice: expected {PerWeek} or {HoursPerWeek}",
    $"hoeveel werk er kan worden gedaan staat er twee keer: verwacht {PerWeek} of {HoursPerWeek}"));

/// <summary>Text that should have been a criticality and its hours.</summary>
public sealed record NotASize(string Text) : InquiryProblem(new Phrase(
    $"{Quote(Text)} is not a size: expected CRITICALITY=HOURS, such as vital=40",
    $"{Quote(Text)} is geen omvang: verwacht CRITICALITEIT=UREN, zoals vital=40"));
