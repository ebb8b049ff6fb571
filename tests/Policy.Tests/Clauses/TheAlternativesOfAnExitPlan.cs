namespace Sluiswachter.Policy.Tests;

public sealed class TheAlternativesOfAnExitPlan
{
    [Theory]
    [InlineData("exit: to polder falling", "broken: every alternative in the exit plan falls with the same controller")]
    [InlineData("exit: to polder falling, to harbour falling", "broken: every alternative in the exit plan falls with the same controller")]
    [InlineData("exit: to polder falling, to harbour", "met")]
    [InlineData("exit: drawn 2026-01-01", "")]
    [InlineData("", "")]
    [InlineData("weighing", "")]
    public void Do_not_all_fall_with_what_is_left(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<AlternativesThatStand>(use));
}
