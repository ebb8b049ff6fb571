using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>How any measure changes over time: past, and as planned.</summary>
public sealed class TrendInquiry : Inquiry
{
    private const int YearsBack = 2;
    private const int YearsAhead = 3;
    private const int MostYears = 100;

    private static readonly string Names = string.Join(", ", TrendMeasures.All.Select(m => m.Name));

    private static readonly InquiryParameter Measure = new(
        "measure", new Phrase("NAME", "NAAM"), new Phrase(
            $"What to follow: {Names}; several with commas (default: stopped and home)",
            $"Wat te volgen: {Names}; meer dan één met komma's (standaard: stopped en home)"),
        "home,concentration", IsRepeatable: true);

    private static readonly InquiryParameter From = new(
        "from", new Phrase("DATE", "DATUM"), new Phrase(
            $"The first day (default: {YearsBack} years ago)", $"De eerste dag (standaard: {YearsBack} jaar geleden)"), "2024-01-01");

    private static readonly InquiryParameter Until = new(
        "until", new Phrase("DATE", "DATUM"), new Phrase(
            $"The last day (default: in {YearsAhead} years)", $"De laatste dag (standaard: over {YearsAhead} jaar)"), "2029-12-31");

    private static readonly InquiryParameter Horizon = InquiryParameter.HorizonHours(
        Scenario.DefaultHorizonHours, new Phrase(", for contingency 24", ", voor contingency 24"));

    private static readonly InquiryParameter Purposes = new(
        "purpose", new Phrase("PURPOSE", "DOEL"), new Phrase(
            "For concentration: only for this purpose, such as hosting (default: everything together)",
            "Voor concentration: alleen voor dit doel, zoals hosting (standaard: alles bij elkaar)"), "hosting", IsRepeatable: true);

    private static readonly InquiryParameter Per = new(
        "per", new Phrase("WHOM", "WIE"), new Phrase(
            "For concentration: shares per controller (default), supplier or country",
            "Voor concentration: aandelen per controller (zeggenschap, standaard), supplier (leverancier) of country (land)"),
        "controller");

    private static readonly InquiryParameter Target = InquiryParameter.Count(
        "target", new Phrase(
            "The percentage to hold the curve against: of services from home, or else of the first measure named",
            "Het percentage om de lijn tegen af te zetten: van clouddiensten van eigen bodem, of anders van de eerste genoemde maat"),
        new CountRange(0, 100), usual: null, "30");

    private static readonly InquiryParameter By = new(
        "by", new Phrase("DATE", "DATUM"), new Phrase(
            "The day on which the target is to be reached (default: the last day)",
            "De dag waarop het doel moet zijn bereikt (standaard: de laatste dag)"), "2029-01-01");

    /// <summary>Parameters that not every measure looks at, and which measures do.</summary>
    private static readonly (InquiryParameter Parameter, string[] Measures)[] LookedAtBy =
    [
        (ScenarioWords.Country, [TrendMeasures.Stopped, TrendMeasures.Exposure, TrendMeasures.Spend]),
        (ScenarioWords.Location, [TrendMeasures.Stopped]),
        (ScenarioWords.Supplier, [TrendMeasures.Stopped, TrendMeasures.Exposure]),
        (ScenarioWords.Service, [TrendMeasures.Stopped]),
        (Horizon, [TrendMeasures.Stopped, TrendMeasures.Contingency]),
        (HomeWords.Parameter, [TrendMeasures.Home, TrendMeasures.Spend]),
        (Purposes, [TrendMeasures.Concentration]),
        (Per, [TrendMeasures.Concentration]),
        (ExposureInquiry.DataClasses, [TrendMeasures.Exposure]),
        (InquiryParameter.Include, [.. TrendMeasures.All.Select(m => m.Name).Where(name => name != TrendMeasures.Spend)]),
    ];

    /// <inheritdoc />
    public override string Name => "trend";

    /// <inheritdoc />
    public override Phrase Summary { get; } = new(
        "Tell how any measure changes over time, past and planned: what would stop, what comes from home, concentration and more",
        "Vertel hoe een maat in de tijd verandert, voorbij en gepland: wat zou stoppen, wat van eigen bodem komt, concentratie en meer");

    /// <inheritdoc />
    public override IReadOnlyList<InquiryParameter> Parameters { get; } =
    [
        Measure, .. ScenarioWords.All, Horizon, From, Until, HomeWords.Parameter, Target, By, Purposes, Per,
        ExposureInquiry.DataClasses, InquiryParameter.Include, InquiryParameter.AsKnownOn,
    ];

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis trend --country US", new Phrase(
            "what stopped and will stop without American control", "wat stopte en zal stoppen zonder Amerikaanse zeggenschap")),
        ("sluis trend --home EEA --target 30 --by 2029-01-01", new Phrase(
            "what comes from European soil, next to the wish of Parliament",
            "wat van Europese bodem komt, naast de wens van de Tweede Kamer")),
        ("sluis trend --measure concentration --purpose mail --purpose hosting", new Phrase(
            "does more and more hang on fewer?", "hangt steeds meer aan steeds minder?")),
    ];

    /// <inheritdoc />
    public override string Schema => TrendJson.Schema;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> SharedSchemas { get; } = new Dictionary<string, string>
    {
        ["Range"] = Ranges.Schema,
        ["TrendTarget"] = TrendJson.TargetSchema,
    };

    /// <inheritdoc />
    protected override DateOnly? FirstDayOfUses(InquiryWords words, InquiryDesk desk) => PeriodOf(words, desk.Today).From;

    /// <inheritdoc />
    protected override InquiryReply Answer(InquiryWords words, InquiryDesk desk)
    {
        var facts = words.Facts(desk.Today);
        var (from, until) = PeriodOf(words, desk.Today);
        var by = words.One(By, until, Days.Parse);
        var percent = words.Number(Target);
        List<TrendMeasures> named = [.. words.Each(Measure, TrendMeasures.Named).SelectMany(m => m).Distinct()];
        var measures = named.Count > 0 ? named : TrendMeasures.Usual;
        HomeWords.On(from, words);
        using var reader = words.Problems.Count == 0 ? desk.Read(facts) : null;
        if (reader is null || QuestionOf(words, reader, from, until, measures) is not { } question)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        if (named.Select(m => m.Lacks?.Invoke(question)).FirstOrDefault(p => p is not null) is { } lack)
        {
            words.Refuse(ScenarioWords.Country, lack);
            return InquiryReply.Refuse(words.Problems);
        }

        RefuseIdle(words, question);
        if (words.Problems.Count > 0)
        {
            return InquiryReply.Refuse(words.Problems);
        }

        var period = percent is null
            ? reader.Period(from, until, facts.IncludeConsidered, DetailFor(question))
            : reader.Period(by < from ? by : from, by > until ? by : until, facts.IncludeConsidered, DetailFor(question));
        var drawn = Draw(question, period, percent, by, day => HomeWords.On(day, words));
        var answer = new TrendAnswer(question, drawn, reader);
        return period.HoldsNothing
            ? InquiryReply.Of(answer, reader.Head.Number == 0 ? new EmptyRegister() : new NothingHoldsThen(from, until))
            : InquiryReply.Of(answer);
    }

    /// <summary>What is asked; null when some of it is not understood.</summary>
    private static TrendQuestion? QuestionOf(
        InquiryWords words, IRegisterReader reader, DateOnly from, DateOnly until, IReadOnlyList<TrendMeasures> measures)
    {
        var horizon = words.Number(Horizon, Scenario.DefaultHorizonHours);
        var purposes = words.Each(Purposes, Ranges.Choice<Purpose>);
        var per = words.One(Per, HolderKind.Controller, Ranges.Choice<HolderKind>);
        var classes = words.Each(ExposureInquiry.DataClasses, ExposureInquiry.ClassOf);
        var scenario = ScenarioWords.Read(words, horizon, reader);
        var exposure = ExposureQuestion.Of(scenario?.Countries, scenario?.Suppliers, classes);
        return words.Problems.Count > 0 ? null : new TrendQuestion(
            measures, from, until, scenario, exposure.Holds ? exposure.Value : null,
            words.Mentions(Horizon) ? horizon : null, purposes, per);
    }

    /// <summary>Complains about what none of the measures looks at.</summary>
    private static void RefuseIdle(InquiryWords words, TrendQuestion question)
    {
        words.NeedCompany(words.Mentions(Target), words.Called(Target), By);
        foreach (var (parameter, measures) in LookedAtBy)
        {
            words.NeedCompany(measures.Any(question.Tells), $"{words.Called(Measure)} {string.Join(", ", measures)}", parameter);
        }
    }

    private static Detail DetailFor(TrendQuestion question) => question.Measures.Aggregate(
        question.Scenario?.Locations.Count > 0 ? Detail.Regions : Detail.None, (all, measure) => all | measure.Detail);

    private static (DateOnly From, DateOnly Until) PeriodOf(InquiryWords words, DateOnly today)
    {
        var from = words.One(From, today.AddYears(-YearsBack), Days.Parse);
        var until = words.One(Until, today.AddYears(YearsAhead), Days.Parse);
        if (words.Problems.Count == 0 && (until < from || until.Year - from.Year > MostYears))
        {
            words.Refuse(Until, new NoPeriod(from, until, MostYears));
        }

        return (from, until);
    }

    /// <summary>Measures only days on which some fact begins or ends; between them nothing can change.</summary>
    private static List<TrendSeries> Draw(
        TrendQuestion question, RegisterPeriod period, int? percent, DateOnly by, Func<DateOnly, IReadOnlySet<Country>> home)
    {
        List<Curve> curves = [.. question.Measures.SelectMany(m => m.Curves(question, period))];
        var days = period.DaysOfChange(question.From, question.Until)
            .Concat(ShippedContent.CountryGroups.DaysOfChange(question.From, question.Until))
            .Prepend(question.From).Distinct().Order();
        var heldAgainst = question.Asks(TrendMeasures.Home) ? TrendMeasures.Home : question.Measures[0].Name;
        return
        [
            .. Series.Of(curves, period, days, home)
                .Select(series => new TrendSeries(series, TargetOf(series.Curve))),
        ];

        TrendTarget? TargetOf(Curve curve)
        {
            var place = curve.Quantities.ToList().FindIndex(q => q.Unit == Unit.Share);
            return percent is { } asked && place >= 0 && curve.Measure == heldAgainst
                ? new TrendTarget(
                    asked, by, curve.Quantities[place], Series.At(curve, period.On(by), home(by)).Values[place])
                : null;
        }
    }
}

/// <summary>A period that ends before it begins, or is longer than anyone plans.</summary>
public sealed record NoPeriod(DateOnly From, DateOnly Until, int Most) : InquiryProblem(new Phrase(
    $"{From:yyyy-MM-dd} to {Until:yyyy-MM-dd} is no period: expected a last day not before the first, and at most {Most} years later",
    $"{From:yyyy-MM-dd} tot {Until:yyyy-MM-dd} is geen periode: verwacht een laatste dag niet vóór de eerste, en ten hoogste {Most} jaar later"));

/// <summary>A period in which the register holds nothing.</summary>
public sealed record NothingHoldsThen(DateOnly From, DateOnly Until) : Problem(new Phrase(
    $"the register holds no function and no service from {From:yyyy-MM-dd} to {Until:yyyy-MM-dd}",
    $"het register kent geen overheidsdienst en geen clouddienst van {From:yyyy-MM-dd} tot {Until:yyyy-MM-dd}"));
