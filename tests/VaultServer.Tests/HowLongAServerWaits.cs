using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Sluiswachter.Fixtures;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>What docs/protocols/s3.md says of how long a server waits, and how much it takes, is what it does.</summary>
public sealed class HowLongAServerWaits
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    [Fact]
    public void Is_what_the_page_says()
    {
        var usual = ClientPatience.Usual;
        var standstill = usual.Standstill == TimeSpan.FromMinutes(1) ? "a minute" : $"{usual.Standstill.TotalMinutes} minutes";
        var grace = usual.Grace == TimeSpan.FromSeconds(5) ? "fifth second" : $"{usual.Grace.TotalSeconds} seconds";
        string[] expected =
        [
            $"The server takes {VaultHost.MostConnections.ToString("N0", English)} connections at once.",
            $"{VaultHost.LongestRequestLine / 1024} KiB; {VaultHost.LongestHeaders / 1024} KiB, and {usual.Headers.TotalSeconds} seconds | 414; 431; 408",
            $"{standstill} without a byte; {usual.BytesPerSecond} bytes a second on average, from the {grace} on",
            $"{standstill} in which nothing of it is taken; the same average",
            $"a connection that asks nothing | {usual.Idle.TotalMinutes} minutes",
        ];
        var page = File.ReadAllText(Path.Combine(Root(), "docs/protocols/s3.md"));
        var said = page[page.IndexOf("## How long it waits", StringComparison.Ordinal)..page.IndexOf("## Planned", StringComparison.Ordinal)];
        Assert.All(expected, words => Assert.Contains(words, said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(15, 0, "HTTP/1.1 404")]
    [InlineData(17, 0, "HTTP/1.1 414")]
    [InlineData(1, 60, "HTTP/1.1 404")]
    [InlineData(1, 65, "HTTP/1.1 431")]
    public async Task Long_lines_and_headers_are_taken_or_told_to_be_too_long(int lineKiB, int headersKiB, string answer)
    {
        await using var vault = new ServedVault();
        await vault.ServeAsync();
        var headers = string.Concat(Enumerable.Range(0, headersKiB).Select(i => $"x-amz-meta-{i:00}: {new string('h', 1024 - 17)}\r\n"));
        var request = $"GET /nergens/brief?x={new string('k', (lineKiB * 1024) - 40)} HTTP/1.1\r\nHost: kluis\r\n{headers}\r\n";
        Assert.StartsWith(answer, await AskAsync(vault.Address, request), StringComparison.Ordinal);
        Assert.Empty(vault.Told);
    }

    /// <summary>Sends a request and reads how the answer begins.</summary>
    private static async Task<string> AskAsync(Uri address, string request)
    {
        var stop = TestContext.Current.CancellationToken;
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port, stop);
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(request), stop);
        }
        catch (SocketException)
        {
            // It hung up before it had all; what it said before that is there still.
        }

        var said = "";
        await Eventually.SoAsync(() => (said += Read(socket)).Length > 12 || IsOver(socket), "there is an answer", stop);
        return said;
    }

    private static string Read(Socket socket)
    {
        var bytes = new byte[64];
        return socket.Poll(0, SelectMode.SelectRead) && socket.Receive(bytes, SocketFlags.None, out _) is > 0 and var count
            ? Encoding.ASCII.GetString(bytes, 0, count)
            : "";
    }

    private static bool IsOver(Socket socket) => socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sluiswachter.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("these tests run inside the repository");
        }

        return folder.FullName;
    }
}
