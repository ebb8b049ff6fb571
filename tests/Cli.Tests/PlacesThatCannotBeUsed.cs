using Sluiswachter.Model;

namespace Sluiswachter.Cli.Tests;

/// <summary>A place that was named and cannot be read or written is told in the language of who named it, and is bad input.</summary>
public sealed class PlacesThatCannotBeUsed : IDisposable
{
    private const string Body = AVaultToBeginWith.Body;
    private const string NotThere = "geen bestand of map die zo heet";

    private readonly AtATerminal terminal = new() { Language = Language.Dutch };

    public void Dispose() => terminal.Dispose();

    [Theory]
    [InlineData("nowhere/x")]
    [InlineData("file/x")]
    public void Are_told_by_all_that_write_a_file(string place)
    {
        var (vault, _) = Vault();
        Told(place, NotThere, "vault", "log", "export", vault, terminal.At(place));
        Told(place, NotThere, "framework", "export", "eu-csf", terminal.At(place));
        Assert.False(Directory.Exists(terminal.At("nowhere")));
        Assert.Equal("x", File.ReadAllText(terminal.At("file")));
    }

    [Fact]
    public void Are_told_by_all_that_make_a_folder()
    {
        var (vault, words) = Vault();
        const string place = "file/x";
        Told(place, NotThere, "vault", "embassy", "keys", vault, "--to", terminal.At(place));
        Told(
            place, "daar staat al iets", "vault", "officers", "set", vault, Body, "--officer", "a", "--officer", "b", "--keys-to", terminal.At(place),
            "--passphrase-file", words);
        Told(
            place, NotThere, "vault", "create", terminal.At(place), "--name", "kluis.example.nl", "--place", "NL", "--passphrase-file", words);
        Assert.Equal("x", File.ReadAllText(terminal.At("file")));
    }

    [Theory]
    [InlineData("vault", "scrub", "VAULT", "--passphrase-file", "nowhere")]
    [InlineData("vault", "officers", "check", "VAULT", Body, "nowhere")]
    [InlineData("vault", "embassy", "verify", "nowhere", "--key", "x")]
    [InlineData("vault", "embassy", "restore", "again", "--from", "x", "--keys", "VAULT", "--checkpoint", "nowhere", "--passphrase-file", "words")]
    [InlineData("vault", "proof", "verify", "words", "--key", "x", "--list", "nowhere")]
    [InlineData("vault", "log", "verify", "--key", "KEY", "--old", "words", "--new", "words", "--entries", "nowhere")]
    public void Are_told_alike_where_they_are_read(params string[] verb)
    {
        var (vault, words) = Vault();
        terminal.Does("vault", "officers", "set", vault, Body, "--officer", "a", "--officer", "b", "--keys-to", terminal.At("keys"), "--passphrase-file", words);
        string[] line =
        [
            .. verb.Select(word => word switch
            {
                "VAULT" => vault,
                "KEY" => Path.Combine(vault, "log.pub"),
                "nowhere" or "words" or "again" => terminal.At(word),
                _ => word,
            }),
        ];
        terminal.Fails(1, $"'{terminal.At("nowhere")}' kan niet worden gelezen (geen bestand of map die zo heet): verwacht een bestand", line);
    }

    [Fact]
    public void Are_told_in_ones_own_language_where_a_vault_or_its_certificate_should_be()
    {
        var (vault, words) = Vault();
        terminal.Fails(
            4, $"'{terminal.At("nowhere")}' is geen kluis die te openen is (geen bestand of map die zo heet)",
            "vault", "bucket", "list", terminal.At("nowhere"));
        terminal.Fails(
            1, "zonder wachtzin: geen bestand of map die zo heet",
            "vault", "serve", vault, "--tls-certificate", terminal.At("nowhere"), "--tls-key", words, "--passphrase-file", words);
        terminal.Fails(
            4, "geen bestand of map die zo heet", "vault", "embassy", "add", vault, "--to", terminal.At("file/x"), "--place", "BE", "--passphrase-file", words);
        terminal.Fails(
            4, "daar is geen kopie van een kluis", "vault", "embassy", "restore", terminal.At("again"), "--from", terminal.At("nowhere"),
            "--keys", vault, "--passphrase-file", words);
    }

    private void Told(string place, string reason, params string[] verb)
    {
        var said = terminal.Fails(1, $"sluis: '{terminal.At(place)}' kan niet worden geschreven ({reason}): verwacht een plaats", verb);
        Assert.Equal(1, said.Count(sign => sign == '\n'));
    }

    private (string Vault, string Words) Vault()
    {
        var (vault, words) = (terminal.At("kluis"), terminal.File("words", AVaultToBeginWith.Passphrase + "\n"));
        terminal.File("file", "x");
        AVaultToBeginWith.In(vault);
        return (vault, words);
    }
}
