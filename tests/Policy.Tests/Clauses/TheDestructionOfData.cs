namespace Sluiswachter.Policy.Tests;

public sealed class TheDestructionOfData
{
    [Theory]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: destruction", "met")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: no destruction", "broken: the exit plan does not cover the destruction of data that stays behind")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; exit: planned", "open: data-destruction")]
    [InlineData("cloud: public; function: mail, since 2026-08-01; ", "")]
    [InlineData("cloud: public; function: mail, since 2026-07-02; exit: no destruction", "")]
    [InlineData("cloud: private; exit: no destruction", "")]
    public void Is_part_of_an_exit_plan(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<ExitDataDestruction2026>(use));
}
