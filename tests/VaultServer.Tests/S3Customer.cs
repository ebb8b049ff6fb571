using System.Net.Security;
using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Someone who asks a server for things over connections of their own, and signs.</summary>
/// <param name="address">Where the server is.</param>
/// <param name="credential">Who signs.</param>
/// <param name="clock">What time it is to who signs.</param>
/// <param name="trusts">Which certificates are trusted; null: those that the machine trusts.</param>
internal sealed class S3Customer(
    string address, S3Credential credential, TimeProvider? clock = null, RemoteCertificateValidationCallback? trusts = null) : IDisposable
{
    private readonly HttpClient client = new(
        new SocketsHttpHandler { UseProxy = false, SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = trusts } })
    {
        BaseAddress = new Uri(address),
    };

    public void Dispose() => client.Dispose();

    /// <summary>Asks, and returns the answer whole, whatever it is.</summary>
    /// <exception cref="HttpRequestException">There was none, or not all of it.</exception>
    public async Task<S3Said> AskAsync(string method, string path, byte[]? body = null, params (string Name, string Value)[] headers)
    {
        var (bare, query) = path.Split('?', 2) is [var before, var after] ? (before, after) : (path, "");
        var signed = S3Signature.Sign(
            new S3HttpRequest(method, bare, query, client.BaseAddress!.Authority, new S3Headers(headers)), credential,
            (clock ?? TimeProvider.System).GetUtcNow());
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new ByteArrayContent(body);
        foreach (var (name, value) in signed.Headers.All)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var read = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new S3Said((int)answer.StatusCode, read, name =>
            answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? values.First() : null);
    }

    /// <summary>Asks what must be done, and returns the answer.</summary>
    public async Task<S3Said> DoAsync(string method, string path, byte[]? body = null, params (string Name, string Value)[] headers)
    {
        var said = await AskAsync(method, path, body, headers);
        Assert.True(said.Status is >= 200 and < 300, $"{method} {path}: {said.Status} {said.Text}");
        return said;
    }

    /// <summary>Puts an object in parts, and returns the answer to the completion.</summary>
    public async Task<S3Said> PutInPartsAsync(string path, (string Name, string Value)[] headers, params byte[][] parts)
    {
        var begun = await DoAsync("POST", $"{path}?uploads=", null, headers);
        var id = begun.Between("<UploadId>", "</UploadId>");
        var done = new StringBuilder("<CompleteMultipartUpload>");
        for (var number = 1; number <= parts.Length; number++)
        {
            var part = await DoAsync("PUT", $"{path}?partNumber={number}&uploadId={id}", parts[number - 1]);
            done.Append(null, $"<Part><PartNumber>{number}</PartNumber><ETag>{part.Header("ETag")}</ETag></Part>");
        }

        return await DoAsync("POST", $"{path}?uploadId={id}", Encoding.UTF8.GetBytes($"{done}</CompleteMultipartUpload>"));
    }

    /// <summary>Bytes that a number stands for: others for each, the same each time.</summary>
    public static byte[] Content(int number, int most = 300_000)
    {
        var random = new Random(number);
        var bytes = new byte[random.Next(1, most)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>The entity tag of bytes that are put in one piece.</summary>
    public static string TagOf(byte[] bytes) =>
#pragma warning disable CA5351 // S3's entity tag is an MD5.
        $"\"{Convert.ToHexStringLower(MD5.HashData(bytes))}\"";
#pragma warning restore CA5351
}

/// <summary>An answer.</summary>
internal sealed record S3Said(int Status, byte[] Body, Func<string, string?> Header)
{
    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>What stands in the body between two texts.</summary>
    public string Between(string before, string after) => Text.Split(before)[1].Split(after)[0];
}
