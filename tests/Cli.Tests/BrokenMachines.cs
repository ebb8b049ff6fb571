using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

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
