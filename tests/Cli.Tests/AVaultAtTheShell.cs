namespace Sluiswachter.Cli.Tests;

/// <summary>An officer cares for a vault at the shell: checkpoints, exports, scrubs, new keys and their destruction.</summary>
public sealed class AVaultAtTheShell : IDisposable
{
    private const string Body = "org:waterschap";

    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Is_cared_for_from_its_first_checkpoint_to_its_erasure()
    {
        var (vault, words) = (shell.At("kluis"), shell.File("wachtzin", "een heel lange wachtzin\n"));
        Done("vault", "create", vault, "--name", "kluis.example.nl", "--place", "NL", "--passphrase-file", words);
        Done("vault", "add-body", vault, Body, "--passphrase-file", words);
        Done("vault", "add-user", vault, Body, "backup", "--passphrase-file", words);
        var old = shell.File("oud", Done("vault", "log", "checkpoint", vault, "--passphrase-file", words));
        Assert.Contains("/2 now; 1 keys", Done("vault", "rotate", vault, Body, "--by", "ciso", "--passphrase-file", words), StringComparison.Ordinal);
        Done("vault", "scrub", vault, "--passphrase-file", words);

        var now = shell.File("nu", Done("vault", "log", "checkpoint", vault, "--passphrase-file", words));
        Done("vault", "log", "export", vault, shell.At("logboek"));
        Assert.Contains("sluis:RotateKey", Done("vault", "log", "show", vault), StringComparison.Ordinal);
        Assert.Contains("nothing was altered or lost", Verify(0, old, now), StringComparison.Ordinal);
        Assert.Contains("entries were lost", Verify(3, now, old), StringComparison.Ordinal);
        Assert.Contains("no such file", Verify(1, old, shell.At("niets")), StringComparison.Ordinal);
        Assert.Equal(1, shell.Sluis("vault", "log", "export", vault, shell.At("logboek")).ExitCode);

        Assert.Equal(2, shell.Sluis("vault", "erase", vault, Body, "--by", "archivaris", "--passphrase-file", words).ExitCode);
        var proof = Done("vault", "erase", vault, Body, "--by", "archivaris", "--yes-erase", Body, "--passphrase-file", words);
        Assert.StartsWith("sluiswachter vault erasure 1\nbody org:waterschap\n", proof, StringComparison.Ordinal);
        Assert.Equal(1, shell.Sluis("vault", "rotate", vault, Body, "--passphrase-file", words).ExitCode);

        string Verify(int code, string before, string after)
        {
            var said = shell.Sluis(
                "vault", "log", "verify", "--key", Path.Combine(vault, "log.pub"), "--old", before, "--new", after, "--entries", shell.At("logboek"));
            Assert.Equal(code, said.ExitCode);
            return said.Out + said.Error;
        }
    }

    [Theory]
    [InlineData("vault log")]
    [InlineData("vault log show")]
    [InlineData("vault log verify")]
    [InlineData("vault scrub")]
    [InlineData("vault rotate")]
    [InlineData("vault erase")]
    public void Says_how_it_is_asked_in_two_languages(string verb)
    {
        Assert.Contains("Examples:", shell.Sluis([.. verb.Split(' '), "--help"]).Out, StringComparison.Ordinal);
        Assert.Contains("Voorbeelden:", shell.Sluis([.. verb.Split(' '), "--help", "--lang", "nl"]).Out, StringComparison.Ordinal);
    }

    private string Done(params string[] words)
    {
        var said = shell.Sluis(words);
        Assert.True(said.ExitCode == 0, said.Error);
        return said.Out;
    }
}
