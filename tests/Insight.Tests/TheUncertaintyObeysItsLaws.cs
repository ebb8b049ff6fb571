using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

public sealed class TheUncertaintyObeysItsLaws
{
    private static readonly Country[] Places = [.. new[] { "CN", "NL", "US", "DE" }.Select(c => Country.Of(c).Value)];

    [Fact]
    public void What_is_so_lies_between_the_bounds_whatever_the_unknown_turns_out_to_be() => RandomRegisters.Hold(
        c =>
        {
            var random = new Random(c.Seed);
            var truth = SlowUncertainty.Filled(
                c.Facts,
                _ => random.Next(4) == 0 ? null : Places[random.Next(Places.Length)],
                _ => [.. Places.Where(_ => random.Next(2) == 0)]);
            var (sure, so) = (Ask(c), SwitchOff.Run(DependencyGraph.Of(truth.ColumnsOn(c.Day)), c.Scenario));
            var (least, most) = (sure.AtLeast, sure.AtMost);
            Assert.InRange(so.Failed.Functions, least.Functions, most.Functions);
            Assert.InRange(so.Failed.Services, least.Services, most.Services);
            Assert.InRange(so.Failed.Organisations, least.Organisations, most.Organisations);
            Assert.InRange(so.Failed.People, least.People, most.People);
            var hours = so.Functions.ToDictionary(f => f.Entity, f => f.StopsAtHours);
            Assert.Subset(sure.Functions.Select(f => f.Entity).ToHashSet(), hours.Keys.ToHashSet());
            Assert.All(sure.Functions, f =>
            {
                var hour = hours.GetValueOrDefault(f.Entity, int.MaxValue);
                Assert.InRange(hour, f.EarliestHours, f.StopsAtHours ?? int.MaxValue);
            });
        },
        cases: 1000);

    [Fact]
    public void The_bounds_are_reached() => RandomRegisters.Hold(
        c =>
        {
            var sure = Ask(c);
            var (least, most) = (SlowSwitchOff.Fails(c.Facts, c.Day, c.Scenario), SlowUncertainty.AtMost(c.Facts, c.Day, c.Scenario));
            var names = sure.Answer.Graph.Entities;
            Assert.Equal(
                c.Facts.Functions.Select(f => f.Id.Text).Distinct().Where(most.ContainsKey).Order(StringComparer.Ordinal)
                    .Select(f => $"{f} {(least.TryGetValue(f, out var at) ? at.Hour : -1)} {most[f].Hour}"),
                sure.Functions.Select(f => $"{names[f.Entity]} {f.StopsAtHours ?? -1} {f.EarliestHours}"));
            Assert.Equal(least.Count, sure.AtLeast.Functions + sure.AtLeast.Services);
            Assert.Equal(most.Count, sure.AtMost.Functions + sure.AtMost.Services);
        },
        cases: 1000);

    [Fact]
    public void What_firm_facts_show_is_what_stops_when_all_others_are_met_by_something_that_never_fails() => RandomRegisters.Hold(
        c =>
        {
            var sure = Ask(c);
            foreach (var firmness in Enum.GetValues<Firmness>())
            {
                var slow = SlowUncertainty.Shown(c.Facts, c.Day, c.Scenario, firmness);
                Assert.Equal(
                    c.Facts.Functions.Select(f => f.Id.Text).Distinct().Where(slow.ContainsKey).Order(StringComparer.Ordinal),
                    sure.Functions.Where(f => f.Shown <= firmness).Select(f => sure.Answer.Graph.Entities[f.Entity]));
                Assert.Equal(slow.Count, sure.Shown[firmness].Functions + sure.Shown[firmness].Services);
            }
        },
        cases: 1000);

    [Fact]
    public void Firmer_facts_never_show_more() => RandomRegisters.Hold(
        c =>
        {
            var sure = Ask(c);
            foreach (var lost in new[] { sure.Shown, sure.Told })
            {
                Assert.True(IsWithin(lost[Firmness.Measured], lost[Firmness.Declared]));
                Assert.True(IsWithin(lost[Firmness.Declared], lost[Firmness.Inferred]));
                Assert.Equal(sure.AtLeast, lost[Firmness.Inferred]);
            }
        },
        cases: 1000);

    [Fact]
    public void What_firm_facts_show_stays_so_whichever_weaker_facts_are_wrong() => RandomRegisters.Hold(
        c =>
        {
            var (sure, random) = (Ask(c), new Random(c.Seed));
            foreach (var firmness in new[] { Firmness.Measured, Firmness.Declared })
            {
                var otherwise = WithSomeWrong(c, firmness, random);
                var stops = SwitchOff.Run(DependencyGraph.Of(otherwise.ColumnsOn(c.Day)), c.Scenario).Functions
                    .Select(f => f.Entity).Select(e => OrderedIdsOf(otherwise, c.Day)[e]).ToHashSet();
                Assert.All(
                    sure.Functions.Where(f => f.Shown <= firmness).Select(f => sure.Answer.Graph.Entities[f.Entity]),
                    f => Assert.Contains(f, stops));
            }
        },
        cases: 1000);

    [Fact]
    public void The_firmness_of_a_chain_is_that_of_its_weakest_fact() => RandomRegisters.Hold(
        c =>
        {
            var sure = Ask(c);
            Assert.All(sure.Functions.Where(f => f.StopsAtHours is not null), f =>
                Assert.Equal(WeakestOf(c, sure.Answer, f.Entity), f.Told));
        },
        cases: 1000);

    [Fact]
    public void What_an_unknown_changes_is_the_difference_that_it_makes_alone() => RandomRegisters.Hold(
        c =>
        {
            var sure = Ask(c);
            var names = sure.Answer.Graph.Entities;
            var (least, most) = (Lost(c, c.Facts), Lost(c, SlowUncertainty.AllInReach(c.Facts, c.Scenario)));
            string[] unknown =
            [
                .. c.Facts.Suppliers.Where(s => s.Country is null).Select(s => s.Id.Text),
                .. c.Facts.Services.Where(s => s.Regions.Count == 0).Select(s => s.Id.Text),
            ];
            var expected = unknown.Distinct().Order(StringComparer.Ordinal)
                .Select(one => (
                    One: one,
                    Raises: Less(Lost(c, SlowUncertainty.OneInReach(c.Facts, c.Scenario, one)), least),
                    Lowers: Less(most, Lost(c, SlowUncertainty.AllInReach(c.Facts, c.Scenario, but: one)))))
                .Where(s => s.Raises.Functions + s.Lowers.Functions > 0)
                .Select(s => $"{s.One} {s.Raises} {s.Lowers}");
            Assert.Equal(expected, sure.ToFindOut.Stakes
                .OrderBy(s => names[s.Unknown.Of], StringComparer.Ordinal)
                .Select(s => $"{names[s.Unknown.Of]} {CountsOf(s.Raises)} {CountsOf(s.Lowers)}"));
            Assert.Equal(sure.ToFindOut.Stakes.Select(s => s.Functions).OrderDescending(), sure.ToFindOut.Stakes.Select(s => s.Functions));
            Assert.True(sure.ToFindOut.IsComplete);
        },
        cases: 600);

    private static Uncertainty Ask(Case c) => Uncertainty.Of(c.Facts.ColumnsOn(c.Day), c.Scenario, threads: 1);

    private static bool IsWithin(Loss a, Loss b) =>
        a.Vital <= b.Vital && a.Functions <= b.Functions && a.Organisations <= b.Organisations && a.People <= b.People &&
        a.Services <= b.Services;

    private static Counts Lost(Case c, Facts facts) =>
        SwitchOff.Run(DependencyGraph.Of(facts.ColumnsOn(c.Day)), c.Scenario).Failed;

    private static Counts Less(Counts a, Counts b) => new(
        a.Functions - b.Functions, a.Services - b.Services, a.Organisations - b.Organisations, a.People - b.People);

    private static Counts CountsOf(Loss l) => new(l.Functions, l.Services, l.Organisations, l.People);

    private static OrderedIds OrderedIdsOf(Facts facts, DateOnly day) => facts.ColumnsOn(day).Entities;

    /// <summary>The register with some of the facts that are not firm enough left out or otherwise.</summary>
    private static Facts WithSomeWrong(Case c, Firmness least, Random random)
    {
        var facts = c.Facts with
        {
            Suppliers = [.. c.Facts.Suppliers.Select(s => IsWrong(s) ? s with { Country = Places[random.Next(Places.Length)] } : s)],
            Ownership = [.. c.Facts.Ownership.Where(o => !IsWrong(o))],
            Services = [.. c.Facts.Services.Select(s => IsWrong(s) ? s with { Regions = [], Supplier = Another(s) } : s)],
        };
        foreach (var a in c.Facts.Alternatives)
        {
            var of = c.Facts.Requirements.Where(r => r.Id == a.Requirement).ToList();
            if (of.TrueForAll(r => SlowUncertainty.FirmnessOf(r, a) > least) && random.Next(2) == 0)
            {
                facts = Unless(facts with { Alternatives = [.. facts.Alternatives.Where(b => b != a)] }, facts);
            }
        }

        return facts;

        bool IsWrong(Fact fact) => SlowUncertainty.Of(fact) > least && random.Next(2) == 0;

        // One that holds when the other does, so that no service comes or goes.
        EntityId Another(Service s) => c.Facts.Suppliers.Any(p => p.Id == s.Supplier && Holds(p))
            ? c.Facts.Suppliers.Where(Holds).ElementAt(random.Next(c.Facts.Suppliers.Count(Holds))).Id
            : s.Supplier;

        bool Holds(Fact fact) => fact.Provenance.Validity.Contains(c.Day);

        // What has fewer alternatives than it needs stops nothing, and that is told as a defect.
        Facts Unless(Facts less, Facts before) =>
            DependencyGraph.Of(less.ColumnsOn(c.Day)).Unmet.Count > DependencyGraph.Of(before.ColumnsOn(c.Day)).Unmet.Count
                ? before
                : less;
    }

    private static Firmness WeakestOf(Case c, SwitchOffAnswer answer, int function)
    {
        var names = answer.Graph.Entities;
        var (weakest, at) = (Firmness.Measured, function);
        foreach (var step in answer.Because(function).Steps)
        {
            var requirement = Holding(c.Facts.Requirements, r => r.Id.Text == answer.Graph.Requirements[step.Requirement]);
            var alternative = Holding(
                c.Facts.Alternatives, a => a.Requirement == requirement.Id && a.Service.Text == names[step.Service]);
            Add(SlowUncertainty.FirmnessOf(requirement, alternative));
            at = step.Service;
        }

        var seed = answer.Services.Single(s => s.Entity == at).SeededBy!;
        var suppliers = seed.Suppliers.Select(s => names[s]).ToList();
        for (var i = 1; i < suppliers.Count; i++)
        {
            Add(SlowUncertainty.Of(Holding(
                c.Facts.Ownership, o => o.Owner.Text == suppliers[i - 1] && o.Owned.Text == suppliers[i])));
        }

        if (seed.Kind == SeedKind.Control)
        {
            Add(SlowUncertainty.Of(Holding(c.Facts.Suppliers, s => s.Id.Text == suppliers[0])));
        }

        if (seed.Kind != SeedKind.Service)
        {
            Add(SlowUncertainty.Of(Holding(c.Facts.Services, s => s.Id.Text == names[at])));
        }

        return weakest;

        void Add(Firmness firmness) => weakest = firmness > weakest ? firmness : weakest;

        T Holding<T>(IEnumerable<T> facts, Func<T, bool> which)
            where T : Fact => facts.Single(f => which(f) && f.Provenance.Validity.Contains(c.Day));
    }
}
