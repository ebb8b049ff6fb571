using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.Cli.Tests;

/// <summary>What was altered in the catalogue by something without the keys, a scrub names in a line, and its exit code says so.</summary>
public sealed class RowsThatWereAlteredUnderAScrub : IDisposable
{
    private const string Body = AVaultToBeginWith.Body;

    private readonly AtATerminal terminal = new();

    public void Dispose() => terminal.Dispose();

    [Fact]
    public void Are_named_and_counted_and_nothing_else_is()
    {
        var (path, words) = (terminal.At("kluis"), terminal.File("words", AVaultToBeginWith.Passphrase + "\n"));
        AVaultToBeginWith.In(path);
        terminal.Does("vault", "add-user", path, Body, "backup", "--passphrase-file", words);
        string[] scrub = ["vault", "scrub", path, "--passphrase-file", words];
        var whole = terminal.Runs(scrub);
        Assert.Equal((0, ""), (whole.ExitCode, whole.Out));
        Assert.Contains("Looked at 1 sealed rows of the catalogue; 0 were altered.", whole.Error, StringComparison.Ordinal);

        string key;
        using (var vault = VaultFolder.Open(path).Value)
        {
            var user = Assert.Single(vault.Catalogue.Users(Body));
            key = Assert.Single(vault.Catalogue.AccessKeys(user.Id)).Id;
            vault.Catalogue.Change(change =>
            {
                change.Put(user with { IsOfficer = true });
                return true;
            });
        }

        var altered = terminal.Runs(scrub);
        Assert.Equal((3, $"altered: access key {key} backup\n"), (altered.ExitCode, altered.Out));
        Assert.Contains("Looked at 1 sealed rows of the catalogue; 1 were altered.", altered.Error, StringComparison.Ordinal);
    }
}
