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
        using (var file = PrivateFile.Begin(path, TimeProvider.System).Value)
        {
            file.Text.Write("new");
            Assert.Equal("old", File.ReadAllText(path));
            file.Finish();
            Assert.Equal("old", File.ReadAllText(path));
            Assert.Null(file.Place(replaces: true));
        }

        Assert.Equal("new", File.ReadAllText(path));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Are_as_they_were_when_something_breaks_while_they_are_written()
    {
        var path = terminal.File("list", "old");
        using (var file = PrivateFile.Begin(path, TimeProvider.System).Value)
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
        using var first = PrivateFile.Begin(path, TimeProvider.System).Value;
        first.Text.Write("first");
        using (var second = PrivateFile.Begin(path, TimeProvider.System).Value)
        {
            second.Text.Write("half");
            second.Text.Flush();
            first.Finish();
            Assert.Null(first.Place(replaces: true));
            Assert.Equal("first", File.ReadAllText(path));
        }

        Assert.Equal("first", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Do_not_come_in_the_place_of_what_came_there_meanwhile_when_they_replace_nothing()
    {
        var path = terminal.At("list");
        using (var file = PrivateFile.Begin(path, TimeProvider.System).Value)
        {
            file.Finish();
            terminal.File("list", "of another");
            Assert.IsType<AlreadyThere>(file.Place(replaces: false));
        }

        Assert.Equal("of another", File.ReadAllText(path));
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

    [Fact]
    public void Leave_alone_what_others_named_like_them()
    {
        var vault = Vault();
        string[] others =
        [
            "log.plan.new", "log.2026-plan.new", "log.0123456789abcde.new", "log.0123456789abcdefa.new", "log.0123456789abcdeg.new",
            "log.0123456789ABCDEF.new", "log.0123456789abcdef.new.new", "logs.0123456789abcdef.new", ".0123456789abcdef.new", "log.new",
        ];
        others.ToList().ForEach(name => Old(terminal.File(name, "precious")));
        var killed = Old(terminal.File("log.0123456789abcdef.new", "what a program that was killed left"));
        var written = terminal.File("log.fedcba9876543210.new", "what another may be writing now");
        terminal.Does("vault", "log", "export", vault, terminal.At("log"));
        Assert.Equal([], others.Where(name => !File.Exists(terminal.At(name))));
        Assert.False(File.Exists(killed));
        Assert.True(File.Exists(written));
    }

    [Theory]
    [InlineData("l*g")]
    [InlineData("lo?")]
    public void Leave_alone_what_another_name_left_that_theirs_would_match(string name)
    {
        var vault = Vault();
        var other = Old(terminal.File("log.0123456789abcdef.new", "of another"));
        terminal.Does("vault", "log", "export", vault, terminal.At(name));
        Assert.True(File.Exists(other));
    }

    [Theory]
    [InlineData("folder/")]
    [InlineData("folder/.")]
    [InlineData("folder")]
    public void Touch_nothing_where_a_folder_is_named(string name)
    {
        var vault = Vault();
        Directory.CreateDirectory(terminal.At("folder"));
        string[] neighbours = ["folder/.profile.new", "folder/.0123456789abcdef.new", "folder.plan.new", ".0123456789abcdef.new"];
        neighbours.ToList().ForEach(neighbour => Old(terminal.File(neighbour, "precious")));
        terminal.Fails(1, "cannot be written (it is a folder)", "vault", "log", "export", vault, terminal.At(name));
        Assert.Equal([], neighbours.Where(neighbour => !File.Exists(terminal.At(neighbour))));
    }

    private static string Old(string file)
    {
        File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        return file;
    }

    private string Vault()
    {
        var words = terminal.File("words", "een heel lange wachtzin\n");
        terminal.Does("vault", "create", terminal.At("kluis"), "--name", "kluis.example.nl", "--place", "NL", "--passphrase-file", words);
        return terminal.At("kluis");
    }
}
