using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Sluiswachter.Fixtures;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Sluiswachter.VaultServer.Tests;

public sealed class SeveralServersOverAFolder : SeveralServers
{
    private protected override SharedVault NewVault() => new VaultInAFolder();
}

public sealed class SeveralServersOverEngines(PostgresServer server) : SeveralServers
{
    private protected override SharedVault NewVault() => new VaultOverEngines(server.NewDatabase());
}

/// <summary>Two servers over one vault, each with caches and a log of its own, are one to who uses them.</summary>
public abstract partial class SeveralServers
{
    private const int Part = 5 * 1024 * 1024;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_put_that_was_acknowledged_wins_and_is_never_a_mix()
    {
        await using var vault = await NewVault().MakeAsync();
        await using var one = await vault.ServeAsync();
        await using var other = await vault.ServeAsync();
        AServer[] servers = [one, other];
        await one.DoAsync(vault.Officer, "PUT", "/haven");
        var puts = await Task.WhenAll(Enumerable.Range(1, 6).Select(async writer =>
        {
            var times = new List<(int Writer, long Began, long Ended)>();
            for (var i = 0; i < 10; i++)
            {
                var began = Stopwatch.GetTimestamp();
                await servers[(writer + i) % 2].DoAsync(vault.Officer, "PUT", "/haven/sleutel", SharedVault.Bytes(writer, 70_000 * writer));
                times.Add((writer, began, Stopwatch.GetTimestamp()));
                Whole(await servers[i % 2].DoAsync(vault.Officer, "GET", "/haven/sleutel"));
            }

            return times;
        }));
        var kept = Whole(await one.DoAsync(vault.Officer, "GET", "/haven/sleutel"));
        Assert.Equal(kept, Whole(await other.DoAsync(vault.Officer, "GET", "/haven/sleutel")));

        // Whose bytes are kept: nobody began after the last of these had been acknowledged.
        var all = puts.SelectMany(p => p).ToList();
        var last = all.Where(p => p.Writer == kept).Max(p => p.Ended);
        Assert.DoesNotContain(all, p => p.Began > last && p.Writer != kept);
        await CheckAsync(vault, one, objects: 1);
    }

    [Fact]
    public async Task Puts_and_deletions_of_many_keys_over_both_are_all_there_in_a_log_that_verifies()
    {
        await using var vault = await NewVault().MakeAsync();
        string before;
        await using (var one = await vault.ServeAsync())
        {
            await using var other = await vault.ServeAsync();
            AServer[] servers = [one, other];
            await one.DoAsync(vault.Officer, "PUT", "/haven");
            await other.DoAsync(vault.Officer, "PUT", "/haven?versioning", Encoding.UTF8.GetBytes(
                "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"));
            before = Checkpoint(one.Vault);
            await Task.WhenAll(Enumerable.Range(1, 8).Select(async writer =>
            {
                for (var i = 0; i < 6; i++)
                {
                    await servers[(writer + i) % 2].DoAsync(vault.Officer, "PUT", $"/haven/k{i}-{writer}", SharedVault.Bytes(writer, 100));
                    await servers[(writer + i + 1) % 2].DoAsync(vault.Officer, "PUT", $"/haven/k{i}", SharedVault.Bytes(writer, 100));
                }

                await servers[writer % 2].DoAsync(vault.Officer, "DELETE", $"/haven/k0-{writer}");
            }));
            var seen = await Task.WhenAll(servers.Select(s => s.DoAsync(vault.Officer, "GET", "/haven?list-type=2")));
            Assert.Equal(Keys(seen[0]), Keys(seen[1]));
            Assert.Equal((8 * 5) + 6, Keys(seen[0]).Count);
            Assert.All(one.Vault.Catalogue.Versions(BucketName.Of("haven").Value, "k5", "", null, 100).Where(v => v.Version.Key.Text == "k5")
                .GroupBy(v => v.Version.Key), versions => Assert.Equal((8, 1), (versions.Count(), versions.Count(v => v.IsNewest))));
        }

        // The servers are gone, so that what was read is in the log as well.
        using var folder = VaultFolder.Open(vault.Folder, vault.Around).Value;
        var grown = Verify(folder, before);
        Assert.Equal((8 * 12) + 8 + 2, grown);
    }

    [Fact]
    public async Task An_upload_goes_on_at_the_other_server_and_is_completed_once()
    {
        await using var vault = await NewVault().MakeAsync();
        await using var one = await vault.ServeAsync();
        await using var other = await vault.ServeAsync();
        AServer[] servers = [one, other];
        await one.DoAsync(vault.Officer, "PUT", "/haven");
        var begun = Encoding.UTF8.GetString(await one.DoAsync(vault.Officer, "POST", "/haven/groot?uploads="));
        var upload = UploadId().Match(begun).Groups["id"].Value;
        var parts = new[] { SharedVault.Bytes(1, Part), SharedVault.Bytes(2, Part), SharedVault.Bytes(3, 1000) };
        var tags = await Task.WhenAll(parts.Select(async (part, i) =>
        {
            using var answer = await servers[i % 2].SendAsync(vault.Officer, "PUT", $"/haven/groot?partNumber={i + 1}&uploadId={upload}", part);
            return answer.Headers.ETag!.Tag;
        }));
        var document = Encoding.UTF8.GetBytes("<CompleteMultipartUpload>" + string.Concat(tags.Select((tag, i) =>
            $"<Part><PartNumber>{i + 1}</PartNumber><ETag>{tag}</ETag></Part>")) + "</CompleteMultipartUpload>");

        // Both are asked at once, as when a client gave up waiting for the first: both may say that it is done, and it is once.
        var said = await Task.WhenAll(servers.Select(async s =>
        {
            using var answer = await s.SendAsync(vault.Officer, "POST", $"/haven/groot?uploadId={upload}", document);
            return answer.StatusCode;
        }));
        Assert.Contains(HttpStatusCode.OK, said);
        Assert.All(said, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{status}"));
        var whole = parts.SelectMany(p => p).ToArray();
        Assert.True((await one.DoAsync(vault.Officer, "GET", "/haven/groot")).AsSpan().SequenceEqual(whole));
        Assert.True((await other.DoAsync(vault.Officer, "GET", "/haven/groot")).AsSpan().SequenceEqual(whole));
        Assert.Single(one.Vault.Catalogue.Versions(BucketName.Of("haven").Value, "", "", null, 10));
        Assert.Empty(one.Vault.Catalogue.Garbage(10));
        await CheckAsync(vault, other, objects: 1);
    }

    [Fact]
    public async Task A_user_and_a_bucket_that_one_adds_the_other_knows_at_once()
    {
        await using var vault = await NewVault().MakeAsync();
        await using var one = await vault.ServeAsync();
        await using var other = await vault.ServeAsync();
        for (var i = 0; i < 3; i++)
        {
            var user = one.Vault.Users.Add(vault.Keys[SharedVault.Body]!, $"programma-{i}", isOfficer: true, TimeProvider.System.GetUtcNow()).Value;
            await other.DoAsync(user, "PUT", $"/haven-{i}");
            await one.DoAsync(user, "PUT", $"/haven-{i}/k", [1]);
            await other.DoAsync(user, "DELETE", $"/haven-{i}/k");
            using var gone = await one.SendAsync(user, "GET", $"/haven-{i}/k");
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }
    }

    [Fact]
    public async Task What_has_expired_is_removed_once_by_both_together_and_nothing_else_is()
    {
        await using var vault = await NewVault().MakeAsync();
        await using (var one = await vault.ServeAsync())
        {
            foreach (var bucket in (string[])["haven", "kade"])
            {
                await one.DoAsync(vault.Officer, "PUT", $"/{bucket}");
                await one.DoAsync(vault.Officer, "PUT", $"/{bucket}?lifecycle", Encoding.UTF8.GetBytes("""
                    <LifecycleConfiguration><Rule><ID>logs</ID><Status>Enabled</Status><Filter><Prefix>log/</Prefix></Filter>
                    <Expiration><Days>7</Days></Expiration>
                    <AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>
                    </LifecycleConfiguration>
                    """));
            }

            await one.DoAsync(vault.Officer, "PUT", "/kade?versioning", Encoding.UTF8.GetBytes(
                "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"));
            foreach (var key in (string[])["haven/brief", "haven/log/1", "haven/log/2", "kade/brief", "kade/log/1", "kade/log/2"])
            {
                await one.DoAsync(vault.Officer, "PUT", $"/{key}", [1]);
            }

            await one.DoAsync(vault.Officer, "POST", "/haven/log/3?uploads=");
        }

        using var left = VaultFolder.Open(vault.Folder, vault.Around).Value;
        var size = left.Catalogue.LogSize;
        var upkeeps = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Expire(vault), Stop)));
        Assert.All(upkeeps, failure => Assert.Null(failure));
        string[] kept = [.. new[] { "haven", "kade" }.SelectMany(b =>
            left.Catalogue.Objects(BucketName.Of(b).Value, "", "", 10).Select(o => $"{b}/{o.Key}"))];
        Assert.Equal(["haven/brief", "kade/brief"], kept);
        Assert.Empty(left.Catalogue.Uploads(BucketName.Of("haven").Value, "", "", null, 10));
        Assert.Equal(5, left.Catalogue.Versions(BucketName.Of("kade").Value, "", "", null, 10).Count);
        Assert.Equal(size + 5, left.Catalogue.LogSize);
        Assert.Equal(2, left.Catalogue.Garbage(10).Count);
    }

    [Fact]
    public async Task Nobody_is_alone_while_any_serves_and_nobody_serves_while_one_is_alone()
    {
        await using var vault = await NewVault().MakeAsync();
        using var officer = VaultFolder.Open(vault.Folder, vault.Around).Value;
        var one = await vault.ServeAsync();
        await using (var other = await vault.ServeAsync())
        {
            Assert.IsType<CatalogueInUse>(officer.OpenBlobs(BlobsUse.Alone).Problem);
            await one.DisposeAsync();
            Assert.IsType<CatalogueInUse>(officer.OpenBlobs(BlobsUse.Alone).Problem);
            officer.OpenBlobs(BlobsUse.Shared).Value.Dispose();
        }

        using (officer.OpenBlobs(BlobsUse.Alone).Value)
        {
            Assert.IsType<CatalogueInUse>(VaultHost.Build(officer, new BodyKeys(), Serving()).Problem);
        }

        await using var again = await vault.ServeAsync();
    }

    [Fact]
    public async Task A_server_whose_vault_somebody_else_had_to_himself_answers_no_more()
    {
        await using var vault = await NewVault().MakeAsync();
        await using var server = await vault.ServeAsync();
        await server.DoAsync(vault.Officer, "PUT", "/haven");
        vault.Tamper("UPDATE alone_use SET number = number + 1");
        using var put = await server.SendAsync(vault.Officer, "PUT", "/haven/k", [1]);
        Assert.False(put.IsSuccessStatusCode);
        using var get = await server.SendAsync(vault.Officer, "GET", "/haven");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, get.StatusCode);
    }

    private protected abstract SharedVault NewVault();

    private static VaultServing Serving() => new(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System, _ => { });

    /// <summary>Who wrote these bytes; they are whole, and of one writer.</summary>
    private static int Whole(byte[] bytes)
    {
        Assert.Equal(70_000 * bytes[0], bytes.Length);
        Assert.DoesNotContain(bytes, b => b != bytes[0]);
        return bytes[0];
    }

    private static List<string> Keys(byte[] list) => [.. Key().Matches(Encoding.UTF8.GetString(list)).Select(m => m.Groups["key"].Value)];

    private static string Checkpoint(VaultFolder vault)
    {
        using var signer = vault.UnlockLog(ServedVault.Passphrase).Value;
        return new VaultLog(vault.Catalogue).Checkpoint(signer, TimeProvider.System.GetUtcNow());
    }

    /// <summary>Checks the log as an outsider does; returns by how many entries it grew.</summary>
    private static long Verify(VaultFolder vault, string before)
    {
        var export = new StringWriter();
        new VaultLog(vault.Catalogue).Export(export);
        var growth = VaultLog.Verify(
            LogKey.Read(vault.LogPublicKey).Value, before, Checkpoint(vault), export.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.True(growth.Holds, growth.Problem?.ToString());
        return growth.Value.New.Size - growth.Value.Old.Size;
    }

    /// <summary>Every sealed stream opens.</summary>
    private static async Task CheckAsync(SharedVault vault, AServer server, int objects)
    {
        using var blobs = server.Vault.OpenBlobs(BlobsUse.Shared).Value;
        var (total, unopened) = await VaultScrub.RunAsync(
            server.Vault.Catalogue, blobs, vault.Keys, finding => Assert.Fail(finding.ToString()), Stop);
        Assert.Equal((0, 0), (total.Harmed, unopened));
        Assert.Equal(objects, server.Vault.Catalogue.Objects(BucketName.Of("haven").Value, "", "", 100).Count);
    }

    /// <summary>Does what a server does by itself after eight days; returns what failed.</summary>
    private static string? Expire(SharedVault vault)
    {
        string? failure = null;
        using var folder = VaultFolder.Open(vault.Folder, vault.Around).Value;
        using var blobs = folder.OpenBlobs(BlobsUse.Shared).Value;
        var log = new AccessLog(folder.Catalogue, RandomNumberGenerator.Fill, TimeProvider.System, says => failure = says.English);
        var safe = new Safe(folder.Catalogue, blobs, vault.Keys, log, new Later(), RandomNumberGenerator.Fill, "nl");
        new Upkeep(safe, says => failure = says.English).Expire();
        log.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return failure;
    }

    [GeneratedRegex("<UploadId>(?<id>[^<]+)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UploadId();

    [GeneratedRegex("<Key>(?<key>[^<]+)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromDays(9);
    }
}
