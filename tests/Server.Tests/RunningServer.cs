using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Sluiswachter.App;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.Server.Tests;

/// <summary>The real server on a free port, over a register of its own that is typed as text.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("server").FullName;
    private readonly SetClock clock = new();
    private readonly ConcurrentQueue<Phrase> told = [];
    private WebApplication? app;
    private int bundles;

    private RunningServer() => Register = RegisterStore.Open($"sqlite:{Path.Combine(folder, "register.sqlite")}").Value;

    public IRegisterStore Register { get; }

    /// <summary>Asks the server; follows no redirects, keeps no cookies.</summary>
    public HttpClient Client { get; private set; } = new();

    public Uri Url { get; private set; } = new("http://localhost");

    public IReadOnlyCollection<Phrase> Told => told;

    /// <summary>Starts a server over facts: a line with a file name starts each file of the bundle.</summary>
    public static async Task<RunningServer> Over(
        string facts, IRegisterStore? instead = null, Func<ServeOptions, ServeOptions>? but = null)
    {
        var server = new RunningServer();
        if (facts.Length > 0)
        {
            server.Import(facts);
        }

        var options = new ServeOptions(instead ?? server.Register, server.clock)
        {
            Listen = ServeOptions.Where(null, 0).Value,
            Tell = server.told.Enqueue,
        };
        options = but is null ? options : but(options);
        server.app = ServerHost.Build(options);
        Assert.Null(await ServerHost.StartAsync(server.app, options));
        server.Url = ServerHost.UrlOf(server.app, options);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
        server.Client = new HttpClient(handler) { BaseAddress = server.Url };
        return server;
    }

    /// <summary>Imports a bundle that is typed as text; expects no complaint.</summary>
    public void Import(string facts)
    {
        using var bundle = Bundle.Open(Write(facts));
        var complaints = new Complaints();
        complaints.AddAll(bundle.Complaints);
        var outcome = new ImportFacts(Register, clock).Run(bundle.Tables, new ImportOptions("tester", "test"), complaints);
        Assert.Empty(complaints.Where(c => !c.IsWarning).Select(c => c.In(Language.English)));
        Assert.True(outcome.Stored);
    }

    /// <summary>Asks, in a language, and returns status, headers and text.</summary>
    public async Task<Reply> Ask(string path, string language = "en", string method = "GET", string? host = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        request.Headers.Host = host;
        using var response = await Client.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Reply((int)response.StatusCode, headers, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        Register.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string Write(string facts)
    {
        var path = Path.Combine(folder, $"bundle{++bundles}");
        Directory.CreateDirectory(path);
        var file = "";
        foreach (var line in facts.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            file = line.EndsWith(".csv", StringComparison.Ordinal) ? line : file;
            if (file != line)
            {
                File.AppendAllText(Path.Combine(path, file), line + "\n");
            }
        }

        return path;
    }

    private sealed class SetClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() =>
            DateTimeOffset.Parse(Polder.Today + "T10:00:00Z", CultureInfo.InvariantCulture);
    }
}

/// <summary>What the server answered.</summary>
internal sealed record Reply(int Status, IReadOnlyDictionary<string, string> Headers, string Text)
{
    /// <summary>A header, or null.</summary>
    public string? this[string header] => Headers.GetValueOrDefault(header);

    /// <summary>The text of a page as a person reads it: without tags, with single spaces.</summary>
    public string Read => System.Net.WebUtility.HtmlDecode(
        System.Text.RegularExpressions.Regex.Replace(
            System.Text.RegularExpressions.Regex.Replace(Text, "<[^>]*>", " "), @"\s+", " "));
}

/// <summary>One server over the Polder, shared by the tests of a class that only ask.</summary>
public sealed class PolderServer : IAsyncLifetime
{
    internal RunningServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await RunningServer.Over(Polder.Facts);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
