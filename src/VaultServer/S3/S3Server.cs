using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.S3;

/// <summary>Answers requests of S3: finds out who asks for what, has it done, and writes the answer.</summary>
/// <remarks>
/// Every request ends in an answer of S3's own, also when something breaks; what broke is told to the operator and not to
/// the sender.
/// </remarks>
/// <param name="safe">The vault.</param>
/// <param name="hosting">Under which names it is served.</param>
/// <param name="standstill">How long a client may send or take nothing in the middle of a body or an answer.</param>
/// <param name="mayServe">Whether anything may be served now.</param>
/// <param name="tellOperator">Tells what broke.</param>
internal sealed class S3Server(Safe safe, S3Hosting hosting, TimeSpan standstill, Func<bool> mayServe, Action<Phrase> tellOperator)
{
    private readonly Secrets secrets = new(safe);

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        var requestId = safe.Chance().ToString("n");
        var request = Read(http);
        Func<Access>? access = null;
        S3Result<S3Answer> result;
        try
        {
            result = mayServe()
                ? await AnswerAsync(request, http, requestId, known => access = known)
                : S3Error.ServiceUnavailable;
        }
        catch (BadHttpRequestException bad)
        {
            result = bad.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => S3Error.EntityTooLarge,
                StatusCodes.Status408RequestTimeout => S3Error.RequestTimeout,
                _ => S3Error.IncompleteBody,
            };
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // There is nobody to answer.
            _ = access is not null && await IsLoggedAsync(http, access(), "broken off");
            return;
        }
        catch (S3RefusalException refused)
        {
            result = refused.Refusal;
        }
        catch (SecretWipedException)
        {
            result = S3Call.KeysAreLocked;
        }
#pragma warning disable CA1031 // Whatever breaks, the sender gets an answer of S3 and no trace of what is inside.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            tellOperator(WhatBroke.Says($"{requestId}: {request.Method} {Problem.Quote(request.Path)}", broken));
            result = broken is CatalogueFailure { IsAway: true } ? S3Error.ServiceUnavailable : S3Error.InternalError;
        }

        // What changed something is logged where it is changed.
        if (access is null || (result.Holds && request.Method is not ("GET" or "HEAD")) ||
            await IsLoggedAsync(http, access(), result.Is(out var answer, out var refusal) ? answer.Outcome : refusal.Outcome))
        {
            await WriteAsync(http, request, requestId, result, access);
        }
    }

    /// <summary>Logs what changed nothing; not when the log takes nothing at present and the sender has gone: it gets no answer.</summary>
    private async Task<bool> IsLoggedAsync(HttpContext http, Access access, string outcome)
    {
        try
        {
            await safe.Log.TellAsync(access, outcome, http.RequestAborted);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Finds the answer.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="http">By whom, over which connection.</param>
    /// <param name="requestId">The name of the request.</param>
    /// <param name="known">Takes what the log is to tell of it, as soon as that is known.</param>
    private async Task<S3Result<S3Answer>> AnswerAsync(
        S3HttpRequest request, HttpContext http, string requestId, Action<Func<Access>> known)
    {
        // What is no request of S3 is logged by its first line.
        var address = http.Connection.RemoteIpAddress?.ToString();
        known(() => new Access(null, request.Method, "", request.Path.TrimStart('/'), null, address));
        if (!S3Route.Of(request, hosting).Is(out var route, out var refusal))
        {
            return refusal;
        }

        known(() => new Access(null, route.Operation.ToString(), route.Bucket, route.Key, null, address));

        // A browser asks beforehand without signing; the answer tells nothing but what the bucket lets others know.
        S3Signed signed = new(null);
        if (route.Operation != S3Operation.Preflight &&
            !S3Authentication.Verify(request, safe.Now, secrets.Of, hosting.BucketOf(request.Host)).Is(out signed!, out refusal))
        {
            return refusal;
        }

        var body = new PatientStream(http.Request.Body, standstill, http.RequestAborted);
        http.Response.RegisterForDispose(body);
        var wire = new S3Wire(requestId, address, http.Request.ContentLength, http.Request.IsHttps, body, http.Response.RegisterForDispose);
        var caller = signed.AccessKeyId is { } id ? secrets.UserOf(id) : null;
        var call = new S3Call(safe, secrets, request, route, signed, caller, wire, http.RequestAborted);
        known(call.Access);
        S3Result<S3Answer> result;
        try
        {
            result = await S3Operations.AnswerAsync(call);
        }
        catch (S3RefusalException refused)
        {
            result = refused.Refusal;
        }

        return CrossOrigin.Tell(call, result);
    }

    private async Task WriteAsync(
        HttpContext http, S3HttpRequest request, string requestId, S3Result<S3Answer> result, Func<Access>? access)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        if (!result.Is(out var answer, out var refusal))
        {
            answer = Refused(request, requestId, refusal);
        }

        if (answer.Status >= StatusCodes.Status400BadRequest && http.Request.ContentLength is not (null or 0))
        {
            // Who waits to be told to go on (Expect: 100-continue) sends no body now; what follows must not be taken for it.
            http.Response.Headers.Connection = "close";
        }

        var response = http.Response;
        try
        {
            Tell(response, answer, requestId);
            if (request.Method != "HEAD" && answer.Length is not (null or 0))
            {
                await using var body = new PatientStream(response.Body, standstill, http.RequestAborted);
                await (answer.Body is null
                    ? body.WriteAsync(answer.Document, http.RequestAborted).AsTask()
                    : answer.Body(body, http.RequestAborted));
            }
        }
        catch (BadHttpRequestException)
        {
            // Not taken for so long, or the reader has gone; what was not sent yet is not sent either.
            http.Abort();
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The reader has gone; there is nobody to answer.
        }
#pragma warning disable CA1031 // Whatever breaks, the sender is not left to take what came for the whole.
        catch (Exception broken) when (result.Refusal?.Error != S3Error.InternalError)
#pragma warning restore CA1031
        {
            S3Refusal instead = broken is SecretWipedException ? S3Call.KeysAreLocked : S3Error.InternalError;
            if (broken is not SecretWipedException)
            {
                tellOperator(WhatBroke.Says($"{requestId}: {request.Method} {Problem.Quote(request.Path)}", broken));
            }

            // That it was begun is in the log already.
            if ((access is not null && !await IsLoggedAsync(http, access(), instead.Outcome)) || response.HasStarted)
            {
                http.Abort();
                return;
            }

            response.Clear();
            await WriteAsync(http, request, requestId, instead, null);
        }
    }

    private static void Tell(HttpResponse response, S3Answer answer, string requestId)
    {
        response.StatusCode = answer.Status;
        response.Headers["x-amz-request-id"] = requestId;
        response.Headers["x-amz-id-2"] = requestId;
        response.Headers.Server = "Sluiswachter";
        foreach (var (name, value) in answer.Headers)
        {
            // Not by Append, which leaves out what is empty: metadata may be.
            response.Headers[name] = StringValues.Concat(response.Headers[name], value);
        }

        response.ContentLength = answer.Length;
    }

    private static S3Answer Refused(S3HttpRequest request, string requestId, S3Refusal refusal)
    {
        var status = refusal.Error.Status();
        if (status == StatusCodes.Status304NotModified)
        {
            return S3Answer.Of(status);
        }

        return S3Answer.Of(refusal, request, requestId);
    }

    /// <summary>The request as received: the target as it stood in the first line.</summary>
    private static S3HttpRequest Read(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = question < 0 ? (target, "") : (target[..question], target[(question + 1)..]);
        var headers = http.Request.Headers.SelectMany(h => h.Value.Select(v => (h.Key, v ?? "")));
        return new S3HttpRequest(http.Request.Method, path, query, http.Request.Host.Value ?? "", new S3Headers(headers));
    }
}
