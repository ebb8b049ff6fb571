namespace Sluiswachter.Policy.Tests;

public sealed class TheScenariosOfAnExitPlan
{
    [Theory]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: planned, sudden", "met")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: planned, no sudden", "broken: the exit plan does not cover both a planned exit and a sudden interruption")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: no planned, sudden", "broken: the exit plan does not cover both a planned exit and a sudden interruption")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: no planned", "broken: the exit plan does not cover both a planned exit and a sudden interruption")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: planned", "open: exit-scenarios")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; ", "")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; exit: no planned", "")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; exit: no planned", "broken: the exit plan does not cover both a planned exit and a sudden interruption", "2027-07-03")]
    [InlineData("planned; weighing; cloud: public; told: exit-plan yes", "open: exit-scenarios")]
    [InlineData("planned; weighing; cloud: public; told: exit-plan yes; told: exit-scenarios no", "broken: the exit plan does not cover both a planned exit and a sudden interruption")]
    public void Are_a_planned_exit_and_a_sudden_interruption(string use, string ruling, string at = "2026-11-01") =>
        Assert.Equal(ruling, UseInPicture.Hold<ExitScenarios2026>(use, at));
}
