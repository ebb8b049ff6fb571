using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Sluiswachter.Cli.Tests;

/// <summary>When a machine breaks, or the program has a defect, a person gets a sentence and exit code 4, never a stack trace.</summary>
public sealed class BrokenMachines : IDisposable
{
    private readonly AtATerminal terminal = new();

    public void Dispose() => terminal.Dispose();

    [Fact]
    public void An_address_on_which_nobody_can_listen_is_named_with_the_reason()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = $"{((IPEndPoint)taken.LocalEndpoint).Port}";
        var words = terminal.File("words", "een heel lange wachtzin\n");
        terminal.Does("vault", "create", terminal.At("kluis"), "--name", "kluis.example.nl", "--place", "NL", "--passphrase-file", words);
        string[] serve = ["vault", "serve", terminal.At("kluis"), "--passphrase-file", words];
        var foreign = terminal.Fails(4, "cannot listen on 192.0.2.1:9000: ", [.. serve, "--bind", "192.0.2.1", "--plain-http"]);
        Assert.Equal(1, foreign.Count(sign => sign == '\n'));
        terminal.Fails(4, $"cannot listen on 127.0.0.1:{port}: ", [.. serve, "--port", port]);
    }

    /// <summary>The new key is in force then, and nothing is wrapped under it: both are to be known.</summary>
    [Fact]
    public void What_an_act_on_keys_left_undone_is_told_also_when_what_comes_after_it_breaks()
    {
        var (vault, words) = (terminal.At("kluis"), terminal.File("words", "een heel lange wachtzin\n"));
        terminal.Does("vault", "create", vault, "--name", "kluis.example.nl", "--place", "NL", "--passphrase-file", words);
        terminal.Does("vault", "add-body", vault, "org:waterschap", "--passphrase-file", words);
        using (var connection = new SqliteConnection($"Data Source={vault}/catalogue.sqlite;Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TRIGGER is_full BEFORE INSERT ON log_entry BEGIN SELECT RAISE(ABORT, 'full'); END";
            command.ExecuteNonQuery();
        }

        var said = terminal.Fails(4, "done to the keys of 'org:waterschap', but that is not in the log", "vault", "rotate", vault, "org:waterschap",
            "--passphrase-file", words);
        Assert.Equal(2, said.Count(sign => sign == '\n'));
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException), "a defect of this program (InvalidOperationException in ")]
    [InlineData(typeof(OperationCanceledException), "sluis: The operation was canceled.")]
    [InlineData(typeof(SocketException), "sluis: ")]
    public void What_breaks_is_told_in_one_line(Type what, string says)
    {
        using var broken = new AtATerminal { NextKey = () => throw (Exception)Activator.CreateInstance(what)! };
        var said = broken.Fails(4, says, "vault", "create", broken.At("kluis"), "--name", "kluis.example.nl", "--place", "NL");
        Assert.DoesNotMatch(new Regex(@"^\s+at ", RegexOptions.Multiline, TimeSpan.FromSeconds(1)), said);
    }
}
