namespace Sluiswachter.Cli.Tests;

/// <summary>Officers of a body get their keys, check them, and unlock together.</summary>
public sealed class OfficersAtTheShell : IDisposable
{
    private const string Body = AVaultToBeginWith.Body;

    private readonly Shell shell = new();
    private readonly string vault;
    private readonly string words;

    public OfficersAtTheShell()
    {
        (vault, words) = (shell.At("kluis"), shell.File("wachtzin", AVaultToBeginWith.Passphrase + "\n"));
        AVaultToBeginWith.In(vault);
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Get_a_key_each_and_two_of_them_do_what_a_passphrase_did()
    {
        Assert.Contains("no officers", Said(1, "officers", "list", vault, Body), StringComparison.Ordinal);
        Set(0, "--without-passphrase", "--passphrase-file", words);
        Assert.Equal(["a-b.key", "archivaris.key", "ciso.key"], Directory.GetFiles(shell.At("keys")).Select(Path.GetFileName).Order());
        foreach (var file in Directory.GetFiles(shell.At("keys")))
        {
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        Assert.Contains("Any 2 of 3", Said(0, "officers", "list", vault, Body), StringComparison.Ordinal);
        Assert.Contains("the key of a b,", Said(0, "officers", "check", vault, Body, Key("a-b")), StringComparison.Ordinal);

        Assert.Contains("1 of the officers' keys", Said(1, "add-user", vault, Body, "een", "--officer-key", Key("ciso")), StringComparison.Ordinal);
        Assert.Contains("--officer-key", Said(1, "add-user", vault, Body, "een", "--passphrase-file", words), StringComparison.Ordinal);
        Said(0, "add-user", vault, Body, "een", "--officer-key", Key("ciso"), "--officer-key", Key("a-b"));
        Said(0, "user", "add-key", vault, Body, "een", "--officer-key", Key("ciso"), "--officer-key", Key("a-b"));
        Assert.Contains("Unlocked", Said(0, "scrub", vault, "--officer-key", Key("archivaris"), "--officer-key", Key("a-b")), StringComparison.Ordinal);
        Assert.Contains("/2 now", Said(0, "rotate", vault, Body, "--officer-key", Key("archivaris"), "--officer-key", Key("ciso")), StringComparison.Ordinal);
        Assert.Contains("--log-passphrase-file", Said(2, "erase", vault, Body, "--by", "ciso", "--yes-erase", Body,
            "--officer-key", Key("archivaris"), "--officer-key", Key("ciso")), StringComparison.Ordinal);
        Said(0, "erase", vault, Body, "--by", "ciso", "--yes-erase", Body, "--log-passphrase-file", words,
            "--officer-key", Key("archivaris"), "--officer-key", Key("ciso"));
    }

    [Fact]
    public void Are_told_what_is_wrong_with_a_key()
    {
        Set(0, "--passphrase-file", words);
        Assert.Contains("is there already", Set(1, "--passphrase-file", words), StringComparison.Ordinal);
        File.Move(Key("ciso"), shell.At("ciso.old"));
        Directory.Delete(shell.At("keys"), recursive: true);
        Set(0, "--passphrase-file", words);
        Assert.Contains("not one of this", Said(3, "officers", "check", vault, Body, shell.At("ciso.old")), StringComparison.Ordinal);
        var mistyped = shell.File("typed", File.ReadAllText(Key("ciso")).Replace("ciso", "Ciso", StringComparison.Ordinal));
        Assert.Contains("mistyped", Said(3, "officers", "check", vault, Body, mistyped), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Said(1, "officers", "check", vault, Body, shell.At("none")), StringComparison.Ordinal);
        Assert.Contains("mistyped", Said(1, "scrub", vault, "--officer-key", mistyped), StringComparison.Ordinal);
        Assert.Contains("a terminal", Said(2, "scrub", vault, "--officer-key", "-"), StringComparison.Ordinal);
        Assert.Contains("2 or more", Said(2, "officers", "set", vault, Body, "--officer", "a", "--keys-to", shell.At("k"), "--passphrase-file", words),
            StringComparison.Ordinal);
        Assert.Contains("letters or digits", Said(2, "officers", "set", vault, Body, "--officer", "a b", "--officer", "a/b",
            "--keys-to", shell.At("k"), "--passphrase-file", words), StringComparison.Ordinal);
    }

    private string Key(string name) => shell.At($"keys/{name}.key");

    private string Set(int code, params string[] more) => Said(code,
        ["officers", "set", vault, Body, "--officer", "ciso", "--officer", "archivaris", "--officer", "a b", "--keys-to", shell.At("keys"), .. more]);

    private string Said(int code, params string[] typed)
    {
        var said = shell.Sluis(["vault", .. typed]);
        Assert.True(code == said.ExitCode, $"{said.ExitCode}: {said.Error}");
        return said.Out + said.Error;
    }
}
