using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

/// <summary>A register and a question about it.</summary>
internal sealed record Case(Facts Facts, DateOnly Day, Scenario Scenario, int Seed)
{
    /// <inheritdoc />
    public override string ToString() => $"""
        seed {Seed}, on {Day:yyyy-MM-dd}, within {Scenario.HorizonHours} h
        countries: {string.Join(' ', Scenario.Countries)}
        locations: {string.Join(' ', Scenario.Locations)}
        suppliers: {string.Join(' ', Scenario.Suppliers)}
        services: {string.Join(' ', Scenario.Services)}
        {Lines(Facts.Bodies)}
        {Lines(Facts.Functions)}
        {Lines(Facts.Suppliers)}
        {Lines(Facts.Ownership)}
        {Lines(Facts.Services)}
        {Lines(Facts.Requirements)}
        {Lines(Facts.Alternatives)}
        """;

    private static string Lines(IEnumerable<Fact> facts) => string.Join('\n', facts);
}

/// <summary>
/// Small registers of every awkward shape: cycles, k of n, graces, bodies that need, functions that are needed, loops
/// of ownership, versions, facts that end, unmet requirements. When a law fails, facts are left out until it no longer
/// does.
/// </summary>
internal static class RandomRegisters
{
    private static readonly DateOnly[] Days = [new(2026, 1, 1), new(2026, 7, 1), new(2027, 1, 1)];
    private static readonly Country[] Places = [.. new[] { "CN", "NL", "US" }.Select(c => Country.Of(c).Value)];

    public static Arbitrary<Case> All { get; } = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(Make), Smaller);

    public static void Hold(Action<Case> law, int cases) =>
        Prop.ForAll(All, law).Check(Config.QuickThrowOnFailure.WithMaxTest(cases));

    public static Scenario RandomScenario(Facts facts, Random random) => Scenario.Of(
        Some(random, Places, 0.25),
        Some(random, Places, 0.25),
        Some(random, [.. facts.Suppliers.Select(s => s.Id)], 0.15),
        [.. Some(random, [.. facts.Services.Select(s => s.Id), .. facts.Functions.Select(f => f.Id)], 0.1), Id("none")],
        random.Next(4) switch
        {
            0 => random.Next(1, 40),
            1 => 720,
            2 => Hours.Most,
            _ => Scenario.DefaultHorizonHours,
        }).Value;

    private static IEnumerable<Case> Smaller(Case big) =>
        big.Facts.WithOneLess().Select(facts => big with { Facts = facts });

    private static Case Make(int seed)
    {
        var random = new Random(seed);
        var facts = new Maker(random).Facts();
        var day = Days[random.Next(Days.Length)].AddDays(random.Next(-1, 2));
        return new Case(facts, day, RandomScenario(facts, random), seed);
    }

    private static EntityId Id(string text) => EntityId.Of(text).Value;

    private static T[] Some<T>(Random random, IReadOnlyList<T> from, double chance) =>
        [.. from.Where(_ => random.NextDouble() < chance)];

    private sealed class Maker(Random random)
    {
        private readonly string[] names = Shuffled(random);
        private int named;

        public Facts Facts()
        {
            var (bodies, suppliers) = (Ids(1, 3), Ids(1, 5));
            var (functions, services) = (Ids(1, 7), Ids(2, 9));
            EntityId[] consumers = [.. functions, .. functions, .. services, .. services, .. bodies];
            EntityId[] needed = [.. services, .. services, .. services, .. functions];
            var (requirements, alternatives) = (new List<Requirement>(), new List<Alternative>());
            foreach (var number in Enumerable.Range(0, random.Next(3, 19)))
            {
                var id = RequirementId.Of($"r{(number * 7) % 19}").Value;
                EntityId[] among = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Of(needed)).Distinct()];
                var need = random.Next(20) == 0 ? among.Length + 1 : random.Next(1, among.Length + 1);
                requirements.AddRange(Versions(said => Requirement.Of(
                    id, Of(consumers), (Purpose)random.Next(1, 14), need, null, null, RequirementStatus.InUse,
                    (int?)Maybe(100), null, said).Value));
                alternatives.AddRange(among.SelectMany(service => Versions(said =>
                    new Alternative(id, service, Grace(), AlternativeRole.Active, null, null, null, said))));
            }

            return new Facts(
                [.. bodies.SelectMany(id => Versions(said =>
                    new Organisation(id, Name, null, null, null, null, Maybe(100), null, said)))],
                [.. functions.SelectMany(id => Versions(said =>
                    new Function(id, Of(bodies), Name, Weight(), (int?)Maybe(50), null, null, Maybe(100), null, said)))],
                [.. suppliers.SelectMany(id => Versions(said =>
                    new Supplier(id, Name, random.Next(4) == 0 ? null : Of(Places), null, said)))],
                [.. suppliers.SelectMany(owner => suppliers.Where(o => o != owner && random.Next(2) == 0)
                    .SelectMany(owned => Versions(said => Holding(owner, owned, said))))],
                [.. services.SelectMany(id => Versions(said => new Service(
                    id, Name, Of(suppliers), ServiceModels.None, null, Some(random, Places, 0.4), null, null, said)))],
                requirements,
                alternatives);
        }

        private static Label Name => Label.Of("-").Value;

        private static string[] Shuffled(Random random)
        {
            var all = Enumerable.Range(0, 30).Select(i => $"{(char)('a' + (i % 26))}{i / 26}").ToArray();
            random.Shuffle(all);
            return all;
        }

        private EntityId[] Ids(int least, int most) =>
            [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => Id(names[named++]))];

        private T Of<T>(T[] from) => from[random.Next(from.Length)];

        private long? Maybe(int most) => random.Next(3) == 0 ? null : random.Next(most);

        private Criticality? Weight() => random.Next(3) == 0 ? null : (Criticality)random.Next(1, 5);

        private int? Grace() =>
            random.Next(7) switch { 0 or 1 => null, 2 or 3 => 0, 4 => 1, 5 => random.Next(30), _ => 720 };

        private Ownership Holding(EntityId owner, EntityId owned, Provenance said)
        {
            decimal? share = random.Next(4) switch { 0 => null, 1 => 50, 2 => 50.01m, _ => 100 };
            Control? control = random.Next(3) == 0 ? null : (Control)random.Next(1, 4);
            var status = random.Next(4) == 0 ? (OwnershipStatus)random.Next(1, 4) : OwnershipStatus.InForce;
            return Ownership.Of(owner, owned, share, control, status, said).Value;
        }

        /// <summary>
        /// Mostly one fact for all times; sometimes one that begins or ends, or two versions with a day between.
        /// </summary>
        private IEnumerable<T> Versions<T>(Func<Provenance, T> make)
        {
            var day = Of(Days);
            return random.Next(30) switch
            {
                0 => [make(Said(day, null))],
                1 => [make(Said(null, day))],
                2 or 3 => [make(Said(null, day)), make(Said(day, null))],
                _ => [make(Said(null, null))],
            };
        }

        private Provenance Said(DateOnly? from, DateOnly? until) => new(
            Validity.Of(from, until).Value,
            random.Next(2) == 0 ? null : SourceId.Of($"source{random.Next(3)}").Value,
            (Basis)random.Next(1, 4));
    }
}
