using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.Cli.Tests;

/// <summary>An officer cares for a vault at the shell: checkpoints, exports, scrubs, new keys and their destruction.</summary>
public sealed class AVaultAtTheShell : IDisposable
{
    private const string Body = AVaultToBeginWith.Body;

    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Is_cared_for_from_its_first_checkpoint_to_its_erasure()
    {
        var (vault, words) = (shell.At("kluis"), shell.File("wachtzin", AVaultToBeginWith.Passphrase + "\n"));
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

    /// <summary>Who writes the catalogue can say what he likes of a key that nobody has, as a rotation on another machine would.</summary>
    [Fact]
    public void Whose_catalogue_names_another_key_is_scrubbed_and_its_keys_are_destroyed_on_the_word_of_an_officer()
    {
        var (vault, words) = (shell.At("kluis"), shell.File("wachtzin", AVaultToBeginWith.Passphrase + "\n"));
        AVaultToBeginWith.In(vault);
        AVaultToBeginWith.NameAnotherKey(vault);

        const string Doubt = AVaultToBeginWith.Doubt;
        var scrub = shell.Sluis("vault", "scrub", vault, "--passphrase-file", words);
        Assert.Equal((3, "altered: what is allowed in haven\n"), (scrub.ExitCode, scrub.Out));
        Assert.Contains(Doubt, scrub.Error, StringComparison.Ordinal);
        Assert.Contains("Looked at 1 sealed rows of the catalogue; 1 were altered", scrub.Error, StringComparison.Ordinal);
        Refused(1, Doubt, "vault", "add-user", vault, Body, "backup", "--passphrase-file", words);
        Done("vault", "add-user", vault, Body, "backup", "--newest-key-file", "--passphrase-file", words);
        var second = shell.Sluis("vault", "add-user", vault, Body, "archief", "--passphrase-file", words);
        Assert.Equal(0, second.ExitCode);
        Assert.Contains(Doubt, second.Error, StringComparison.Ordinal);
        Refused(1, Doubt, "vault", "erase", vault, Body, "--by", "ciso", "--yes-erase", Body, "--passphrase-file", words);
        Done("vault", "erase", vault, Body, "--by", "ciso", "--yes-erase", Body, "--newest-key-file", "--passphrase-file", words);
        Assert.Contains("ok (newest key file)", Done("vault", "log", "show", vault), StringComparison.Ordinal);
    }

    [Fact]
    public void Has_buckets_users_and_words_of_its_log_in_the_hands_of_officers()
    {
        var (vault, words) = (shell.At("kluis"), shell.File("wachtzin", AVaultToBeginWith.Passphrase + "\n"));
        AVaultToBeginWith.In(vault);
        var first = IdOf(Done("vault", "add-user", vault, Body, "backup", "--passphrase-file", words));
        var second = IdOf(Done("vault", "user", "add-key", vault, Body, "backup", "--by", "ciso", "--passphrase-file", words));
        Refused(1, "has 2 access keys already", "vault", "user", "add-key", vault, Body, "backup", "--passphrase-file", words);
        Assert.Contains(first, Done("vault", "user", "revoke", vault, "backup", "--key", first, "--by", "ciso"), StringComparison.Ordinal);
        var users = Done("vault", "user", "list", vault, Body);
        Assert.Contains(second, users, StringComparison.Ordinal);
        Assert.DoesNotContain(first, users, StringComparison.Ordinal);
        Refused(2, "there is no user 'bakup'", "vault", "user", "revoke", vault, "bakup");
        Refused(2, "no access key", "vault", "user", "revoke", vault, "backup", "--key", first);
        Refused(2, "has no keys in this vault", "vault", "user", "list", vault, "org:elders");

        Assert.Contains("(none)", Done("vault", "bucket", "list", vault), StringComparison.Ordinal);
        Refused(2, "has no bucket 'haven'", "vault", "bucket", "set", vault, "haven", "--marking", "public", "--passphrase-file", words);
        Refused(2, "nothing is to be set", "vault", "bucket", "set", vault, "haven", "--passphrase-file", words);
        Refused(2, "is no marking; expected one of public", "vault", "bucket", "set", vault, "haven", "--marking", "hoog", "--passphrase-file", words);
        Refused(1, "above departementaal vertrouwelijk", "vault", "bucket", "set", vault, "haven", "--marking", "Stg. Geheim", "--passphrase-file", words);

        string[] asked = ["--by", "fg", "--reason", "verzoek"];
        Refused(2, "which entries?", ["vault", "log", "erase", vault, "--yes", .. asked]);
        Refused(2, "which entries?", ["vault", "log", "erase", vault, "1", "--user", "backup", "--before", "2000-01-01", "--yes", .. asked]);
        Refused(2, "'een' is no number", ["vault", "log", "erase", vault, "een", "--yes", .. asked]);
        Refused(2, "'morgen' is no day", ["vault", "log", "erase", vault, "--user", "backup", "--before", "morgen", "--yes", .. asked]);
        Refused(2, "nothing was erased", ["vault", "log", "erase", vault, "0", .. asked]);
        Refused(1, "act of an officer", ["vault", "log", "erase", vault, "0", "--yes", .. asked]);
        Assert.Empty(shell.Sluis(["vault", "log", "erase", vault, "0", "--yes", .. asked]).Out);
        Refused(2, "there is no user 'bakup'", ["vault", "log", "erase", vault, "--user", "bakup", "--before", "2000-01-01", "--yes", .. asked]);
        Refused(1, "nothing to erase", ["vault", "log", "erase", vault, "--user", "backup", "--before", "2000-01-01", "--yes", .. asked]);
    }

    [Fact]
    public void Is_served_to_others_over_TLS_or_not_at_all_unless_it_is_meant()
    {
        var (vault, words) = (shell.At("kluis"), shell.File("wachtzin", AVaultToBeginWith.Passphrase + "\n"));
        Done("vault", "create", vault, "--name", "kluis.example.nl", "--place", "NL", "--passphrase-file", words);
        string[] serve = ["vault", "serve", vault, "--port", "0", "--passphrase-file", words];
        Refused(2, "over plain HTTP", [.. serve, "--bind", "0.0.0.0"]);
        Refused(2, "given together", [.. serve, "--tls-certificate", "kluis.pem"]);
        Refused(1, "no certificate and its private key", [.. serve, "--tls-certificate", words, "--tls-key", words]);
    }

    private static string IdOf(string pair) => pair.Split("access key id")[1].Split('\n')[0].Trim();

    private void Refused(int code, string because, params string[] words)
    {
        var said = shell.Sluis(words);
        Assert.True(said.ExitCode == code, $"{string.Join(' ', words)}: {said}");
        Assert.Contains(because, said.Error, StringComparison.Ordinal);
    }

    private string Done(params string[] words)
    {
        var said = shell.Sluis(words);
        Assert.True(said.ExitCode == 0, said.Error);
        return said.Out;
    }
}
