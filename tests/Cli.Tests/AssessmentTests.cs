using System.Text.Json;

namespace Sluiswachter.Cli.Tests;

/// <summary>An officer who must weigh one service this week, from the first command to the check.</summary>
public sealed class AssessmentTests : IDisposable
{
    private const string Subject = "mxmap:GM0034:mailbox";
    private const string Id = "assessment:gm0034:mxmap:GM0034:mailbox:eu-csf";

    private readonly Shell shell = new();

    public AssessmentTests() => shell.Sluis("import", "samples/nl");

    public void Dispose() => shell.Dispose();

    [Fact]
    public void A_claim_about_the_sample_is_shown_beside_what_was_measured()
    {
        Said(0, "is made", Record("--answers", Answers("sov3-so4,5,stored in NL,https://example.org/contract")));
        var quality = shell.Sluis("assessment", "quality", "--organisation", "gm0034", "--fail-below", "50");
        Assert.Equal((3, "sluis: the check fails: assessments below 50 % or of which nobody can tell: 1\n"), (quality.ExitCode, quality.Error));
        Said(0, "Microsoft Corporation (US)", quality with { ExitCode = 0, Error = "" });
        Said(0, "mxmap:nl, measured, 2026-04-28", quality with { ExitCode = 0, Error = "" });
        using var json = JsonDocument.Parse(shell.Sluis("assessment", "show", Id, "--json").Out);
        Assert.Equal(1, json.RootElement.GetProperty("quality").GetProperty("contradictions").GetArrayLength());
        Said(0, "Tegenspraak", shell.Sluis("assessment", "show", Id, "--lang", "nl"));
    }

    [Fact]
    public void It_is_judged_approved_renewed_and_compared()
    {
        Record("--answers", Answers("sov1-so1,4,,https://example.org/deed"), "--assessed-on", "2025-01-01");
        Said(0, "is completed", Record("--approver", "CISO", "--approved-on", "2025-02-01", "--review-on", "2026-01-01"));
        Said(0, Id, shell.Sluis("assessment", "list", "--overdue", "yes", "--at", "2026-02-01", "--json"));
        Said(0, "It is not approved yet.", Record("--answers", Answers("sov1-so1,1,,"), "--assessed-on", "2026-01-01"));
        Said(0, "1 answers differ: 0 added, 1 changed, 0 gone.", shell.Sluis("assessment", "compare", Id));
        Assert.Contains("The journal holds", shell.Sluis("journal", "verify").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_goes_in_and_comes_out_byte_for_byte()
    {
        Record();
        var file = shell.File("dpia.txt", "what we found");
        Said(0, "dpia.txt", shell.Sluis("assessment", "attach", Id, file, "--by", "FG"));
        Said(0, "copy.txt", shell.Sluis("assessment", "extract", Id, "dpia.txt", shell.At("copy.txt")));
        Assert.Equal("what we found", System.IO.File.ReadAllText(shell.At("copy.txt")));
        Assert.Equal(1, shell.Sluis("assessment", "extract", Id, "dpia.txt", shell.At("copy.txt")).ExitCode);
        Assert.Equal(2, shell.Sluis("assessment", "extract", Id, "other.txt", shell.At("other.txt")).ExitCode);
    }

    [Theory]
    [InlineData(2, "expected one of these words after assessment: record, attach, extract, list, show, compare, quality")]
    [InlineData(2, "did you mean show?", "shwo", "x")]
    [InlineData(2, "SUBJECT is missing", "record")]
    [InlineData(2, "--by", "record", Subject, "--framework", "eu-csf")]
    [InlineData(2, "--kind: 'dpja' is not one of", "record", Subject, "--kind", "dpja", "--by", "FG")]
    [InlineData(2, "did you mean eu-csf?", "record", Subject, "--framework", "eu-cfs", "--by", "ISO")]
    [InlineData(1, "--approver: 'ISO' judged and approves", "record", Subject, "--kind", "dpia", "--by", "ISO", "--assessor", "ISO", "--approver", "ISO", "--approved-on", "2030-01-01")]
    [InlineData(2, "'x' is not an assessment", "show", "x")]
    [InlineData(2, "'x' is not an assessment", "attach", "x", "README.md", "--by", "ISO")]
    public void A_slip_is_told_in_a_sentence_and_by_the_exit_code(int exit, string told, params string[] words)
    {
        var said = shell.Sluis(["assessment", .. words]);
        Assert.Equal((exit, ""), (said.ExitCode, said.Out));
        Assert.Contains(told, said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("assessment")]
    [InlineData("assessment", "record")]
    [InlineData("assessment", "attach")]
    [InlineData("assessment", "extract")]
    [InlineData("assessment", "list")]
    [InlineData("assessment", "show")]
    [InlineData("assessment", "compare")]
    [InlineData("assessment", "quality")]
    public void Every_verb_has_help_with_examples_in_both_languages(params string[] verb)
    {
        Assert.Contains($"Usage: sluis {string.Join(' ', verb)} ", shell.Sluis([.. verb, "--help"]).Out, StringComparison.Ordinal);
        Assert.Contains("Voorbeelden:", shell.Sluis([.. verb, "--help", "--lang", "nl"]).Out, StringComparison.Ordinal);
    }

    private static void Said(int exit, string expected, Said said)
    {
        Assert.Equal((exit, ""), (said.ExitCode, said.Error));
        Assert.Contains(expected, string.Join(' ', said.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private string Answers(string row) => shell.File("answers.csv", $"question,option,explanation,evidence\n{row}\n");

    private Said Record(params string[] words) => shell.Sluis(
        ["assessment", "record", Subject, "--framework", "eu-csf", "--organisation", "gm0034", "--assessor", "ISO", "--by", "ISO", .. words]);
}
