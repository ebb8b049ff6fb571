using System.Security.Cryptography;

namespace Sluiswachter.Server.Assets;

/// <summary>The style sheet and the icon, each under a name that holds the hash of its content.</summary>
/// <remarks>A name never means another content, so that browsers may keep a file for as long as they like.</remarks>
internal sealed class SiteAssets
{
    private const int HashDigits = 12;

    private static readonly SiteAssets Style = Read("site.css", "text/css; charset=utf-8");
    private static readonly SiteAssets Icon = Read("icon.svg", "image/svg+xml");

    private readonly byte[] content;
    private readonly string type;

    private SiteAssets(string path, byte[] content, string type) =>
        (Path, this.content, this.type) = (path, content, type);

    /// <summary>The path of the style sheet.</summary>
    public static string StylePath => Style.Path;

    /// <summary>The path of the icon.</summary>
    public static string IconPath => Icon.Path;

    private string Path { get; }

    /// <summary>Serves them.</summary>
    public static void Map(WebApplication app)
    {
        foreach (var asset in new[] { Style, Icon })
        {
            app.MapMethods(asset.Path, [HttpMethods.Get, HttpMethods.Head], asset.Send);
        }
    }

    private static SiteAssets Read(string name, string type)
    {
        using var stream = typeof(SiteAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} was not built in");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var hash = Convert.ToHexStringLower(SHA256.HashData(memory.ToArray()))[..HashDigits];
        var (stem, extension) = (System.IO.Path.GetFileNameWithoutExtension(name), System.IO.Path.GetExtension(name));
        return new SiteAssets($"/assets/{stem}-{hash}{extension}", memory.ToArray(), type);
    }

    private async Task Send(HttpContext context)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }
}
