using System.Globalization;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>How dependence changes over time: past, and as planned.</summary>
public sealed class TrendInquiry : Inquiry
{
    private const int YearsBack = 2;
    private const int YearsAhead = 3;
    private const int MostYears = 100;

    private static readonly InquiryParameter From = new(
        "from", new Phrase("DATE", "DATUM"), new Phrase(
            $"The first day (default: {YearsBack} years ago)", $"De eerste dag (standaard: {YearsBack} jaar geleden)"), "2024-01-01");

    private static readonly InquiryParameter Until = new(
        "until", new Phrase("DATE", "DATUM"), new Phrase(
            $"The last day (default: in {YearsAhead} years)", $"De laatste dag (standaard: over {YearsAhead} jaar)"), "2029-12-31");

    private static readonly InquiryParameter Horizon = InquiryParameter.HorizonHours(Scenario.DefaultHorizonHours);

    private static readonly InquiryParameter Target = new(
        "target", new Phrase("PERCENT", "PROCENT"), new Phrase(
            "The share of services in use that is to come from home, to hold the curve against",
            "Het aandeel van de gebruikte clouddiensten dat van eigen bodem moet komen, om de lijn tegen af te zetten"), "30");

    private static readonly InquiryParameter By = new(
        "by", new Phrase("DATE", "DATUM"), new Phrase(
            "The day on which the target is to be reached (default: the last day)",
            "De dag waarop het doel moet zijn bereikt (standaard: de laatste dag)"), "2029-01-01");

    /// <inheritdoc />
    public override string Name => "trend";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tell how dependence changes over time, past and planned: what would stop, directly or not, and what comes from home",
        "Vertel hoe afhankelijkheid in de tijd verandert, voorbij en gepland: wat zou stoppen, direct of niet, en wat van eigen bodem komt");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
    [
        .. ScenarioWords.All, Horizon, From, Until, HomeWords.Parameter, Target, By, InquiryParameter.Include,
        InquiryParameter.AsKnownOn,
    ];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis trend --country US", new Phrase(
            "what stopped and will stop without American control", "wat stopte en zal stoppen zonder Amerikaanse zeggenschap")),
        ("sluis trend --home EEA --target 30 --by 2029-01-01", new Phrase(
            "what comes from European soil, next to the wish of Parliament",
            "wat van Europese bodem komt, naast de wens van de Tweede Kamer")),
    ];

    /// <inheritdoc />
    public override string Schema => TrendAnswer.Schema;

    /// <inheritdoc />
    public override InquiryReply Ask(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var from = words.One(From, desk.Today.AddYears(-YearsBack), Days.Parse);
        var until = words.One(Until, desk.Today.AddYears(YearsAhead), Days.Parse);
        if (words.Problems.Count == 0 && (until < from || until.Year - from.Year > MostYears))
        {
            words.Refuse(Until, new NoPeriod(from, until, MostYears));
        }

        var by = words.One(By, until, Days.Parse);
        var target = words.One(Target, (int?)null, text => Percent(text).Then<int?>(percent => percent));
        var horizon = words.Number(Horizon, Scenario.DefaultHorizonHours, 0, Hours.Most);
        HomeWords.On(from, words);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        using var reader = desk.Read(facts);
        var scenario = ScenarioWords.Read(words, horizon, reader);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var points = Points(reader, from, until, facts.IncludeConsidered, scenario, day => HomeWords.On(day, words));
        TrendTarget? asked = target is { } percent
            ? new TrendTarget(percent, by, On(reader, by, facts.IncludeConsidered, null, HomeWords.On(by, words)))
            : null;
        var answer = new TrendAnswer(from, until, scenario, points, asked);
        return points.All(p => p.Of == default && p.InUse == 0)
            ? InquiryReply.Of(answer, reader.Head.Number == 0 ? new EmptyRegister() : new NothingHoldsThen(from, until))
            : InquiryReply.Of(answer);
    }

    /// <summary>Measures only days on which some fact begins or ends; between them nothing can change.</summary>
    private static List<TrendPoint> Points(
        IRegisterReader reader, DateOnly from, DateOnly until, bool considered, Scenario? scenario,
        Func<DateOnly, IReadOnlySet<Country>> home)
    {
        var points = new List<TrendPoint>();
        var days = reader.DaysOfChange(from, until).Concat(ShippedContent.CountryGroups.DaysOfChange(from, until));
        foreach (var day in days.Prepend(from).Distinct().Order())
        {
            var point = On(reader, day, considered, scenario, home(day));
            if (points.Count == 0 || !points[^1].SaysTheSameAs(point))
            {
                points.Add(point);
            }
        }

        return points;
    }

    private static TrendPoint On(
        IRegisterReader reader, DateOnly day, bool considered, Scenario? scenario, IReadOnlySet<Country> home)
    {
        var columns = reader.Columns(day, considered, scenario?.Locations.Count > 0 ? Detail.Regions : Detail.None);
        return TrendPoint.On(DependencyGraph.Of(columns), columns, scenario, home);
    }

    private static Result<int> Percent(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent <= 100
            ? percent
            : new NotACount(text, 0, 100);
}

/// <summary>What is to come from home by some day, and what does then.</summary>
/// <param name="Percent">The share that is to be reached, in per cent of the services in use.</param>
/// <param name="By">The day.</param>
/// <param name="Then">What the facts of that day say.</param>
internal sealed record TrendTarget(int Percent, DateOnly By, TrendPoint Then);

/// <summary>A period that ends before it begins, or is longer than anyone plans.</summary>
public sealed record NoPeriod(DateOnly From, DateOnly Until, int Most) : InquiryProblem(new Phrase(
    $"{From:yyyy-MM-dd} to {Until:yyyy-MM-dd} is no period: expected a last day not before the first, and at most {Most} years later",
    $"{From:yyyy-MM-dd} tot {Until:yyyy-MM-dd} is geen periode: verwacht een laatste dag niet vóór de eerste, en ten hoogste {Most} jaar later"));

/// <summary>A period in which the register holds nothing.</summary>
public sealed record NothingHoldsThen(DateOnly From, DateOnly Until) : Problem(new Phrase(
    $"the register holds no function and no service from {From:yyyy-MM-dd} to {Until:yyyy-MM-dd}",
    $"het register kent geen overheidsdienst en geen clouddienst van {From:yyyy-MM-dd} tot {Until:yyyy-MM-dd}"));
