using Microsoft.AspNetCore.Http.Features;
using Sluiswachter.App;
using Sluiswachter.Server.Guard;

namespace Sluiswachter.Server.Api;

/// <summary>Answers a question that was understood: when there is room, as JSON, or with what keeps it from an answer.</summary>
internal static class JsonAnswer
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Calculates and sends.</summary>
    /// <param name="context">The request.</param>
    /// <param name="ask">Calculates: how to write the answer; or null, and the problems.</param>
    public static async Task SendAsync(
        HttpContext context, Func<(Action<Stream>? Write, IReadOnlyList<ParameterProblem> Problems)> ask)
    {
        using var turn = await context.RequestServices.GetRequiredService<Turnstile>().Enter(context.RequestAborted);
        if (!turn.IsAcquired)
        {
            context.Response.Headers.RetryAfter = "5";
            await ProblemDetails.WriteAsync(context, Refusal.TooBusy);
            return;
        }

        var (write, problems) = ask();
        if (write is null)
        {
            await ProblemDetails.WriteAsync(context, problems);
            return;
        }

        context.Response.ContentType = "application/json";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        // The writers of answers are synchronous, so that file, terminal and network share them; the server holds back
        // a client that reads too slowly, and lets go of one that reads hardly at all.
        context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        using var buffered = new BufferedStream(context.Response.Body, BufferBytes);
        write(buffered);
    }
}
