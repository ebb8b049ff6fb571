namespace Sluiswachter.Policy.Tests;

public sealed class TheTermOfNotice
{
    [Theory]
    [InlineData("cloud: public; contract: notice 62", "broken: the term of notice is longer than two months")]
    [InlineData("cloud: public; contract: notice 61", "met")]
    [InlineData("cloud: public; contract: notice 30; contract: notice 365", "broken: the term of notice is longer than two months")]
    [InlineData("cloud: public; contract: notice 365, until 2026-10-31", "")]
    [InlineData("cloud: public; contract: notice 365, from 2026-11-02", "")]
    [InlineData("cloud: public; contract: notice 30; contract: resold", "open: notice-within-two-months")]
    [InlineData("cloud: public; contract: resold; contract: notice 30", "open: notice-within-two-months")]
    [InlineData("cloud: public; ", "")]
    [InlineData("cloud: on-premises; contract: notice 365", "")]
    [InlineData("contract: notice 365", "open: deployment")]
    [InlineData("cloud: private; contract: notice 365", "broken: the term of notice is longer than two months")]
    [InlineData("cloud: public; contract: notice 365", "", "2025-09-11")]
    [InlineData("cloud: public; contract: notice 365", "broken: the term of notice is longer than two months", "2025-09-12")]
    public void Is_at_most_two_months(string use, string ruling, string at = "2026-11-01") =>
        Assert.Equal(ruling, UseInPicture.Hold<NoticeOfTwoMonths>(use, at));
}
