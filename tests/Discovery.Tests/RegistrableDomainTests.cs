namespace Sluiswachter.Discovery.Tests;

public sealed class RegistrableDomainTests
{
    [Theory]
    [InlineData("_spf.zivver.com", "zivver.com")]
    [InlineData("zivver.com", "zivver.com")]
    [InlineData("almere-nl.p-v1.mx.microsoft", "mx.microsoft")]
    [InlineData("mail.example.co.uk", "example.co.uk")]
    [InlineData("mail.city.kawasaki.jp", "city.kawasaki.jp")] // an exception to a wildcard
    [InlineData("a.b.c.kawasaki.jp", "b.c.kawasaki.jp")] // a wildcard
    [InlineData("shop.azurewebsites.net", "azurewebsites.net")] // the hoster, not its customer
    [InlineData("co.uk", null)]
    [InlineData("localhost", null)]
    [InlineData("192.0.2.1", null)]
    [InlineData("a..nl", null)]
    [InlineData("", null)]
    public void Somebody_registered_the_label_before_the_suffix(string host, string? domain) =>
        Assert.Equal(domain, RegistrableDomain.Of(host));
}
