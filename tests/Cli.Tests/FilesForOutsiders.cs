namespace Sluiswachter.Cli.Tests;

/// <summary>Files that are handed to outsiders are whole or not there, and until then for their owner alone.</summary>
public sealed class FilesForOutsiders : IDisposable
{
    private readonly AtATerminal terminal = new();

    public void Dispose() => terminal.Dispose();

    [Fact]
    public void Are_put_in_their_place_when_they_are_whole_and_on_the_disk()
    {
        var path = terminal.File("list", "old");
        using (var file = PrivateFile.Begin(path))
        {
            file.Text.Write("new");
            Assert.Equal("old", File.ReadAllText(path));
            file.Finish();
            Assert.Equal("old", File.ReadAllText(path));
            file.Place(replaces: true);
        }

        Assert.Equal("new", File.ReadAllText(path));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Are_as_they_were_when_something_breaks_while_they_are_written()
    {
        var path = terminal.File("list", "old");
        using (var file = PrivateFile.Begin(path))
        {
            file.Text.Write("half");
            file.Text.Flush();
        }

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Of_two_who_write_the_same_file_at_once_each_brings_its_own_in_its_place_whole()
    {
        var path = terminal.At("list");
        using var first = PrivateFile.Begin(path);
        first.Text.Write("first");
        using (var second = PrivateFile.Begin(path))
        {
            second.Text.Write("half");
            second.Text.Flush();
            first.Finish();
            first.Place(replaces: true);
            Assert.Equal("first", File.ReadAllText(path));
        }

        Assert.Equal("first", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void An_export_of_the_log_is_for_its_owner_and_replaces_nothing()
    {
        var (vault, words) = (terminal.At("kluis"), terminal.File("words", "een heel lange wachtzin\n"));
        terminal.Does("vault", "create", vault, "--name", "kluis.example.nl", "--place", "NL", "--passphrase-file", words);
        terminal.Does("vault", "log", "export", vault, terminal.At("log"));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(terminal.At("log")) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        terminal.Fails(1, "is there already", "vault", "log", "export", vault, terminal.At("log"));
    }
}
