namespace Sluiswachter.Policy.Tests;

public sealed class AnExitPlan
{
    [Theory]
    [InlineData("cloud: public; function: mail, since 2026-08-01; ", "broken: there is no exit plan")]
    [InlineData("planned; cloud: public; function: mail, since 2026-07-02; ", "broken: there is no exit plan")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; ", "")]
    [InlineData("cloud: public; function: mail", "")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; ", "", "2027-07-02")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; ", "broken: there is no exit plan", "2027-07-03")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: drawn 2026-08-01", "met")]
    [InlineData("cloud: private; function: mail, since 2026-08-01", "")]
    [InlineData("function: mail, since 2026-08-01", "open: deployment")]
    [InlineData("planned; weighing; cloud: public", "open: exit-plan")]
    public void Is_asked_of_new_use_at_once_and_of_existing_use_after_a_year(string use, string ruling, string at = "2026-11-01") =>
        Assert.Equal(ruling, UseInPicture.Hold<ExitPlan2026>(use, at));
}
