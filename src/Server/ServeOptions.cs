using System.Net;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.Server;

/// <summary>What is served, where, and to whom news is told.</summary>
/// <param name="Store">The register.</param>
/// <param name="Clock">What time it is.</param>
public sealed record ServeOptions(IRegisterStore Store, TimeProvider Clock)
{
    /// <summary>The port when nobody names one.</summary>
    public const int DefaultPort = 5080;

    /// <summary>Where to listen; only this machine, unless told otherwise.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, DefaultPort);

    /// <summary>
    /// Names by which a reverse proxy on this machine may call the server, next to those of the machine itself; only
    /// looked at when listening on a loopback address.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Told what whoever runs the server should know: where it is, warnings, failures of the machine.</summary>
    public Action<Phrase> Tell { get; init; } = _ => { };

    /// <summary>Whether only programs on this machine can reach the server.</summary>
    public bool OnlyThisMachine => IPAddress.IsLoopback(Listen.Address);

    /// <summary>Understands where to listen.</summary>
    /// <param name="address">An IP address or <c>localhost</c>; null: 127.0.0.1.</param>
    /// <param name="port">0 to 65535; 0 takes a free one.</param>
    public static Result<IPEndPoint> Where(string? address, int port)
    {
        if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
        {
            return new NotAPort(port);
        }

        if (address is null or "localhost")
        {
            return new IPEndPoint(IPAddress.Loopback, port);
        }

        return IPAddress.TryParse(address, out var ip) ? new IPEndPoint(ip, port) : new NotAnAddress(address);
    }
}

/// <summary>Text that is not an address to listen on.</summary>
public sealed record NotAnAddress(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is not an address to listen on: expected an IP address such as 127.0.0.1, or localhost",
    $"{Quote(Text)} is geen adres om op te luisteren: verwacht een IP-adres zoals 127.0.0.1, of localhost"));

/// <summary>A number that is not a port.</summary>
public sealed record NotAPort(int Port) : Problem(new Phrase(
    $"{Port} is not a port: expected 0 (a free one) to 65535",
    $"{Port} is geen poort: verwacht 0 (een vrije) tot en met 65535"));

/// <summary>A port on which another program listens.</summary>
public sealed record PortTaken(IPEndPoint Where) : Problem(new Phrase(
    $"another program already listens on {Where}: stop it, or choose another port with --port (0 takes a free one)",
    $"een ander programma luistert al op {Where}: stop het, of kies een andere poort met --port (0 neemt een vrije)"));

/// <summary>A place where the machine does not let us listen.</summary>
/// <param name="Where">The place.</param>
/// <param name="Because">What the machine said.</param>
public sealed record CannotListen(IPEndPoint Where, string Because) : Problem(new Phrase(
    $"the machine does not let us listen on {Where} ({Because}): expected an address of this machine and a port from 1024 up",
    $"de machine laat ons niet luisteren op {Where} ({Because}): verwacht een adres van deze machine en een poort vanaf 1024"));
