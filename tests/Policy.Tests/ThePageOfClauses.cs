namespace Sluiswachter.Policy.Tests;

/// <summary>The page docs/clauses.md.</summary>
public sealed class ThePageOfClauses
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "clauses.md"));

    [Fact]
    public void Its_table_is_what_the_clauses_say() => Assert.Equal(
        Pack.UseClauses.Select(c => c.Clause).Select(c =>
            $"| `{c.Id}` | {c.Severity.ToString().ToLowerInvariant()} | {c.Validity.From:yyyy-MM-dd} | {c.Validity.Until:yyyy-MM-dd} | " +
            $"{(c.KnownThrough is null ? "" : "others")} | {c.Title.English} |"),
        Lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains('/', StringComparison.Ordinal)));

    [Theory]
    [InlineData("ministerie")]
    [InlineData("agentschap")]
    [InlineData("zbo")]
    [InlineData("gemeente")]
    [InlineData("waterschap")]
    [InlineData("hoge-college")]
    [InlineData("organisatieonderdeel")]
    public void Its_table_of_whom_they_bind_is_what_findings_say(string kind)
    {
        var row = Lines.Single(line => line.Split('|') is { Length: 8 } cells && cells[1].Contains(kind, StringComparison.Ordinal));
        string[] packs = ["rijksbreed-cloudbeleid-2022", "rijksbreed-cloudbeleid-2026", "motie-1318", "avg", "leveranciers"];
        var body = UseInPicture.Read($"body: {kind}").Body;
        Assert.Equal(
            packs.Select(pack => Bindings.Of(pack, body).ToString().ToLowerInvariant()),
            row.Split('|', StringSplitOptions.TrimEntries)[2..7]);
    }
}
