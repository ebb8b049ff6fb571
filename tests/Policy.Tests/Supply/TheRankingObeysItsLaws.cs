using FsCheck;
using FsCheck.Fluent;

namespace Sluiswachter.Policy.Tests;

public sealed class TheRankingObeysItsLaws
{
    [Fact]
    public void What_is_better_in_everything_never_ranks_lower() => Check((asked, options, chance) =>
    {
        if (options.Count == 0)
        {
            return;
        }

        var better = Improve(options[chance.Next(options.Count)] with { Id = "a-better" }, chance);
        var original = options.Find(o => IsNoWorse(better, o, asked));
        if (original is not null)
        {
            var order = Ids(asked, [.. options, better]);
            Assert.True(
                !order.Contains(original.Id) || order.IndexOf("a-better") < order.IndexOf(original.Id),
                $"a-better is not before {original.Id}: {string.Join(' ', order)}");
        }
    });

    [Fact]
    public void The_order_of_the_rows_is_irrelevant() => Check((asked, options, chance) =>
    {
        var shuffled = options.ToArray();
        chance.Shuffle(shuffled);
        Assert.Equal(Ids(asked, options), Ids([.. asked.Reverse()], shuffled));
    });

    [Fact]
    public void A_further_capability_never_lowers_an_option() => Check((asked, options, chance) =>
    {
        foreach (var option in options)
        {
            var capability = asked[chance.Next(asked.Count)];
            var more = option with
            {
                Capabilities = new Dictionary<string, CapabilityDegree>(option.Capabilities)
                {
                    [capability] = (CapabilityDegree)Math.Min(2, 1 + (int)option.Capabilities.GetValueOrDefault(capability)),
                },
            };
            var (before, after) = (Ids(asked, options), Ids(asked, [.. options.Select(o => o == option ? more : o)]));
            Assert.True(!before.Contains(option.Id) || after.IndexOf(option.Id) <= before.IndexOf(option.Id));
        }
    });

    [Fact]
    public void What_does_nothing_of_it_is_left_out_and_nothing_else_is() => Check((asked, options, _) =>
        Assert.Equal(
            options.Where(o => asked.Any(o.Capabilities.ContainsKey)).Select(o => o.Id).Order(),
            Ids(asked, options).Order()));

    private static List<string> Ids(IReadOnlyList<string> asked, IEnumerable<SupplyOption> options) =>
        [.. SupplyRanking.Of(asked, options).Select(r => r.Option.Id)];

    private static SupplyOption Improve(SupplyOption option, Random chance) => option with
    {
        Reach = (ControlReach)chance.Next(1, (int)option.Reach + 1),
        Seal = Math.Min(4, (option.Seal ?? 0) + chance.Next(2)),
        Gaps = option.Gaps ?? new GapCount(9, 9, 9),
        Capabilities = option.Capabilities.ToDictionary(c => c.Key, c => (CapabilityDegree)Math.Max((int)c.Value, chance.Next(3))),
    };

    /// <summary>Whether one is at least as good as another, aspect by aspect.</summary>
    private static bool IsNoWorse(SupplyOption one, SupplyOption other, IReadOnlyList<string> asked) =>
        asked.All(c => one.Capabilities.GetValueOrDefault(c) >= other.Capabilities.GetValueOrDefault(c)) &&
        one.Reach <= other.Reach && (one.Seal ?? 0) >= (other.Seal ?? 0) &&
        (other.Gaps is not { } gaps || (one.Gaps is { } fewer &&
            fewer.Legal <= gaps.Legal && fewer.Organisational <= gaps.Organisational && fewer.Technical <= gaps.Technical));

    private static void Check(Action<IReadOnlyList<string>, List<SupplyOption>, Random> law) =>
        Prop.ForAll<int>(seed =>
        {
            var chance = new Random(seed);
            law(RandomSupply.Asked(chance), RandomSupply.Options(chance, 8), chance);
        }).QuickCheckThrowOnFailure();
}
