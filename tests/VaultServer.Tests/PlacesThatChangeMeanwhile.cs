using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Abroad;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>An officer says where buckets may be kept, while a copy is being brought up to date: what should stay home does.</summary>
public sealed class PlacesThatChangeMeanwhile : IAsyncDisposable
{
    private readonly AnEmbassy embassy = new();
    private bool isDone;

    private ServedVault Home => embassy.Home;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => embassy.DisposeAsync();

    [Fact]
    public async Task What_is_put_after_the_word_is_not_carried_when_a_segment_is_read_again()
    {
        await FillAsync();
        await embassy.SyncAsync();
        await PutAsync("haven", "soon removed");
        await embassy.RoundAsync(copy => new SlowCopy(copy, OnceAsync(async () =>
        {
            // What is being carried is removed at home, so that the changes are to be read again.
            var removed = BlobOf("haven", "soon removed");
            await Home.DoAsync("DELETE", "/haven/soon%20removed");
            using var blobs = Home.Vault.OpenBlobs(BlobsUse.Shared).Value;
            await blobs.RemoveAsync(removed, Stop);
            embassy.SetPlaces("haven", "NL");
            await PutAsync("haven", "secret");
        })));
        await StaysHomeAsync("haven", "secret");
    }

    [Fact]
    public async Task What_is_put_after_the_word_is_not_carried_while_all_is()
    {
        await FillAsync();
        await embassy.RoundAsync(copy => new SlowCopy(copy, OnceAsync(async () =>
        {
            embassy.SetPlaces("haven", "NL");
            await PutAsync("haven", "secret");
        })));
        await StaysHomeAsync("haven", "secret");
    }

    [Fact]
    public async Task What_was_carried_before_the_word_is_removed_after_a_grace()
    {
        await FillAsync();
        var (first, calls) = (BlobOf("archief", "a").Text, 0);
        await embassy.RoundAsync(copy => new SlowCopy(copy, () =>
        {
            if (++calls > 2)
            {
                embassy.SetPlaces("archief", "NL"); // Its object is there by now.
            }

            return Task.CompletedTask;
        }));
        Assert.Contains(first, embassy.Files);
        await embassy.SyncAsync();
        embassy.Clock.Later = Round.Grace + TimeSpan.FromMinutes(1);
        await embassy.RoundAsync(copy => copy);
        Assert.DoesNotContain(first, embassy.Files);
        await embassy.RestoreAndCompareAsync();
    }

    [Fact]
    public async Task What_was_carried_until_the_process_was_killed_is_removed_too()
    {
        await FillAsync();
        embassy.SetPlaces("archief", "NL");
        await embassy.SyncAsync();
        embassy.SetPlaces("archief", "NL", "BE");
        var calls = 0;
        await Assert.ThrowsAsync<IOException>(() => embassy.RoundAsync(copy => new SlowCopy(copy, () =>
            ++calls > 2 ? throw new IOException("killed") : Task.CompletedTask)));
        Assert.Contains(BlobOf("archief", "a").Text, embassy.Files);
        embassy.SetPlaces("archief", "NL");
        await embassy.SyncAsync();
        embassy.Clock.Later = Round.Grace + TimeSpan.FromMinutes(1);
        await embassy.RoundAsync(copy => copy);
        Assert.DoesNotContain(BlobOf("archief", "a").Text, embassy.Files);
    }

    [Fact]
    public async Task What_may_be_kept_there_since_a_moment_ago_is_there_with_all_that_it_needs()
    {
        await FillAsync();
        embassy.SetPlaces("haven", "NL");
        await embassy.RoundAsync(copy => new SlowCopy(copy, OnceAsync(() =>
        {
            embassy.SetPlaces("haven", "NL", "BE");
            return Task.CompletedTask;
        })));
        await embassy.SyncAsync();
        await embassy.RestoreAndCompareAsync();
    }

    private Func<Task> OnceAsync(Func<Task> meanwhile) => async () =>
    {
        if (!isDone)
        {
            isDone = true;
            await meanwhile();
        }
    };

    private async Task StaysHomeAsync(string bucket, string key)
    {
        Assert.DoesNotContain(BlobOf(bucket, key).Text, embassy.Files);
        await embassy.SyncAsync();
        Assert.DoesNotContain(BlobOf(bucket, key).Text, embassy.Files);
        await embassy.RestoreAndCompareAsync();
    }

    /// <summary>Two buckets with an object each.</summary>
    private async Task FillAsync()
    {
        await Home.ServeAsync();
        foreach (var bucket in new[] { "archief", "haven" })
        {
            await Home.DoAsync("PUT", $"/{bucket}");
            await PutAsync(bucket, "a");
        }
    }

    private Task PutAsync(string bucket, string key) =>
        Home.DoAsync("PUT", $"/{bucket}/{Uri.EscapeDataString(key)}", new string('x', 30_000));

    private BlobId BlobOf(string bucket, string key) =>
        Home.Vault.Catalogue.Newest(BucketName.Of(bucket).Value, ObjectKey.Of(key).Value)!.Parts[0].Blob;
}
