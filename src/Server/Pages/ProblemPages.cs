using Sluiswachter.Server.Api;

namespace Sluiswachter.Server.Pages;

/// <summary>Shows refusals to people, and explains each kind at the address that problem details name.</summary>
internal static class ProblemPages
{
    /// <summary>Serves the explanations.</summary>
    public static void Map(WebApplication app)
    {
        foreach (var refusal in Refusal.All)
        {
            Task Explain(HttpContext context) => ShowAsync(context, refusal, StatusCodes.Status200OK);
            app.MapMethods(refusal.Path, [HttpMethods.Get, HttpMethods.Head], Explain);
        }
    }

    /// <summary>Refuses with a page.</summary>
    public static Task WriteAsync(HttpContext context, Refusal refusal) => ShowAsync(context, refusal, refusal.Status);

    private static Task ShowAsync(HttpContext context, Refusal refusal, int status)
    {
        var wording = new Wording(Languages.Of(context));
        return PageRenderer.WriteAsync<ProblemPage>(context, status, wording, new()
        {
            [nameof(ProblemPage.Wording)] = wording,
            [nameof(ProblemPage.Heading)] = wording.Say(refusal.Title),
            [nameof(ProblemPage.Explains)] = wording.Say(refusal.Explains),
            [nameof(ProblemPage.Status)] = refusal.Status,
        });
    }
}
