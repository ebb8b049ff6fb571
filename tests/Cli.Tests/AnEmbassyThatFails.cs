namespace Sluiswachter.Cli.Tests;

/// <summary>What goes wrong with a copy elsewhere is told by its place, and what was typed wrong before anything is done.</summary>
public sealed class AnEmbassyThatFails : IDisposable
{
    private const string Body = AVaultToBeginWith.Body;

    private readonly AtATerminal terminal = new();

    public AnEmbassyThatFails()
    {
        terminal.File("woorden", AVaultToBeginWith.Passphrase + "\n");
        AVaultToBeginWith.In(Kluis);
        Vault("embassy", "add", Kluis, "--to", Brussel, "--place", "BE");
        Vault("embassy", "sync", Kluis, "--once");
        terminal.Does("vault", "embassy", "keys", Kluis, "--to", terminal.At("brandkast"));
    }

    private string Kluis => terminal.At("kluis");

    private string Brussel => terminal.At("brussel");

    public void Dispose() => terminal.Dispose();

    [Fact]
    public void A_restore_from_a_copy_that_cannot_be_read_names_copy_and_folder_and_says_how_to_go_on()
    {
        var head = Path.Combine(Brussel, "head");
        var note = File.ReadAllText(head);
        File.WriteAllText(head, new string('x', (1 << 20) + 1));
        string[] restore = [.. Restore(terminal.At("kluis2")), "--passphrase-file", terminal.At("woorden")];
        var said = terminal.Fails(4, $"restoring '{terminal.At("kluis2")}' from the copy in '{Brussel}' broke off: ", restore);
        Assert.Contains($"{head} is longer than a head can be", said, StringComparison.Ordinal);
        Assert.Contains("the same command goes on where it was", said, StringComparison.Ordinal);
        File.WriteAllText(head, note);
        terminal.Does(restore);
    }

    [Fact]
    public void A_restore_into_a_place_where_no_folder_can_be_made_does_not_blame_the_copy()
    {
        var folder = Path.Combine(terminal.File("bestand", ""), "kluis2");
        var said = terminal.Fails(4, $"restoring '{folder}' from the copy in ", [.. Restore(folder), "--passphrase-file", terminal.At("woorden")]);
        Assert.DoesNotContain("cannot be reached", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drill_is_not_held_with_a_passphrase_of_a_body_that_has_no_keys_or_has_two()
    {
        string[] drill = ["vault", "embassy", "drill", "--by", "ciso", "--passphrase-file", terminal.At("woorden")];
        string[] stranger = [.. drill, "--unlock", $"org:waterschaap={terminal.At("woorden")}"];
        terminal.Fails(2, "'org:waterschaap' has no keys in this vault", [.. stranger, Kluis]);
        terminal.Fails(2, "'org:waterschaap' has no keys in this vault", [.. stranger, terminal.At("brandkast"), "--from", Brussel]);
        string[] one = ["--unlock", $"{Body}={terminal.At("woorden")}"];
        terminal.Fails(2, $"'{Body}' is named twice", [.. drill, .. one, .. one, Kluis]);
        terminal.Fails(2, "'woorden' does not say whom to unlock", [.. drill, "--unlock", "woorden", Kluis]);
    }

    private string[] Restore(string folder) => ["vault", "embassy", "restore", folder, "--from", Brussel, "--keys", terminal.At("brandkast")];

    private void Vault(params string[] words) => terminal.Does(["vault", .. words, "--passphrase-file", terminal.At("woorden")]);
}
