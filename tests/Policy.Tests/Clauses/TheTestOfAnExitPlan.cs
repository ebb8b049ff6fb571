namespace Sluiswachter.Policy.Tests;

public sealed class TheTestOfAnExitPlan
{
    [Theory]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: tested 2025-11-01", "met")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: tested 2025-10-31", "broken: the exit plan was not tested in the last year, or failed its test")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: tested 2026-09-01, failed", "broken: the exit plan was not tested in the last year, or failed its test")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: drawn 2026-08-01", "broken: the exit plan was not tested in the last year, or failed its test")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; ", "")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; exit: drawn 2026-08-01", "")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: tested 2024-01-01; exit: tested 2026-09-01", "met")]
    [InlineData("planned; weighing; cloud: public; told: exit-plan yes", "open: exit-tested")]
    [InlineData("planned; weighing; cloud: public; told: exit-plan yes; told: exit-tested no", "broken: the exit plan was not tested in the last year, or failed its test")]
    public void Was_held_in_the_last_year_and_went_well(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<ExitTest2026>(use));
}
