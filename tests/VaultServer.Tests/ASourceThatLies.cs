using System.Net;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Arrival;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A source or a network that is busy, breaks off, or lies: what comes is verified, and what does not fit is named.</summary>
public sealed class ASourceThatLies : IAsyncLifetime
{
    private Moving moving = null!;

    public async ValueTask InitializeAsync()
    {
        moving = await Moving.BeginAsync();
        await moving.BucketAsync("papers");
        await moving.PutAsync("/papers/long", new string('a', 300_000));
        await moving.PutAsync("/papers/short", "short");
    }

    public ValueTask DisposeAsync() => moving.DisposeAsync();

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task That_is_busy_at_every_other_request_is_asked_again(HttpStatusCode busy)
    {
        moving.Way.Instead = (_, number) => number % 2 == 1 ? BadWay.Status(busy) : null;
        await IsWholeAsync(await moving.PullAsync("papers"));
    }

    [Fact]
    public async Task That_breaks_off_is_asked_for_the_rest_of_the_very_same_object()
    {
        var ranges = new List<string>();
        moving.Way.Changes = (request, answer) =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("long", StringComparison.Ordinal) && BadWay.IsForBytes(request))
            {
                ranges.Add($"{request.Headers.Range} {request.Headers.IfMatch}");
                answer.Content = answer.Content.Headers.ContentLength > 100_000 ? new CutContent(answer.Content, 100_000) : answer.Content;
            }

            return Task.CompletedTask;
        };
        await IsWholeAsync(await moving.PullAsync("papers"));
        Assert.Equal(3, ranges.Count);
        Assert.StartsWith("bytes=200000- \"", ranges[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_has_no_ranges_begins_anew_and_what_is_known_is_passed_over()
    {
        var cuts = 0;
        moving.Way.Changes = async (request, answer) =>
        {
            if (BadWay.IsForBytes(request) && request.RequestUri!.AbsolutePath.EndsWith("long", StringComparison.Ordinal))
            {
                answer.StatusCode = HttpStatusCode.OK;
                answer.Content = new ByteArrayContent([.. Enumerable.Repeat((byte)'a', 300_000)]);
                answer.Content = cuts++ == 0 ? new CutContent(answer.Content, 70_000) : answer.Content;
            }

            await Task.CompletedTask;
        };
        await IsWholeAsync(await moving.PullAsync("papers"));
    }

    [Fact]
    public async Task That_gives_other_bytes_under_the_same_entity_tag_is_named()
    {
        ChangeBytes(bytes => bytes[^1] ^= 1);
        IsNamed(await moving.PullAsync("papers"), "the source says md5 ");
    }

    [Fact]
    public async Task That_gave_other_bytes_once_is_asked_again()
    {
        var times = 0;
        ChangeBytes(bytes => bytes[0] ^= (byte)(times++ == 0 ? 1 : 0));
        await IsWholeAsync(await moving.PullAsync("papers"));
    }

    [Fact]
    public async Task That_lists_another_entity_tag_than_its_bytes_have_is_named()
    {
        ChangeList(list => list.Replace(
            Tag(new string('a', 300_000)), "0123456789abcdef0123456789abcdef", StringComparison.Ordinal));
        moving.Way.Instead = (request, _) =>
        {
            // The condition would show it: it is a liar, and drops that.
            request.Headers.Remove("If-Match");
            return null;
        };
        IsNamed(await moving.PullAsync("papers"), "the source says md5 0123456789abcdef0123456789abcdef, and its bytes come to");
    }

    [Theory]
    [InlineData(299_999, "more than the 299999 bytes")]
    [InlineData(300_001, "it does not give the rest from byte 300000 on: status 416")]
    public async Task That_lists_another_length_than_its_bytes_have_is_named(int length, string why)
    {
        ChangeList(list => list.Replace("<Size>300000</Size>", $"<Size>{length}</Size>", StringComparison.Ordinal));
        IsNamed(await moving.PullAsync("papers"), why);
    }

    [Fact]
    public async Task That_tells_a_checksum_that_its_bytes_do_not_have_is_named()
    {
        moving.Way.Changes = (request, answer) =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("long", StringComparison.Ordinal))
            {
                answer.Headers.TryAddWithoutValidation("x-amz-checksum-crc32c", "AAAAAA==");
            }

            return Task.CompletedTask;
        };
        IsNamed(await moving.PullAsync("papers"), "the source says crc32c AAAAAA==");
    }

    [Fact]
    public async Task That_refuses_an_object_for_good_is_named_with_its_own_words()
    {
        moving.Way.Instead = (request, _) => request.RequestUri!.AbsolutePath.EndsWith("long", StringComparison.Ordinal)
            ? new HttpResponseMessage(HttpStatusCode.Forbidden)
            {
                Content = new StringContent("<Error><Code>InvalidObjectState</Code><Message>frozen</Message></Error>"),
            }
            : null;
        IsNamed(await moving.PullAsync("papers"), "it must be restored at the source first (STANDARD)");
        moving.Way.Instead = (_, _) => null;
        await IsWholeAsync(await moving.PullAsync("papers"));
    }

    [Fact]
    public async Task That_is_silent_is_told_and_nothing_is_signed()
    {
        moving.Way.Instead = (_, number) => number > 30 ? BadWay.Status(HttpStatusCode.ServiceUnavailable) : null;
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => moving.PullAsync("papers"));
        Assert.Contains("the source", failure.Message, StringComparison.Ordinal);
        moving.Way.Instead = (_, _) => null;
        await IsWholeAsync(await moving.PullAsync("papers"));
    }

    [Fact]
    public async Task That_has_no_versions_is_asked_for_its_objects()
    {
        moving.Way.Instead = (request, _) =>
            request.RequestUri!.Query.Contains("versions", StringComparison.Ordinal) ? BadWay.Status(HttpStatusCode.NotImplemented)
            : request.RequestUri.Query.Contains("versionId", StringComparison.Ordinal) ? BadWay.Status(HttpStatusCode.NotImplemented) : null;
        var proof = await moving.PullAsync("papers");
        await IsWholeAsync(proof);
        Assert.False(moving.Plan.HasVersions);
    }

    [Fact]
    public async Task A_late_version_comes_in_its_place_among_those_that_were_there()
    {
        await moving.VersioningAsync("papers", "Enabled");
        await moving.PutAsync("/papers/row", "old");
        var middle = await moving.PutAsync("/papers/row", "middle");
        await moving.PutAsync("/papers/row", "newest");
        moving.Way.Instead = (request, _) => BadWay.IsForBytes(request) && request.RequestUri!.Query.Contains(middle, StringComparison.Ordinal)
            ? BadWay.Status(HttpStatusCode.Forbidden)
            : null;
        Assert.Equal(middle, Assert.Single(moving.Differences(await moving.PullAsync("papers"))).Version);
        moving.Way.Instead = (_, _) => null;
        await IsWholeAsync(await moving.PullAsync("papers"));
    }

    [Fact]
    public async Task That_lists_out_of_order_or_for_ever_is_told()
    {
        ChangeList(list => list.Replace("<Key>long", "<Key>zzz", StringComparison.Ordinal));
        Assert.Contains("not list 'papers' in the order of keys", await FailureAsync(), StringComparison.Ordinal);
        ChangeList(list => list.Replace(
            "<IsTruncated>false</IsTruncated>", "<IsTruncated>true</IsTruncated><NextKeyMarker>short</NextKeyMarker>", StringComparison.Ordinal));
        Assert.Contains("for ever", await FailureAsync(), StringComparison.Ordinal);
        ChangeList(_ => "<ListVersionsResult><Version><Key>k</Key></Version></ListVersionsResult>");
        Assert.Contains("cannot be read", await FailureAsync(), StringComparison.Ordinal);

        async Task<string> FailureAsync() => (await Assert.ThrowsAsync<InvalidOperationException>(() => moving.PullAsync("papers"))).Message;
    }

    private static string Tag(string text)
    {
#pragma warning disable CA5351 // S3's entity tag is an MD5.
        return Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
    }

    private async Task IsWholeAsync(ArrivalProof proof)
    {
        Assert.Empty(moving.Differences(proof));
        moving.Way.Changes = (_, _) => Task.CompletedTask;
        moving.Way.Instead = (_, _) => null;
        Assert.Equal(await moving.SeenAsync(moving.Cloud, "papers"), await moving.SeenAsync(moving.Home, "papers"));
    }

    /// <summary>The long object did not arrive, for a reason that is told; the other did, and nothing of the long one is there.</summary>
    private void IsNamed(ArrivalProof proof, string why)
    {
        var difference = Assert.Single(moving.Differences(proof));
        Assert.Equal((DifferenceKind.NotArrived, "long"), (difference.What, difference.Key));
        Assert.Contains(why, difference.Why, StringComparison.Ordinal);
        Assert.Equal(1, proof.Totals.Objects);
        Assert.Null(moving.Home.Vault.Catalogue.Newest(BucketName.Of("papers").Value, ObjectKey.Of("long").Value));
        Assert.Equal(["lock"], Directory.EnumerateFiles(moving.Home.Vault.Blobs, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    private void ChangeBytes(Action<byte[]> change) => moving.Way.Changes = async (request, answer) =>
    {
        if (request.RequestUri!.AbsolutePath.EndsWith("long", StringComparison.Ordinal) && BadWay.IsForBytes(request))
        {
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            change(bytes);
            answer.Content = new ByteArrayContent(bytes);
        }
    };

    private void ChangeList(Func<string, string> change) => moving.Way.Changes = async (request, answer) =>
    {
        if (request.RequestUri!.Query.Contains("versions", StringComparison.Ordinal))
        {
            answer.Content = new StringContent(change(await answer.Content.ReadAsStringAsync()));
        }
    };
}
