using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;
using Sluiswachter.VaultServer.S3;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Each call that a request makes of an engine is broken in turn: all is as before or as after, and never between.</summary>
public sealed class BrokenEngines : IAsyncLifetime
{
    private const string Versioned = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";

    private readonly AFolder folder = new();
    private readonly Breaker breaker = new();
    private readonly ConcurrentQueue<string> told = [];
    private readonly ConcurrentQueue<string> toldOfLog = [];
    private VaultFolder vault = null!;
    private IBlobStore blobs = null!;
    private readonly BodyKeys keys = new();
    private KeyRing ring = null!;
    private AccessLog log = null!;
    private WebApplication web = null!;
    private S3Customer customer = null!;

    public async ValueTask InitializeAsync()
    {
        vault = VaultFolder.Open(folder.Path).Value;
        blobs = vault.OpenBlobs(BlobsUse.Alone).Value;
        ring = KnownKeys.Unlock(vault);
        keys.Unlock(ring);
        log = new AccessLog(vault.Catalogue, RandomNumberGenerator.Fill, TimeProvider.System, says => toldOfLog.Enqueue(says.English));
        var safe = new Safe(
            new BreakingCatalogue(vault.Catalogue, breaker), new BreakingBlobs(blobs, breaker), keys, log, TimeProvider.System,
            RandomNumberGenerator.Fill, "nl");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        web = builder.Build();
        web.Run(new S3Server(
            safe, new S3Hosting([]), ClientPatience.Usual.Standstill, () => true, says => told.Enqueue(says.English)).HandleAsync);
        await web.StartAsync(Stop);
        customer = new S3Customer(web.Urls.Single(), folder.Credential);
    }

    public async ValueTask DisposeAsync()
    {
        customer.Dispose();
        await web.DisposeAsync();
        await log.DisposeAsync();
        Assert.Empty(toldOfLog);
        blobs.Dispose();
        vault.Dispose();
        Assert.Equal(0, await folder.StraysAfterCareAsync());
        await folder.CheckAsync();
        ring.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_put_is_done_or_not(bool answerIsLost) => SweepAsync(answerIsLost, leastCalls: 8, PutTwoAsync, bucket =>
        customer.AskAsync("PUT", $"/{bucket}/a", S3Customer.Content(7), ("x-amz-meta-number", "7"), ("x-amz-tagging", "kleur=rood")));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_copy_is_done_or_not(bool answerIsLost) => SweepAsync(answerIsLost, leastCalls: 8, PutTwoAsync, bucket =>
        customer.AskAsync("PUT", $"/{bucket}/a", null, ("x-amz-copy-source", $"/{bucket}/b")));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_deletion_is_done_or_not(bool answerIsLost) => SweepAsync(
        answerIsLost, leastCalls: 6, PutTwoAsync, bucket => customer.AskAsync("DELETE", $"/{bucket}/a"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_deletion_marks_or_not_where_versions_are_kept(bool answerIsLost) => SweepAsync(
        answerIsLost, leastCalls: 6, PutVersionsAsync, bucket => customer.AskAsync("DELETE", $"/{bucket}/a"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Of_many_deletions_each_is_done_or_not(bool answerIsLost) => SweepAsync(
        answerIsLost, leastCalls: 12, PutTwoAsync, bucket => customer.AskAsync(
            "POST", $"/{bucket}?delete=", "<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>"u8.ToArray()));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Tags_are_those_of_before_or_after(bool answerIsLost) => SweepAsync(
        answerIsLost, leastCalls: 8, PutTwoAsync, bucket => customer.AskAsync(
            "PUT", $"/{bucket}/a?tagging=", "<Tagging><TagSet><Tag><Key>kleur</Key><Value>blauw</Value></Tag></TagSet></Tagging>"u8.ToArray()));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task An_upload_is_begun_or_not(bool answerIsLost) => SweepAsync(
        answerIsLost, leastCalls: 6, PutTwoAsync, bucket => customer.AskAsync("POST", $"/{bucket}/a?uploads="));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_part_is_taken_in_or_not(bool answerIsLost)
    {
        var uploads = new Dictionary<string, string>();
        await SweepAsync(answerIsLost, leastCalls: 8, async bucket => uploads[bucket] = (await BeginAsync(bucket)).Id, bucket =>
            customer.AskAsync("PUT", $"/{bucket}/a?partNumber=1&uploadId={uploads[bucket]}", S3Customer.Content(9)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Parts_are_joined_or_not(bool answerIsLost)
    {
        var uploads = new Dictionary<string, (string Id, byte[] Document)>();
        await SweepAsync(answerIsLost, leastCalls: 10, async bucket => uploads[bucket] = await BeginAsync(bucket), bucket =>
            customer.AskAsync("POST", $"/{bucket}/a?uploadId={uploads[bucket].Id}", uploads[bucket].Document));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upload_is_given_up_or_not(bool answerIsLost)
    {
        var uploads = new Dictionary<string, string>();
        await SweepAsync(answerIsLost, leastCalls: 6, async bucket => uploads[bucket] = (await BeginAsync(bucket)).Id, bucket =>
            customer.AskAsync("DELETE", $"/{bucket}/a?uploadId={uploads[bucket]}"));
    }

    /// <summary>The stream of the first part became garbage when it was sent again: the object must not have that one.</summary>
    [Fact]
    public async Task A_part_that_comes_again_between_looking_and_joining_takes_nothing_away_from_the_object()
    {
        await customer.DoAsync("PUT", "/haven");
        var (id, document) = await BeginAsync("haven");
        breaker.BeforeChange = () => customer.DoAsync("PUT", $"/haven/a?partNumber=1&uploadId={id}", S3Customer.Content(1));
        await customer.DoAsync("POST", $"/haven/a?uploadId={id}", document);
        var has = vault.Catalogue.Newest(BucketName.Of("haven").Value, ObjectKey.Of("a").Value)!.Parts.Select(p => p.Blob);
        Assert.Empty(vault.Catalogue.Garbage(10).Intersect(has));
    }

    [Fact]
    public async Task Another_part_that_comes_between_looking_and_joining_is_not_taken_for_the_one_that_was_named()
    {
        await customer.DoAsync("PUT", "/haven");
        var (id, document) = await BeginAsync("haven");
        breaker.BeforeChange = () => customer.DoAsync("PUT", $"/haven/a?partNumber=1&uploadId={id}", S3Customer.Content(2));
        var said = await customer.AskAsync("POST", $"/haven/a?uploadId={id}", document);
        Assert.Contains("<Code>InvalidPart</Code>", said.Text, StringComparison.Ordinal);
        Assert.Null(vault.Catalogue.Newest(BucketName.Of("haven").Value, ObjectKey.Of("a").Value));
    }

    [Fact]
    public async Task What_is_being_read_when_keys_are_locked_is_given_and_the_next_request_is_told()
    {
        await customer.DoAsync("PUT", "/haven");
        await customer.DoAsync("PUT", "/haven/a", S3Customer.Content(1));
        breaker.BeforeRead = () => keys.Lock(ServedVault.Body);
        Assert.Equal(S3Customer.Content(1), (await customer.DoAsync("GET", "/haven/a")).Body);
        var said = await customer.AskAsync("GET", "/haven/a");
        Assert.Equal(503, said.Status);
        Assert.Contains("<Code>ServiceUnavailable</Code>", said.Text, StringComparison.Ordinal);
        Assert.Empty(told);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Breaks the first call, then the second, and so on, each in a bucket of its own, until none is left to break.</summary>
    private async Task SweepAsync(bool answerIsLost, int leastCalls, Func<string, Task> prepare, Func<string, Task<S3Said>> act)
    {
        var done = await TryAsync("vooraf", int.MaxValue, answerIsLost, prepare, act);
        Assert.True(done.Status is >= 200 and < 300, done.Text);
        var call = 1;
        for (var wasBroken = true; wasBroken; call++)
        {
            var now = await TryAsync($"haven{call}", call, answerIsLost, prepare, act);
            wasBroken = now.WasBroken;
            Assert.Equal(done.Before.Select(key => key.Value), now.Before.Select(key => key.Value));
            var isSaidDone = now.Status is >= 200 and < 300;
            Assert.True(isSaidDone || (now.Status == 500 && now.Text.Contains("<Code>InternalError</Code>", StringComparison.Ordinal)), now.Text);
            foreach (var key in done.Before.Keys.Union(done.After.Keys))
            {
                var (before, after, found) = (Of(done.Before, key), Of(done.After, key), Of(now.After, key));
                Assert.True(found == after || (!isSaidDone && found == before), $"call {call}, key {key}: {found}");
            }
        }

        Assert.InRange(call, leastCalls, 100);
        Assert.DoesNotContain(told, line => !line.Contains("broken by a test", StringComparison.Ordinal));

        static string Of(Dictionary<string, string> state, string key) => state.GetValueOrDefault(key, "");
    }

    private async Task<Trial> TryAsync(
        string bucket, int call, bool answerIsLost, Func<string, Task> prepare, Func<string, Task<S3Said>> act)
    {
        var logged = vault.Catalogue.LogSize;
        await customer.DoAsync("PUT", $"/{bucket}");
        await prepare(bucket);
        var before = await StateAsync(bucket, logged);
        breaker.Arm(call, answerIsLost);
        var said = await act(bucket);
        var wasBroken = breaker.Disarm();
        return new Trial(said.Status, said.Text, wasBroken, before, await StateAsync(bucket, logged));
    }

    /// <summary>All that is known of a bucket, by key: versions with content and tags, uploads with parts, and entries of changes (those of reading come a moment later).</summary>
    private async Task<Dictionary<string, string>> StateAsync(string bucket, long logged)
    {
        var name = BucketName.Of(bucket).Value;
        var lines = new List<(string Key, string Line)>();
        foreach (var (version, isNewest) in vault.Catalogue.Versions(name, "", "", null, 100))
        {
            using var content = new MemoryStream();
            var safe = new Safe(vault.Catalogue, blobs, null!, null!, TimeProvider.System, _ => { }, "nl");
            await using var opened = ObjectReading.Open(safe, ring, version, new ByteRange(0, version.Size), null);
            await opened.CopyToAsync(content, Stop);
            var known = version.IsDeleteMarker ? "marker" : $"{Convert.ToHexStringLower(SHA256.HashData(content.ToArray()))[..8]} {version.ETag} " +
                $"{string.Join(',', version.AttributesBy(ring).Metadata)} {string.Join(',', version.AttributesBy(ring).Tags)}";
            lines.Add((version.Key.Text, $"{known} {isNewest}"));
        }

        lines.AddRange(vault.Catalogue.Uploads(name, "", "", null, 100).Select(upload => (upload.Key.Text,
            $"upload {string.Join(',', vault.Catalogue.Parts(upload.Id, 0, 100).Select(p => $"{p.Part.Number}:{p.ETag}"))}")));
        lines.AddRange(new VaultLog(vault.Catalogue).From(logged).Select(e => e!.Entry().Value)
            .Where(e => e.Outcome == "ok" && e.What != "s3:GetObject" && e.OnWhat.StartsWith($"{bucket}/", StringComparison.Ordinal))
            .Select(e => (e.OnWhat.Split('/', 2)[1].Split('?')[0], e.What)));
        return lines.GroupBy(l => l.Key).ToDictionary(g => g.Key, g => string.Join("; ", g.Select(l => l.Line)));
    }

    private async Task PutTwoAsync(string bucket)
    {
        await customer.DoAsync("PUT", $"/{bucket}/a", S3Customer.Content(1), ("x-amz-meta-number", "1"));
        await customer.DoAsync("PUT", $"/{bucket}/b", S3Customer.Content(2), ("x-amz-meta-number", "2"));
    }

    private async Task PutVersionsAsync(string bucket)
    {
        await customer.DoAsync("PUT", $"/{bucket}?versioning=", Encoding.UTF8.GetBytes(Versioned));
        await PutTwoAsync(bucket);
        await PutTwoAsync(bucket);
    }

    /// <summary>Begins an upload of one part in a bucket, and tells how it is completed.</summary>
    private async Task<(string Id, byte[] Document)> BeginAsync(string bucket)
    {
        var id = (await customer.DoAsync("POST", $"/{bucket}/a?uploads=")).Between("<UploadId>", "</UploadId>");
        var part = await customer.DoAsync("PUT", $"/{bucket}/a?partNumber=1&uploadId={id}", S3Customer.Content(1));
        return (id, Encoding.UTF8.GetBytes(
            $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part.Header("ETag")}</ETag></Part></CompleteMultipartUpload>"));
    }

    private sealed record Trial(
        int Status, string Text, bool WasBroken, Dictionary<string, string> Before, Dictionary<string, string> After);
}
