using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

/// <summary>Laws of curves over time: at each date they are what the measure itself says at that date.</summary>
public sealed class HowAMeasureChanges
{
    private static readonly Country[] Places = [.. new[] { "CN", "NL", "US" }.Select(c => Country.Of(c).Value)];
    private static readonly DateOnly First = new(2025, 12, 30);
    private static readonly DateOnly Joins = new(2026, 3, 1);

    private static readonly IReadOnlySet<Country> Small = new HashSet<Country> { Country.Of("NL").Value };
    private static readonly IReadOnlySet<Country> Large = new HashSet<Country> { Country.Of("NL").Value, Country.Of("CN").Value };

    [Fact]
    public void A_curve_at_a_day_is_the_measure_worked_out_for_that_day_alone() => Hold(
        (facts, scenario, random) =>
        {
            var curves = CurvesOf(scenario);
            var period = facts.Period(random);
            var drawn = Series.Of(curves, period, DaysOf(period), HomeOn);
            foreach (var day in SomeDays(period))
            {
                foreach (var series in drawn)
                {
                    var alone = Series.At(series.Curve, facts.ColumnsOn(day), HomeOn(day));
                    Assert.Equal(Draw(series.Curve, alone), Draw(series.Curve, series.On(day)));
                }
            }
        },
        cases: 600);

    [Fact]
    public void A_curve_says_what_the_question_about_the_day_answers() => Hold(
        (facts, scenario, _) =>
        {
            var day = new DateOnly(2026, 7, 1);
            var columns = facts.ColumnsOn(day);
            foreach (var curve in CurvesOf(scenario))
            {
                var told = Series.At(curve, columns, Small);
                foreach (var (name, least, most) in Asked(curve, columns, scenario))
                {
                    var value = told.Values[curve.Quantities.ToList().FindIndex(q => q.Name == name)];
                    Assert.Equal((curve.Measure, name, least), (curve.Measure, name, value?.Least));
                    Assert.True(most is null || most == value?.Most, $"{curve.Measure} {name}: {most} is not {value}");
                }
            }
        },
        cases: 600);

    [Fact]
    public void What_would_stop_lies_within_its_bounds_when_unknown_countries_are_filled_in() => Hold(
        (facts, scenario, random) =>
        {
            var (curve, day) = (new StoppedCurve(scenario), new DateOnly(2026, 7, 1));
            var filled = facts with
            {
                Suppliers = [.. facts.Suppliers.Select(s => s with { Country = s.Country ?? Places[random.Next(Places.Length)] })],
                Services = [.. facts.Services.Select(s => s.Regions.Count > 0 ? s : s with { Regions = [Places[random.Next(3)]] })],
            };
            var (open, known) = (
                Series.At(curve, facts.ColumnsOn(day), Small), Series.At(curve, filled.ColumnsOn(day), Small));
            foreach (var (wide, narrow) in open.Values.Zip(known.Values))
            {
                Assert.True(wide is null || (narrow!.Value.Least >= wide.Value.Least && narrow.Value.Most <= wide.Value.Most));
            }
        },
        cases: 600);

    [Fact]
    public void A_day_on_which_only_what_nobody_looks_at_changes_is_not_worked_out_again()
    {
        var facts = Picture.Read(
            """
            acme is a supplier in US
            acme-cloud is a service of acme, keys with the provider, until 2026-03-01
            acme-cloud is a service of acme, keys with the customer, from 2026-03-01
            sluice needs 1 of acme-cloud, as r1, until 2026-06-01, said by town
            sluice needs 1 of acme-cloud, as r1, from 2026-06-01, said by province
            pump needs 1 of acme-cloud, as r2, from 2026-09-01
            """);
        var (counted, keys) = (new Counted(new HomeCurve()), new Counted(new ExposureCurve(
            ExposureQuestion.Of([Country.Of("US").Value]).Value)));
        var period = facts.Period(new Random(1));
        Assert.Equal(
            [new DateOnly(2026, 3, 1), new DateOnly(2026, 6, 1), new DateOnly(2026, 9, 1)],
            period.DaysOfChange(First, DateOnly.MaxValue));
        Series.Of([counted, keys], period, DaysOf(period), _ => Small);
        Assert.Equal([First, new DateOnly(2026, 9, 1)], counted.Days);
        Assert.Equal([First, new DateOnly(2026, 3, 1), new DateOnly(2026, 9, 1)], keys.Days);
    }

    [Fact]
    public void Columns_that_are_equal_on_two_days_are_the_same_object_and_others_are_not()
    {
        var facts = Picture.Read(
            """
            acme is a supplier in US, until 2026-03-01
            acme is a supplier in NL, from 2026-03-01
            polder is a supplier in NL
            acme-cloud is a service of acme
            sluice needs 1 of acme-cloud
            """);
        var period = facts.Period(new Random(2));
        var before = period.On(First);
        var after = period.On(new DateOnly(2026, 3, 1), before);
        Assert.Same(before.Service, after.Service);
        Assert.Same(before.Supplier.Entity, after.Supplier.Entity);
        Assert.NotSame(before.Supplier.Country, after.Supplier.Country);
        Assert.Same(after.Supplier, period.On(new DateOnly(2026, 4, 1), after).Supplier);
    }

    [Fact]
    public void No_column_is_left_out_of_a_day_that_is_cut_from_a_period() => Hold(
        (facts, _, random) =>
        {
            var day = new DateOnly(2026, 7, 1);
            var (whole, cut) = (facts.ColumnsOn(day), facts.Period(random).On(day));
            foreach (var kind in typeof(RegisterColumns).GetProperties()
                .Where(p => p.PropertyType.Name.EndsWith("Columns", StringComparison.Ordinal)))
            {
                foreach (var column in kind.PropertyType.GetProperties().Where(p => p.PropertyType.IsArray))
                {
                    var (all, some) = ((Array?)column.GetValue(kind.GetValue(whole)), (Array?)column.GetValue(kind.GetValue(cut)));
                    Assert.True(all?.Length == some?.Length, $"{kind.Name}.{column.Name} is left out");
                    Assert.Equal(
                        all?.Cast<object?>().Select(v => $"{v}").Order(StringComparer.Ordinal),
                        some?.Cast<object?>().Select(v => $"{v}").Order(StringComparer.Ordinal));
                }
            }
        },
        cases: 100);

    private static IReadOnlyList<Curve> CurvesOf(Scenario scenario) =>
    [
        new StoppedCurve(scenario), new HomeCurve(), new ConcentrationCurve(null, HolderKind.Controller),
        new ConcentrationCurve(Purpose.Hosting, HolderKind.Country), new ExposureCurve(Exposed(scenario)),
        new SpendCurve("EUR", [Places[2]]), new SpendCurve("USD", []), new ContingencyCurve(24), new CoverageCurve(),
    ];

    private static ExposureQuestion Exposed(Scenario scenario) =>
        ExposureQuestion.Of([.. scenario.Countries, Places[2]], scenario.Suppliers).Value;

    /// <summary>What the question of each measure answers, found without its curve.</summary>
    private static IEnumerable<(string Name, double? Least, double? Most)> Asked(
        Curve curve, RegisterColumns columns, Scenario scenario)
    {
        var graph = DependencyGraph.Of(columns);
        var stopped = SwitchOff.Run(graph, scenario);
        return curve.Measure switch
        {
            "stopped" =>
            [
                ("functions", stopped.Failed.Functions, null), ("people", stopped.Failed.People, null),
                ("organisations", stopped.Failed.Organisations, null), ("ofFunctions", stopped.Of.Functions, stopped.Of.Functions),
                ("vital", stopped.Functions.Count(f => f.Criticality == Criticality.Vital), null),
            ],
            "home" => Home(graph, Controllers.Of(columns)),
            "concentration" => Shares(Concentration.Of(columns, curve.Of is null
                ? new ConcentrationQuestion(GroupedBy.All)
                : new ConcentrationQuestion(GroupedBy.Purpose, HolderKind.Country)).Groups.SingleOrDefault(g => g.Name == (curve.Of ?? "all"))),
            "exposure" => Reached(Exposure.Run(columns, graph, Exposed(scenario))),
            "spend" => Spent(Spend.Of(columns), curve.Of!),
            "contingency" => Worst(SingleLosses.Of(graph, [SubjectKind.Controller], 24, 2).Ranked, graph),
            _ =>
            [
                ("suppliersWithoutCountry", graph.SuppliersWithoutCountry, graph.SuppliersWithoutCountry),
                ("servicesOfThose", graph.ServicesWithoutCountry, graph.ServicesWithoutCountry),
                ("unmet", graph.Unmet.Count, graph.Unmet.Count),
            ],
        };
    }

    private static IEnumerable<(string, double?, double?)> Home(DependencyGraph graph, Controllers controllers)
    {
        var used = Enumerable.Range(0, graph.AlternativeCount).Select(a => graph.Alternatives.Node[a]).Distinct()
            .Where(n => !graph.IsFunction(n)).Select(n => graph.Suppliers.Entity[graph.Nodes.SupplierOf(n)]).ToList();
        int Count(Func<Country?, bool> all) => used.Count(s => controllers.AllAbove(s).All(c => all(controllers.CountryOf(c))));
        return
        [
            ("services", used.Count, used.Count),
            ("fromHome", Count(c => c is { } known && Small.Contains(known)), Count(c => c is not { } known || Small.Contains(known))),
        ];
    }

    private static IEnumerable<(string, double?, double?)> Shares(ConcentrationGroup? group) => group is null
        ? [("hhi", null, null)]
        :
        [
            ("hhi", group.Shares.Hhi.Least, group.Shares.Hhi.Most), ("top1", group.Shares.Top(1).Least, group.Shares.Top(1).Most),
            ("top3", group.Shares.Top(3).Least, group.Shares.Top(3).Most),
            ("unknownShare", group.Shares.UnknownShare, group.Shares.UnknownShare),
        ];

    private static IEnumerable<(string, double?, double?)> Reached(ExposureAnswer answer) =>
    [
        ("functions", answer.Counts.Certain.Functions, answer.Counts.InReach.Functions),
        ("organisations", answer.Counts.Certain.Organisations, answer.Counts.InReach.Organisations),
        ("people", answer.Counts.Certain.People, answer.Counts.InReach.People),
        ("ifCountriesUnknown", answer.Unknown.FunctionsThere.Functions, answer.Unknown.FunctionsThere.Functions),
    ];

    private static IEnumerable<(string, double?, double?)> Spent(Spend spend, string currency)
    {
        var total = (double?)spend.Totals.FirstOrDefault(l => l.Currency == currency)?.AnnualCost;
        double Of(Func<Country?, bool> counts) =>
            (double)spend.ByController.Where(l => l.Currency == currency && counts(l.Country)).Sum(l => l.AnnualCost);
        return
        [
            ("total", total, total), ("withoutAmount", spend.WithoutAmount, spend.WithoutAmount),
            ("home", total is null ? null : Of(c => c is { } known && Small.Contains(known)),
                total is null ? null : Of(c => c is not { } known || Small.Contains(known))),
        ];
    }

    private static IEnumerable<(string, double?, double?)> Worst(
        IReadOnlyList<SubjectLoss> ranked, DependencyGraph graph)
    {
        var failed = ranked is [var worst, ..] ? SwitchOff.Run(graph, worst.Subject.ScenarioIn(graph, 24).Value).Failed : default;
        return [("functions", failed.Functions, failed.Functions), ("people", failed.People, failed.People)];
    }

    private static IReadOnlySet<Country> HomeOn(DateOnly day) => day < Joins ? Small : Large;

    private static IEnumerable<DateOnly> DaysOf(RegisterPeriod period) =>
        period.DaysOfChange(First, DateOnly.MaxValue).Append(Joins).Prepend(First).Distinct().Order();

    private static IEnumerable<DateOnly> SomeDays(RegisterPeriod period) =>
        DaysOf(period).SelectMany(day => new[] { day.AddDays(-1), day, day.AddDays(1) }).Where(day => day >= First);

    private static string Draw(Curve curve, Reading reading) => $"{curve.Measure} {curve.Of} {reading.Whom}: " +
        string.Join(", ", curve.Quantities.Zip(reading.Values).Select(q => $"{q.First.Name} {q.Second}"));

    private static void Hold(Action<Facts, Scenario, Random> law, int cases) => RandomRegisters.Hold(
        c =>
        {
            var random = new Random(c.Seed);
            law(Varied(c.Facts, random), c.Scenario, random);
        },
        cases);

    /// <summary>The same register with more that changes over time, with what is known of data, and with contracts.</summary>
    private static Facts Varied(Facts facts, Random random)
    {
        DateOnly[] days = [new(2026, 2, 2), new(2026, 7, 1), new(2026, 9, 9)];
        return facts with
        {
            Bodies = [.. facts.Bodies.Select(b => b with { Country = Maybe(Places) })],
            Functions = [.. facts.Functions.SelectMany(f => Versions(f, v => v with
            {
                DataClass = Maybe(Enum.GetValues<DataClass>()), PersonalData = Maybe(Enum.GetValues<PersonalData>()),
                Criticality = Maybe(Enum.GetValues<Criticality>()),
            }))],
            Suppliers = [.. facts.Suppliers.SelectMany(s => Versions(s, v => v with { Country = Maybe(Places) }))],
            Services = [.. facts.Services.SelectMany(s => Versions(s, v => v with { CustomerHeldKeys = Maybe([true, false]) }))],
            Alternatives = [.. facts.Alternatives.SelectMany(a => Versions(a, v => v with
            {
                Data = Maybe(Enum.GetValues<DataHandling>()), Role = (AlternativeRole)random.Next(1, 3),
                DataClass = Maybe(Enum.GetValues<DataClass>()), CustomerHeldKeys = Maybe([true, false]),
            }))],
            Contracts = [.. Enumerable.Range(0, Math.Min(facts.Bodies.Count, facts.Suppliers.Count) > 0 ? 6 : 0).SelectMany(i => Versions(
                new Contract(
                    ContractId.Of($"c{(i * 5) % 7}").Value, Of(facts.Bodies).Id, Of(facts.Suppliers).Id, null, null, null, null, null,
                    null, null, null, Provenance.Unstated),
                v => v with
                {
                    AnnualCost = Maybe([100m, 0.5m, 3m]), Currency = Maybe([Label.Of("EUR").Value, Label.Of("USD").Value]),
                }))],
        };

        T? Maybe<T>(T[] among)
            where T : struct => random.Next(4) == 0 ? null : Of(among);

        T Of<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];

        // A fact of all times sometimes becomes two versions, which may say the same.
        IEnumerable<T> Versions<T>(T fact, Func<T, T> vary)
            where T : Fact
        {
            var (first, day) = (vary(fact), Of(days));
            return random.Next(4) > 0 || fact.Provenance.Validity != Validity.Always
                ? [first]
                :
                [
                    first with { Provenance = fact.Provenance with { Validity = Validity.Of(null, day).Value } },
                    (random.Next(2) == 0 ? vary(fact) : first) with { Provenance = fact.Provenance with { Validity = Validity.Of(day, null).Value } },
                ];
        }
    }

    /// <summary>A curve that notes the days on which it is worked out.</summary>
    private sealed class Counted(Curve curve) : Curve
    {
        public List<DateOnly> Days { get; } = [];

        public override string Measure => curve.Measure;

        public override Phrase Heading => curve.Heading;

        public override Phrase Explanation => curve.Explanation;

        public override IReadOnlyList<Quantity> Quantities => curve.Quantities;

        protected internal override IEnumerable<object?> LooksAt(DayOfFacts day) => curve.LooksAt(day);

        protected internal override Reading On(DayOfFacts day)
        {
            Days.Add(day.Day);
            return curve.On(day);
        }
    }
}
