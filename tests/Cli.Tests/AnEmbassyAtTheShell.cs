using Sluiswachter.Fixtures;

namespace Sluiswachter.Cli.Tests;

/// <summary>A vault gets an embassy at the shell; it is drilled, killed halfway, and the vault is made again from it.</summary>
public sealed class AnEmbassyAtTheShell : IDisposable
{
    private const string Body = AVaultToBeginWith.Body;

    private readonly Shell shell = new();

    private string Vault => shell.At("kluis");

    private string Words => shell.At("wachtzin");

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Is_made_followed_drilled_and_restored()
    {
        MakeVault();
        Assert.Contains("There is no embassy", Done("vault", "embassy", "status", Vault), StringComparison.Ordinal);
        Done("vault", "embassy", "add", Vault, "--to", shell.At("brussel"), "--place", "BE", "--passphrase-file", Words);
        Assert.Equal(3, shell.Sluis("vault", "embassy", "status", Vault, "--most-lag", "5").ExitCode);
        Done("vault", "embassy", "sync", Vault, "--once", "--passphrase-file", Words);
        Assert.Contains("up to date since", Done("vault", "embassy", "status", Vault, "--most-lag", "0"), StringComparison.Ordinal);
        Done("vault", "embassy", "keys", Vault, "--to", shell.At("brandkast"), "--by", "ciso");
        Assert.Contains("sluis:CopyKeys", Done("vault", "log", "show", Vault, "--last", "1"), StringComparison.Ordinal);
        Done("vault", "embassy", "keys", shell.At("brandkast"), "--to", shell.At("tweede-brandkast"));
        Assert.Empty(Directory.GetFiles(shell.At("brandkast"), "*.sqlite"));

        var report = shell.File("verslag", Done("vault", "embassy", "drill", Vault, "--by", "ciso", "--passphrase-file", Words));
        var key = Path.Combine(Vault, "log.pub");
        Assert.Contains("differences 0", Done("vault", "embassy", "verify", report, "--key", key), StringComparison.Ordinal);
        File.WriteAllText(report, File.ReadAllText(report).Replace("differences 0", "differences 1", StringComparison.Ordinal));
        Assert.Equal(3, shell.Sluis("vault", "embassy", "verify", report, "--key", key).ExitCode);

        Directory.Delete(Vault, recursive: true);
        Done("vault", "embassy", "drill", shell.At("brandkast"), "--from", shell.At("brussel"), "--by", "ciso", "--passphrase-file", Words);
        Done(
            "vault", "embassy", "restore", shell.At("kluis2"), "--from", shell.At("brussel"), "--keys", shell.At("brandkast"), "--passphrase-file", Words);
        Done("vault", "scrub", shell.At("kluis2"), "--passphrase-file", Words);
        Assert.Contains("sluis:RestoreVault", Done("vault", "log", "show", shell.At("kluis2")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_while_it_is_brought_up_to_date_it_is_whole_after_the_next_time()
    {
        MakeVault();
        Done("vault", "embassy", "add", Vault, "--to", shell.At("brussel"), "--place", "BE", "--passphrase-file", Words);
        using (var sync = shell.Start("vault", "embassy", "sync", Vault, "--passphrase-file", Words))
        {
            // As soon as anything of the feed is being written, or has been.
            await Eventually.SoAsync(
                () => sync.HasExited || Written(), "something is written of the copy", TestContext.Current.CancellationToken, TimeSpan.FromMilliseconds(1));
            Assert.False(sync.HasExited, "it ended, and was to go on until it is killed");
            sync.Kill(entireProcessTree: true);
            await sync.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Done("vault", "embassy", "sync", Vault, "--once", "--passphrase-file", Words);
        Done("vault", "embassy", "drill", Vault, "--by", "ciso", "--passphrase-file", Words);

        bool Written() => Directory.Exists(shell.At("brussel/blobs")) && Directory
            .EnumerateFiles(shell.At("brussel/blobs"), "*", SearchOption.AllDirectories).Any(file => Path.GetFileName(file) != "lock");
    }

    [Theory]
    [InlineData(2, "is on another machine", "--to", "http://example.nl/bucket", "--place", "BE")]
    [InlineData(2, "asks for an access key", "--to", "https://example.nl/bucket", "--place", "BE")]
    [InlineData(2, "is not a country", "--to", "brussel", "--place", "Brussel")]
    [InlineData(2, "no name for an embassy", "--to", "brussel", "--place", "BE", "--name", "in Brussel")]
    [InlineData(1, "is not empty", "--to", "vol", "--place", "BE")]
    public void Says_what_is_wrong_with_it(int code, string says, params string[] words)
    {
        MakeVault();
        shell.File("vol/bestand", "");
        words = [.. words.Select(w => w is "vol" or "brussel" ? shell.At(w) : w)];
        var said = shell.Sluis(["vault", "embassy", "add", Vault, .. words, "--passphrase-file", Words]);
        Assert.Contains(says, said.Error, StringComparison.Ordinal);
        Assert.Equal(code, said.ExitCode);
    }

    [Fact]
    public void Gets_no_keys_when_its_name_is_none()
    {
        MakeVault();
        string[] words = ["--to", shell.At("brussel"), "--place", "BE", "--name", "in Brussel", "--passphrase-file", Words];
        Assert.Equal(2, shell.Sluis(["vault", "embassy", "add", Vault, .. words]).ExitCode);
        Assert.Single(Directory.GetFiles(Path.Combine(Vault, "keys"), "*.json"));
    }

    [Theory]
    [InlineData("add")]
    [InlineData("status")]
    [InlineData("sync")]
    [InlineData("remove")]
    [InlineData("keys")]
    [InlineData("restore")]
    [InlineData("drill")]
    [InlineData("verify")]
    public void Says_how_it_is_asked_in_two_languages(string verb)
    {
        Assert.Contains("Examples:", shell.Sluis("vault", "embassy", verb, "--help").Out, StringComparison.Ordinal);
        Assert.Contains("Voorbeelden:", shell.Sluis("vault", "embassy", verb, "--help", "--lang", "nl").Out, StringComparison.Ordinal);
    }

    private void MakeVault()
    {
        shell.File("wachtzin", AVaultToBeginWith.Passphrase + "\n");
        AVaultToBeginWith.In(Vault);
        Done("vault", "add-user", Vault, Body, "backup", "--passphrase-file", Words);
    }

    private string Done(params string[] words)
    {
        var said = shell.Sluis(words);
        Assert.True(said.ExitCode == 0, said.Error + said.Out);
        return said.Out;
    }
}
