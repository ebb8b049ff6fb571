using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>The measures that can be followed over time, by the name of their curves.</summary>
/// <param name="Name">The name in questions and answers.</param>
/// <param name="Detail">What must be read of the register for it.</param>
/// <param name="Curves">The curves that answer a question.</param>
/// <param name="Lacks">What a question does not say and the measure needs; null when it says enough.</param>
internal sealed record TrendMeasures(
    string Name, Detail Detail, Func<TrendQuestion, RegisterPeriod, IEnumerable<Curve>> Curves,
    Func<TrendQuestion, Problem?>? Lacks = null)
{
    /// <summary>What a target is held against before all others.</summary>
    public const string Home = "home";

    /// <summary>The measure that needs something to be switched off.</summary>
    public const string Stopped = "stopped";

    /// <summary>The measure that tells nothing without contracts.</summary>
    public const string Spend = "spend";

    /// <summary>The measure that is told per purpose and per holder.</summary>
    public const string Concentration = "concentration";

    /// <summary>The measure that needs someone in whose reach data is.</summary>
    public const string Exposure = "exposure";

    /// <summary>The measure that switches off everyone in turn.</summary>
    public const string Contingency = "contingency";

    private const int UsualContingencyHours = 24;

    /// <summary>All of them, in the order in which help shows them.</summary>
    public static IReadOnlyList<TrendMeasures> All { get; } =
    [
        new(
            Stopped, Detail.None, (q, _) => [new StoppedCurve(q.Scenario)],
            q => q.Scenario is null ? new NothingSwitchedOff() : null),
        new(Home, Detail.None, (_, _) => [new HomeCurve()]),
        new(Concentration, Detail.Data | Detail.Kinds, (q, _) => q.Purposes.Count == 0
            ? [new ConcentrationCurve(null, q.Per)]
            : q.Purposes.Select(p => new ConcentrationCurve(p, q.Per))),
        new(
            Exposure, Detail.Data, (q, _) => [new ExposureCurve(q.Exposure!)],
            q => q.Exposure is null ? new NobodyAskedAbout() : null),
        new(Spend, Detail.Contracts, (q, period) => period.Contracts!.Currency.OfType<string>()
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(currency => new SpendCurve(currency, q.Scenario?.Countries ?? []))),
        new(Contingency, Detail.None, (q, _) => [new ContingencyCurve(q.HorizonHours ?? UsualContingencyHours)]),
        new("coverage", Detail.None, (_, _) => [new CoverageCurve()]),
    ];

    /// <summary>Those that are told when none is asked by name.</summary>
    public static IReadOnlyList<TrendMeasures> Usual { get; } = [.. All.Where(m => m.Name is Stopped or Home)];

    /// <summary>Understands one or more names with commas between them.</summary>
    public static Result<IReadOnlyList<TrendMeasures>> Named(string text)
    {
        var found = new List<TrendMeasures>();
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (All.FirstOrDefault(m => m.Name == name) is not { } measure)
            {
                return new NotAChoice(name, [.. All.Select(m => m.Name)]);
            }

            found.Add(measure);
        }

        return Result<IReadOnlyList<TrendMeasures>>.Of(found);
    }
}

/// <summary>What is asked of all measures together.</summary>
/// <param name="Measures">What is followed, at least one.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="Scenario">What is switched off on each day; null when nothing is.</param>
/// <param name="Exposure">Whose reach is asked; null when nobody's.</param>
/// <param name="HorizonHours">How far to look ahead; null: as far as the measure usually does.</param>
/// <param name="Purposes">For which purposes concentration is told; none: for everything together.</param>
/// <param name="Per">Whose shares concentration tells.</param>
internal sealed record TrendQuestion(
    IReadOnlyList<TrendMeasures> Measures, DateOnly From, DateOnly Until, Scenario? Scenario, ExposureQuestion? Exposure,
    int? HorizonHours, IReadOnlyList<Purpose> Purposes, HolderKind Per)
{
    /// <summary>Whether a measure is among those asked.</summary>
    public bool Asks(string measure) => Measures.Any(m => m.Name == measure);

    /// <summary>Whether a measure is told: as <see cref="Asks"/>, but nothing stops where nothing is switched off.</summary>
    public bool Tells(string measure) => Asks(measure) && (measure != TrendMeasures.Stopped || Scenario is not null);
}

/// <summary>A curve over the period that was asked, and the target that it is held against.</summary>
/// <param name="Series">The curve.</param>
/// <param name="Target">The target; null when there is none for it.</param>
internal sealed record TrendSeries(Series Series, TrendTarget? Target);

/// <summary>A share that is to be reached by some day, and what the facts of that day say.</summary>
/// <param name="Percent">The share that is asked, in per cent.</param>
/// <param name="By">The day.</param>
/// <param name="Quantity">Of which number.</param>
/// <param name="Then">The share on that day, 0 to 1; null when there is nothing to measure.</param>
internal sealed record TrendTarget(int Percent, DateOnly By, Quantity Quantity, Bounds? Then)
{
    private const double Hundred = 100;

    /// <summary>So that a share of exactly the percentage is enough; above a line begins a billionth above it.</summary>
    private const double Rounding = 2e-9;

    /// <summary>Whether it is reached; unknown when that depends on what the register does not say.</summary>
    public Truth Reached => Then is not { } share ? Truth.Unknown
        : Quantity.IsToGrow ? share.Above(Percent / Hundred - Rounding)
        : share.Above(Percent / Hundred).Not();
}
