using System.Net;

namespace Sluiswachter.Server.Guard;

/// <summary>Answers only to names of this machine, while only this machine can reach the server.</summary>
/// <remarks>
/// A web site elsewhere can let its own name point to 127.0.0.1 and so have a browser here read the register for it (DNS
/// rebinding); the browser then still calls the server by that site's name. Whoever opens the server to a network has a
/// proxy that knows its names.
/// </remarks>
internal sealed class KnownHosts(RequestDelegate next, ServeOptions options)
{
    /// <summary>Goes on, or refuses with 421 (RFC 9110, section 15.5.20).</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (!options.OnlyThisMachine || IsKnown(context.Request.Host.Host))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }

    private bool IsKnown(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))
        || options.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase);
}
