using System.Net;
using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>A copy in a bucket of an S3 service: the note is <c>prefix/head</c>, sealed streams are in <c>prefix/blobs/</c>.</summary>
public sealed class S3Copy : ICopy
{
    private const int LongestHead = 1 << 20;

    private readonly HttpClient http;
    private readonly S3Calls calls;
    private readonly string head;

    private S3Copy(HttpClient http, Uri bucket, string prefix, S3Credential credential, TimeProvider clock)
    {
        this.http = http;
        calls = new S3Calls(http, bucket, credential, clock);
        head = $"{prefix}head";
        Blobs = new S3Blobs(http, bucket, $"{prefix}blobs/", credential, clock);
    }

    /// <inheritdoc/>
    public IBlobStore Blobs { get; }

    /// <summary>A copy at an address.</summary>
    /// <param name="http">Sends requests; taken over.</param>
    /// <param name="address">
    /// <c>https://host/bucket</c> or <c>https://host/bucket/prefix</c>; without TLS only on this machine, for what is sealed is
    /// not what is signed: an onlooker would see lengths and times.
    /// </param>
    /// <param name="credential">Who signs.</param>
    /// <param name="clock">Tells time.</param>
    public static Result<S3Copy> At(HttpClient http, string address, S3Credential credential, TimeProvider clock) =>
        BlobsAddress.Of(address).Then<S3Copy>(place => place.Bucket.Scheme == Uri.UriSchemeHttps || place.Bucket.IsLoopback
            ? new S3Copy(http, place.Bucket, place.Prefix, credential, clock)
            : new CopyInTheOpen(place));

    /// <inheritdoc/>
    public async Task<string> ReadHeadAsync(CancellationToken stop)
    {
        using var answer = await calls.AskAsync(
            HttpMethod.Get, head, "", null, stop, $"bytes=0-{LongestHead}", [HttpStatusCode.NotFound]);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return "";
        }

        // Who keeps the copy may send what it likes.
        var note = new byte[LongestHead + 1];
        await using var content = await calls.OpenAsync(answer, stop);
        var length = await content.ReadAtLeastAsync(note, note.Length, throwOnEndOfStream: false, stop);
        return length > LongestHead
            ? throw new IOException($"the note of the copy has more than {LongestHead} bytes")
            : Encoding.UTF8.GetString(note, 0, length);
    }

    /// <inheritdoc/>
    public async Task WriteHeadAsync(string note, CancellationToken stop)
    {
        using var answer = await calls.AskAsync(HttpMethod.Put, head, "", Encoding.UTF8.GetBytes(note), stop);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Blobs.Dispose();
        http.Dispose();
    }
}

/// <summary>A place of a copy that is on another machine, and would be reached without TLS.</summary>
/// <param name="Place">The place.</param>
public sealed record CopyInTheOpen(BlobsAddress Place) : Problem(new Phrase(
    $"{Quote(Place.ToString())} is on another machine and has no TLS: expected https://host/bucket or https://host/bucket/prefix (http on this machine only)",
    $"{Quote(Place.ToString())} is op een andere machine en heeft geen TLS: verwacht https://host/bucket of https://host/bucket/voorvoegsel (http alleen op deze machine)"));
