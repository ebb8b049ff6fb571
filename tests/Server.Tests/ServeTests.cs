using System.Net;
using Sluiswachter.Model;

namespace Sluiswachter.Server.Tests;

public sealed class ServeTests
{
    [Fact]
    public async Task It_says_where_it_is()
    {
        await using var server = await RunningServer.Over("");
        var told = Assert.Single(server.Told);
        Assert.Equal($"Sluiswachter is at {server.Url} — Ctrl-C stops it", told.English);
        Assert.Equal("127.0.0.1", server.Url.Host);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        await using var first = await RunningServer.Over("");
        var problem = await ServerHost.RunAsync(new ServeOptions(first.Register, TimeProvider.System)
        {
            Listen = ServeOptions.Where(null, first.Url.Port).Value,
        });
        Assert.IsType<PortTaken>(problem);
        Assert.Contains($"another program already listens on 127.0.0.1:{first.Url.Port}", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_told()
    {
        await using var first = await RunningServer.Over("");
        var problem = await ServerHost.RunAsync(new ServeOptions(first.Register, TimeProvider.System)
        {
            Listen = ServeOptions.Where("192.0.2.1", 0).Value,
        });
        Assert.Equal("AddressNotAvailable", Assert.IsType<CannotListen>(problem).Because);
    }

    [Fact]
    public async Task Listening_to_others_warns_that_there_are_no_accounts()
    {
        await using var open = await RunningServer.Over("", but: o => o with { Listen = new IPEndPoint(IPAddress.Any, 0) });
        Assert.Contains(open.Told, t => t.English.StartsWith("warning: others than this machine", StringComparison.Ordinal));
        Assert.Equal("localhost", open.Url.Host);
        Assert.Equal(200, (await open.Ask("/", host: "register.example.nl")).Status);
    }

    [Fact]
    public async Task It_ends_when_it_is_asked_to()
    {
        await using var other = await RunningServer.Over("");
        using var stop = new CancellationTokenSource();
        var served = ServerHost.RunAsync(
            new ServeOptions(other.Register, TimeProvider.System)
            {
                Listen = ServeOptions.Where("localhost", 0).Value,
                Tell = _ => stop.Cancel(),
            },
            stop.Token);
        Assert.Null(await served);
    }

    [Theory]
    [InlineData("::1", 0, "[::1]:0")]
    [InlineData("0.0.0.0", 80, "0.0.0.0:80")]
    [InlineData("localhost", 5080, "127.0.0.1:5080")]
    [InlineData(null, 65535, "127.0.0.1:65535")]
    public void A_place_to_listen_is_an_address_and_a_port(string? address, int port, string place) =>
        Assert.Equal(place, ServeOptions.Where(address, port).Value.ToString());

    [Theory]
    [InlineData("register.nl", 80, "'register.nl' is not an address to listen on")]
    [InlineData("127.0.0.1", 65536, "65536 is not a port")]
    [InlineData("127.0.0.1", -1, "-1 is not a port")]
    public void Anything_else_is_refused(string address, int port, string says)
    {
        var refused = ServeOptions.Where(address, port);
        Assert.False(refused.Holds);
        Assert.StartsWith(says, refused.Problem!.In(Language.English), StringComparison.Ordinal);
    }
}
