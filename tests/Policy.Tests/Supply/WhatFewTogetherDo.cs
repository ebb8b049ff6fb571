using FsCheck;
using FsCheck.Fluent;

namespace Sluiswachter.Policy.Tests;

public sealed class WhatFewTogetherDo
{
    [Fact]
    public void Two_together_do_what_none_does_alone()
    {
        var set = Set("mail files chat", """
            a: mail
            b: files
            c: mail chat
            """);
        Assert.Equal(("c b", "", true), (Told(set), string.Join(' ', set.Missing), set.IsComplete));
    }

    [Fact]
    public void What_nobody_has_is_named_and_the_rest_is_still_found()
    {
        var set = Set("mail payment", "a: mail");
        Assert.Equal(("a", "payment", false), (Told(set), string.Join(' ', set.Missing), set.IsComplete));
    }

    [Fact]
    public void A_part_will_do_only_where_nobody_has_the_whole()
    {
        var set = Set("mail video", """
            a: mail video?
            b: mail
            """);
        Assert.Equal(("a", "video"), (Told(set), string.Join(' ', set.Partial)));
        Assert.Equal("a c", Told(Set("mail video", """
            a: mail video?
            c: video
            """)));
    }

    [Fact]
    public void What_falls_with_the_same_controller_helps_nobody()
    {
        var falling = Option("a: mail") with { Reach = ControlReach.SameController };
        Assert.Empty(SupplySet.Of(["mail"], SupplyRanking.Of(["mail"], [falling])).Options);
    }

    [Fact]
    public void More_than_four_are_not_looked_for()
    {
        var set = Set("a b c d e", "v: a\nw: b\nx: c\ny: d\nz: e");
        Assert.Empty(set.Options);
        Assert.False(set.IsComplete);
    }

    [Fact]
    public void No_smaller_set_does_it() => Prop.ForAll<int>(seed =>
    {
        var chance = new Random(seed);
        var asked = RandomSupply.Asked(chance);
        var ranked = SupplyRanking.Of(asked, RandomSupply.Options(chance, 8));
        var set = SupplySet.Of(asked, ranked);
        var ways = ranked.Where(r => r.Option.IsWayOut).ToList();
        var smallest = Enumerable.Range(0, 1 << ways.Count)
            .Select(subset => ways.Where((_, i) => (subset & (1 << i)) != 0).ToList())
            .Where(subset => asked.All(c => Best(subset, c) == Best(ways, c))).Min(subset => subset.Count);
        Assert.Equal(smallest <= SupplySet.Most ? smallest : 0, set.Options.Count);
        Assert.True(set.Options.Count == 0 || asked.All(c => Best(set.Options, c) == Best(ways, c)));
    }).QuickCheckThrowOnFailure();

    private static CapabilityDegree Best(IEnumerable<RankedOption> options, string capability) =>
        options.Select(o => o.Option.Capabilities.GetValueOrDefault(capability)).DefaultIfEmpty().Max();

    private static SupplySet Set(string asked, string options) => SupplySet.Of(
        asked.Split(' '), SupplyRanking.Of(asked.Split(' '), options.Split('\n').Select(Option)));

    private static string Told(SupplySet set) => string.Join(' ', set.Options.Select(o => o.Option.Id));

    /// <summary>Reads <c>id: capability capability?</c>, where a question mark stands for a part.</summary>
    private static SupplyOption Option(string line) => new(
        line[..line.IndexOf(':')],
        line[(line.IndexOf(':') + 2)..].Split(' ').ToDictionary(
            c => c.TrimEnd('?'), c => c.EndsWith('?') ? CapabilityDegree.Partial : CapabilityDegree.Full),
        ControlReach.Free, null, null);
}
