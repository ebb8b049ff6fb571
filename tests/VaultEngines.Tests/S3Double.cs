using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines.Tests;

/// <summary>What a bucket of an S3 service answers, in memory; refuses what is not signed well, and is busy when asked to.</summary>
internal sealed class S3Double : HttpMessageHandler
{
    public const string Secret = "secret";

    private readonly ConcurrentDictionary<string, byte[]> objects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SortedList<int, byte[]>> uploads = new(StringComparer.Ordinal);
    private int lastUpload;
    private int asked;

    /// <summary>Every so many requests are refused because the service is busy; 0: none.</summary>
    public int BusyEvery { get; init; }

    /// <summary>What the number of a request is that is refused for good; 0: none.</summary>
    public int RefusesAt { get; set; }

    /// <summary>What the number of a request is that is done, and whose answer is lost; 0: none.</summary>
    public int LosesAnswerAt { get; set; }

    /// <summary>What happens before the request of a number.</summary>
    public (int Number, Action Happens) BeforeAt { get; set; }

    /// <summary>Objects of at most this many to a page of a list.</summary>
    public int PageSize { get; init; } = 7;

    public IReadOnlyCollection<string> Uploads => uploads.Keys.ToList();

    public void ForgetUploads() => uploads.Clear();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref asked);
        if (number == BeforeAt.Number)
        {
            BeforeAt.Happens();
        }

        if (BusyEvery > 0 && number % BusyEvery == 0)
        {
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        }

        if (number == RefusesAt || !IsSigned(request))
        {
            return new HttpResponseMessage(HttpStatusCode.Forbidden);
        }

        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var query = S3Query.Of(request.RequestUri!.Query.TrimStart('?')).Value;
        var key = request.RequestUri.AbsolutePath["/bucket".Length..].TrimStart('/');
        var answer = (request.Method.Method, query["uploadId"]) switch
        {
            ("GET", _) when key.Length == 0 => List(query["prefix"]!, query["continuation-token"]),
            ("GET", _) => Get(key, request),
            ("PUT", null) => Keep(key, body),
            ("PUT", { } upload) => KeepPart(upload, int.Parse(query["partNumber"]!, CultureInfo.InvariantCulture), body),
            ("DELETE", null) => objects.TryRemove(key, out var _) ? new(HttpStatusCode.NoContent) : new(HttpStatusCode.NotFound),
            ("DELETE", { } upload) => uploads.TryRemove(upload, out var _) ? new(HttpStatusCode.NoContent) : new(HttpStatusCode.NotFound),
            ("POST", null) => Begin(),
            ("POST", { } upload) => Complete(key, upload),
            _ => new HttpResponseMessage(HttpStatusCode.MethodNotAllowed),
        };
        return number == LosesAnswerAt ? new HttpResponseMessage(HttpStatusCode.InternalServerError) : answer;
    }

    private static bool IsSigned(HttpRequestMessage request)
    {
        var uri = request.RequestUri!;
        var headers = new S3Headers(request.Headers.SelectMany(h => h.Value.Select(value => (h.Key, value))));
        var head = new S3HttpRequest(request.Method.Method, uri.AbsolutePath, uri.Query.TrimStart('?'), uri.Authority, headers);
        return S3Authentication.Verify(head, TimeProvider.System.GetUtcNow(), id => id == "AK" ? Secret : null).Holds;
    }

    private static HttpResponseMessage Xml(XElement document) =>
        new(HttpStatusCode.OK) { Content = new StringContent(document.ToString()) };

    private HttpResponseMessage Get(string key, HttpRequestMessage request)
    {
        if (!objects.TryGetValue(key, out var bytes))
        {
            return new HttpResponseMessage(HttpStatusCode.NotFound);
        }

        var range = request.Headers.Range!.Ranges.Single();
        var (from, to) = ((int)range.From!.Value, (int)Math.Min(range.To ?? long.MaxValue, bytes.Length - 1));
        return from >= bytes.Length
            ? new HttpResponseMessage(HttpStatusCode.RequestedRangeNotSatisfiable)
            : new HttpResponseMessage(HttpStatusCode.PartialContent)
            {
                Content = new ByteArrayContent(bytes, from, to - from + 1) { Headers = { ContentRange = new(from, to, bytes.Length) } },
            };
    }

    private HttpResponseMessage Keep(string key, byte[] bytes)
    {
        objects[key] = bytes;
        return new HttpResponseMessage(HttpStatusCode.OK);
    }

    private HttpResponseMessage List(string prefix, string? after)
    {
        XNamespace space = "http://s3.amazonaws.com/doc/2006-03-01/";
        var left = objects.Where(o => o.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(o.Key, after ?? "") > 0)
            .OrderBy(o => o.Key, StringComparer.Ordinal).ToList();
        var page = left.Take(PageSize).ToList();
        return Xml(new XElement(
            space + "ListBucketResult",
            new XElement(space + "IsTruncated", left.Count > page.Count),
            page.Count == 0 ? null : new XElement(space + "NextContinuationToken", page[^1].Key),
            page.Select(o => new XElement(
                space + "Contents",
                new XElement(space + "Key", o.Key),
                new XElement(space + "Size", o.Value.Length),
                new XElement(space + "LastModified", "2026-11-22T12:00:00.000Z")))));
    }

    private HttpResponseMessage Begin()
    {
        var id = $"upload/{Interlocked.Increment(ref lastUpload)}+=";
        uploads[id] = [];
        return Xml(new XElement("InitiateMultipartUploadResult", new XElement("UploadId", id)));
    }

    private HttpResponseMessage KeepPart(string upload, int number, byte[] bytes)
    {
        uploads[upload][number] = bytes;
        return new HttpResponseMessage(HttpStatusCode.OK) { Headers = { { "ETag", $"\"{number}\"" } } };
    }

    private HttpResponseMessage Complete(string key, string upload)
    {
        if (!uploads.TryRemove(upload, out var parts))
        {
            return new HttpResponseMessage(HttpStatusCode.NotFound);
        }

        objects[key] = [.. parts.Values.SelectMany(part => part)];
        return Xml(new XElement("CompleteMultipartUploadResult"));
    }
}
