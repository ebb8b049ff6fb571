using System.Net;
using System.Text;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Arrival;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Two vaults, both served: one plays the cloud that is left, the other is the vault that is moved into; between them a way that may be bad.</summary>
internal sealed class Moving : IAsyncDisposable
{
    private readonly HttpClient direct = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly BodyKeys keys = new();
    private readonly LogSigner signer;

    public Moving()
    {
        keys.Unlock(KnownKeys.Unlock(Home.Vault));
        signer = KnownKeys.Signer();
    }

    /// <summary>The cloud that is left.</summary>
    public ServedVault Cloud { get; } = new();

    /// <summary>The vault that is moved into.</summary>
    public ServedVault Home { get; } = new();

    /// <summary>What lies between them.</summary>
    public BadWay Way { get; } = new();

    /// <summary>The list of the last pull.</summary>
    public string List { get; private set; } = "";

    /// <summary>The lines of the last list.</summary>
    public string[] Lines => List.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The plan of the last pull.</summary>
    public ArrivalPlan Plan { get; private set; } = null!;

    /// <summary>How far the last pull came.</summary>
    public PullProgress Progress { get; private set; } = new(0, 0, 0, 0);

    /// <summary>Whether entity tags that look like an MD5 are taken for one.</summary>
    public bool TagsAreMd5 { get; init; } = true;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Two vaults that are served.</summary>
    public static async Task<Moving> BeginAsync(bool tagsAreMd5 = true)
    {
        var moving = new Moving { TagsAreMd5 = tagsAreMd5 };
        await moving.Cloud.ServeAsync();
        await moving.Home.ServeAsync();
        return moving;
    }

    /// <summary>The address of the cloud.</summary>
    public SourceAddress Address => SourceAddress.Of($"http://{Cloud.Address.Authority}", Cloud.Credential).Value with
    {
        TagsAreMd5 = TagsAreMd5,
        Patience = new SourcePatience { FirstPause = TimeSpan.Zero },
    };

    /// <summary>Asks the cloud for something that it must do; the path is sent as it is written.</summary>
    public Task<HttpResponseMessage> InCloudAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers) =>
        AskAsync(Cloud, method, path, body is null ? null : Encoding.UTF8.GetBytes(body), headers);

    /// <summary>Puts an object in the cloud, and tells its version.</summary>
    public async Task<string> PutAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        using var answer = await InCloudAsync("PUT", path, body, headers);
        return answer.Headers.TryGetValues("x-amz-version-id", out var ids) ? ids.Single() : SourceVersion.NullId;
    }

    /// <summary>Asks a vault for something that it must do.</summary>
    public async Task<HttpResponseMessage> AskAsync(
        ServedVault vault, string method, string path, byte[]? body = null, params (string Name, string Value)[] headers)
    {
        var (bare, query) = path.Split('?') is [var before, var after] ? (before, after) : (path, "");
        var signed = S3Signature.Sign(
            new S3HttpRequest(method, bare, query, vault.Address.Authority, new S3Headers(headers)), vault.Credential, TimeProvider.System.GetUtcNow());
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(
            $"http://{vault.Address.Authority}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        request.Content = body is null ? null : new ByteArrayContent(body);
        foreach (var (name, value) in signed.Headers.All)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        var answer = await direct.SendAsync(request, Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {await answer.Content.ReadAsStringAsync(Stop)}");
        return answer;
    }

    /// <summary>Makes a bucket in the cloud.</summary>
    public async Task<string> BucketAsync(string name, string versioning = "", bool hasLock = false)
    {
        using var made = await InCloudAsync("PUT", $"/{name}", null, hasLock ? [("x-amz-bucket-object-lock-enabled", "true")] : []);
        if (versioning.Length > 0)
        {
            await VersioningAsync(name, versioning);
        }

        return name;
    }

    /// <summary>Keeps versions in the cloud, or not.</summary>
    public async Task VersioningAsync(string bucket, string status)
    {
        using var set = await InCloudAsync(
            "PUT", $"/{bucket}?versioning", $"<VersioningConfiguration><Status>{status}</Status></VersioningConfiguration>");
    }

    /// <summary>Pulls a bucket, and reads the proof again as an outsider would.</summary>
    public async Task<ArrivalProof> PullAsync(string bucket, string? into = null, Func<Task>? afterThePlan = null)
    {
        using var http = new HttpClient(Way, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        await using var pull = VaultPull.Of(Home.Vault, keys, Address, http, TimeProvider.System).Value;
        var order = new PullOrder(bucket, BucketName.Of(into ?? bucket).Value, Home.Vault.Catalogue.User(Home.Officer)!);
        Plan = (await pull.PlanAsync(order, Stop)).Value;
        await (afterThePlan?.Invoke() ?? Task.CompletedTask);
        await using var list = new StringWriter { NewLine = "\n" };
        Progress = new(0, 0, 0, 0);
        var outcome = await pull.RunAsync(order, Plan, list, signer, p => Progress = p, Stop);
        List = list.ToString();
        return ArrivalProof.Read(outcome.Value.Note, LogKey.Read(Home.Vault.LogPublicKey).Value).Value;
    }

    /// <summary>The differences of the last list.</summary>
    public IReadOnlyList<ArrivalDifference> Differences(ArrivalProof proof) =>
        [.. Lines.Select(line => ArrivalLine.Read(line, proof.Source, proof.Bucket)!.Difference).OfType<ArrivalDifference>()];

    /// <summary>What a client sees of a bucket: every version with its bytes and what is known of it, but for names of versions.</summary>
    public async Task<string> SeenAsync(ServedVault vault, string bucket)
    {
        var seen = new StringBuilder();
        using var listed = await AskAsync(vault, "GET", $"/{bucket}?versions&encoding-type=url");
        var page = SourcePage.ReadVersions(await listed.Content.ReadAsByteArrayAsync(Stop)).Value;
        Assert.Null(page.Next);
        foreach (var version in page.Versions)
        {
            seen.AppendLine($"{version.Key} {version.IsDeleteMarker} {version.Id == SourceVersion.NullId} {S3Time.Iso(version.Modified)} {version.Size} {version.ETag}");
            if (version.IsDeleteMarker)
            {
                continue;
            }

            var path = $"/{bucket}/{PercentEncoding.Encode(version.Key, keepSlash: true)}";
            using var given = await AskAsync(vault, "GET", $"{path}?versionId={version.Id}", null, ("x-amz-checksum-mode", "ENABLED"));
            var headers = SourceCalls.HeadersOf(given);
            seen.AppendLine(string.Join('\n', headers.All
                .Where(h => h.Name is not ("Date" or "x-amz-request-id" or "x-amz-id-2" or "x-amz-version-id"))
                .Select(h => $"  {h.Name}: {h.Value}").Order(StringComparer.Ordinal)));
            seen.AppendLine($"  {Convert.ToHexStringLower(await given.Content.ReadAsByteArrayAsync(Stop))}");
            using var tags = await AskAsync(vault, "GET", $"{path}?tagging&versionId={version.Id}");
            seen.AppendLine($"  {await tags.Content.ReadAsStringAsync(Stop)}");
        }

        return seen.ToString();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        direct.Dispose();
        keys.Dispose();
        signer.Dispose();
        Way.Dispose();
        await Cloud.DisposeAsync();
        await Home.DisposeAsync();
    }
}

/// <summary>A way to a cloud on which answers can be changed.</summary>
internal sealed class BadWay() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private int asked;

    /// <summary>Answers in place of the cloud, when it gives something; is told the request and its number, from 1.</summary>
    public Func<HttpRequestMessage, int, HttpResponseMessage?> Instead { get; set; } = (_, _) => null;

    /// <summary>Changes an answer of the cloud.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage, Task> Changes { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>How many requests were made.</summary>
    public int Asked => asked;

    /// <summary>Whether a request asks for the bytes of an object.</summary>
    public static bool IsForBytes(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath.Count(sign => sign == '/') > 1 &&
        !request.RequestUri.Query.Contains("tagging", StringComparison.Ordinal) && !request.RequestUri.Query.Contains("acl", StringComparison.Ordinal);

    /// <summary>An answer that has nothing but a status.</summary>
    public static HttpResponseMessage Status(HttpStatusCode status) => new(status) { Content = new ByteArrayContent([]) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Instead(request, Interlocked.Increment(ref asked)) is { } instead)
        {
            return instead;
        }

        var answer = await base.SendAsync(request, cancellationToken);
        await Changes(request, answer);
        return answer;
    }
}

/// <summary>Bytes that break off after so many, as when a line is cut.</summary>
internal sealed class CutContent(HttpContent whole, int after) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var bytes = await whole.ReadAsByteArrayAsync();
        await stream.WriteAsync(bytes.AsMemory(0, Math.Min(after, bytes.Length)));
        throw new IOException("the line was cut");
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new CutStream((await whole.ReadAsByteArrayAsync())[..after]);

    protected override bool TryComputeLength(out long length)
    {
        length = whole.Headers.ContentLength ?? 0;
        return true;
    }

    private sealed class CutStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var count ? count : throw new IOException("the line was cut");
    }
}
