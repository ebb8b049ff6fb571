namespace Sluiswachter.Policy.Tests;

public sealed class AReseller
{
    [Theory]
    [InlineData("contract: resold, terms none", "broken: the reseller does not pass on the terms that were negotiated")]
    [InlineData("contract: resold, terms Geen", "broken: the reseller does not pass on the terms that were negotiated")]
    [InlineData("contract: resold, terms SLM Rijk 2025", "met")]
    [InlineData("contract: resold", "open: terms-passed-on")]
    [InlineData("contract: terms none", "")]
    [InlineData("contract: resold, terms none, until 2026-10-31", "")]
    [InlineData("contract: resold, terms SLM; contract: resold, terms none", "broken: the reseller does not pass on the terms that were negotiated")]
    [InlineData("contract: resold, terms SLM; contract: terms none", "met")]
    [InlineData("", "")]
    [InlineData("contract: resold; told: terms-passed-on no", "broken: the reseller does not pass on the terms that were negotiated")]
    public void Passes_on_negotiated_terms(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<NegotiatedTermsPassedOn>(use));
}
