namespace Sluiswachter.Policy.Tests;

public sealed class ANotificationToTheCisoOfTheState
{
    [Theory]
    [InlineData("cloud: public; function: mail, since 2026-08-01; ", "broken: CISO Rijk was not told of it")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; ", "")]
    [InlineData("planned; cloud: public; ", "broken: CISO Rijk was not told of it")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; decided: notified 2026-07-20", "met")]
    [InlineData("cloud: private; function: mail, since 2026-08-01", "")]
    [InlineData("function: mail, since 2026-08-01", "open: deployment")]
    [InlineData("planned; weighing; cloud: public", "open: notified")]
    public void Is_asked_of_what_is_new(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<PriorNotification2026>(use));
}
