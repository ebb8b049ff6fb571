namespace Sluiswachter.Cli.Tests;

/// <summary>A person types passphrases and PINs: what is typed is what counts, and a slip in a new one is noticed.</summary>
public sealed class TypingSecrets : IDisposable
{
    private const string Body = "org:waterschap";
    private const string Words = "een heel lange wachtzin";
    private const string Smile = "😀";

    private readonly AtATerminal terminal = new();

    public void Dispose() => terminal.Dispose();

    [Fact]
    public void A_new_passphrase_is_asked_twice_and_nothing_is_made_when_the_two_differ()
    {
        string[] create = ["vault", "create", terminal.At("kluis"), "--name", "kluis.example.nl", "--place", "NL"];
        terminal.Press(Words).Press("een heel lange wachtzim");
        var said = terminal.Fails(2, "are not the same", create);
        Assert.StartsWith("New passphrase of the vault: \nThe same once more: \n", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(terminal.At("kluis")));

        terminal.Press(Words).Press(Words);
        terminal.Does(create);
        terminal.Press(Words).Press("");
        terminal.Fails(2, "are not the same", "vault", "add-body", terminal.At("kluis"), Body);
        terminal.Press(Words).Press(Words);
        Assert.Contains($"New passphrase of {Body}: ", terminal.Runs(["vault", "add-body", terminal.At("kluis"), Body]).Error, StringComparison.Ordinal);
        terminal.Press(Words);
        terminal.Does("vault", "log", "checkpoint", terminal.At("kluis"));
        Assert.Equal(0, terminal.KeysLeft);
    }

    [Fact]
    public void Keys_without_a_sign_are_not_in_it()
    {
        var vault = terminal.At("kluis");
        for (var twice = 0; twice < 2; twice++)
        {
            terminal.Press(ConsoleKey.Escape, '\e').Press(ConsoleKey.LeftArrow, '\0').Press(ConsoleKey.E, 'E').Press(ConsoleKey.X, Smile[0])
                .Press(ConsoleKey.X, Smile[1]).Press(ConsoleKey.Backspace, '\b').Press(ConsoleKey.Backspace, '\b').Press(ConsoleKey.Delete, '\0').Press(Words);
        }

        terminal.Does("vault", "create", vault, "--name", "kluis.example.nl", "--place", "NL");
        terminal.Does("vault", "log", "checkpoint", vault, "--passphrase-file", terminal.File("words", Words + "\n"));
    }

    [Fact]
    public void A_pin_is_asked_once()
    {
        var words = terminal.File("words", Words + "\n");
        terminal.Does("vault", "create", terminal.At("kluis"), "--name", "kluis.example.nl", "--place", "NL", "--passphrase-file", words);
        terminal.Press("1234").Press("5678");
        terminal.Fails(2, "has no keys in this vault", "vault", "token", "set", terminal.At("kluis"), Body,
            "--module", "/none", "--token", "none", "--token-pin-file", "-", "--passphrase-file", words);
        Assert.Equal("5678".Length + 1, terminal.KeysLeft);
    }

    [Fact]
    public void A_wrong_passphrase_of_the_vault_is_called_that()
    {
        var words = terminal.File("words", Words + "\n");
        terminal.Does("vault", "create", terminal.At("kluis"), "--name", "kluis.example.nl", "--place", "NL", "--passphrase-file", words);
        terminal.Press("een andere wachtzin");
        terminal.Fails(1, "the key of the log does not open with this passphrase", "vault", "log", "checkpoint", terminal.At("kluis"));
    }

    [Fact]
    public void A_body_that_is_not_there_or_named_twice_is_no_body_to_unlock()
    {
        var (vault, words) = (terminal.At("kluis"), terminal.File("words", Words + "\n"));
        terminal.Does("vault", "create", vault, "--name", "kluis.example.nl", "--place", "NL", "--passphrase-file", words);
        terminal.Does("vault", "add-body", vault, Body, "--passphrase-file", words);
        terminal.Fails(2, "'org:waterschp' has no keys in this vault", "vault", "scrub", vault, "--unlock", $"org:waterschp={words}");
        terminal.Fails(2, "'org:waterschap' is named twice", "vault", "scrub", vault, "--unlock", $"{Body}={words}", "--unlock", $"{Body}={words}");
        terminal.Does("vault", "scrub", vault, "--unlock", $"{Body}={words}");
    }
}
