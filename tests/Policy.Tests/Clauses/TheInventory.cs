namespace Sluiswachter.Policy.Tests;

public sealed class TheInventory
{
    [Theory]
    [InlineData("supplier: NL; cloud: on-premises, saas, in NL; contract: notice 30; function: vital, internal, none", "met")]
    [InlineData("supplier: NL; cloud: on-premises, saas, in NL; contract: notice 30; function: internal, none", "broken: the inventory does not say: how much depends on it")]
    [InlineData("supplier: NL; cloud: on-premises, saas, in NL; contract: notice 30; function: vital, none", "broken: the inventory does not say: the class of its data")]
    [InlineData("supplier: NL; cloud: on-premises, saas, in NL; contract: notice 30; function: vital, internal", "broken: the inventory does not say: which personal data it holds")]
    [InlineData("supplier: NL; cloud: saas, in NL; contract: notice 30; function: vital, internal, none", "broken: the inventory does not say: the kind of cloud")]
    [InlineData("supplier: NL; cloud: on-premises, in NL; contract: notice 30; function: vital, internal, none", "broken: the inventory does not say: the service model")]
    [InlineData("supplier: NL; cloud: on-premises, saas; contract: notice 30; function: vital, internal, none", "broken: the inventory does not say: where it runs")]
    [InlineData("cloud: on-premises, saas, in NL; contract: notice 30; function: vital, internal, none", "broken: the inventory does not say: the country of the supplier")]
    [InlineData("supplier: NL; cloud: on-premises, saas, in NL; function: vital, internal, none", "broken: the inventory does not say: the contract")]
    [InlineData("supplier: NL; cloud: on-premises, saas, in NL; contract: notice 30; function: of the whole body, vital, internal, none", "broken: the inventory does not say: what the body uses it for")]
    [InlineData("", "broken: the inventory does not say: what the body uses it for, the kind of cloud, the service model, where it runs, the country of the supplier, the contract")]
    [InlineData("weighing", "")]
    [InlineData("", "", "2025-01-16")]
    public void Says_what_management_needs_and_names_what_it_lacks(string use, string ruling, string at = "2026-11-01") =>
        Assert.Equal(ruling, UseInPicture.Hold<CompleteInventory>(use, at));
}
