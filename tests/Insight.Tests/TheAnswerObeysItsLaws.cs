using Sluiswachter.Model;
using Pair = Sluiswachter.Insight.Tests.SlowSwitchOff.Pair;

namespace Sluiswachter.Insight.Tests;

public sealed class TheAnswerObeysItsLaws
{
    [Fact]
    public void It_equals_the_answer_worked_out_slowly_from_the_rules() => RandomRegisters.Hold(
        c => Assert.Equal(
            SlowSwitchOff.Render(c.Facts, c.Day, c.Scenario), Answers.Render(Run(c.Facts, c.Day, c.Scenario))),
        cases: 6000);

    [Fact]
    public void Switching_off_more_never_saves_anything() => RandomRegisters.Hold(
        c =>
        {
            var more = With(c.Scenario, RandomRegisters.RandomScenario(c.Facts, new Random(c.Seed)));
            AllNoLater(Fails(c.Facts, c.Day, c.Scenario), Fails(c.Facts, c.Day, more));
        },
        cases: 3000);

    [Fact]
    public void A_further_alternative_never_hurts() => RandomRegisters.Hold(
        c =>
        {
            // A requirement that is unmet stops nothing, so its completion is no further alternative but a first one.
            var met = c.Facts.Requirements.Select(r => r.Id).Distinct().Where(id => !IsUnmet(c, id)).ToList();
            foreach (var (id, service) in met.SelectMany(id => c.Facts.Services.Select(s => (id, s.Id)).Distinct()))
            {
                if (!c.Facts.Alternatives.Any(a => a.Requirement == id && a.Service == service))
                {
                    var further = new Alternative(
                        id, service, null, AlternativeRole.Standby, null, null, null, Provenance.Unstated);
                    var facts = c.Facts with { Alternatives = [.. c.Facts.Alternatives, further] };
                    AllNoLater(Fails(facts, c.Day, c.Scenario), Fails(c.Facts, c.Day, c.Scenario));
                }
            }
        },
        cases: 500);

    [Fact]
    public void The_order_of_the_facts_is_irrelevant() => RandomRegisters.Hold(
        c =>
        {
            var shuffled = DependencyGraph.Of(c.Facts.ColumnsOn(c.Day, new Random(c.Seed)));
            Assert.Equal(
                Answers.Render(Run(c.Facts, c.Day, c.Scenario)), Answers.Render(SwitchOff.Run(shuffled, c.Scenario)));
        },
        cases: 3000);

    [Fact]
    public void Every_link_of_every_chain_holds() => RandomRegisters.Hold(
        c => Chains.AllHold(Run(c.Facts, c.Day, c.Scenario), c.Facts, c.Day),
        cases: 3000);

    [Fact]
    public void A_workspace_that_was_used_before_answers_like_a_new_one() => RandomRegisters.Hold(
        c =>
        {
            var graph = DependencyGraph.Of(c.Facts.ColumnsOn(c.Day));
            var used = new Propagation(graph);
            var random = new Random(c.Seed);
            for (var i = 0; i < 4; i++)
            {
                var scenario = RandomRegisters.RandomScenario(c.Facts, random);
                var answer = SwitchOff.Run(graph, scenario);
                int[] seeds =
                    [.. answer.Services.Where(s => s.SeededBy is not null).Select(s => graph.NodeOf(s.Entity))];
                used.Run(seeds, scenario.HorizonHours);
                Assert.Equal(
                    answer.Functions.Select(f => (f.Entity, f.StopsAtHours, f.Because.Links))
                        .Concat(answer.Services.Select(s => (s.Entity, s.StopsAtHours, s.Because.Links))).Order(),
                    used.Failed.ToArray().Select(n => (graph.EntityOf(n), used.HourOf(n), used.StepOf(n))).Order());
            }
        },
        cases: 1500);

    [Fact]
    public void What_fails_with_a_supplier_is_what_a_switch_off_of_it_says() => RandomRegisters.Hold(
        c =>
        {
            var graph = DependencyGraph.Of(c.Facts.ColumnsOn(c.Day));
            var loss = new SupplierLoss(graph, c.Scenario.HorizonHours);
            foreach (var supplier in c.Facts.Suppliers.Select(s => s.Id).Distinct())
            {
                var asked = Scenario.Of(suppliers: [supplier], horizonHours: c.Scenario.HorizonHours).Value;
                var answer = SwitchOff.Run(graph, asked);
                loss.SwitchOff(graph.Entities.PositionOf(supplier.Text));
                Assert.Equal(
                    answer.Functions.Select(f => f.Entity).Concat(answer.Services.Select(s => s.Entity)).Order(),
                    Enumerable.Range(0, graph.Entities.Count).Where(loss.HasFailed));
            }
        },
        cases: 1500);

    private static SwitchOffAnswer Run(Facts facts, DateOnly day, Scenario scenario) =>
        SwitchOff.Run(DependencyGraph.Of(facts.ColumnsOn(day)), scenario);

    private static Dictionary<string, Pair> Fails(Facts facts, DateOnly day, Scenario scenario)
    {
        var answer = Run(facts, day, scenario);
        return answer.Functions.Select(f => (f.Entity, f.StopsAtHours, f.Because.Links))
            .Concat(answer.Services.Select(s => (s.Entity, s.StopsAtHours, s.Because.Links)))
            .ToDictionary(x => answer.Graph.Entities[x.Entity], x => new Pair(x.StopsAtHours, x.Links));
    }

    /// <summary>What fails in the milder case fails in the harsher one, and no later.</summary>
    private static void AllNoLater(Dictionary<string, Pair> milder, Dictionary<string, Pair> harsher) => Assert.All(
        milder,
        f => Assert.True(harsher.TryGetValue(f.Key, out var h) && h.CompareTo(f.Value) <= 0, $"{f.Key} was saved"));

    private static Scenario With(Scenario a, Scenario b) => Scenario.Of(
        [.. a.Countries, .. b.Countries], [.. a.Locations, .. b.Locations], [.. a.Suppliers, .. b.Suppliers],
        [.. a.Services, .. b.Services], Math.Max(a.HorizonHours, b.HorizonHours)).Value;

    private static bool IsUnmet(Case c, RequirementId id)
    {
        var graph = DependencyGraph.Of(c.Facts.ColumnsOn(c.Day));
        return graph.Unmet.Any(r => graph.Requirements[r] == id.Text);
    }
}
