namespace Sluiswachter.Policy.Tests;

public sealed class TheReviewOfAnExitPlan
{
    [Theory]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: drawn 2025-11-01", "met")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: drawn 2025-10-31", "broken: the exit plan is older than a year, or due for review")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: drawn 2024-01-01, tested 2026-01-01", "met")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: drawn 2026-08-01, review 2026-10-31", "broken: the exit plan is older than a year, or due for review")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: drawn 2026-08-01, review 2026-11-01", "met")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: planned", "open: exit-reviewed")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; ", "")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; exit: drawn 2020-01-01", "")]
    public void Is_every_year(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<ExitReview2026>(use));
}
