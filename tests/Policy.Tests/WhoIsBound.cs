using Sluiswachter.Model;

namespace Sluiswachter.Policy.Tests;

public sealed class WhoIsBound
{
    [Theory]
    [InlineData("ministerie", Binding.Bound)]
    [InlineData("Ministerie", Binding.Bound)]
    [InlineData("agentschap", Binding.Bound)]
    [InlineData("zbo", Binding.Follows)]
    [InlineData("gemeente", Binding.Advised)]
    [InlineData("provincie", Binding.Advised)]
    [InlineData("waterschap", Binding.Advised)]
    [InlineData("hoge-college", Binding.Exempt)]
    [InlineData("organisatieonderdeel", Binding.Unknown)]
    [InlineData(null, Binding.Unknown)]
    public void The_cloud_policy_of_2026_binds_the_state_and_is_followed_or_advice_elsewhere(string? kind, Binding binding) =>
        Assert.Equal(binding, Of("rijksbreed-cloudbeleid-2026", kind));

    [Fact]
    public void Independent_bodies_were_only_advised_by_that_of_2022() =>
        Assert.Equal(Binding.Advised, Of("rijksbreed-cloudbeleid-2022", "zbo"));

    [Theory]
    [InlineData("rijksbreed-cloudbeleid-2022", Binding.Exempt)]
    [InlineData("rijksbreed-cloudbeleid-2026", Binding.Exempt)]
    [InlineData("avg", Binding.Bound)]
    public void Defence_is_out_of_scope_of_the_cloud_policy_only(string pack, Binding binding) =>
        Assert.Equal(binding, Of(pack, "ministerie", "Ministerie van Defensie"));

    [Theory]
    [InlineData("motie-1315", "ministerie", Binding.Bound)]
    [InlineData("motie-1318", "gemeente", Binding.Exempt)]
    [InlineData("motie-1315", "zbo", Binding.Advised)]
    [InlineData("motie-1318", null, Binding.Unknown)]
    [InlineData("data-act", "gemeente", Binding.Bound)]
    [InlineData("bio-2", null, Binding.Bound)]
    [InlineData("leveranciers", "ministerie", Binding.Advised)]
    public void Motions_bind_the_state_and_laws_everyone(string pack, string? kind, Binding binding) =>
        Assert.Equal(binding, Of(pack, kind));

    [Fact]
    public void A_finding_says_what_its_clause_means_to_the_body()
    {
        var use = UseInPicture.Read("body: zbo; cloud: public");
        var clause = new ExitPlan2026();
        var finding = new Finding(clause.Clause, use, clause.Hold(use, new DateOnly(2027, 8, 1))!, null);
        Assert.Equal(
            new Phrase("this body follows it", "deze organisatie volgt het"), Bindings.Of(finding.Binding));
    }

    private static Binding Of(string pack, string? kind, string name = "body") => Bindings.Of(pack, new Organisation(
        EntityId.Of("body").Value, Label.Of(name).Value, kind is null ? null : Label.Of(kind).Value, null, null, null, null, null,
        Provenance.Unstated));
}
