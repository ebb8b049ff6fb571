using System.Net;
using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>Signed requests to one bucket of an S3 service, tried again while the service is only busy.</summary>
/// <remarks>
/// Of a service that says nothing at all for a minute, besides the time that a slow line takes for what is sent, a request is
/// tried once more: the connection may have been lost by something in between. Assembling an upload may take it as long as
/// the client lets anything take.
/// </remarks>
internal sealed class S3Calls(HttpClient http, Uri bucket, S3Credential credential, TimeProvider clock)
{
    private const int MostAttempts = 4;
    private const int MostSilences = 2;

    /// <summary>How the query of the request begins by which parts are put together.</summary>
    private const string Assembling = "uploadId=";

    /// <summary>What a slow line takes in a second.</summary>
    private const double BytesPerSecond = 64 * 1024;

    private static readonly XmlReaderSettings Reading = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        Async = true,
        MaxCharactersInDocument = 16 * 1024 * 1024, // A page of a list has a thousand keys of a kilobyte; who answers may mean harm.
    };

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks, and returns an answer of success or of an allowed status; its body is still to be read.</summary>
    /// <param name="method">The method.</param>
    /// <param name="name">The object; empty: the bucket.</param>
    /// <param name="query">The query, percent-encoded.</param>
    /// <param name="body">The body; null: none.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <param name="range">A header Range.</param>
    /// <param name="allowed">Statuses that are answers too.</param>
    /// <exception cref="IOException">There is no such answer.</exception>
    public async Task<HttpResponseMessage> AskAsync(
        HttpMethod method,
        string name,
        string query,
        ReadOnlyMemory<byte>? body,
        CancellationToken stop,
        string? range = null,
        HttpStatusCode[]? allowed = null)
    {
        var silences = 0;
        for (var attempt = 1; ; attempt++)
        {
            HttpResponseMessage? answer = null;
            try
            {
                using var request = Sign(method, name, query, body, range);
                answer = await (method == HttpMethod.Post && query.StartsWith(Assembling, StringComparison.Ordinal)
                    ? http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop)
                    : SendAsync(request, body?.Length ?? 0, stop));
                if (answer.IsSuccessStatusCode || allowed?.Contains(answer.StatusCode) == true)
                {
                    return answer;
                }

                var status = answer.StatusCode;
                answer.Dispose();
                if (attempt == MostAttempts || (status < HttpStatusCode.InternalServerError && status != HttpStatusCode.TooManyRequests))
                {
                    throw new IOException($"the S3 engine refused {method} {name}: status {(int)status}");
                }
            }
            catch (HttpRequestException e) when (attempt == MostAttempts)
            {
                throw new IOException($"the S3 engine does not answer {method} {name}: {e.Message}", e);
            }
            catch (HttpRequestException)
            {
                // Refused, or broken off: tried again.
            }
            catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
            {
                if (++silences == MostSilences || attempt == MostAttempts)
                {
                    throw new IOException($"the S3 engine does not answer {method} {name}", e);
                }
            }

            await Task.Delay(FirstPause * Math.Pow(4, attempt - 1), clock, stop);
        }
    }

    /// <summary>The body of an answer; a service that sends nothing for a minute has failed.</summary>
    public async Task<Stream> OpenAsync(HttpResponseMessage answer, CancellationToken stop) =>
        new ImpatientStream(await answer.Content.ReadAsStreamAsync(stop), clock);

    /// <summary>The document of an answer.</summary>
    /// <exception cref="IOException">It is none, or it does not come.</exception>
    public async Task<XElement> ReadAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        try
        {
            await using var content = await OpenAsync(answer, stop);
            using var reader = XmlReader.Create(content, Reading);
            return await XElement.LoadAsync(reader, LoadOptions.None, stop);
        }
        catch (XmlException e)
        {
            throw new IOException($"the S3 engine answered with what is no XML: {e.Message}", e);
        }
    }

    /// <summary>The text of an element within another; empty when there is none.</summary>
    public static string Text(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value ?? "";

    /// <summary>Sends a request and waits for the head of the answer, for as long as a slow line takes, and a minute.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, int length, CancellationToken stop)
    {
        using var silence = new CancellationTokenSource(ImpatientStream.Patience + TimeSpan.FromSeconds(length / BytesPerSecond), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, silence.Token);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
    }

    private HttpRequestMessage Sign(HttpMethod method, string name, string query, ReadOnlyMemory<byte>? body, string? range)
    {
        var path = name.Length == 0 ? bucket.AbsolutePath : $"{bucket.AbsolutePath.TrimEnd('/')}/{name}";
        var headers = range is null ? new S3Headers() : new S3Headers(("Range", range));
        var signed = S3Signature.Sign(
            new S3HttpRequest(method.Method, path, query, bucket.Authority, headers),
            credential,
            clock.GetUtcNow(),
            body is { } bytes ? Convert.ToHexStringLower(SHA256.HashData(bytes.Span)) : S3Signature.EmptyPayload);
        var address = new UriBuilder(bucket) { Path = path, Query = query };
        var request = new HttpRequestMessage(method, address.Uri)
        {
            Content = body is { } content ? new ReadOnlyMemoryContent(content) : null,
        };
        foreach (var (header, value) in signed.Headers.All)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        return request;
    }
}
