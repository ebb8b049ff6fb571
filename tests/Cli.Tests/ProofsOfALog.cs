namespace Sluiswachter.Cli.Tests;

/// <summary>An outsider checks a vault's log by proofs, without being shown what is in it.</summary>
public sealed class ProofsOfALog : IDisposable
{
    private readonly Shell shell = new();
    private readonly string vault;
    private readonly string words;

    public ProofsOfALog()
    {
        (vault, words) = (shell.At("kluis"), shell.File("wachtzin", AVaultToBeginWith.Passphrase + "\n"));
        AVaultToBeginWith.In(vault);
        Checkpoint("oud");
        Done("vault", "add-user", vault, AVaultToBeginWith.Body, "archief", "--passphrase-file", words);
        Checkpoint("nieuw");
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public void A_proof_shows_that_the_log_only_grew()
    {
        shell.File("groei", Done("vault", "log", "prove", vault, "--old", shell.At("oud"), "--new", shell.At("nieuw")));
        Assert.Contains("nothing was altered or lost", Verify(0, "--old", shell.At("oud"), "--proof", shell.At("groei")), StringComparison.Ordinal);
        shell.File("ander", Done("vault", "log", "prove", vault, "--old", shell.At("nieuw"), "--new", shell.At("nieuw")));
        Assert.Contains("it is not proven", Verify(3, "--old", shell.At("oud"), "--proof", shell.At("ander")), StringComparison.Ordinal);
        Assert.Contains("--old is missing", Verify(2, "--proof", shell.At("groei")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_proof_shows_that_an_entry_is_in_it_and_what_it_says()
    {
        var proof = Done("vault", "log", "prove", vault, "--entry", "0", "--new", shell.At("nieuw"));
        shell.File("regel", proof);
        Assert.Contains($"sluis:AddBody {AVaultToBeginWith.Body}", Verify(0, "--proof", shell.At("regel")), StringComparison.Ordinal);
        shell.File("verplaatst", proof.Replace("entry 1\n0\n", "entry 1\n1\n", StringComparison.Ordinal));
        Assert.Contains("it is not proven", Verify(3, "--proof", shell.At("verplaatst")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "one of the two")]
    [InlineData(2, "one of the two", "--entry", "0", "--old", "OLD")]
    [InlineData(2, "no number of an entry", "--entry", "first")]
    [InlineData(2, "has no entry 99", "--entry", "99")]
    [InlineData(3, "entries were lost", "--old", "NEW", "--new", "OLD")]
    public void What_cannot_be_proven_is_told(int code, string because, params string[] asked)
    {
        string[] given = [.. asked.Select(word => word switch { "OLD" => shell.At("oud"), "NEW" => shell.At("nieuw"), _ => word })];
        string[] now = given.Contains("--new") ? [] : ["--new", shell.At("nieuw")];
        var said = shell.Sluis(["vault", "log", "prove", vault, .. given, .. now]);
        Assert.True(said.ExitCode == code, $"{said}");
        Assert.Contains(because, said.Error, StringComparison.Ordinal);
    }

    private void Checkpoint(string name) => shell.File(name, Done("vault", "log", "checkpoint", vault, "--passphrase-file", words));

    private string Verify(int code, params string[] by)
    {
        var said = shell.Sluis(["vault", "log", "verify", "--key", Path.Combine(vault, "log.pub"), "--new", shell.At("nieuw"), .. by]);
        Assert.True(said.ExitCode == code, $"{string.Join(' ', by)}: {said}");
        return said.Out + said.Error;
    }

    private string Done(params string[] asked)
    {
        var said = shell.Sluis(asked);
        Assert.True(said.ExitCode == 0, $"{string.Join(' ', asked)}: {said}");
        return said.Out;
    }
}
