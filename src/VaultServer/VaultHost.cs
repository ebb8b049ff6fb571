using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Control;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;
using Sluiswachter.VaultServer.S3;

namespace Sluiswachter.VaultServer;

/// <summary>Serves a vault to tools that speak S3.</summary>
public sealed class VaultHost : IAsyncDisposable
{
    /// <summary>Bytes of the first line of a request, at most.</summary>
    internal const int LongestRequestLine = 16 * 1024;

    /// <summary>Bytes of the headers of a request, at most.</summary>
    internal const int LongestHeaders = 64 * 1024;

    /// <summary>Connections at once, at most.</summary>
    internal const int MostConnections = 1_000;

    /// <summary>Who waits for the disk holds a thread: with one for each core, as the platform begins, all others would wait too.</summary>
    private const int ReadyThreads = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication app;
    private readonly IBlobStore blobs;
    private readonly AccessLog log;
    private readonly Upkeep upkeep;
    private readonly EmbassyDuty? abroad;
    private readonly Func<VaultHost, ControlDesk> openDesk;
    private readonly (string Path, Action<Phrase> TellOperator) controlled;
    private ControlDesk? desk;
    private ControlServer? control;

    private VaultHost(
        WebApplication app, IBlobStore blobs, AccessLog log, Upkeep upkeep, EmbassyDuty? abroad, Func<VaultHost, ControlDesk> openDesk,
        (string Path, Action<Phrase> TellOperator) controlled) =>
        (this.app, this.blobs, this.log, this.upkeep, this.abroad, this.openDesk, this.controlled) =
        (app, blobs, log, upkeep, abroad, openDesk, controlled);

    /// <summary>Where it listens, once it has started.</summary>
    public IEnumerable<string> Addresses => app.Urls;

    /// <summary>Builds a server over a vault; it listens once it is started.</summary>
    /// <param name="folder">The vault.</param>
    /// <param name="keys">The keys of bodies that are unlocked, and will be while it serves; the caller's, to be disposed after it.</param>
    /// <param name="serving">How it serves.</param>
    /// <returns>The server, or why it cannot be: somebody has this vault to himself, or the keys are not those in use.</returns>
    public static Result<VaultHost> Build(VaultFolder folder, BodyKeys keys, VaultServing serving) =>
        folder.OpenBlobs(BlobsUse.Shared, serving.TellOperator).Then<VaultHost>(kept =>
        {
            // Until this use of the vault began, keys could be rotated on another machine.
            var wanted = serving.KeyFilesAreNewest ? KeysFor.Looking : KeysFor.Using;
            if (keys.All.Select(ring => folder.Refuse(ring, wanted)).FirstOrDefault(old => old is not null) is { } older)
            {
                kept.Dispose();
                return older;
            }

            var tell = serving.TellOperator;
            var accesses = new AccessLog(folder.Catalogue, RandomNumberGenerator.Fill, serving.Clock, tell);
            var safe = new Safe(
                folder.Catalogue, kept, keys, accesses, serving.Clock, RandomNumberGenerator.Fill,
                folder.Describes.Place.ToLowerInvariant())
            {
                Places = folder.Places,
            };
            var server = new S3Server(safe, new S3Hosting([.. serving.Domains]), serving.Clients.Standstill, MayServe, tell);
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.AllowSynchronousIO = false;
                // Sizes are the protocol's matter (5 GiB in one piece), and so is what a header may hold.
                kestrel.Limits.MaxRequestBodySize = null;
                kestrel.Limits.MaxRequestLineSize = LongestRequestLine;
                kestrel.Limits.MaxRequestHeadersTotalSize = LongestHeaders;
                kestrel.Limits.MaxConcurrentConnections = MostConnections;
                serving.Clients.Limit(kestrel.Limits);
                kestrel.RequestHeaderEncodingSelector = _ => Encoding.UTF8;
                kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
                kestrel.Listen(serving.Listen, listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    if (serving.Certificate is { } certificate)
                    {
                        listen.UseHttps(new TlsHandshakeCallbackOptions
                        {
                            OnConnection = _ => ValueTask.FromResult(certificate.Options()),
                        });
                    }
                });
            });
            builder.Services.AddSingleton<IMemoryPoolFactory<byte>, WideBlocks>();
            builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Patience);
            var web = builder.Build();
            web.Run(server.HandleAsync);
            return new VaultHost(
                web, kept, accesses, new Upkeep(safe, tell), serving.Abroad?.Invoke(folder.Catalogue, kept),
                host => new ControlDesk(folder, keys, accesses, serving.Clock, () => host.Addresses),
                (folder.Control, tell));

            bool MayServe() => kept is not CatalogueBlobs { Others: UsedBlobs { Hindrance: not null } };
        });

    /// <summary>Begins to listen, to clients and at the control socket.</summary>
    public async Task StartAsync(CancellationToken stop = default)
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        _ = ThreadPool.SetMinThreads(Math.Max(workers, ReadyThreads), completions);
        await app.StartAsync(stop);
        upkeep.Start();
        abroad?.Start();
        desk = openDesk(this);
        var started = ControlServer.Start(controlled.Path, desk, controlled.TellOperator);
        control = started.Holds ? started.Value : null;
        if (started.Problem is { } problem)
        {
            controlled.TellOperator(problem.Says);
        }
    }

    /// <summary>Serves until the process is asked to stop (Ctrl-C, SIGTERM) or the token is cancelled.</summary>
    public Task WaitForShutdownAsync(CancellationToken stop = default) => app.WaitForShutdownAsync(stop);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // From the last to the first, and each of them whatever becomes of the others: what was read is still to be logged.
        using (blobs)
        await using (log)
        await using (abroad)
        await using (upkeep)
        await using (app)
        using (desk)
        {
            await (control?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }
}

/// <summary>How a vault is served.</summary>
/// <param name="Listen">Where.</param>
/// <param name="Clock">What time it is.</param>
/// <param name="TellOperator">Tells what the operator should know, a sentence at a time; who takes it chooses the language.</param>
public sealed record VaultServing(IPEndPoint Listen, TimeProvider Clock, Action<Phrase> TellOperator)
{
    /// <summary>The port on which S3 is served when nobody says otherwise.</summary>
    public const int DefaultPort = 9000;

    /// <summary>Tells what the operator should know, as far as that can be told; never fails.</summary>
    public Action<Phrase> TellOperator { get; } = Patiently(TellOperator);

    /// <summary>Tells what can be told: a full disk, on which what is told is kept as well, must end nothing that goes on.</summary>
    public static Action<Phrase> Patiently(Action<Phrase> tell) => says =>
    {
        try
        {
            tell(says);
        }
        catch (Exception failure) when (failure is IOException or ArgumentOutOfRangeException or ObjectDisposedException)
        {
            // Nobody is left to tell.
        }
    };

    /// <summary>Names by which it is reached, so that a bucket can stand before one of them.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>Whether who unlocked the keys says that no newer key files are anywhere (docs/adr/0016).</summary>
    public bool KeyFilesAreNewest { get; init; }

    /// <summary>The certificate with which it is served over TLS; null: plain HTTP.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>How long it waits for clients that are slow.</summary>
    public ClientPatience Clients { get; init; } = ClientPatience.Usual;

    /// <summary>Makes what keeps copies elsewhere up to date, from what is known and what is kept; null: nothing does.</summary>
    public Func<ICatalogue, IBlobStore, EmbassyDuty>? Abroad { get; init; }
}
