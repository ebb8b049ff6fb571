using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Programs that people use with S3 work with a vault as they are.</summary>
public sealed class RealClients(AVault vault) : IClassFixture<AVault>
{
    private const int Segment = 64 * 1024;

    [Fact]
    public void Rclone_copies_a_folder_there_and_back_and_finds_no_difference()
    {
        using var desk = new Desk(vault, vault.Ministry);
        foreach (var size in (int[])[0, 1, Segment - 1, Segment, Segment + 1, 6 * 1024 * 1024])
        {
            desk.File($"there/of {size} bytes/bestand é+%.bin", size);
        }

        desk.Does("rclone", "mkdir kluis:rclone");
        desk.Does("rclone", "copy there kluis:rclone/map --s3-upload-cutoff 5M --s3-chunk-size 5M");
        desk.Does("rclone", "check there kluis:rclone/map --download");
        desk.Does("rclone", "check there kluis:rclone/map");
        desk.Does("rclone", "copy kluis:rclone/map back");
        desk.Does("rclone", "check there back --download");
    }

    [Fact]
    public void Restic_backs_up_prunes_checks_and_restores()
    {
        using var desk = new Desk(vault, vault.Ministry);
        desk.File("work/old", 1_000_000);
        desk.Does("restic", "init");
        desk.Does("restic", "backup work");
        File.Delete(desk.At("work/old"));
        var kept = desk.File("work/new", 3_000_000);
        desk.Does("restic", "backup work");
        desk.Does("restic", "forget --keep-last 1 --prune");
        desk.Does("restic", "check --read-data");
        desk.Does("restic", "restore latest --target restored");
        Assert.Equal(kept, desk.Read("restored/work/new"));
        Assert.False(File.Exists(desk.At("restored/work/old")));
    }

    [Fact]
    public void S3cmd_puts_lists_gets_and_deletes()
    {
        using var desk = new Desk(vault, vault.Ministry);
        var content = desk.File("letter", 200_000);
        desk.Does("s3cmd", "mb s3://s3cmd");
        desk.Does("s3cmd", "put letter s3://s3cmd/post/letter");
        Assert.Contains("s3://s3cmd/post/letter", desk.Does("s3cmd", "ls s3://s3cmd/post/"));
        desk.Does("s3cmd", "get s3://s3cmd/post/letter again");
        Assert.Equal(content, desk.Read("again"));
        desk.Does("s3cmd", "del s3://s3cmd/post/letter");
        Assert.Equal("", desk.Does("s3cmd", "ls --recursive s3://s3cmd"));
    }

    [Fact]
    public void Aws_copies_and_syncs_in_parts_too()
    {
        using var desk = new Desk(vault, vault.Ministry);
        var whole = desk.File("files/small", 70_000);
        var parts = desk.File("files/deep/large", 9 * 1024 * 1024);
        desk.Does("aws", "s3 mb s3://aws-sync");
        desk.Does("aws", "s3 sync files s3://aws-sync/files");
        desk.Does("aws", "s3 sync s3://aws-sync/files back");
        Assert.Equal(whole, desk.Read("back/small"));
        Assert.Equal(parts, desk.Read("back/deep/large"));
        desk.Does("aws", "s3 cp s3://aws-sync/files/small s3://aws-sync/copy");
        desk.Does("aws", "s3 cp s3://aws-sync/copy copied");
        Assert.Equal(whole, desk.Read("copied"));
    }

    [Fact]
    public void S3fs_mounts_a_bucket_where_files_are_written_moved_read_and_removed()
    {
        // Containers seldom have this device; without it nothing can be mounted, and there is nothing to test.
        if (!File.Exists("/dev/fuse"))
        {
            return;
        }

        using var desk = new Desk(vault, vault.Ministry);
        desk.Does("aws", "s3 mb s3://mounted");
        Directory.CreateDirectory(desk.At("mounted"));
        desk.Does("s3fs", $"mounted {desk.At("mounted")} -o url={vault.Address} -o use_path_request_style -o endpoint=nl");
        try
        {
            var content = desk.File("mounted/post/letter", 300_000);
            File.Move(desk.At("mounted/post/letter"), desk.At("mounted/post/moved"));
            Assert.Equal(content, desk.Read("mounted/post/moved"));
            Assert.Contains("post/moved", desk.Does("aws", "s3 ls --recursive s3://mounted"));
            File.Delete(desk.At("mounted/post/moved"));
            Assert.DoesNotContain("moved", desk.Does("aws", "s3 ls --recursive s3://mounted"));
        }
        finally
        {
            desk.Does("fusermount", $"-u {desk.At("mounted")}");
        }
    }

    [Fact]
    public void A_checksum_that_is_given_is_kept_and_one_that_is_wrong_refused()
    {
        using var desk = new Desk(vault, vault.Ministry);
        var content = desk.File("letter", 1_000);
        var right = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(content));
        var wrong = Convert.ToBase64String(new byte[32]);
        desk.Does("aws", "s3 mb s3://checksums");
        desk.Does("aws", $"s3api put-object --bucket checksums --key k --body letter --checksum-sha256 {right}");
        Assert.Contains(right, desk.Does("aws", "s3api head-object --bucket checksums --key k --checksum-mode ENABLED"));
        var refused = desk.Says("aws", $"s3api put-object --bucket checksums --key other --body letter --checksum-sha256 {wrong}");
        Assert.Contains("BadDigest", refused.Error);
        Assert.DoesNotContain("other", desk.Does("aws", "s3 ls s3://checksums"));
    }

    [Fact]
    public async Task Any_range_across_segments_is_the_slice()
    {
        using var desk = new Desk(vault, vault.Ministry);
        var content = desk.File("ranges", 200 * 1024);
        desk.Does("aws", "s3 mb s3://ranges");
        desk.Does("aws", "s3 cp ranges s3://ranges/k");
        var address = new Uri(desk.Does("aws", "s3 presign s3://ranges/k").Trim());
        using var http = new HttpClient();
        int[] edges = [0, 1, Segment - 1, Segment, Segment + 1, 2 * Segment, 3 * Segment - 1, 3 * Segment, content.Length - 1];
        foreach (var (from, to) in edges.SelectMany(from => edges.Where(to => to >= from).Select(to => (from, to))))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(from, to) } };
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
            Assert.Equal(content[from..(to + 1)], await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void Nothing_of_what_was_put_is_in_any_file_of_the_vault()
    {
        using var desk = new Desk(vault, vault.Ministry);
        var known = Encoding.ASCII.GetBytes("geheim van de minister");
        desk.File("letter", [.. Enumerable.Repeat(known, 10_000).SelectMany(b => b)]);
        desk.Does("aws", "s3 mb s3://sealed");
        desk.Does("aws", "s3api put-object --bucket sealed --key brief --body letter --metadata about=losgeld-onderhandeling");

        // What is short lies in the catalogue itself; so does a short part, and what is known of an upload that is not complete.
        desk.File("short", known);
        desk.File("key", "een sleutel van een klant, 32 b."u8.ToArray());
        desk.Does("aws", "s3api put-object --bucket sealed --key kort --body short --tagging about=losgeld-etiket");
        desk.Does("aws", "s3api put-object --bucket sealed --key eigen --body short --sse-customer-algorithm AES256 --sse-customer-key fileb://key");
        var upload = desk.Does(
            "aws", "s3api create-multipart-upload --bucket sealed --key deels --metadata about=losgeld-deel --query UploadId --output text").Trim();
        desk.Does("aws", $"s3api upload-part --bucket sealed --key deels --part-number 1 --body short --upload-id {upload}");

        var files = Directory.GetFiles(vault.Folder, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) is not ("lock" or "control.lock" or "control.sock")).Select(WhileServed).ToList();
        Assert.Contains(files, f => f.AsSpan().IndexOf("brief"u8) >= 0);
        Assert.All(files, f => Assert.Equal(-1, f.AsSpan().IndexOf(known)));
        Assert.Contains(files, f => f.AsSpan().IndexOf("kort"u8) >= 0 && f.AsSpan().IndexOf(Encoding.ASCII.GetBytes(upload)) >= 0);
        Assert.All(files, f => Assert.Equal(-1, f.AsSpan().IndexOf("losgeld"u8)));
        Assert.All(files, f => Assert.Equal(-1, f.AsSpan().IndexOf("een sleutel van een klant"u8)));
        Assert.All(files, f => Assert.Equal(-1, f.AsSpan().IndexOf(Encoding.UTF8.GetBytes(vault.Ministry.Secret))));
    }

    [Fact]
    public void A_user_of_another_body_is_refused()
    {
        using var desk = new Desk(vault, vault.Ministry);
        using var other = new Desk(vault, vault.Municipality);
        desk.File("letter", 10);
        other.File("letter", 10);
        desk.Does("aws", "s3 mb s3://of-the-ministry");
        desk.Does("aws", "s3 cp letter s3://of-the-ministry/k");
        Assert.Contains("AccessDenied", other.Says("aws", "s3api list-objects-v2 --bucket of-the-ministry").Error);
        Assert.Contains("AccessDenied", other.Says("aws", "s3api get-object --bucket of-the-ministry --key k got").Error);
        Assert.Contains("AccessDenied", other.Says("aws", "s3api put-object --bucket of-the-ministry --key k --body letter").Error);
        Assert.Contains("AccessDenied", other.Says("aws", "s3api delete-object --bucket of-the-ministry --key k").Error);
        Assert.DoesNotContain("of-the-ministry", other.Does("aws", "s3 ls"));
    }

    [Fact]
    public async Task A_stranger_is_refused_with_a_key_or_without()
    {
        using var desk = new Desk(vault, vault.Ministry);
        desk.Does("aws", "s3 mb s3://not-for-strangers");
        using var stranger = new Desk(vault, "SLUISNOBODYNOBODYNO2", "guessed");
        Assert.Contains("InvalidAccessKeyId", stranger.Says("aws", "s3api list-objects-v2 --bucket not-for-strangers").Error);
        using var guesser = new Desk(vault, vault.Ministry.AccessKeyId, "guessed");
        Assert.Contains("SignatureDoesNotMatch", guesser.Says("aws", "s3api list-objects-v2 --bucket not-for-strangers").Error);
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"{vault.Address}/not-for-strangers"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    /// <summary>The bytes of a file that the server may have open.</summary>
    private static byte[] WhileServed(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
