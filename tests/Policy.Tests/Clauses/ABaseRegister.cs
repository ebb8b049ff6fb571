namespace Sluiswachter.Policy.Tests;

public sealed class ABaseRegister
{
    [Theory]
    [InlineData("cloud: public; function: base register", "broken: source data of a base register is in a public cloud")]
    [InlineData("cloud: hybrid; function: base register", "broken: source data of a base register is in a public cloud")]
    [InlineData("cloud: public; function: no base register", "")]
    [InlineData("cloud: public; function: base register; function: vital", "broken: source data of a base register is in a public cloud")]
    [InlineData("cloud: public; function: no base register; function: vital", "open: base-register")]
    [InlineData("function: base register", "open: deployment")]
    [InlineData("cloud: private; function: base register", "")]
    [InlineData("cloud: public; weighing; told: base-register yes", "broken: source data of a base register is in a public cloud")]
    public void Never_keeps_its_source_data_in_a_public_cloud(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<SourceDataOfRegisters2026>(use));
}
