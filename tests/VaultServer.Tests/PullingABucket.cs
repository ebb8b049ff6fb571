using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A bucket of another service comes into a vault as it was: every version, every byte, and all that is known of them.</summary>
public sealed class PullingABucket : IAsyncLifetime
{
    private Moving moving = null!;

    private static readonly byte[] Versioned = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"u8.ToArray();
    private static readonly byte[] Locked = "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>"u8.ToArray();
    private static readonly byte[] Retained =
        "<Retention><Mode>COMPLIANCE</Mode><RetainUntilDate>2099-01-01T00:00:00Z</RetainUntilDate></Retention>"u8.ToArray();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => moving = await Moving.BeginAsync();

    public ValueTask DisposeAsync() => moving.DisposeAsync();

    [Fact]
    public async Task Brings_versions_markers_metadata_tags_locks_and_checksums_as_they_were()
    {
        await moving.BucketAsync("papers", hasLock: true);
        await moving.PutAsync("/papers/report", "one", ("x-amz-meta-author", "role:archivaris"), ("Content-Type", "text/plain"));
        await moving.PutAsync("/papers/report", "two", ("x-amz-tagging", "class=open&year=2026"), ("Cache-Control", "no-store"));
        (await moving.InCloudAsync("DELETE", "/papers/report")).Dispose();
        await moving.PutAsync("/papers/report", "three", ("x-amz-object-lock-mode", "COMPLIANCE"),
            ("x-amz-object-lock-retain-until-date", "2046-01-01T00:00:00.000Z"));
        await moving.PutAsync("/papers/held", "held", ("x-amz-object-lock-legal-hold", "ON"), ("Expires", "0"), ("Content-Encoding", "gzip"));
        await moving.PutAsync("/papers/summed", "123456789", ("x-amz-checksum-crc32", "y/Q5Jg=="));
        await moving.PutAsync("/papers/empty", "");

        var proof = await moving.PullAsync("papers");

        Assert.Equal((6, 1, 0), (proof.Totals.Objects, proof.Totals.Markers, proof.Totals.Differences));
        Assert.Equal(await moving.SeenAsync(moving.Cloud, "papers"), await moving.SeenAsync(moving.Home, "papers"));
        Assert.Empty(ArrivalCheck.Misfits(proof, moving.Lines));
        Assert.Equal("md5=5 crc32=1", proof.Totals.WordsText);
        Assert.True(moving.Home.Vault.Catalogue.Bucket(BucketName.Of("papers").Value) is { HasObjectLock: true, Versioning: Versioning.Enabled });
    }

    [Fact]
    public async Task Brings_keys_of_any_form()
    {
        await moving.BucketAsync("odd");
        string[] keys =
        [
            "plain", "with space", "é/ü", "日本", "a//b", "a/../b", "../up", "a+b&c=d?e#f%g", "\u0001\n\t", "😀", "/begins", "ends/", "<>&\"'", ".", "..",
        ];
        foreach (var key in keys)
        {
            await moving.PutAsync($"/odd/{PercentEncoding.Encode(key, keepSlash: true)}", key);
        }

        var proof = await moving.PullAsync("odd");

        Assert.Equal((keys.Length, 0), (proof.Totals.Objects, proof.Totals.Differences));
        Assert.Equal(await moving.SeenAsync(moving.Cloud, "odd"), await moving.SeenAsync(moving.Home, "odd"));
        Assert.Equal(
            keys.Order(StringComparer.Ordinal),
            moving.Lines.Select(l => ArrivalLine.Read(l, proof.Source, "odd")!.Version!.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Brings_an_object_of_parts_with_the_entity_tag_that_it_had()
    {
        await moving.BucketAsync("large");
        await PutInPartsAsync("/large/film");

        var proof = await moving.PullAsync("large", "film");

        Assert.Equal(("none=1", 0), (proof.Totals.WordsText, proof.Totals.Differences));
        Assert.Equal(await moving.SeenAsync(moving.Cloud, "large"), await moving.SeenAsync(moving.Home, "film"));
    }

    /// <summary>A checksum of checksums hangs on the parts, which an object has no more once it has arrived: it stays behind.</summary>
    [Theory]
    [InlineData("COMPOSITE", "none=1")]
    [InlineData("FULL_OBJECT", "crc32=1")]
    public async Task Brings_an_object_of_parts_with_its_tags_and_a_checksum_only_of_the_whole(string type, string words)
    {
        await moving.BucketAsync("large");
        await PutInPartsAsync(
            "/large/film", ("x-amz-tagging", "class=open&year=2026"), ("x-amz-meta-author", "archivaris"), ("x-amz-checksum-algorithm", "CRC32"),
            ("x-amz-checksum-type", type));
        var there = await moving.SeenAsync(moving.Cloud, "large");
        Assert.Contains($"x-amz-checksum-type: {type}", there, StringComparison.Ordinal);
        Assert.Contains("<Tag><Key>class</Key><Value>open</Value></Tag>", there, StringComparison.Ordinal);

        var proof = await moving.PullAsync("large", "film");

        Assert.Equal((words, 0), (proof.Totals.WordsText, proof.Totals.Differences));
        var kept = there.Split('\n').Where(line => type != "COMPOSITE" || !line.Contains("x-amz-checksum-", StringComparison.Ordinal));
        Assert.Equal(kept, (await moving.SeenAsync(moving.Home, "film")).Split('\n'));
    }

    /// <summary>Puts an object of two parts in the cloud.</summary>
    private async Task PutInPartsAsync(string path, params (string, string)[] headers)
    {
        using var begun = await moving.InCloudAsync("POST", $"{path}?uploads", null, headers);
        var upload = S3Element.Of(await begun.Content.ReadAsByteArrayAsync(Stop), "InitiateMultipartUploadResult").Value.TextOf("UploadId");
        var first = new string('x', 5 * 1024 * 1024);
        var tags = new List<string>();
        foreach (var (part, number) in new[] { (first, 1), ("rest", 2) })
        {
            var sum = Convert.ToBase64String(Checksum.Of(ChecksumAlgorithm.Crc32, System.Text.Encoding.UTF8.GetBytes(part)));
            using var put = await moving.InCloudAsync(
                "PUT", $"{path}?partNumber={number}&uploadId={upload}", part, headers.Length > 0 ? [("x-amz-checksum-crc32", sum)] : []);
            tags.Add($"<Part><PartNumber>{number}</PartNumber><ETag>{put.Headers.ETag!.Tag}</ETag></Part>");
        }

        (await moving.InCloudAsync("POST", $"{path}?uploadId={upload}", $"<CompleteMultipartUpload>{string.Concat(tags)}</CompleteMultipartUpload>"))
            .Dispose();
    }

    [Fact]
    public async Task Brings_more_than_one_page()
    {
        await moving.BucketAsync("pages", "Enabled");
        for (var i = 0; i < 1_003; i++)
        {
            await moving.PutAsync($"/pages/{i % 501}", $"{i}");
        }

        var proof = await moving.PullAsync("pages");

        Assert.Equal((1_003, 0), (proof.Totals.Objects, proof.Totals.Differences));
    }

    [Fact]
    public async Task Carries_the_settings_of_the_bucket_over_and_says_what_stays_behind()
    {
        await moving.BucketAsync("set", "Enabled");
        await SetAsync("cors", "<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>");
        await SetAsync("lifecycle",
            """
            <LifecycleConfiguration>
              <Rule><ID>a</ID><Filter><Prefix>tmp/</Prefix></Filter><Status>Enabled</Status><Expiration><Days>3</Days></Expiration>
                <Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition></Rule>
              <Rule><ID>b</ID><Filter><Prefix>old/</Prefix></Filter><Status>Enabled</Status>
                <Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition></Rule>
            </LifecycleConfiguration>
            """);
        await SetAsync("tagging", "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>");
        await SetAsync("policy",
            """
            {"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::set/*"}]}
            """);

        var proof = await moving.PullAsync("set");

        var bucket = moving.Home.Vault.Catalogue.Bucket(BucketName.Of("set").Value)!;
        Assert.Equal([BucketSetting.Cors, BucketSetting.Lifecycle, BucketSetting.Tagging], bucket.Settings.Keys.Order());
        Assert.DoesNotContain("GLACIER", bucket.Settings[BucketSetting.Lifecycle], StringComparison.Ordinal);
        Assert.Equal(
            "Transitions 2 |Policy 1 it names who is not known here: 123456789012",
            string.Join('|', moving.Plan.Losses.Select(l => $"{l.Kind} {l.Count} {l.Detail}")));
        Assert.Equal(2, proof.Totals.Losses);

        async Task SetAsync(string what, string document) => (await moving.InCloudAsync("PUT", $"/set?{what}", document)).Dispose();
    }

    [Fact]
    public async Task Run_again_takes_only_what_is_new_and_tells_what_is_gone()
    {
        await moving.BucketAsync("twice", "Enabled");
        var first = await moving.PutAsync("/twice/a", "one");
        await moving.PutAsync("/twice/b", "two");
        await moving.PullAsync("twice");
        await moving.PutAsync("/twice/a", "three");
        (await moving.InCloudAsync("DELETE", $"/twice/a?versionId={first}")).Dispose();

        var proof = await moving.PullAsync("twice");

        Assert.Equal((1, 1), (moving.Progress.Versions, moving.Progress.Known));
        Assert.Equal(new ArrivalDifference(DifferenceKind.Gone, "a", first, ""), Assert.Single(moving.Differences(proof)));
        Assert.Equal((3, 1), (proof.Totals.Objects, proof.Totals.Differences));
    }

    [Fact]
    public async Task What_changes_meanwhile_at_the_source_is_named()
    {
        await moving.BucketAsync("busy");
        await moving.PutAsync("/busy/replaced", "old");
        await moving.PutAsync("/busy/stays", "same");
        await moving.PullAsync("busy");
        var isListed = false;
        // Between the taking and the second list: the first list has been read, and "stays" has been looked at.
        moving.Way.Changes = async (request, _) =>
        {
            if (!isListed && BadWay.IsForBytes(request))
            {
                isListed = true;
                await moving.PutAsync("/busy/added", "new");
                await moving.PutAsync("/busy/replaced", "newest");
            }
        };
        await moving.PutAsync("/busy/another", "object");

        var proof = await moving.PullAsync("busy");

        Assert.Equal(
            ["Added added", "Changed replaced"],
            moving.Differences(proof).Select(d => $"{d.What} {d.Key}").Order(StringComparer.Ordinal));
        Assert.Equal(0, (await moving.PullAsync("busy")).Totals.Differences);
        Assert.Equal(await moving.SeenAsync(moving.Cloud, "busy"), await moving.SeenAsync(moving.Home, "busy"));
    }

    [Fact]
    public async Task What_somebody_put_in_the_vault_is_never_overwritten()
    {
        await moving.BucketAsync("mine");
        await moving.PutAsync("/mine/k", "theirs");
        (await moving.AskAsync(moving.Home, "PUT", "/mine")).Dispose();
        (await moving.AskAsync(moving.Home, "PUT", "/mine/k", [1, 2, 3])).Dispose();

        var proof = await moving.PullAsync("mine");

        var difference = Assert.Single(moving.Differences(proof));
        Assert.Equal((DifferenceKind.NotArrived, "k"), (difference.What, difference.Key));
        using var kept = await moving.AskAsync(moving.Home, "GET", "/mine/k");
        Assert.Equal([1, 2, 3], await kept.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task What_is_locked_in_the_vault_is_not_replaced_by_what_changed_at_the_source()
    {
        await moving.BucketAsync("held");
        await moving.PutAsync("/held/k", "as it was");
        await moving.PullAsync("held");
        (await moving.AskAsync(moving.Home, "PUT", "/held?versioning=", Versioned)).Dispose();
        (await moving.AskAsync(moving.Home, "PUT", "/held?object-lock=", Locked)).Dispose();
        (await moving.AskAsync(moving.Home, "PUT", "/held/k?retention=&versionId=null", Retained)).Dispose();
        await moving.PutAsync("/held/k", "altered");

        var proof = await moving.PullAsync("held");

        Assert.Contains(moving.Differences(proof), d => d.Key == "k");
        using var kept = await moving.AskAsync(moving.Home, "GET", "/held/k");
        Assert.Equal("as it was", await kept.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task Every_version_the_settings_and_the_whole_pull_are_in_the_log()
    {
        await moving.BucketAsync("logged");
        (await moving.InCloudAsync("PUT", "/logged?tagging", "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>")).Dispose();
        await moving.PutAsync("/logged/k", "v");
        var proof = await moving.PullAsync("logged");

        var entries = moving.Home.Log.From(0).Select(e => e!.Entry().Value).Where(e => e.What.StartsWith("sluis:Pull", StringComparison.Ordinal)).ToList();
        Assert.Equal(["sluis:PullBucket", "sluis:Pull", "sluis:PullBucket", "sluis:PullBucket"], entries.Select(e => e.What));
        Assert.Equal(
            ["logged", "logged/k?versionId=null", "logged settings Tagging", $"logged root {proof.Totals.Root}"], entries.Select(e => e.OnWhat));

        // What is as it was is not set again.
        var size = moving.Home.Log.Size;
        await moving.PullAsync("logged");
        Assert.Equal(size + 1, moving.Home.Log.Size);
    }
}
