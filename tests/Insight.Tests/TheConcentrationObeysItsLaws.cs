using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

/// <summary>Laws of concentration and of strategic dependency, over registers of every awkward shape.</summary>
public sealed class TheConcentrationObeysItsLaws
{
    private const double Rounding = 1e-9;

    private static readonly Country[] Places = [.. new[] { "CN", "NL", "US", "FR" }.Select(c => Country.Of(c).Value)];
    private static readonly HashSet<Country> Home = [Country.Of("NL").Value, Country.Of("FR").Value];

    private static readonly ConcentrationQuestion[] Questions =
    [
        .. from grouped in Enum.GetValues<GroupedBy>()
           from per in Enum.GetValues<HolderKind>()
           from weight in new[] { ShareWeight.Functions, ShareWeight.People }
           select new ConcentrationQuestion(grouped, per, weight),
    ];

    [Fact]
    public void Shares_sum_to_one_and_HHI_lies_between_ten_thousand_by_n_and_ten_thousand() => Hold(
        (facts, day, question, _) =>
        {
            foreach (var group in Ask(facts, day, question).Where(g => g.Shares.Total > 0))
            {
                Assert.Equal(1, group.Holders.Sum(h => h.Share) + group.MissingShare, Rounding);
                Assert.Equal(group.Shares.UnknownShare, group.Holders.Where(h => !h.IsKnown).Sum(h => h.Share) + group.MissingShare, Rounding);
                Assert.InRange(group.Shares.Hhi.Least, 0, group.Shares.Hhi.Most + Rounding);
                Assert.InRange(group.Shares.Hhi.Most, 0, 10_000);
                if (group.MissingShare == 0)
                {
                    Assert.True(group.Shares.Hhi.Least >= 10_000.0 / group.Holders.Count(h => h.Weight > 0) - 1e-6);
                }

                Assert.All(group.Holders, h => Assert.InRange(h.FunctionsInAll!.Value, h.Functions, group.Functions));
            }
        },
        cases: 1500);

    [Fact]
    public void It_equals_the_shares_worked_out_slowly_from_the_definition() => Hold(
        (facts, day, question, _) => Assert.Equal(
            SlowConcentration.Of(facts, day, question),
            Ask(facts, day, question).SelectMany(g => g.Holders.Where(h => h.Weight > 0 || h.Functions > 0)
                .Select(h => SlowConcentration.Line(g.Name, NameOf(facts, day, h), h.Share, h.Functions)))
                .Order(StringComparer.Ordinal)),
        cases: 2000);

    [Fact]
    public void The_order_of_the_facts_is_irrelevant_to_the_last_bit() => Hold(
        (facts, day, question, random) =>
        {
            var shuffled = facts.ColumnsOn(day, random);
            Assert.Equal(Draw(Ask(facts, day, question)), Draw(Concentration.Of(shuffled, question).Groups));
            Assert.Equal(Draw(Depend(facts.ColumnsOn(day), question)), Draw(Depend(shuffled, question)));
        },
        cases: 1000);

    [Fact]
    public void When_two_controllers_merge_HHI_never_falls() => Hold(
        (facts, day, question, random) =>
        {
            // With two sole owners, a defect of the data, a sale of one may leave the other as the nearest top: no merger.
            var tidy = facts with { Ownership = [.. facts.Ownership.DistinctBy(o => o.Owned)] };
            var tops = facts.Suppliers.Select(s => s.Id).Except(tidy.Ownership.Select(o => o.Owned)).Distinct().ToArray();
            if (tops.Length < 2)
            {
                return;
            }

            random.Shuffle(tops);
            var merged = tidy with
            {
                Ownership = [.. tidy.Ownership, Ownership.Of(
                    tops[0], tops[1], null, Control.Sole, OwnershipStatus.InForce, Provenance.Unstated).Value],
            };
            var controllers = question with { Per = HolderKind.Controller };
            foreach (var (before, after) in Ask(tidy, day, controllers).Zip(Ask(merged, day, controllers)))
            {
                Assert.True(after.Shares.Hhi.Least >= before.Shares.Hhi.Least - 1e-6, $"{before.Name} fell");
            }
        },
        cases: 6000);

    [Fact]
    public void The_bounds_contain_the_truth_when_unknown_countries_are_filled_in_at_random() => Hold(
        (facts, day, question, random) =>
        {
            var filled = Fill(facts, random);
            foreach (var (open, known) in Ask(facts, day, question).Zip(Ask(filled, day, question)))
            {
                Within(open.Shares.Hhi, known.Shares.Hhi, 1e-6);
                Within(open.Shares.Top(1), known.Shares.Top(1));
                Within(open.Shares.Top(3), known.Shares.Top(3));
                Within(open.Substitution!.Another, known.Substitution!.Another);
                Within(open.Substitution.Enough, known.Substitution.Enough);
            }
        },
        cases: 2000);

    [Fact]
    public void Knowing_more_countries_and_people_never_contradicts_a_step_or_verdict() => Hold(
        (facts, day, question, random) =>
        {
            var filled = Counted(Fill(facts, random), random);
            foreach (var (open, known) in Depend(facts.ColumnsOn(day), question).Zip(Depend(filled.ColumnsOn(day), question)))
            {
                foreach (var (before, after) in open.Steps.Zip(known.Steps))
                {
                    Within(before.Value ?? default, after.Value ?? default, 1e-6);
                    Settles(before.Holds, after.Holds, before.Kind.ToString());
                }

                Settles(open.Verdict.Delivered, known.Verdict.Delivered, "delivered");
                Settles(open.Verdict.Dependency, known.Verdict.Dependency, "dependency");
                Settles(open.Verdict.Strategic, known.Verdict.Strategic, "strategic");
                Settles(open.Verdict.Risky, known.Verdict.Risky, "risky");
            }
        },
        cases: 2000);

    [Fact]
    public void However_unknown_steps_turn_out_a_decided_verdict_stands() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
        seed =>
        {
            var random = new Random(seed);
            var open = Enum.GetValues<DependencyStepKind>().ToDictionary(k => k, _ => (Truth)random.Next(1, 4));
            var known = open.ToDictionary(s => s.Key, s => s.Value == Truth.Unknown ? Truths.Of(random.Next(2) == 0) : s.Value);
            var (before, after) = (DependencyVerdict.Of(k => open[k]), DependencyVerdict.Of(k => known[k]));
            Settles(before.Dependency, after.Dependency, "dependency");
            Settles(before.Strategic, after.Strategic, "strategic");
            Settles(before.Risky, after.Risky, "risky");
            Assert.NotEqual(Truth.Unknown, after.Risky);
            Assert.True(after.Risky <= after.Strategic && after.Strategic <= after.Dependency);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Three_values_obey_the_laws_of_de_Morgan()
    {
        foreach (var a in Enum.GetValues<Truth>())
        {
            foreach (var b in Enum.GetValues<Truth>())
            {
                Assert.Equal(Truths.And(a, b).Not(), Truths.Or(a.Not(), b.Not()));
                Assert.Equal(a, a.Not().Not());
            }
        }
    }

    private static void Hold(Action<Facts, DateOnly, ConcentrationQuestion, Random> law, int cases) => RandomRegisters.Hold(
        c =>
        {
            var random = new Random(c.Seed);
            law(Varied(c.Facts, c.Seed), c.Day, Questions[random.Next(Questions.Length)], random);
        },
        cases);

    /// <summary>The same register with kinds, countries, classes and roles here and there.</summary>
    private static Facts Varied(Facts facts, int seed)
    {
        var random = new Random(seed);
        return facts with
        {
            Bodies = [.. facts.Bodies.Select(b => b with
            {
                Kind = random.Next(3) == 0 ? null : Label.Of($"kind{random.Next(2)}").Value, Country = Maybe(Places),
            })],
            Functions = [.. facts.Functions.Select(f => f with
            {
                Criticality = Maybe(Enum.GetValues<Criticality>()), DataClass = Maybe(Enum.GetValues<DataClass>()),
                PersonalData = Maybe(Enum.GetValues<PersonalData>()),
            })],
            Alternatives = [.. facts.Alternatives.Select(a => a with { Role = (AlternativeRole)random.Next(1, 3) })],
        };

        T? Maybe<T>(T[] among)
            where T : struct => random.Next(4) == 0 ? null : among[random.Next(among.Length)];
    }

    private static Facts Fill(Facts facts, Random random) => facts with
    {
        Bodies = [.. facts.Bodies.Select(b => b with { Country = b.Country ?? Places[random.Next(Places.Length)] })],
        Suppliers = [.. facts.Suppliers.Select(s => s with { Country = s.Country ?? Places[random.Next(Places.Length)] })],
    };

    /// <summary>With people for functions that have none and no body whose people stand for them.</summary>
    private static Facts Counted(Facts facts, Random random) => facts with
    {
        Functions = [.. facts.Functions.Select(f => f with
        {
            People = f.People ?? (facts.Bodies.Any(b => b.Id == f.Organisation && b.Population is not null)
                ? null
                : random.Next(3) * random.Next(1000)),
        })],
    };

    private static IReadOnlyList<ConcentrationGroup> Ask(Facts facts, DateOnly day, ConcentrationQuestion question) =>
        Concentration.Of(facts.ColumnsOn(day), question).Groups;

    private static IReadOnlyList<DependencyGroup> Depend(RegisterColumns columns, ConcentrationQuestion question) =>
        StrategicDependency.Of(columns, new DependencyQuestion(
            Home, question.By, question.Weight, 0.5, 4000, new Dictionary<DependencyStepKind, Truth>())).Groups;

    private static string NameOf(Facts facts, DateOnly day, HolderShare holder) =>
        holder.Entity < 0 ? holder.Country!.Value.Code : facts.ColumnsOn(day).Entities[holder.Entity];

    private static void Within(Bounds wide, Bounds narrow, double rounding = Rounding)
    {
        Assert.True(narrow.Least >= wide.Least - rounding, $"{narrow} is not within {wide}");
        Assert.True(narrow.Most <= wide.Most + rounding, $"{narrow} is not within {wide}");
    }

    private static void Settles(Truth before, Truth after, string what) =>
        Assert.True(before == Truth.Unknown || before == after, $"{what} was {before} and became {after}");

    private static string Draw(IEnumerable<ConcentrationGroup> groups) => string.Join('\n', groups.Select(g =>
        $"{g.Name} {g.Functions} {g.Requirements} {g.WithoutWeight} {g.MissingShare:R} {g.Shares.Hhi} {g.Shares.Top(3)} {g.Substitution}\n" +
        string.Join('\n', g.Holders)));

    private static string Draw(IEnumerable<DependencyGroup> groups) => string.Join('\n', groups.Select(g =>
        $"{g.Name} {g.Verdict} {g.OpenFunctions} {string.Join(' ', g.CrucialFunctions)} {string.Join(' ', g.Steps)} {string.Join(' ', g.Countries)}"));
}
