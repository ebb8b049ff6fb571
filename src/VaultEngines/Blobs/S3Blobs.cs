using System.Buffers;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml.Linq;
using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>Sealed streams as objects of any S3 service: <c>prefix/abcd…</c> in one bucket.</summary>
/// <remarks>
/// Asks of the service to get (with a range), put, delete, list (version 2, in the order of keys) and upload in parts; that
/// what it acknowledged is kept for good is its operator's to promise. A stream becomes visible at once and whole, as S3 has
/// it. Memory: one part of 16 MiB per write that is under way, whatever the length of the stream. Source: Amazon S3 API
/// Reference.
/// </remarks>
public sealed class S3Blobs : IBlobStore
{
    /// <summary>Bytes of a part; 10,000 of them are the longest stream, 156 GiB.</summary>
    internal const int PartBytes = 16 * 1024 * 1024;

    /// <summary>The name of the object that says whose blobs these are.</summary>
    private const string Claim = "sluiswachter-vault";

    /// <summary>Pages of a list in a row that may be empty, as some services send while they look further.</summary>
    private const int MostEmptyPages = 1_000;

    private const DateTimeStyles Universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private readonly S3Calls calls;
    private readonly string prefix;
    private readonly string address;

    /// <summary>A store in a bucket that is there already.</summary>
    /// <param name="http">Sends requests; its time limit is that of the headers of an answer.</param>
    /// <param name="bucket">The address of the bucket, path-style: <c>https://host/bucket</c>.</param>
    /// <param name="prefix">What the names of objects begin with, such as <c>blobs/</c>: letters, digits, '-', '_', '.' and '/'.</param>
    /// <param name="credential">Who signs.</param>
    /// <param name="clock">Tells time.</param>
    public S3Blobs(HttpClient http, Uri bucket, string prefix, S3Credential credential, TimeProvider clock)
    {
        if (!prefix.All(MayBeInPrefix))
        {
            throw new ArgumentException("a prefix has letters, digits, '-', '_', '.' and '/'", nameof(prefix));
        }

        (this.prefix, address) = (prefix, $"{bucket.AbsoluteUri.TrimEnd('/')}/{prefix}");
        calls = new S3Calls(http, bucket, credential, clock);
    }

    /// <summary>Whether a character may be in a prefix, or in the name of a bucket.</summary>
    internal static bool MayBeInPrefix(char sign) => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.' or '/';

    /// <summary>Tries whether the bucket is there and may be used.</summary>
    /// <returns>Why not; null when it may.</returns>
    public async Task<Problem?> TryAsync(CancellationToken stop)
    {
        try
        {
            var query = $"list-type=2&max-keys=1&prefix={Uri.EscapeDataString(prefix)}";
            HttpStatusCode[] allowed = [.. Enum.GetValues<HttpStatusCode>().Where(status => (int)status is >= 300 and < 500)];
            using var answer = await calls.AskAsync(HttpMethod.Get, "", query, null, stop, allowed: allowed);
            if (answer.IsSuccessStatusCode)
            {
                await calls.ReadAsync(answer, stop);
                return null;
            }

            return new BlobsRefused(address, Why(answer.StatusCode));
        }
        catch (IOException failure)
        {
            return new BlobsRefused(address, new Phrase(
                $"it does not answer as S3 does ({failure.Message}); is it up, and may it be reached from here?",
                $"hij antwoordt niet zoals S3 doet ({failure.Message}); staat hij aan, en is hij van hieruit te bereiken?"));
        }
    }

    /// <summary>Writes down whose blobs these are, in a bucket and prefix in which nothing is yet.</summary>
    /// <param name="vault">The name of the vault.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <returns>Why it cannot be; null when it is done.</returns>
    public async Task<Problem?> ClaimAsync(string vault, CancellationToken stop)
    {
        if (await TryAsync(stop) is { } problem)
        {
            return problem;
        }

        try
        {
            var query = $"list-type=2&max-keys=1&prefix={Uri.EscapeDataString(prefix)}";
            using var listed = await calls.AskAsync(HttpMethod.Get, "", query, null, stop);
            if ((await calls.ReadAsync(listed, stop)).Elements().Any(e => e.Name.LocalName == "Contents"))
            {
                return new BlobsNotEmpty(address);
            }

            using var put = await calls.AskAsync(HttpMethod.Put, prefix + Claim, "", Encoding.UTF8.GetBytes(vault + "\n"), stop);
            return null;
        }
        catch (IOException failure)
        {
            return new BlobsRefused(address, new Phrase(failure.Message, failure.Message));
        }
    }

    /// <inheritdoc/>
    public async Task WriteAsync(BlobId id, Stream sealedBytes, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PartBytes);
        try
        {
            var part = buffer.AsMemory(0, PartBytes);
            var count = await sealedBytes.ReadAtLeastAsync(part, PartBytes, throwOnEndOfStream: false, stop);
            if (count < PartBytes)
            {
                using var answer = await calls.AskAsync(HttpMethod.Put, Name(id), "", part[..count], stop);
            }
            else
            {
                await WritePartsAsync(Name(id), sealedBytes, part, stop);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public async Task<Stream?> ReadAsync(BlobId id, long offset, long length, CancellationToken stop)
    {
        // S3 knows no range of no bytes: one byte tells whether the object is there.
        var last = length > long.MaxValue - offset ? "" : $"{offset + Math.Max(length, 1) - 1}";
        HttpStatusCode[] allowed = [HttpStatusCode.NotFound, HttpStatusCode.RequestedRangeNotSatisfiable];
        var answer = await calls.AskAsync(HttpMethod.Get, Name(id), "", null, stop, $"bytes={offset}-{last}", allowed);
        if (answer.StatusCode == HttpStatusCode.PartialContent && length > 0)
        {
            return await calls.OpenAsync(answer, stop);
        }

        using (answer)
        {
            return answer.StatusCode switch
            {
                HttpStatusCode.NotFound => null,
                HttpStatusCode.RequestedRangeNotSatisfiable or HttpStatusCode.PartialContent => Stream.Null,
                _ when await IsEmptyAsync(answer, stop) => Stream.Null,
                var other => throw new IOException($"the S3 engine gave no range: status {(int)other}"),
            };
        }
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(BlobId id, CancellationToken stop)
    {
        using var answer = await calls.AskAsync(HttpMethod.Delete, Name(id), "", null, stop, allowed: [HttpStatusCode.NotFound]);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeptBlob> ListAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var (next, last, empty) = ("", "", 0);
        do
        {
            var query = $"list-type=2&prefix={Uri.EscapeDataString(prefix)}{next}";
            using var answer = await calls.AskAsync(HttpMethod.Get, "", query, null, stop);
            var page = await calls.ReadAsync(answer, stop);
            var before = last;
            foreach (var entry in page.Elements().Where(e => e.Name.LocalName == "Contents"))
            {
                var name = S3Calls.Text(entry, "Key");
                last = ObjectKey.Compare(name, last) > 0 ? name : throw new IOException(
                    $"the S3 engine lists '{name}' after '{last}': expected the order of keys, without which a list may never end");
                if (name.StartsWith(prefix, StringComparison.Ordinal) && BlobId.Read(name[prefix.Length..]) is { } id)
                {
                    yield return Kept(id, S3Calls.Text(entry, "Size"), S3Calls.Text(entry, "LastModified"));
                }
            }

            empty = before == last ? empty + 1 : 0;
            if (empty > MostEmptyPages)
            {
                throw new IOException($"the S3 engine says that a list goes on, and lists nothing in {MostEmptyPages} pages");
            }

            next = S3Calls.Text(page, "IsTruncated") == "true" ? Next(S3Calls.Text(page, "NextContinuationToken"), next) : "";
        }
        while (next.Length > 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The client belongs to who made it.
    }

    private static Phrase Why(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => new Phrase(
            "there is no such bucket: let the operator of the service make it",
            "er is geen bucket die zo heet: laat de beheerder van de dienst hem maken"),
        HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => new Phrase(
            "it does not let this access key in: look at the key, its secret and the region, and at the clock of this machine",
            "hij laat deze toegangssleutel niet toe: kijk naar de sleutel, het geheim en de regio, en naar de klok van deze machine"),
        _ => new Phrase($"it answers with status {(int)status}", $"hij antwoordt met status {(int)status}"),
    };

    private static KeptBlob Kept(BlobId id, string size, string modified) =>
        long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) &&
        DateTimeOffset.TryParse(modified, CultureInfo.InvariantCulture, Universal, out var written)
            ? new KeptBlob(id, bytes, written)
            : throw new IOException(
                $"the S3 engine lists {id.Text} with Size '{size}' and LastModified '{modified}': expected a number of bytes and a time");

    /// <summary>The query of the next page: a service that goes back to a page it gave would be asked for ever.</summary>
    private static string Next(string token, string before) =>
        $"&continuation-token={Uri.EscapeDataString(token)}" is var next && token.Length > 0 && next != before
            ? next
            : throw new IOException("the S3 engine says that a list goes on, and not where");

    private async Task<bool> IsEmptyAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        await using var content = await calls.OpenAsync(answer, stop);
        return await content.ReadAsync(new byte[1], stop) == 0;
    }

    private string Name(BlobId id) => prefix + id.Text;

    /// <summary>Uploads in parts, of which the first is in memory already.</summary>
    private async Task WritePartsAsync(string name, Stream rest, Memory<byte> buffer, CancellationToken stop)
    {
        string upload;
        using (var answer = await calls.AskAsync(HttpMethod.Post, name, "uploads=", ReadOnlyMemory<byte>.Empty, stop))
        {
            upload = Uri.EscapeDataString(S3Calls.Text(await calls.ReadAsync(answer, stop), "UploadId"));
        }

        try
        {
            var tags = new List<string>();
            var length = 0L;
            for (var count = buffer.Length; count > 0;)
            {
                var query = $"partNumber={tags.Count + 1}&uploadId={upload}";
                using var answer = await calls.AskAsync(HttpMethod.Put, name, query, buffer[..count], stop);
                tags.Add(answer.Headers.ETag?.ToString() ?? throw new IOException("the S3 engine gave no ETag for a part"));
                length += count;
                count = count < buffer.Length
                    ? 0
                    : await rest.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop);
            }

            await CompleteAsync(name, upload, tags, length, stop);
        }
        catch
        {
            await AbortAsync(name, upload);
            throw;
        }
    }

    private async Task CompleteAsync(string name, string upload, List<string> tags, long length, CancellationToken stop)
    {
        var document = new XElement(
            "CompleteMultipartUpload",
            tags.Select((tag, i) => new XElement("Part", new XElement("PartNumber", i + 1), new XElement("ETag", tag))));
        var body = Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting));
        using var answer = await calls.AskAsync(
            HttpMethod.Post, name, $"uploadId={upload}", body, stop, allowed: [HttpStatusCode.NotFound]);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            // When it was asked before and the answer was lost, the upload is gone because it is an object now.
            if (await LengthAsync(name, stop) != length)
            {
                throw new IOException("the S3 engine did not complete an upload: it knows no such upload");
            }

            return;
        }

        // The status is sent before the service knows how it ends.
        if ((await calls.ReadAsync(answer, stop)).Name.LocalName is var root and not "CompleteMultipartUploadResult")
        {
            throw new IOException($"the S3 engine did not complete an upload: it answered {root}");
        }
    }

    /// <summary>The length of an object; null when it is not there, or the service does not tell.</summary>
    private async Task<long?> LengthAsync(string name, CancellationToken stop)
    {
        using var answer = await calls.AskAsync(HttpMethod.Get, name, "", null, stop, "bytes=0-0", [HttpStatusCode.NotFound]);
        return answer.StatusCode == HttpStatusCode.PartialContent ? answer.Content.Headers.ContentRange?.Length : null;
    }

    private async Task AbortAsync(string name, string upload)
    {
        try
        {
            using var answer = await calls.AskAsync(
                HttpMethod.Delete, name, $"uploadId={upload}", null, CancellationToken.None, allowed: [HttpStatusCode.NotFound]);
        }
        catch (IOException)
        {
            // The failure that led here is the one to tell; the service's own lifecycle removes what is left.
        }
    }
}
