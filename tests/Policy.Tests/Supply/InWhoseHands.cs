using Sluiswachter.Model;

namespace Sluiswachter.Policy.Tests;

public sealed class InWhoseHands
{
    [Theory]
    [InlineData("cloud-nl:NL acme:US", "polder:NL", ControlReach.Free)]
    [InlineData("cloud-nl:NL acme:US", "video-ie:IE acme:US", ControlReach.SameController)]
    [InlineData("cloud-nl:NL acme:US", "acme:US", ControlReach.SameController)]
    [InlineData("cloud-nl:NL acme:US", "other:US", ControlReach.SameCountry)]
    [InlineData("cloud-nl:NL acme:US", "other-nl:NL other:US", ControlReach.SameCountry)]
    [InlineData("cloud-nl:NL acme:US", "other:US …", ControlReach.SameCountry)]
    [InlineData("cloud-nl:NL acme:US", "maple:CA", ControlReach.AvoidedCountry)]
    [InlineData("cloud-nl:NL acme:US", "other:?", ControlReach.Unknown)]
    [InlineData("cloud-nl:NL acme:US", "polder:NL …", ControlReach.Unknown)]
    [InlineData("cloud:?", "polder:NL", ControlReach.Unknown)]
    [InlineData("cloud:?", "maple:CA", ControlReach.AvoidedCountry)]
    [InlineData("", "polder:NL", ControlReach.Free)]
    [InlineData("dike:NL", "polder:NL", ControlReach.Free)]
    [InlineData("alp:AT", "danube:AT", ControlReach.SameCountry)]
    public void An_offer_is_told_apart_by_who_stands_over_it(string left, string offered, ControlReach reach) => Assert.Equal(
        reach, Hands.Compare(Read(left), Read(offered)!, new HashSet<Country> { Of("CA") }, home: Of("NL")));

    /// <summary>Reads <c>key:country</c>, nearest first; <c>?</c> for an unknown country, <c>…</c> for who is not known.</summary>
    private static Hands? Read(string hands) => hands.Length == 0 ? null : new Hands(
        [.. hands.Split(' ').Where(h => h != "…").Select(h => h.Split(':')).Select(h => new Party(h[0], h[1] == "?" ? null : Of(h[1])))],
        IsKnown: !hands.EndsWith('…') && !hands.Contains('?'));

    private static Country Of(string code) => Country.Of(code).Value;
}
