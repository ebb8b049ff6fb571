using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

public sealed class WhichLossesStopAFunction
{
    private static readonly DateOnly SomeDay = new(2026, 11, 1);

    [Fact]
    public void Whatever_it_cannot_do_without_is_a_cut_set_of_its_own() => Same(
        """
        sluice needs 1 of acme-cloud
        sluice needs 1 of polder-mail(4h)
        sluice needs 1 of dyke-support(25h)
        pump needs 1 of hill-cloud
        """,
        """
        acme at 0h
        polder at 4h
        """);

    [Fact]
    public void Fallbacks_must_go_together_and_a_shared_cloud_underneath_is_enough() => Same(
        """
        sluice needs 1 of acme-cloud polder-cloud
        acme-cloud needs 1 of dyke-power
        polder-cloud needs 1 of dyke-power(3h)
        """,
        """
        dyke at 3h
        acme + polder at 0h
        """);

    [Fact]
    public void Of_three_of_which_two_are_needed_any_two_stop_it() => Same(
        """
        sluice needs 2 of a-x b-x c-x
        """,
        """
        a + b at 0h
        a + c at 0h
        b + c at 0h
        """);

    [Fact]
    public void Four_fallbacks_are_more_than_three_losses_can_stop() => Same(
        """
        sluice needs 1 of a-x b-x c-x d-x
        """,
        "");

    [Fact]
    public void A_controller_takes_along_what_it_controls_and_those_alike_are_told_as_one() => Same(
        """
        acme owns polder alone
        hill owns acme alone
        hill owns 60% of dyke
        sluice needs 1 of polder-cloud dyke-cloud
        """,
        """
        hill at 0h
        acme|polder + dyke at 0h
        """);

    [Fact]
    public void Suppliers_by_themselves_take_along_nothing_but_their_own() => Same(
        """
        acme owns polder alone
        acme owns dyke alone
        sluice needs 1 of polder-cloud dyke-cloud
        """,
        "dyke + polder at 0h",
        new CutSetQuestion(LossOf.Supplier));

    [Fact]
    public void What_others_need_of_its_body_and_of_a_function_on_the_way_counts() => Same(
        """
        lake is a body
        logius is a body
        sluice is a function of lake
        digid is a function of logius
        sluice needs 1 of digid
        logius needs 1 of acme-mail
        lake needs 1 of polder-mail
        """,
        """
        acme at 0h
        polder at 0h
        """);

    [Fact]
    public void Work_that_ends_early_is_told_and_what_was_found_is_true()
    {
        const string picture = "sluice needs 4 of a-x b-x c-x d-x e-x f-x";
        Assert.Equal(20, Find(picture, new CutSetQuestion()).All.Count);
        var ended = Find(picture, new CutSetQuestion(Work: 50));
        Assert.Equal((false, 2, 50), (ended.IsComplete, ended.CompleteUpTo, ended.Tried));
        Assert.InRange(ended.All.Count, 1, 19);
        Assert.All(ended.All, cut => Assert.Equal(3, cut.Losses.Count));
    }

    [Fact]
    public void What_stands_on_nothing_or_outlasts_the_horizon_cannot_be_stopped()
    {
        var alone = Find("sluice is a function of town", new CutSetQuestion());
        Assert.Equal((0, false, true), (alone.Services, alone.CanBeStopped, alone.IsComplete));
        var patient = Find("sluice needs 1 of acme-cloud(25h)", new CutSetQuestion());
        Assert.Equal((1, false, true), (patient.Services, patient.CanBeStopped, patient.IsComplete));
        Assert.True(Find("sluice needs 1 of acme-cloud(25h)", new CutSetQuestion(HorizonHours: 25)).CanBeStopped);
    }

    [Fact]
    public void They_are_the_sets_that_trying_everything_finds() => RandomRegisters.Hold(
        c => EqualTryingEverything(c.Facts, c.Day, c.Scenario.HorizonHours), cases: 400);

    [Fact]
    public void They_are_so_with_up_to_twelve_suppliers() => HoldForTwelve(
        facts => EqualTryingEverything(facts, SomeDay, CutSetQuestion.DefaultHorizonHours), cases: 60);

    [Fact]
    public void Each_stops_the_function_at_its_hour_and_without_any_of_its_losses_does_not() => HoldForTwelve(
        facts => ForAll(facts, SomeDay, 24, (graph, function, found) =>
        {
            foreach (var cut in found.All)
            {
                var one = cut.Losses.Select(loss => loss.Suppliers[0]).ToList();
                Assert.Equal(cut.StopsAtHours, HourWithout(graph, function, one, found.Question));
                Assert.All(one, spared => Assert.Null(HourWithout(graph, function, one.Where(l => l != spared), found.Question)));
            }
        }),
        cases: 300);

    [Fact]
    public void The_order_of_the_facts_is_irrelevant_also_when_the_work_ends_early() => HoldForTwelve(
        facts =>
        {
            foreach (var question in new[] { new CutSetQuestion(), new CutSetQuestion(LossOf.Supplier, Work: 25) })
            {
                var shuffled = facts.ColumnsOn(SomeDay, new Random(7));
                Assert.Equal(Render(facts.ColumnsOn(SomeDay), question), Render(shuffled, question));
            }
        },
        cases: 200);

    [Fact]
    public void A_longer_horizon_never_makes_a_stopping_set_stop_less() => HoldForTwelve(
        facts =>
        {
            var columns = facts.ColumnsOn(SomeDay);
            var (near, far) = (Sets(columns, 5), Sets(columns, 48));
            Assert.All(near, cut => Assert.Contains(far, smaller => smaller.IsSubsetOf(cut)));
        },
        cases: 300);

    [Fact]
    public void When_the_work_ends_what_is_told_is_part_of_the_whole_and_whole_up_to_a_size() => HoldForTwelve(
        facts =>
        {
            var columns = facts.ColumnsOn(SomeDay);
            var whole = Find(columns, "f", new CutSetQuestion());
            for (var work = 1; work < whole.Tried; work += 1 + (work / 2))
            {
                var part = Find(columns, "f", new CutSetQuestion(Work: work));
                Assert.False(part.IsComplete);
                Assert.Subset(Lines(columns, whole).ToHashSet(), Lines(columns, part).ToHashSet());
                Assert.Equal(
                    whole.All.Count(cut => cut.Losses.Count <= part.CompleteUpTo),
                    part.All.Count(cut => cut.Losses.Count <= part.CompleteUpTo));
            }
        },
        cases: 200);

    private static void Same(string picture, string expected, CutSetQuestion? question = null)
    {
        var columns = Picture.Read(picture).ColumnsOn(SomeDay);
        Assert.Equal(expected, string.Join('\n', Lines(columns, Find(columns, "sluice", question ?? new CutSetQuestion()))));
    }

    private static CutSets Find(string picture, CutSetQuestion question) =>
        Find(Picture.Read(picture).ColumnsOn(SomeDay), "sluice", question);

    private static CutSets Find(RegisterColumns columns, string function, CutSetQuestion question) =>
        CutSets.Of(DependencyGraph.Of(columns), columns, columns.Entities.PositionOf(function), question);

    private static string Render(RegisterColumns columns, CutSetQuestion question) =>
        string.Join('\n', Lines(columns, Find(columns, "f", question)));

    private static IEnumerable<string> Lines(RegisterColumns columns, CutSets found) => found.All.Select(cut =>
        string.Join(" + ", cut.Losses.Select(loss => string.Join('|', loss.Suppliers.Select(s => columns.Entities[s])))) +
        $" at {cut.StopsAtHours}h");

    private static List<HashSet<int>> Sets(RegisterColumns columns, int horizonHours) =>
        [.. Find(columns, "f", new CutSetQuestion(HorizonHours: horizonHours)).All
            .Select(cut => cut.Losses.Select(loss => loss.Suppliers[0]).ToHashSet())];

    private static void ForAll(
        Facts facts, DateOnly day, int horizonHours, Action<DependencyGraph, int, CutSets> law)
    {
        var columns = facts.ColumnsOn(day);
        var graph = DependencyGraph.Of(columns);
        foreach (var function in columns.Function.Entity.Where(f => graph.NodeOf(f) >= 0))
        {
            foreach (var of in Enum.GetValues<LossOf>())
            {
                law(graph, function, CutSets.Of(graph, columns, function, new CutSetQuestion(of, horizonHours)));
            }
        }
    }

    private static int? HourWithout(DependencyGraph graph, int function, IEnumerable<int> lost, CutSetQuestion question)
    {
        var suppliers = lost.Select(s => Picture.Id(graph.Entities[s])).Append(Picture.Id("nobody")).ToList();
        var services = Enumerable.Range(0, graph.NodeCount).Where(node => !graph.IsFunction(node))
            .Select(node => Picture.Id(graph.Entities[graph.EntityOf(node)]))
            .Where(service => suppliers.Contains(Picture.Id($"{service.Text[0]}")));
        var scenario = question.Of == LossOf.Controller
            ? Scenario.Of(suppliers: suppliers, horizonHours: question.HorizonHours)
            : Scenario.Of(services: [.. services, Picture.Id("nothing")], horizonHours: question.HorizonHours);
        return SwitchOff.Run(graph, scenario.Value).HourOf(function);
    }

    private static void EqualTryingEverything(Facts facts, DateOnly day, int horizonHours)
    {
        var slow = Enum.GetValues<LossOf>().ToDictionary(of => of, of => FailsWithout(facts, day, horizonHours, of));
        ForAll(facts, day, horizonHours, (graph, function, found) =>
        {
            Assert.True(found.IsComplete);
            var name = graph.Entities[function];
            var cuts = slow[found.Question.Of].Where(s => s.Fails.ContainsKey(name))
                .ToDictionary(s => s.Lost, s => s.Fails[name].Hour);
            Assert.Equal(
                cuts.Where(c => !cuts.Keys.Any(other => other.Count < c.Key.Count && other.IsSubsetOf(c.Key)))
                    .Select(c => $"{string.Join(' ', c.Key)} at {c.Value}").Order(StringComparer.Ordinal),
                found.All.SelectMany(cut => Each(graph, cut)).Order(StringComparer.Ordinal));
        });
    }

    /// <summary>Every set of one to three suppliers, with what fails without it.</summary>
    private static List<(SortedSet<string> Lost, IReadOnlyDictionary<string, SlowSwitchOff.Pair> Fails)> FailsWithout(
        Facts facts, DateOnly day, int horizonHours, LossOf of)
    {
        var suppliers = facts.Suppliers.Select(s => s.Id.Text).Distinct().Order(StringComparer.Ordinal).ToList();
        var pairs = suppliers.SelectMany(_ => suppliers, (a, b) => (a, b));
        var sets = pairs.SelectMany(_ => suppliers, (p, c) => new SortedSet<string>([p.a, p.b, c], StringComparer.Ordinal))
            .DistinctBy(set => string.Join(' ', set));
        return [.. sets.Select(lost => (lost, SlowSwitchOff.Fails(facts, day, ScenarioOf(lost))))];

        Scenario ScenarioOf(SortedSet<string> lost) => of == LossOf.Controller
            ? Scenario.Of(suppliers: [.. lost.Select(Picture.Id)], horizonHours: horizonHours).Value
            : Scenario.Of(
                services: [.. ServicesOf(lost), Picture.Id("nothing")], horizonHours: horizonHours).Value;

        IEnumerable<EntityId> ServicesOf(SortedSet<string> lost) => facts.Services
            .Where(s => s.Provenance.Validity.Contains(day) && lost.Contains(s.Supplier.Text)).Select(s => s.Id).Distinct();
    }

    /// <summary>Every set that a cut set stands for: one of those alike for each of its losses.</summary>
    private static IEnumerable<string> Each(DependencyGraph graph, CutSet cut)
    {
        IEnumerable<IEnumerable<string>> sets = [[]];
        foreach (var loss in cut.Losses)
        {
            sets = sets.SelectMany(_ => loss.Suppliers, (set, alike) => set.Append(graph.Entities[alike])).ToList();
        }

        return sets.Select(set => $"{string.Join(' ', set.Order(StringComparer.Ordinal))} at {cut.StopsAtHours}");
    }

    private static void HoldForTwelve(Action<Facts> law, int cases) => Prop.ForAll(
        Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(seed => RandomPicture(new Random(seed))), WithoutALine),
        picture => law(Picture.Read(picture))).Check(Config.QuickThrowOnFailure.WithMaxTest(cases));

    private static IEnumerable<string> WithoutALine(string picture)
    {
        var lines = picture.Split('\n');
        return lines.Skip(2).Select(line => string.Join('\n', lines.Where(l => l != line)));
    }

    /// <summary>Functions f, g and h, and services of up to twelve suppliers that need each other in every way.</summary>
    private static string RandomPicture(Random random)
    {
        string[] suppliers = [.. "abcdeijklmno".Select(c => $"{c}").Take(random.Next(6, 13))];
        string[] services = [.. suppliers.Select(s => $"{s}-x"), .. suppliers.Take(3).Select(s => $"{s}-y")];
        List<string> lines = ["town is a body", "f is a function of town", "g is a function of lake", "h is a function of town"];
        lines.AddRange(Many(0, 5, () => $"{Of(suppliers)} owns {random.Next(45, 101)}% of {Of(suppliers)}")
            .Where(l => l.Split(' ') is [var owner, .., var owned] && owner != owned).DistinctBy(l => (l[0], l[^1])));
        lines.AddRange(Many(2, 4, () => Needs(["f", "f", "g", "town"], [.. services, "g", "h"])));
        lines.AddRange(Many(2, 14, () => Needs(services, services)));
        return string.Join('\n', lines.Concat(services.Select(s => $"{s} is a service of {s[0]}")));

        IEnumerable<string> Many(int least, int most, Func<string> line) =>
            Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => line()).ToList();

        string Needs(string[] consumers, string[] needed)
        {
            string[] among = [.. Many(1, 6, () => Of(needed)).Distinct()];
            var ways = among.Select(name => random.Next(3) == 0 ? $"{name}({random.Next(30)}h)" : $"{name}(0h)");
            return $"{Of(consumers)} needs {random.Next(1, among.Length + 1)} of {string.Join(' ', ways)}";
        }

        string Of(string[] from) => from[random.Next(from.Length)];
    }
}
