using System.Diagnostics.CodeAnalysis;
using Sluiswachter.Model;
using Sluiswachter.Server.Api;
using Sluiswachter.Server.Pages;
using Sluiswachter.Store;

namespace Sluiswachter.Server.Guard;

/// <summary>Gives every refusal a body: problem details for programs, a page for people; never a stack trace.</summary>
internal sealed class Refusals(RequestDelegate next, ServeOptions options)
{
    /// <summary>Goes on, and tells what went wrong.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The last line of defence: whatever happened, the client gets a sentence.")]
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (IsOfApi(context))
        {
            context.Response.Headers["API-Version"] = SwitchOffApi.Version;
        }

        try
        {
            if (request.Path.Value is { Length: > 1 } path && path.EndsWith('/'))
            {
                // An address has one form: the framework would accept a trailing slash as well.
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }
            else
            {
                await next(context);
            }

            var response = context.Response;
            if (response is { HasStarted: false, ContentType: null } && Refusal.Of(response.StatusCode) is { } refusal)
            {
                await TellAsync(context, refusal);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left; nobody is there to be told.
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = e.StatusCode;
        }
        catch (StoreFailure failure)
        {
            options.Tell(failure.Says);
            await TellOrBreakOffAsync(context, Refusal.RegisterNotAvailable);
        }
        catch (Exception e)
        {
            options.Tell(new Phrase(
                $"unexpected failure while answering {Problem.Quote(request.Path)}: {e.GetType().Name}: {e.Message}",
                $"onverwachte fout bij het beantwoorden van {Problem.Quote(request.Path)}: {e.GetType().Name}: {e.Message}"));
            await TellOrBreakOffAsync(context, Refusal.Unexpected);
        }
    }

    private static bool IsOfApi(HttpContext context) =>
        context.Request.Path.StartsWithSegments(SwitchOffApi.Root, StringComparison.Ordinal);

    /// <summary>An answer that was begun cannot be taken back, only broken off, so that nobody takes it for whole.</summary>
    private static Task TellOrBreakOffAsync(HttpContext context, Refusal refusal)
    {
        if (!context.Response.HasStarted)
        {
            return TellAsync(context, refusal);
        }

        context.Abort();
        return Task.CompletedTask;
    }

    private static Task TellAsync(HttpContext context, Refusal refusal) =>
        IsOfApi(context) ? ProblemDetails.WriteAsync(context, refusal) : ProblemPages.WriteAsync(context, refusal);
}
