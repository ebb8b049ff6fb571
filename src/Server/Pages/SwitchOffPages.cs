using Sluiswachter.App;
using Sluiswachter.Server.Api;
using Sluiswachter.Server.Guard;

namespace Sluiswachter.Server.Pages;

/// <summary>Serves the page: the form, and the answer to what was asked in it.</summary>
internal static class SwitchOffPages
{
    /// <summary>Serves it.</summary>
    public static void Map(WebApplication app) => app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], ShowAsync);

    private static async Task ShowAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var options = services.GetRequiredService<ServeOptions>();
        var typed = TypedQuestion.From(context.Request.Query);
        if (typed.HasEmptyFields)
        {
            // A browser sends empty fields along; the link that people keep and send is better without.
            context.Response.Redirect(typed.Link());
            return;
        }

        var today = Days.InTheNetherlands(options.Clock.GetUtcNow());
        var choices = services.GetRequiredService<ChooseWhatToSwitchOff>().On(today);
        var view = new PageView(new Wording(Languages.Of(context)), today, choices, typed, []);
        if (typed.IsAsked)
        {
            using var turn = await services.GetRequiredService<Turnstile>().Enter(context.RequestAborted);
            if (!turn.IsAcquired)
            {
                context.Response.Headers.RetryAfter = "5";
                await ProblemPages.WriteAsync(context, Refusal.TooBusy);
                return;
            }

            view = Answer(view, services.GetRequiredService<SwitchOffSuppliers>());
        }

        var status = view.Problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        await PageRenderer.WriteAsync<SwitchOffPage>(
            context, status, view.Wording, new() { [nameof(SwitchOffPage.View)] = view });
    }

    private static PageView Answer(PageView view, SwitchOffSuppliers switchOff)
    {
        var question = SwitchOffQuestion.Understand(view.Typed.Words(view.Choices), view.Today, out var problems);
        if (question is null)
        {
            return view with { Problems = problems };
        }

        var (outcome, report) = switchOff.Report(question, view.Typed.Lines);
        return outcome.Answer is null
            ? view with { Problems = outcome.Problems }
            : view with { Outcome = outcome, Report = report };
    }
}
