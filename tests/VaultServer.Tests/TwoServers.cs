using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Two servers of one folder, and many who write the same key at once: the last that was acknowledged wins, never a mix.</summary>
public sealed class TwoServers : IAsyncLifetime
{
    private const int Writers = 8;
    private const int PutsOfEach = 25;

    private readonly AFolder folder = new();
    private readonly List<(VaultFolder Vault, VaultHost Host)> servers = [];
    private readonly List<S3Customer> customers = [];
    private readonly ConcurrentQueue<string> told = [];

    public async ValueTask InitializeAsync()
    {
        for (var number = 0; number < 2; number++)
        {
            var vault = VaultFolder.Open(folder.Path).Value;
            var keys = new BodyKeys();
            keys.Unlock(KnownKeys.Unlock(vault));
            var host = VaultHost.Build(
                vault, keys, new VaultServing(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System, says => told.Enqueue(says.English))).Value;
            await host.StartAsync(Stop);
            servers.Add((vault, host));
        }

        for (var number = 0; number < Writers; number++)
        {
            customers.Add(new S3Customer(servers[number % 2].Host.Addresses.Single(), folder.Credential));
        }

        await customers[0].DoAsync("PUT", "/haven");
    }

    public async ValueTask DisposeAsync()
    {
        customers.ForEach(customer => customer.Dispose());
        await StopAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Readers_see_one_put_wholly_and_none_that_was_replaced_before_they_asked()
    {
        var puts = await WriteAsync(readsToo: true, whole: false);
        CheckRegister(puts, await ReadAsync(customers[1]));
        await StopAsync();
        await folder.CheckAsync();
    }

    [Fact]
    public async Task Objects_in_parts_and_in_one_piece_replace_each_other_wholly()
    {
        var puts = await WriteAsync(readsToo: false, whole: true);
        CheckRegister(puts, await ReadAsync(customers[1]));
        await StopAsync();
        await folder.CheckAsync();
    }

    [Fact]
    public async Task The_newest_version_is_the_last_in_the_log_and_versions_stand_in_its_order()
    {
        await customers[0].DoAsync("PUT", "/haven?versioning=", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"u8.ToArray());
        await WriteAsync(readsToo: false, whole: false);
        await StopAsync();
        var entries = await folder.CheckAsync();
        var logged = entries.Where(e => e.What == "s3:PutObject").Select(e => e.OnWhat.Split("?versionId=")[1]).Reverse();
        var listed = folder.Look(vault => vault.Catalogue.Versions(BucketName.Of("haven").Value, "", "", null, 1_000).Select(v => v.Version.Id.Text));
        Assert.Equal(Writers * PutsOfEach, listed.Count());
        Assert.Equal(logged, listed);
    }

    [Fact]
    public async Task Of_many_who_may_put_only_what_is_not_there_one_does()
    {
        for (var round = 0; round < 10; round++)
        {
            var said = await Task.WhenAll(customers.Select((c, i) =>
                c.AskAsync("PUT", $"/haven/once{round}", S3Customer.Content(i), ("If-None-Match", "*"))));
            var winner = Array.FindIndex(said, s => s.Status == 200);
            Assert.All(said.Where((_, i) => i != winner), s => Assert.Equal(412, s.Status));
            Assert.Equal(S3Customer.Content(winner), (await customers[0].DoAsync("GET", $"/haven/once{round}")).Body);
        }
    }

    [Fact]
    public async Task An_upload_that_many_complete_makes_one_object_and_each_is_told_so()
    {
        for (var round = 0; round < 10; round++)
        {
            var path = $"/haven/parts{round}";
            var begun = await customers[0].DoAsync("POST", $"{path}?uploads=");
            var id = begun.Between("<UploadId>", "</UploadId>");
            var part = await customers[1].DoAsync("PUT", $"{path}?partNumber=1&uploadId={id}", S3Customer.Content(round));
            var document = System.Text.Encoding.UTF8.GetBytes(
                $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part.Header("ETag")}</ETag></Part></CompleteMultipartUpload>");
            var said = await Task.WhenAll(customers.Select(c => c.AskAsync("POST", $"{path}?uploadId={id}", document)));
            Assert.All(said, s => Assert.Equal((200, said[0].Between("<ETag>", "</ETag>")), (s.Status, s.Between("<ETag>", "</ETag>"))));
        }

        await StopAsync();
        var entries = await folder.CheckAsync();
        Assert.Equal(10, entries.Count(e => e.What == "s3:CompleteMultipartUpload"));
    }

    /// <summary>
    /// A part that comes again while its upload is being completed is in the object, or is not; what the object has is kept.
    /// </summary>
    [Fact]
    public async Task A_part_that_is_sent_again_while_its_upload_is_completed_takes_nothing_away_from_the_object()
    {
        for (var round = 0; round < 30; round++)
        {
            var path = $"/haven/again{round}";
            var begun = await customers[0].DoAsync("POST", $"{path}?uploads=");
            var id = begun.Between("<UploadId>", "</UploadId>");
            var part = await customers[0].DoAsync("PUT", $"{path}?partNumber=1&uploadId={id}", S3Customer.Content(round, 100));
            var document = System.Text.Encoding.UTF8.GetBytes(
                $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part.Header("ETag")}</ETag></Part></CompleteMultipartUpload>");
            var again = customers[1].AskAsync("PUT", $"{path}?partNumber=1&uploadId={id}", S3Customer.Content(round, 100));
            var said = await customers[2].AskAsync("POST", $"{path}?uploadId={id}", document);
            Assert.Equal(200, said.Status);
            Assert.True((await again).Status is 200 or 404);
        }

        await StopAsync();
        Assert.Equal(0, await folder.StraysAfterCareAsync());
        await folder.CheckAsync();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task StopAsync()
    {
        foreach (var (vault, host) in servers)
        {
            await host.DisposeAsync();
            vault.Dispose();
        }

        servers.Clear();
        Assert.Empty(told);
    }

    /// <summary>All writers put to one key; each put is what its number stands for.</summary>
    private async Task<List<Put>> WriteAsync(bool readsToo, bool whole)
    {
        var puts = new List<Put>();
        await Task.WhenAll(customers.Select(async (customer, writer) =>
        {
            for (var i = 0; i < PutsOfEach; i++)
            {
                var put = new Put((writer * PutsOfEach) + i + 1, Stopwatch.GetTimestamp());
                lock (puts)
                {
                    puts.Add(put);
                }

                var (content, headers) = (S3Customer.Content(put.Number, 30_000), ("x-amz-meta-number", $"{put.Number}"));
                await (whole && i % 2 == 0
                    ? customer.PutInPartsAsync("/haven/one", [headers], content)
                    : customer.DoAsync("PUT", "/haven/one", content, headers));
                lock (puts)
                {
                    put.Answered = Stopwatch.GetTimestamp();
                }

                if (readsToo)
                {
                    var asked = Stopwatch.GetTimestamp();
                    Put[] before;
                    lock (puts)
                    {
                        before = [.. puts.Where(p => p.Answered is { } answered && answered < asked)];
                    }

                    CheckRegister(before, await ReadAsync(customer), puts);
                }
            }
        }));
        return puts;
    }

    /// <summary>Reads the object, which must be one put wholly, and tells which.</summary>
    private static async Task<int> ReadAsync(S3Customer customer)
    {
        var said = await customer.DoAsync("GET", "/haven/one");
        var number = int.Parse(said.Header("x-amz-meta-number")!);
        Assert.Equal(S3Customer.Content(number, 30_000), said.Body);
        if (!said.Header("ETag")!.Contains('-', StringComparison.Ordinal))
        {
            Assert.Equal(S3Customer.TagOf(said.Body), said.Header("ETag"));
        }

        return number;
    }

    /// <summary>What is read was not replaced, for certain, by one of some puts: none of them began after it was answered.</summary>
    private static void CheckRegister(IEnumerable<Put> puts, int read, List<Put>? all = null)
    {
        long? answered;
        lock (all ?? [])
        {
            answered = (all ?? puts).Single(p => p.Number == read).Answered;
        }

        Assert.DoesNotContain(puts, p => p.Began > answered);
    }

    private sealed record Put(int Number, long Began)
    {
        public long? Answered { get; set; }
    }
}
