using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Sluiswachter.Server.Tests;

/// <summary>A real browser without a window, and one server over the Polder for it to look at.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/snap/bin/chromium"];

    private IPlaywright driver = null!;
    private IBrowser browser = null!;

    internal RunningServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var program = Array.Find(Places, File.Exists)
            ?? throw new InvalidOperationException("chromium is not installed on this machine: ./test installs it");
        Server = await RunningServer.Over(Polder.Facts);
        driver = await Playwright.CreateAsync();
        browser = await driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        driver.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>Someone who looks at a page of a server.</summary>
    /// <param name="path">Which page.</param>
    /// <param name="look">Language, width, colours, and whether scripts may run.</param>
    /// <param name="server">Whose; null: the one over the Polder.</param>
    internal async Task<Visit> Open(string path, Look? look = null, RunningServer? server = null)
    {
        look ??= new Look();
        var context = await browser.NewContextAsync(new()
        {
            Locale = look.Locale,
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = look.Width, Height = 900 },
            JavaScriptEnabled = look.Scripts,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var visit = new Visit(context, await context.NewPageAsync());
        await visit.Page.GotoAsync(new Uri((server ?? Server).Url, path).ToString());
        return visit;
    }
}

/// <summary>How someone looks at a page.</summary>
internal sealed record Look(string Locale = "en-GB", int Width = 1280, bool Dark = false, bool Scripts = true);

/// <summary>A page in the browser, and what the browser complained about.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;

    public Visit(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) => Complaints.Enqueue(message.Text);
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.Request += (_, request) => Requests.Enqueue(new Uri(request.Url));
    }

    public IPage Page { get; }

    public ConcurrentQueue<string> Complaints { get; } = [];

    public ConcurrentQueue<Uri> Requests { get; } = [];

    /// <summary>Opens everything that can be folded out.</summary>
    public Task OpenAllDetails() =>
        Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");

    public ValueTask DisposeAsync() => context.DisposeAsync();
}

/// <summary>The tests that share the browser.</summary>
[CollectionDefinition(Name)]
public sealed class InTheBrowser : ICollectionFixture<Chromium>
{
    public const string Name = "in the browser";
}
