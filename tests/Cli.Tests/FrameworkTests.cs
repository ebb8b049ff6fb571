using System.Text.Json;

namespace Sluiswachter.Cli.Tests;

public sealed class FrameworkTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void A_sheet_is_scored_with_its_working_and_SEAL_apart()
    {
        var answers = shell.File("answers.csv", Best(but: "sov1-so8=2"));
        var said = shell.Sluis("framework", "score", "eu-csf", "--answers", answers, "--lang", "nl");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Contains("Score: 98,2006 % (gewichten guidance-2026)\n", said.Out, StringComparison.Ordinal);
        Assert.Contains("SEAL, los van de score: SEAL-0 (geen)\n", said.Out, StringComparison.Ordinal);
        Assert.Contains("volgens afschriften van de rekenhulp door vakgenoten", said.Out, StringComparison.Ordinal);

        using var json = JsonDocument.Parse(shell.Sluis("framework", "score", "eu-csf", "--answers", answers, "--json").Out);
        var first = json.RootElement.GetProperty("objectives")[0];
        Assert.Equal(98.2006m, json.RootElement.GetProperty("scorePercent").GetProperty("atLeast").GetDecimal());
        Assert.Equal(906.28m, first.GetProperty("points").GetProperty("atMost").GetDecimal());
        Assert.Equal(18.1256m, first.GetProperty("contributionPercent").GetProperty("atMost").GetDecimal());

        var older = shell.Sluis("framework", "score", "eu-csf", "--answers", answers, "--weights", "v1.2.1-2025").Out;
        Assert.Contains("(weights v1.2.1-2025)", older, StringComparison.Ordinal);
        Assert.DoesNotContain("98.2006", older, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_answered_is_told_and_not_taken_for_zero()
    {
        var answers = shell.File("answers.csv", "question,option\nsov1-so1,4\n");
        var said = shell.Sluis("framework", "score", "eu-csf", "--answers", answers).Out;
        Assert.Contains("Score: 2.5002 % to 100.0756 %", said, StringComparison.Ordinal);
        Assert.Contains("48 questions: 1 answered, 47 unknown", said, StringComparison.Ordinal);
        Assert.Contains("SEAL-0 (none) to SEAL-4 (full)", said, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_is_read_again_and_shows_the_same()
    {
        var file = shell.At("risk.yaml");
        Assert.Equal(0, shell.Sluis("framework", "export", "nl-risk-analysis", file).ExitCode);
        Assert.Equal(
            shell.Sluis("framework", "show", "nl-risk-analysis", "--json").Out, shell.Sluis("framework", "show", file, "--json").Out);
        var again = shell.Sluis("framework", "export", "nl-risk-analysis", file);
        Assert.Equal((1, ""), (again.ExitCode, again.Out));
        Assert.Contains("is there already", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_ships_is_taken_and_a_copy_of_what_ships_is_that()
    {
        var shipped = File.ReadAllText(Path.Combine(Shell.Root, "content", "frameworks", "haven.yaml"));
        Assert.Equal(0, shell.Sluis("framework", "check", shell.File("copy.yaml", shipped)).ExitCode);
        var said = shell.Sluis("framework", "check", shell.File("other.yaml", shipped.Replace("version: 1", "version: 2", StringComparison.Ordinal)));
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("other.yaml:1", said.Error, StringComparison.Ordinal);
        Assert.Contains("haven", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_in_a_file_is_told_with_its_line()
    {
        var file = shell.File("bad.yaml", """
            framework: 1
            ref-id: bad
            kidn: other
            nodes:
              - ref-id: a
                text: { en: Why?, nl: Waarom? }
                options: fulfillment
            """);
        var said = shell.Sluis("framework", "check", file);
        Assert.Equal(1, said.ExitCode);
        Assert.Contains($"{file}:3: unknown key 'kidn' (did you mean 'kind'?)", said.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}:7: found 'fulfillment': expected one of fulfilment", said.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}:1: the key 'urn' is missing", said.Error, StringComparison.Ordinal);
        Assert.Equal(1, shell.Sluis("framework", "list", "--framework", file).ExitCode);
    }

    [Theory]
    [InlineData("framework", "what is to be done with frameworks?")]
    [InlineData("framework show", "FRAMEWORK is missing")]
    [InlineData("framework show eu-cfs", "'eu-cfs' is not a framework at hand; did you mean eu-csf?")]
    [InlineData("framework score eu-csf", "--answers is missing")]
    [InlineData("framework score eu-csf --answers x --weights y", "expected one of guidance-2026, v1.2.1-2025")]
    public void What_is_not_understood_is_usage_with_a_hint(string line, string expected)
    {
        var said = shell.Sluis(line.Split(' '));
        Assert.Equal((2, ""), (said.ExitCode, said.Out));
        Assert.Contains(expected, said.Error, StringComparison.Ordinal);
        Assert.Contains("Try: sluis framework --help", said.Error, StringComparison.Ordinal);
    }

    /// <summary>The best answer to every criterion but one.</summary>
    private string Best(string but)
    {
        using var shown = JsonDocument.Parse(shell.Sluis("framework", "show", "eu-csf", "--json").Out);
        var rows =
            from node in shown.RootElement.GetProperty("nodes").EnumerateArray()
            from question in node.GetProperty("questions").EnumerateArray()
            let name = question.GetProperty("question").GetString()
            let best = question.GetProperty("options").EnumerateArray().Last().GetProperty("option").GetString()
            select $"{name},{(but.Split('=')[0] == name ? but.Split('=')[1] : best)}";
        return "question,option\n" + string.Join('\n', rows) + "\n";
    }
}
