namespace Sluiswachter.Policy.Tests;

public sealed class ExistingUse
{
    [Theory]
    [InlineData("cloud: public; function: mail, since 2026-07-02; ", "broken: there is no exit plan")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; ", "")]
    [InlineData("planned; cloud: public; ", "")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; exit: no planned", "broken: the exit plan does not cover both a planned exit and a sudden interruption")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; exit: planned, sudden, no destruction", "broken: the exit plan does not cover the destruction of data that stays behind")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; exit: planned, sudden, destruction, drawn 2026-01-01", "broken: the exit plan was not tested in the last year, or failed its test")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; exit: planned, sudden, destruction, drawn 2026-01-01, tested 2026-02-01", "met")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; exit: planned, sudden, destruction, drawn 2026-01-01, tested 2026-02-01, review 2026-03-01", "broken: the exit plan is older than a year, or due for review")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; exit: planned, destruction, drawn 2026-01-01, tested 2026-02-01", "open: exit-scenarios")]
    [InlineData("function: mail", "open: deployment")]
    [InlineData("cloud: private; function: mail", "")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; ", "broken: there is no exit plan", "2027-07-02")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; ", "", "2027-07-03")]
    public void Has_until_July_2027_for_its_exit_plan_and_hears_what_lacks_first(string use, string ruling, string at = "2026-11-01") =>
        Assert.Equal(ruling, UseInPicture.Hold<ExitPlanInTime2026>(use, at));
}
