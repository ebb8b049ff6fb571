namespace Sluiswachter.Cli.Tests;

/// <summary>Tables on terminals that are too narrow for them.</summary>
public sealed class NarrowTableTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Theory]
    [InlineData(120, "switched off", "Netherlands", "2,470,391 – 5,170,533", "functions", "people")]
    [InlineData(80, "switched", "Netherlands", "Kingdom", "2,470,391 –", "5,170,533", "functions", "controller")]
    [InlineData(62, "2,470,391 –", "5,170,533", "554 –", "1,220", "277,371 –")]
    public void Words_are_broken_last_and_numbers_never(int columns, params string[] whole)
    {
        Assert.Equal(0, shell.Sluis("import", "samples/nl").ExitCode);
        shell.Columns = columns;
        var lines = shell.Sluis("contingency", "--at", "2026-11-22", "--lines", "3").Out.Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, columns));
        Assert.All(whole, word => Assert.Contains(lines, line => line.Contains($" {word} ", StringComparison.Ordinal)));
    }
}
