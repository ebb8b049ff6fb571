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
    public static Result<S3Copy> At(HttpClient http, string address, S3Credential credential, TimeProvider clock)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Query.Length > 0 || uri.UserInfo.Length > 0 ||
            !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) ||
            uri.AbsolutePath.Trim('/').Split('/', 2) is not [{ Length: > 0 } bucket, ..] words ||
            !string.Concat(words).All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.' or '/'))
        {
            return new NoCopyAddress(address);
        }

        var prefix = words is [_, { Length: > 0 } within] ? $"{within.TrimEnd('/')}/" : "";
        return new S3Copy(http, new UriBuilder(uri) { Path = bucket }.Uri, prefix, credential, clock);
    }

    /// <inheritdoc/>
    public async Task<string> ReadHeadAsync(CancellationToken stop)
    {
        using var answer = await calls.AskAsync(
            HttpMethod.Get, head, "", null, stop, $"bytes=0-{LongestHead}", [HttpStatusCode.NotFound]);
        return answer.StatusCode == HttpStatusCode.NotFound ? "" : await answer.Content.ReadAsStringAsync(stop);
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

/// <summary>A text that is no address of a bucket for a copy.</summary>
public sealed record NoCopyAddress(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is no address of a bucket: expected https://host/bucket or https://host/bucket/prefix (http on this machine only)",
    $"{Quote(Text)} is geen adres van een bucket: verwacht https://host/bucket of https://host/bucket/prefix (http alleen op deze machine)"));
