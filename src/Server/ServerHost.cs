using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Sluiswachter.App;
using Sluiswachter.App.Uses;
using Sluiswachter.Model;
using Sluiswachter.Server.Api;
using Sluiswachter.Server.Assets;
using Sluiswachter.Server.Guard;
using Sluiswachter.Server.Pages;

namespace Sluiswachter.Server;

/// <summary>Serves the page and the REST API from one register, which it only reads.</summary>
public static class ServerHost
{
    private const int LongestRequestLine = 8 * 1024;
    private const int LongestHeaders = 16 * 1024;
    private const int MostConnections = 200;

    private static readonly TimeSpan PatienceWithHeaders = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(5);

    /// <summary>Builds the server; it listens once it is started.</summary>
    /// <remarks>
    /// Starts from nothing: no configuration file, no environment variable and no default of the framework decides what
    /// is served or where. Requests have no body that is read, so the only limits are on lines, headers and time.
    /// </remarks>
    public static WebApplication Build(ServeOptions options)
    {
        var nothing = new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory };
        var builder = WebApplication.CreateEmptyBuilder(nothing);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxRequestLineSize = LongestRequestLine;
            kestrel.Limits.MaxRequestHeadersTotalSize = LongestHeaders;
            kestrel.Limits.RequestHeadersTimeout = PatienceWithHeaders;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Listen(options.Listen, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = PatienceAtTheEnd);
        builder.Services.AddSingleton(options);
        var days = new GraphsOfDays();
        builder.Services.AddSingleton(days);
        builder.Services.AddSingleton(new SwitchOffSuppliers(options.Store, days));
        builder.Services.AddSingleton(new ChooseWhatToSwitchOff(options.Store));
        builder.Services.AddSingleton<Turnstile>();
        builder.Services.AddSingleton(new FindingsBook());
        var app = builder.Build();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<Refusals>();
        app.UseMiddleware<KnownHosts>();
        app.UseRouting();
        SwitchOffPages.Map(app);
        SwitchOffApi.Map(app);
        InquiryApi.Map(app);
        ProblemPages.Map(app);
        SiteAssets.Map(app);
        return app;
    }

    /// <summary>Serves until the process is asked to stop (Ctrl-C, SIGTERM) or the token is cancelled.</summary>
    /// <returns>Null when it ended as it should; else why it could not begin.</returns>
    public static async Task<Problem?> RunAsync(ServeOptions options, CancellationToken stop = default)
    {
        await using var app = Build(options);
        if (await StartAsync(app, options, stop) is { } problem)
        {
            return problem;
        }

        await app.WaitForShutdownAsync(stop);
        return null;
    }

    /// <summary>Starts a server that was built, and tells where it is.</summary>
    internal static async Task<Problem?> StartAsync(
        WebApplication app, ServeOptions options, CancellationToken stop = default)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            return new PortTaken(options.Listen);
        }
        catch (SocketException e)
        {
            return new CannotListen(options.Listen, e.SocketErrorCode.ToString());
        }

        if (!options.OnlyThisMachine)
        {
            options.Tell(new Phrase(
                "warning: others than this machine can reach the server, and there are no accounts yet: whoever reaches it reads every fact in the register",
                "waarschuwing: anderen dan deze machine kunnen de server bereiken, en er zijn nog geen accounts: wie erbij kan leest elk feit in het register"));
        }

        var url = UrlOf(app, options);
        options.Tell(new Phrase(
            $"Sluiswachter is at {url} — Ctrl-C stops it", $"Sluiswachter staat op {url} — Ctrl-C stopt hem"));
        return null;
    }

    /// <summary>The address for a browser: the port that was taken, and an address that can be typed.</summary>
    internal static Uri UrlOf(WebApplication app, ServeOptions options)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var bound = new Uri(addresses.First());
        var host = options.Listen.Address.Equals(IPAddress.Any) || options.Listen.Address.Equals(IPAddress.IPv6Any)
            ? "localhost"
            : bound.Host;
        return new UriBuilder(Uri.UriSchemeHttp, host, bound.Port).Uri;
    }
}
