using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Sluiswachter.Server.Pages;

/// <summary>Turns a page into HTML, on the server and once: there is no script and no connection afterwards.</summary>
internal static class PageRenderer
{
    /// <summary>Letters of every language are written as they are; what means something in HTML never is.</summary>
    private static readonly IServiceProvider Services =
        new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();

    /// <summary>Writes a page with its status and language.</summary>
    public static async Task WriteAsync<TPage>(
        HttpContext context, int status, Wording wording, Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        var bytes = Encoding.UTF8.GetBytes(html);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Length;
        response.Headers.ContentLanguage = wording.Tag;
        response.Headers.Vary = "Accept-Language";
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
