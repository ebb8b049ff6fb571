using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A scrub opens all that a vault keeps, and names what is not what was put.</summary>
public sealed class ScrubbingAVault : IAsyncDisposable
{
    private readonly ServedVault vault = new();

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task Finds_nothing_where_nothing_happened()
    {
        await FillAsync();
        Assert.Equal("3 looked at, 0 harmed, 0 unopened", await ScrubAsync());
    }

    [Fact]
    public async Task Names_what_is_missing_cut_or_altered_in_any_byte()
    {
        await FillAsync();
        var files = vault.Vault.Catalogue.Versions(VaultOf("haven"), "", "", null, 10).ToDictionary(
            v => v.Version.Key.Text, v => vault.FileOf(v.Version.Parts[0].Blob));
        File.Delete(files["a"]);
        using (var cut = File.OpenWrite(files["b"]))
        {
            cut.SetLength(cut.Length - 1);
        }

        var bytes = File.ReadAllBytes(files["c"]);
        bytes[^1000] ^= 1;
        File.WriteAllBytes(files["c"], bytes);
        Assert.Equal("haven/a null 1 Missing, haven/b null 1 OfWrongLength, haven/c null 1 Altered, 3 looked at, 3 harmed, 0 unopened", await ScrubAsync());
    }

    [Fact]
    public async Task Names_short_objects_of_the_catalogue_that_are_missing_cut_or_altered()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        foreach (var key in (string[])["a", "b", "c", "d"])
        {
            await vault.DoAsync("PUT", $"/haven/{key}", key);
        }

        await vault.StopAsync();
        vault.Tamper($"DELETE FROM short_blob WHERE blob = {BlobOf("a")}");
        vault.Tamper($"UPDATE short_blob SET bytes = substr(bytes, 1, length(bytes) - 1) WHERE blob = {BlobOf("b")}");
        vault.Tamper($"UPDATE short_blob SET bytes = (SELECT bytes FROM short_blob WHERE blob = {BlobOf("d")}) WHERE blob = {BlobOf("c")}");
        Assert.Equal("haven/a null 1 Missing, haven/b null 1 OfWrongLength, haven/c null 1 Altered, 4 looked at, 3 harmed, 0 unopened", await ScrubAsync());
    }

    [Fact]
    public async Task Looks_at_presence_and_length_where_keys_are_locked()
    {
        await FillAsync();
        Assert.Equal("3 looked at, 0 harmed, 3 unopened", await ScrubAsync(isUnlocked: false));
    }

    [Fact]
    public async Task What_is_removed_while_it_looks_is_not_told_to_be_missing()
    {
        await FillAsync();
        using var blobs = vault.Vault.OpenBlobs(BlobsUse.Shared).Value;
        using var keys = new BodyKeys();
        var removed = 0;
        var (total, _) = await VaultScrub.RunAsync(
            vault.Vault.Catalogue, new VanishingBlobs(blobs, Remove), keys, f => Assert.Fail(f.ToString()), TestContext.Current.CancellationToken);
        Assert.Equal((3, 0, 1), (total.Blobs, total.Harmed, removed));

        void Remove(Vault.BlobId blob)
        {
            var version = vault.Vault.Catalogue.Versions(VaultOf("haven"), "", "", null, 10).Select(v => v.Version)
                .Single(v => v.Parts[0].Blob == blob);
            if (version.Key.Text == "b")
            {
                removed = vault.Vault.Catalogue.Change(change =>
                {
                    change.Remove(version.Bucket, version.Key, version.Id);
                    return 1;
                });
                File.Delete(vault.FileOf(blob));
            }
        }
    }

    private string BlobOf(string key) =>
        $"x'{vault.Vault.Catalogue.Newest(VaultOf("haven"), Vault.ObjectKey.Of(key).Value)!.Parts[0].Blob.Text}'";

    private static Vault.BucketName VaultOf(string bucket) => Vault.BucketName.Of(bucket).Value;

    private async Task FillAsync()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/a", new string('a', 20_000));
        await vault.DoAsync("PUT", "/haven/b", new string('b', 20_000));
        await vault.DoAsync("PUT", "/haven/c", new string('c', 200_000));
        await vault.StopAsync();
    }

    private async Task<string> ScrubAsync(bool isUnlocked = true)
    {
        using var keys = new BodyKeys();
        if (isUnlocked)
        {
            keys.Unlock(KnownKeys.Unlock(vault.Vault));
        }

        using var blobs = vault.Vault.OpenBlobs(BlobsUse.Alone).Value;
        var found = new List<string>();
        var (total, unopened) = await VaultScrub.RunAsync(
            vault.Vault.Catalogue, blobs, keys,
            f => found.Add($"{f.Blob.Bucket.Name}/{f.Blob.Key} {f.Blob.Version} {f.Blob.Part.Number} {f.Harm}"), TestContext.Current.CancellationToken);
        return string.Join(", ", found.Append($"{total.Blobs} looked at, {total.Harmed} harmed, {unopened} unopened"));
    }

    /// <summary>Blobs of which someone may remove one just before it is read.</summary>
    private sealed class VanishingBlobs(IBlobStore inner, Action<Vault.BlobId> before) : IBlobStore
    {
        public Task WriteAsync(Vault.BlobId id, Stream sealedBytes, CancellationToken stop) => inner.WriteAsync(id, sealedBytes, stop);

        public Task<Stream?> ReadAsync(Vault.BlobId id, long offset, long length, CancellationToken stop)
        {
            before(id);
            return inner.ReadAsync(id, offset, length, stop);
        }

        public Task RemoveAsync(Vault.BlobId id, CancellationToken stop) => inner.RemoveAsync(id, stop);

        public IAsyncEnumerable<KeptBlob> ListAsync(CancellationToken stop) => inner.ListAsync(stop);

        public void Dispose() => inner.Dispose();
    }
}
