namespace Sluiswachter.Model.Tests;

/// <summary>What a machine refuses is told in two languages, and whether another place would do.</summary>
public sealed class WhyAMachineRefused
{
    [Theory]
    [InlineData(28, "the disk is full", "de schijf is vol", false)]
    [InlineData(30, "it can only be read", "er kan alleen worden gelezen", true)]
    [InlineData(17, "something is there already", "daar staat al iets", true)]
    [InlineData(5, "Input/output error", "Input/output error", false)]
    public void Is_known_by_its_number(int number, string english, string dutch, bool isThePlace)
    {
        var refusal = new IOException("Input/output error : '/home/someone/of/ours'", number);
        Assert.Equal(new Phrase(english, dutch), MachineReason.Of(refusal));
        Assert.Equal(isThePlace, MachineReason.IsThePlace(refusal));
    }

    [Fact]
    public void Is_known_by_its_sort()
    {
        Exception[] ofThePlace =
            [new FileNotFoundException(), new DirectoryNotFoundException(), new UnauthorizedAccessException(), new PathTooLongException()];
        Assert.Equal([], ofThePlace.Where(refusal => !MachineReason.IsThePlace(refusal)));
        Assert.Equal(
            ["geen bestand of map die zo heet", "geen bestand of map die zo heet", "geen toestemming", "de naam is te lang"],
            ofThePlace.Select(refusal => MachineReason.Of(refusal).Dutch));
    }
}
