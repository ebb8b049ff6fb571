using System.Net;
using System.Text;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Arrival;

/// <summary>Signed requests to a source, path-style, asked again while it is busy or silent.</summary>
/// <remarks>Safe for any number of threads. Documents are read whole, up to <see cref="LongestDocument"/>; objects never.</remarks>
internal sealed class SourceCalls(HttpMessageInvoker http, SourceAddress source, TimeProvider clock)
{
    /// <summary>The longest document that is read: a page of 1,000 keys of 1 KiB, each byte of which is written as three.</summary>
    public const int LongestDocument = 16 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Who is asked.</summary>
    public SourceAddress Source => source;

    /// <summary>Asks for a document, and reads it; also one that says why it is refused.</summary>
    /// <exception cref="SourceFailure">There is no answer.</exception>
    public Task<SourceDocument> DocumentAsync(string bucket, string key, string query, CancellationToken stop) => PatientlyAsync(
        Name(bucket, key, query),
        async silence =>
        {
            using var answer = await SendAsync(bucket, key, query, [], silence);
            return new SourceDocument((int)answer.StatusCode, await ReadAsync(answer, silence));
        },
        document => IsBusy((HttpStatusCode)document.Status), stop);

    /// <summary>Asks for the bytes of an object; the answer may be a refusal, and is the caller's to dispose.</summary>
    /// <exception cref="SourceFailure">There is no answer.</exception>
    public Task<HttpResponseMessage> OpenAsync(
        string bucket, string key, string query, (string Name, string Value)[] headers, CancellationToken stop) => PatientlyAsync(
        Name(bucket, key, query), silence => SendAsync(bucket, key, query, headers, silence), answer => IsBusy(answer.StatusCode), stop);

    /// <summary>Reads what an answer says, at most as much as a document may have.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        await using var content = await answer.Content.ReadAsStreamAsync(stop);
        var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = await content.ReadAsync(buffer, stop)) > 0;)
        {
            if (read.Length + count > LongestDocument)
            {
                throw new SourceFailure($"its answer is longer than {LongestDocument} bytes");
            }

            read.Write(buffer, 0, count);
        }

        return read.GetBuffer().AsMemory(0, (int)read.Length);
    }

    /// <summary>All headers of an answer, as UTF-8 where they are that.</summary>
    public static S3Headers HeadersOf(HttpResponseMessage answer) => new(answer.Headers.NonValidated
        .Concat(answer.Content.Headers.NonValidated).SelectMany(header => header.Value.Select(value => (header.Key, Utf8(value)))));

    /// <summary>The whole texts that name a request in messages.</summary>
    private static string Name(string bucket, string key, string query) =>
        $"GET /{bucket}{(key.Length == 0 ? "" : $"/{key}")}{(query.Length == 0 ? "" : $"?{query}")}";

    /// <summary>HTTP gives bytes; most services mean UTF-8 by them.</summary>
    private static string Utf8(string latin)
    {
        if (latin.All(char.IsAscii) || latin.Any(sign => sign > 'ÿ'))
        {
            return latin;
        }

        try
        {
            return StrictUtf8.GetString(Encoding.Latin1.GetBytes(latin));
        }
        catch (DecoderFallbackException)
        {
            return latin;
        }
    }

    private static bool IsBusy(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private async Task<T> PatientlyAsync<T>(
        string what, Func<CancellationToken, Task<T>> ask, Predicate<T> isBusy, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
            silence.CancelAfter(source.Patience.Silence);
            try
            {
                var answer = await ask(silence.Token);
                if (!isBusy(answer) || attempt >= source.Patience.Attempts)
                {
                    return answer;
                }

                (answer as IDisposable)?.Dispose();
            }
            catch (Exception e) when (IsTrouble(e, stop))
            {
                if (attempt >= source.Patience.Attempts)
                {
                    throw new SourceFailure($"{what}: {e.Message}", e);
                }
            }

            await Task.Delay(source.Patience.PauseAfter(attempt), clock, stop);
        }
    }

    /// <summary>Whether something went wrong on the way that may go well the next time.</summary>
    internal static bool IsTrouble(Exception e, CancellationToken stop) =>
        e is HttpRequestException or IOException || (e is OperationCanceledException && !stop.IsCancellationRequested);

    private Task<HttpResponseMessage> SendAsync(
        string bucket, string key, string query, (string Name, string Value)[] headers, CancellationToken stop)
    {
        var path = $"/{PercentEncoding.Encode(bucket)}{(key.Length == 0 ? "" : $"/{PercentEncoding.Encode(key, keepSlash: true)}")}";
        if (source.SessionToken is { } token)
        {
            headers = [.. headers, ("x-amz-security-token", token)];
        }

        var signed = S3Signature.Sign(
            new S3HttpRequest("GET", path, query, source.Address.Authority, new S3Headers(headers)), source.Credential, clock.GetUtcNow(),
            S3Signature.EmptyPayload);
        // A key may hold ".." or "//": the address is sent as it is written.
        var address = new Uri(
            $"{source.Text}{path}{(query.Length == 0 ? "" : $"?{query}")}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in signed.Headers.All)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return http is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop)
            : http.SendAsync(request, stop);
    }
}

/// <summary>What a source answered with.</summary>
/// <param name="Status">The status.</param>
/// <param name="Bytes">The document.</param>
internal sealed record SourceDocument(int Status, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Whether it is what was asked for.</summary>
    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>The code of a refusal; empty where there is none.</summary>
    public string Code => Error?.TextOf("Code") ?? "";

    private S3Element? Error => S3Element.Of(Bytes, "Error").Is(out var error, out _) ? error : null;

    /// <summary>The refusal.</summary>
    /// <param name="what">What was asked.</param>
    public SourceRefused Refused(string what) => new(what, Status, Code, Error?.TextOf("Message") ?? "");
}

/// <summary>A source that does not answer, or not as S3 does; told to the user, and no bug.</summary>
internal sealed class SourceFailure(string message, Exception? inner = null) : IOException(message, inner);
