using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

/// <summary>The laws of losses one at a time, two at a time, and of what an addition saves.</summary>
public sealed class WhatIfOneMoreGoes
{
    private static readonly SubjectKind[] Kinds = Enum.GetValues<SubjectKind>();

    [Fact]
    public void Every_loss_is_that_of_a_switch_off() => RandomRegisters.Hold(
        c =>
        {
            var singles = Singles(c);
            Assert.Equal(SubjectsOf(c, singles.Graph), singles.Ranked.Count);
            foreach (var (subject, loss) in singles.Ranked)
            {
                var scenario = subject.ScenarioIn(singles.Graph, c.Scenario.HorizonHours);
                Assert.Equal(scenario.Holds ? Slow.Of(c.Facts, c.Day, scenario.Value).Loss : default, loss);
            }
        },
        cases: 150);

    [Fact]
    public void What_a_country_stops_at_most_is_the_switch_off_with_every_unknown_country_filled_in_as_it() => RandomRegisters.Hold(
        c =>
        {
            var singles = Singles(c);
            var unknown = UnknownCountries.Of(singles);
            foreach (var subject in singles.Ranked.Select(l => l.Subject))
            {
                if (subject.Country is not { } country)
                {
                    Assert.Null(unknown.AtMost(subject));
                    continue;
                }

                var asked = Scenario.Of([country], horizonHours: c.Scenario.HorizonHours).Value;
                Assert.Equal(Slow.Of(SlowUncertainty.AllInReach(c.Facts, asked), c.Day, asked).Loss, unknown.AtMost(subject));
            }

            var nowhere = Scenario.Of([Country.Of("FR").Value], horizonHours: c.Scenario.HorizonHours).Value;
            Assert.Equal(Slow.Of(SlowUncertainty.AllInReach(c.Facts, nowhere), c.Day, nowhere).Loss, unknown.Alone);
        },
        cases: 300);

    [Fact]
    public void The_ranking_puts_the_greater_loss_first() => RandomRegisters.Hold(
        c =>
        {
            var ranked = Singles(c).Ranked;
            Assert.Equal(
                ranked.OrderByDescending(l => l.Loss.Vital).ThenByDescending(l => l.Loss.Functions)
                    .ThenByDescending(l => l.Loss.Organisations).ThenByDescending(l => l.Loss.People)
                    .ThenByDescending(l => l.Loss.Alternatives)
                    .ThenBy(l => l.Subject.Kind).ThenBy(l => l.Subject.At),
                ranked);
        },
        cases: 200);

    [Fact]
    public void Two_together_stop_what_a_switch_off_of_both_stops_and_at_least_what_each_stops_alone() =>
        RandomRegisters.Hold(
            c =>
            {
                var pairs = PairLosses.Of(Singles(c), 12);
                var left = pairs.Among * (pairs.Among - 1) / 2;
                Assert.Equal(left, pairs.Ranked.Count + pairs.Contained);
                foreach (var pair in pairs.Ranked)
                {
                    var (first, second, both) = Run(c, pair);
                    Assert.Equal(both.Loss, pair.Loss);
                    Assert.Superset(first.Lost, both.Lost);
                    Assert.Superset(second.Lost, both.Lost);
                    Assert.NotEqual(both.Seeds, first.Seeds);
                    Assert.NotEqual(both.Seeds, second.Seeds);
                    Assert.Equal(
                        both.Functions.Except(first.Functions).Except(second.Functions).Count(), pair.HiddenFunctions);
                }
            },
            cases: 150);

    [Fact]
    public void Where_two_meet_only_both_break_the_requirement() => RandomRegisters.Hold(
        c =>
        {
            var pairs = PairLosses.Of(Singles(c), 12);
            foreach (var (pair, meetings) in pairs.Hidden.Zip(pairs.Explain(int.MaxValue, int.MaxValue)))
            {
                var (first, second, both) = Run(c, pair);
                Assert.Equal(pair.HiddenFunctions, meetings.Count);
                Assert.Equal(
                    both.Functions.Except(first.Functions).Except(second.Functions).Order(StringComparer.Ordinal),
                    meetings.Select(m => pairs.Singles.Graph.Entities[m.Function]).Order(StringComparer.Ordinal));
                foreach (var meeting in meetings)
                {
                    Assert.True(meeting.Alternatives.Count > meeting.Of - meeting.Need);
                    Assert.All(meeting.Alternatives, a =>
                    {
                        var id = pairs.Singles.Graph.Entities[a.Service];
                        Assert.Equal(
                            (true, first.Lost.Contains(id), second.Lost.Contains(id)),
                            (both.Lost.Contains(id), a.WithFirst, a.WithSecond));
                        Assert.True(a.WithFirst || a.WithSecond);
                    });
                }
            }
        },
        cases: 150);

    [Fact]
    public void Neither_the_order_of_the_facts_nor_the_number_of_threads_changes_an_answer() => RandomRegisters.Hold(
        c =>
        {
            var one = Answers(DependencyGraph.Of(c.Facts.ColumnsOn(c.Day)), 1);
            var other = Answers(DependencyGraph.Of(c.Facts.ColumnsOn(c.Day, new Random(c.Seed))), 3);
            Assert.Equal(one, other);

            string Answers(DependencyGraph graph, int threads)
            {
                var singles = SingleLosses.Of(graph, Kinds, c.Scenario.HorizonHours, threads);
                var pairs = PairLosses.Of(singles, 12);
                var additions = Additions.Of(graph, PurposeOf(c, graph), c.Scenario, 3, threads);
                return string.Join('\n', [
                    .. singles.Ranked.Select(l => $"{l}"), .. pairs.Ranked.Select(p => $"{p}"),
                    .. pairs.Hidden.Select(p => $"{p}"), .. additions.Best.Select(Render),
                ]);
            }
        },
        cases: 200);

    [Fact]
    public void An_addition_saves_what_the_register_with_that_alternative_no_longer_loses() => RandomRegisters.Hold(
        c =>
        {
            var graph = DependencyGraph.Of(c.Facts.ColumnsOn(c.Day));
            var additions = Additions.Of(graph, PurposeOf(c, graph), c.Scenario, int.MaxValue, 2);
            var without = Slow.Of(c.Facts, c.Day, c.Scenario);
            Assert.Equal((without.Loss, true), (additions.Loss, additions.IsComplete));
            foreach (var addition in additions.Best)
            {
                foreach (var service in addition.Services)
                {
                    var with = Slow.Of(
                        With(c.Facts, graph.Requirements[addition.Requirement], graph.Entities[service], c.Seed),
                        c.Day, c.Scenario);
                    Assert.Equal(
                        without.Functions.Except(with.Functions).Order(StringComparer.Ordinal),
                        addition.Functions.Select(f => graph.Entities[f]).Order(StringComparer.Ordinal));
                    Assert.Equal(
                        without.Loss - with.Loss with { Alternatives = without.Loss.Alternatives },
                        addition.Saved with { Alternatives = 0 });
                }
            }
        },
        cases: 150);

    [Fact]
    public void The_best_additions_are_those_that_trying_everything_finds() => RandomRegisters.Hold(
        c =>
        {
            const int Wanted = 2;
            var graph = DependencyGraph.Of(c.Facts.ColumnsOn(c.Day));
            var purposeOf = PurposeOf(c, graph);
            var additions = Additions.Of(graph, purposeOf, c.Scenario, Wanted, 2);
            Assert.True(additions.IsComplete);
            Assert.Equal(
                TryEverything(c, graph, purposeOf).Take(Wanted),
                additions.Best.Select(a => (graph.Requirements[a.Requirement], a.Saved with { Alternatives = 0 })));
        },
        cases: 150);

    [Fact]
    public void When_there_is_too_much_work_it_says_that_it_did_not_try_everything()
    {
        var facts = Picture.Read(
            string.Join('\n', Enumerable.Range(0, 100).Select(i => $"f{i:00} needs 1 of acme-cloud")) +
            "\nother needs 1 of polder-cloud");
        var graph = DependencyGraph.Of(facts.ColumnsOn(new DateOnly(2026, 11, 1)));
        var scenario = Scenario.Of(suppliers: [Picture.Id("acme")]).Value;
        var some = Additions.Of(graph, _ => Purpose.Hosting, scenario, most: 1, threads: 1, mostWork: 1);
        Assert.Equal((100, 1, false), (some.Candidates, some.Tried, some.IsComplete));
        var all = Additions.Of(graph, _ => Purpose.Hosting, scenario, most: 1, threads: 1);
        Assert.Equal((100, 100, true), (all.Candidates, all.Tried, all.IsComplete));
    }

    [Theory]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(511)]
    public void One_alternative_more_saves_however_many_there_are(int alternatives)
    {
        var facts = Picture.Read(
            $"sluice needs 1 of {string.Join(' ', Enumerable.Range(0, alternatives).Select(i => $"acme-{i:000}"))}\n" +
            "other needs 1 of polder-cloud");
        var graph = DependencyGraph.Of(facts.ColumnsOn(new DateOnly(2026, 11, 1)));
        var additions = Additions.Of(
            graph, _ => Purpose.Hosting, Scenario.Of(suppliers: [Picture.Id("acme")]).Value, most: 1, threads: 1);
        Assert.Equal((1, 1), (additions.Loss.Functions, Assert.Single(additions.Best).Saved.Functions));
    }

    private static SingleLosses Singles(Case c) => SingleLosses.Of(
        DependencyGraph.Of(c.Facts.ColumnsOn(c.Day)), Kinds, c.Scenario.HorizonHours, threads: 2);

    private static int SubjectsOf(Case c, DependencyGraph graph)
    {
        var countries = c.Facts.Suppliers.Where(s => s.Provenance.Validity.Contains(c.Day)).Select(s => s.Country)
            .Where(country => country is not null).Distinct().Count();
        return countries + (2 * graph.SupplierCount) + graph.ServiceCount;
    }

    private static (Slow First, Slow Second, Slow Both) Run(Case c, PairLoss pair)
    {
        var graph = DependencyGraph.Of(c.Facts.ColumnsOn(c.Day));
        var first = pair.First.ScenarioIn(graph, c.Scenario.HorizonHours).Value;
        var second = pair.Second.ScenarioIn(graph, c.Scenario.HorizonHours).Value;
        var both = Scenario.Of(
            [.. first.Countries, .. second.Countries], null, [.. first.Suppliers, .. second.Suppliers],
            [.. first.Services, .. second.Services], c.Scenario.HorizonHours).Value;
        return (Slow.Of(c.Facts, c.Day, first), Slow.Of(c.Facts, c.Day, second), Slow.Of(c.Facts, c.Day, both));
    }

    private static Func<int, Purpose> PurposeOf(Case c, DependencyGraph graph)
    {
        var purposes = c.Facts.Requirements.Where(r => r.Provenance.Validity.Contains(c.Day))
            .ToDictionary(r => graph.Requirements.PositionOf(r.Id.Text), r => r.Purpose);
        return position => purposes[position];
    }

    private static Facts With(Facts facts, string requirement, string service, int seed) => facts with
    {
        Alternatives =
        [
            .. facts.Alternatives,
            new Alternative(
                RequirementId.Of(requirement).Value, Picture.Id(service), seed % 3 == 0 ? null : seed % 3,
                AlternativeRole.Standby, null, null, null, Provenance.Unstated),
        ],
    };

    private static IEnumerable<(string Requirement, Loss Saved)> TryEverything(
        Case c, DependencyGraph graph, Func<int, Purpose> purposeOf)
    {
        var without = Slow.Of(c.Facts, c.Day, c.Scenario);
        var met = SlowSwitchOff.Work(c.Facts, c.Day, c.Scenario).Counting;
        var services = Enumerable.Range(0, graph.NodeCount).Where(n => !graph.IsFunction(n))
            .Select(n => graph.Entities[graph.EntityOf(n)]).Where(s => !without.Lost.Contains(s)).ToList();
        return met
            .SelectMany(r => services
                .Where(s => !r.Value.Contains(s) && r.Key.Consumer.Text != s)
                .Where(s => met.Any(other => other.Key.Purpose == r.Key.Purpose && other.Value.Contains(s)))
                .Take(1)
                .Select(s => (
                    Requirement: r.Key.Id.Text,
                    Saved: without.Loss - Slow.Of(With(c.Facts, r.Key.Id.Text, s, c.Seed), c.Day, c.Scenario).Loss)))
            .Where(t => t.Saved.Functions > 0).Select(t => (t.Requirement, t.Saved with { Alternatives = 0 }))
            .OrderByDescending(t => t.Item2.Vital).ThenByDescending(t => t.Item2.Functions)
            .ThenByDescending(t => t.Item2.Organisations).ThenByDescending(t => t.Item2.People)
            .ThenBy(t => t.Requirement, StringComparer.Ordinal);
    }

    private static string Render(Addition a) =>
        $"{a.Requirement} {a.Saved} {string.Join(' ', a.Services)} {string.Join(' ', a.Functions)}";

    /// <summary>What a switch-off loses, worked out slowly from the rules.</summary>
    private sealed record Slow(Loss Loss, HashSet<string> Lost, HashSet<string> Functions, HashSet<string> Seeds)
    {
        public static Slow Of(Facts facts, DateOnly day, Scenario scenario)
        {
            var (fails, counting) = SlowSwitchOff.Work(facts, day, scenario);
            var functions = facts.Functions.Where(f => f.Provenance.Validity.Contains(day) && fails.ContainsKey(f.Id.Text))
                .ToList();
            long PeopleOf(Function f) => f.People ?? facts.Bodies
                .Single(b => b.Id == f.Organisation && b.Provenance.Validity.Contains(day)).Population ?? 0;
            var loss = new Loss(
                functions.Count(f => f.Criticality == Criticality.Vital), functions.Count,
                functions.Select(f => f.Organisation).Distinct().Count(),
                functions.GroupBy(f => f.Organisation).Sum(g => g.Max(PeopleOf)),
                fails.Count - functions.Count, counting.Values.SelectMany(names => names).Count(fails.ContainsKey));
            return new Slow(
                loss, [.. fails.Keys], [.. functions.Select(f => f.Id.Text)],
                [.. fails.Where(f => f.Value.Hour == 0 && f.Value.Step == 0).Select(f => f.Key)]);
        }
    }
}
