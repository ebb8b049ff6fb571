namespace Sluiswachter.Cli.Tests;

/// <summary>Tables on terminals that are too narrow for them.</summary>
public sealed class NarrowTableTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Theory]
    [InlineData("trend --country US --lang nl", "vanaf diensten aandeel vitaal direct organisaties mensen")]
    [InlineData("concentration --at 2026-11-22 --lang nl", "waarvoor diensten grootste onbekend identiteit")]
    [InlineData("findings --at 2026-11-22 --lang nl", "voldoet waarvan behandeld aandeel gebruik rijksbreed-cloudbeleid-2026/4.6-encryption")]
    [InlineData("assessment quality", "settled contradicted evidence applicable unknown")]
    [InlineData("assess --answer deployment=public", "conditional government")]
    public void At_80_columns_every_word_is_whole_as_a_table_that_is_too_wide_is_told_in_parts(string line, string words)
    {
        Assert.All(["samples/nl", "samples/illustrative", "samples/policy"], bundle => Assert.Equal(0, shell.Sluis("import", bundle).ExitCode));
        shell.Columns = 80;
        var told = shell.Sluis(line.Split(' ')).Out.Split('\n');
        Assert.All(words.Split(' '), word => Assert.Contains(told, row => row.Split(' ').Contains(word)));
        Assert.All(told.Where(row => row.StartsWith("  ", StringComparison.Ordinal)), row => Assert.InRange(row.Length, 0, 80));
    }

    [Theory]
    [InlineData(120, "switched off", "Netherlands", "2,470,391 – 5,170,533", "functions", "people")]
    [InlineData(80, "switched", "Netherlands", "Kingdom", "2,470,391 –", "5,170,533", "functions", "controller")]
    [InlineData(62, "2,470,391 –", "5,170,533", "554 –", "1,220", "277,371 –")]
    public void Words_are_broken_last_and_numbers_never(int columns, params string[] whole)
    {
        shell.ImportSample();
        shell.Columns = columns;
        var lines = shell.Sluis("contingency", "--at", "2026-11-22", "--lines", "3").Out.Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, columns));
        Assert.All(whole, word => Assert.Contains(lines, line => line.Contains($" {word} ", StringComparison.Ordinal)));
    }
}
