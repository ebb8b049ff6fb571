namespace Sluiswachter.Cli.Tests;

/// <summary>What is typed wrong at a vault is told before anything is done, and in words about what was typed.</summary>
public sealed class WhatIsTypedAtAVault : IDisposable
{
    private const string Body = AVaultToBeginWith.Body;

    private readonly AtATerminal terminal = new();
    private readonly string vault;
    private readonly string words;

    public WhatIsTypedAtAVault()
    {
        (vault, words) = (terminal.At("kluis"), terminal.File("words", AVaultToBeginWith.Passphrase + "\n"));
        AVaultToBeginWith.In(vault);
    }

    public void Dispose() => terminal.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("backup\nciso  put")]
    [InlineData("\u001b[31mbackup")]
    public void A_name_of_a_user_or_a_role_is_one_line(string name)
    {
        string[] addUser = ["vault", "add-user", vault, Body];
        terminal.Fails(2, "NAME: ", [.. addUser, name, "--officer", "--passphrase-file", words]);
        terminal.Fails(2, "must be one line", [.. addUser, name, "--passphrase-file", words]);
        terminal.Fails(2, "--by: ", [.. addUser, "backup", "--by", name, "--passphrase-file", words]);
        terminal.Fails(2, "must be one line", "vault", "lock", vault, Body, "--by", name);
        Assert.DoesNotContain("backup", terminal.Does("vault", "user", "list", vault), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kluis")]
    [InlineData("kluis/")]
    [InlineData("kluis/keys")]
    [InlineData("elsewhere/../kluis/in")]
    public void A_copy_and_its_keys_are_not_kept_in_the_vault_itself(string place)
    {
        var before = Directory.GetFileSystemEntries(vault, "*", SearchOption.AllDirectories).Order().ToList();
        terminal.Fails(2, "would be lost with it", "vault", "embassy", "keys", vault, "--to", terminal.At(place));
        terminal.Fails(
            2, "would be lost with it", "vault", "embassy", "add", vault, "--to", terminal.At(place), "--place", "BE", "--passphrase-file", words);
        Assert.Equal(before, Directory.GetFileSystemEntries(vault, "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public void Keys_are_not_copied_among_other_files_and_a_folder_with_a_name_like_that_of_the_vault_is_elsewhere()
    {
        Directory.CreateDirectory(terminal.At("kluis-keys"));
        terminal.File("kluis-keys/note", "mine");
        var said = terminal.Fails(1, "other files than keys of this vault", "vault", "embassy", "keys", vault, "--to", terminal.At("kluis-keys"));
        Assert.DoesNotContain("a vault is made", said, StringComparison.Ordinal);
        File.Delete(terminal.At("kluis-keys/note"));
        terminal.Does("vault", "embassy", "keys", vault, "--to", terminal.At("kluis-keys"));
        terminal.Does("vault", "embassy", "keys", vault, "--to", terminal.At("kluis-keys"));
    }

    [Theory]
    [InlineData("over plain HTTP whoever is on the way", "--bind", "0.0.0.0")]
    [InlineData("is no address to listen on", "--bind", "everywhere")]
    [InlineData("are given together", "--tls-certificate", "kluis.pem")]
    public void How_a_vault_is_served_is_looked_at_before_its_keys_are_unlocked(string because, params string[] options)
    {
        var before = terminal.Does("vault", "log", "show", vault);
        var said = terminal.Fails(2, because, ["vault", "serve", vault, "--passphrase-file", words, .. options]);
        Assert.DoesNotContain("Unlocked", said, StringComparison.Ordinal);
        Assert.Equal(before, terminal.Does("vault", "log", "show", vault));
    }

    [Fact]
    public void An_entry_that_says_nobody_did_it_is_told_without_a_gap()
    {
        var now = terminal.File("now", terminal.Does("vault", "log", "checkpoint", vault, "--passphrase-file", words));
        var proof = terminal.File("proof", terminal.Does("vault", "log", "prove", vault, "--entry", "0", "--new", now));
        var said = terminal.Does("vault", "log", "verify", "--key", Path.Combine(vault, "log.pub"), "--new", now, "--proof", proof);
        Assert.Matches($"Z, [^ ]+ {Body}: ok", said);
        Assert.DoesNotContain("  ", said, StringComparison.Ordinal);
    }
}
