namespace Sluiswachter.Discovery.Tests;

public sealed class SpfRecordTests
{
    [Theory]
    [InlineData("v=spf1 include:_spf.zivver.com -all", "_spf.zivver.com")]
    [InlineData("V=SPF1 Include:B.nl ?include:a.nl. include:b.nl", "a.nl b.nl")]
    [InlineData("v=spf1 -include:refused.nl include:%{l}._spf.own.nl", "%{l}._spf.own.nl")]
    [InlineData("v=spf1 a mx ip4:192.0.2.0/24 -all", "")]
    [InlineData("include:a.nl", "")] // no SPF record
    [InlineData("", "")]
    public void Includes_permit_unless_they_refuse(string record, string includes) =>
        Assert.Equal(includes, string.Join(' ', SpfRecord.Of(record).Includes));

    [Fact]
    public void Hosts_and_records_kept_elsewhere_are_told_apart() =>
        Assert.Equal(
            ["a.nl", "b.nl", "c.nl"], SpfRecord.Of("v=spf1 a:a.nl/24 exists:b.nl redirect=c.nl include:d.nl").OtherNames);
}
