namespace Sluiswachter.Policy.Tests;

public sealed class MaterialUse
{
    [Theory]
    [InlineData("function: primary", true)]
    [InlineData("function: no primary, large scale", true)]
    [InlineData("function: large scale; function: vital", true)]
    [InlineData("function: no primary, no large scale", false)]
    [InlineData("function: no primary", null)]
    [InlineData("function: no large scale", null)]
    [InlineData("", null)]
    public void Is_of_the_primary_process_or_has_personal_data_on_a_large_scale(string use, bool? material) =>
        Assert.Equal(material, UseInPicture.Read(use).IsMaterial().Value);
}
