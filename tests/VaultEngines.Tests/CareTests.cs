using Sluiswachter.Vault;
using static Sluiswachter.VaultEngines.Tests.Pictures;

namespace Sluiswachter.VaultEngines.Tests;

/// <summary>Scrubbing and the removal of garbage and orphans, on a catalogue in SQLite and blobs on disk.</summary>
public sealed class CareTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sluiswachter-");
    private readonly SqlCatalogue catalogue;
    private readonly DiskBlobs blobs;
    private readonly GarbageCollection collection;
    private readonly List<string> told = [];

    public CareTests()
    {
        catalogue = SqlCatalogue.OpenSqlite($"{folder}/catalogue.db").Value.WithHarbour();
        blobs = DiskBlobs.Open($"{folder}/blobs").Value;
        collection = new GarbageCollection(catalogue, blobs);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        catalogue.Dispose();
        blobs.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_scrub_tells_what_is_missing_cut_altered_or_cannot_be_read_and_nothing_else()
    {
        await WriteAsync(1, 2, 3, 4, 5, 6, 7);
        catalogue.Do(change =>
        {
            change.Put(Object("whole", 1, 1));
            change.Put(Object("parts", 2, 2, 3, 4));
            change.Put(Object("parts", 3, 5));
            change.Put(Marker("gone", 4));
            change.Put(Upload("uploading", 5));
            change.Put(Part(5, 1, 6));
            change.Put(Part(5, 2, 7));
        });
        File.Delete(PathOf(2));
        File.AppendAllText(PathOf(3), "!");
        Flip(PathOf(5));
        File.Delete(PathOf(7));
        Directory.CreateDirectory(PathOf(7));

        var found = new List<string>();
        var total = await Scrub.RunAsync(
            catalogue,
            blobs,
            size => size + 24,
            OpensAsync,
            finding => found.Add($"{finding.Blob.Key} {finding.Blob.Version is null} {finding.Blob.Part.Number} {finding.Harm}"),
            Stop);
        Assert.Equal(
            ["parts False 1 Altered", "parts False 1 Missing", "parts False 2 OfWrongLength", "uploading True 2 Unreadable"],
            found.Order(StringComparer.Ordinal));
        Assert.Equal((7, 4), (total.Blobs, total.Harmed));
    }

    [Fact]
    public async Task A_scrub_tells_how_much_of_a_stream_could_be_read()
    {
        catalogue.Do(change => change.Put(Object("k", 1, 1)));
        using var failing = new FailingBlobs(new IOException("a bad sector"));
        var found = new List<ScrubFinding>();
        await Scrub.RunAsync(catalogue, failing, size => size + 24, OpensAsync, found.Add, Stop);
        Assert.Equal((BlobHarm.Unreadable, FailingBlobs.Given), (Assert.Single(found).Harm, found[0].Bytes));
    }

    /// <summary>Else every stream that is looked at until the lock is held again is told to be lost.</summary>
    [Fact]
    public async Task A_scrub_whose_lock_is_lost_fails_and_finds_nothing()
    {
        catalogue.Do(change => change.Put(Object("k", 1, 1)));
        using var failing = new FailingBlobs(new CatalogueFailure(new Model.Phrase("lost", "verloren")));
        await Assert.ThrowsAsync<CatalogueFailure>(
            () => Scrub.RunAsync(catalogue, failing, size => size + 24, OpensAsync, _ => Assert.Fail(), Stop));
    }

    [Fact]
    public async Task A_scrub_reads_all_pages()
    {
        await WriteAsync([.. Enumerable.Range(1, 20)]);
        catalogue.Do(change =>
        {
            for (var i = 1; i <= 2100; i++)
            {
                change.Put(Object($"k{i % 3}", i, 1 + (i % 20)));
            }
        });
        var total = await Scrub.RunAsync(catalogue, blobs, size => size + 24, OpensAsync, _ => Assert.Fail(), Stop);
        Assert.Equal(2100, total.Blobs);
    }

    [Fact]
    public async Task Garbage_is_removed_after_a_pause_and_what_fails_is_tried_again()
    {
        await WriteAsync(1, 2, 3);
        catalogue.Do(change => change.Put(Object("k", 0, 1, 2)));
        catalogue.Do(change => change.Put(Object("k", 0, 3)));
        File.Delete(PathOf(2));
        Directory.CreateDirectory(PathOf(2));
        Assert.Equal(1, await RoundAsync(() => Assert.True(File.Exists(PathOf(1)))));
        Assert.StartsWith("1 sealed streams", Assert.Single(told), StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf(1)));
        Assert.Equal("2", catalogue.Garbage());
        Directory.Delete(PathOf(2));
        Assert.Equal(1, await RoundAsync(() => { }));
        Assert.Equal("", catalogue.Garbage());
        Assert.True(File.Exists(PathOf(3)));

    }

    /// <summary>The disk became read-only, or the service is away: nobody wants to read that a thousand times.</summary>
    [Fact]
    public async Task Garbage_that_cannot_be_removed_is_told_once_and_after_ten_in_a_row_ever_fewer_are_tried()
    {
        await LetGoAsync(200);
        Block([.. Enumerable.Range(1, 200)]);
        Assert.Equal(0, await RoundAsync(() => { }));
        Assert.StartsWith(
            "14 sealed streams that nothing needs could not be removed, and are tried again; 200 are waiting; the first: ",
            Assert.Single(told), StringComparison.Ordinal);
    }

    /// <summary>Streams that a hold keeps, or of which the rights were taken away: there may be many, and always the same.</summary>
    [Fact]
    public async Task Garbage_that_can_never_be_removed_keeps_no_other_from_going()
    {
        await LetGoAsync(100);
        int[] stuck = [.. Enumerable.Range(1, 40), 50, .. Enumerable.Range(70, 15)];
        Block(stuck);
        await RoundsAsync(20);
        Assert.Equal(string.Join(' ', stuck), catalogue.Garbage());

        // Nor what can be removed by now.
        int[] now = [.. stuck.Where(number => number % 7 == 0)];
        Array.ForEach(now, number => Directory.Delete(PathOf(number)));
        await RoundsAsync(20);
        Assert.Equal(string.Join(' ', stuck.Except(now)), catalogue.Garbage());

        async Task RoundsAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                await RoundAsync(() => { });
            }
        }
    }

    /// <summary>Writes blobs that nothing refers to any more.</summary>
    private async Task LetGoAsync(int count)
    {
        await WriteAsync([.. Enumerable.Range(1, count)]);
        catalogue.Do(change => change.Put(Object("k", 0, [.. Enumerable.Range(1, count)])));
        catalogue.Do(change => change.Put(Object("k", 0)));
    }

    /// <summary>Makes that blobs cannot be removed.</summary>
    private void Block(int[] numbers)
    {
        foreach (var number in numbers)
        {
            File.Delete(PathOf(number));
            Directory.CreateDirectory(PathOf(number));
        }
    }

    private Task<int> RoundAsync(Action meanwhile) => collection.RoundAsync(
        () =>
        {
            meanwhile();
            return Task.CompletedTask;
        },
        says => told.Add(says.English),
        Stop);

    [Fact]
    public async Task Orphans_are_removed_when_they_are_older_than_a_day()
    {
        await WriteAsync(1, 2, 3, 4);
        catalogue.Do(change =>
        {
            change.Put(Object("k", 1, 1));
            change.Put(Upload("k", 1));
            change.Put(Part(1, 1, 2));
        });
        File.SetLastWriteTimeUtc(PathOf(3), Noon.UtcDateTime - TimeSpan.FromHours(25));
        File.SetLastWriteTimeUtc(PathOf(4), Noon.UtcDateTime - TimeSpan.FromHours(23));
        File.SetLastWriteTimeUtc(PathOf(1), Noon.UtcDateTime - TimeSpan.FromDays(99));
        File.SetLastWriteTimeUtc(PathOf(2), Noon.UtcDateTime - TimeSpan.FromDays(99));
        Assert.Equal(1, await OrphanCollection.RunAsync(catalogue, blobs, Noon, Stop));
        Assert.Equal([true, true, false, true], Enumerable.Range(1, 4).Select(i => File.Exists(PathOf(i))));
    }

    [Fact]
    public async Task With_the_wrong_catalogue_nothing_is_an_orphan()
    {
        await WriteAsync(1, 2);
        Assert.Equal(0, await OrphanCollection.RunAsync(catalogue, blobs, Noon.AddYears(9), Stop));
        Assert.True(File.Exists(PathOf(1)));
    }

    private static async Task<bool> OpensAsync(ReferredBlob blob, Stream stream, CancellationToken stop)
    {
        var read = new MemoryStream();
        await stream.CopyToAsync(read, stop);
        return read.ToArray().All(b => b == (byte)(blob.Part.Size - 1000));
    }

    private static void Flip(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private string PathOf(int blob) => $"{folder}/blobs/{Blob(blob).Text[..2]}/{Blob(blob).Text}";

    /// <summary>Writes blobs whose bytes are their number, as long as the size of <see cref="Part(int, int)"/> sealed.</summary>
    private async Task WriteAsync(params int[] numbers)
    {
        foreach (var number in numbers)
        {
            var bytes = Enumerable.Repeat((byte)number, 1000 + number + 24).ToArray();
            await blobs.WriteAsync(Blob(number), new MemoryStream(bytes), Stop);
        }
    }

    /// <summary>A store whose streams break off.</summary>
    private sealed class FailingBlobs(IOException failure) : IBlobStore
    {
        public const long Given = 100;

        public Task WriteAsync(BlobId id, Stream sealedBytes, CancellationToken stop) => throw failure;

        public Task<Stream?> ReadAsync(BlobId id, long offset, long length, CancellationToken stop) =>
            Task.FromResult<Stream?>(new BrokenOff(failure));

        public Task RemoveAsync(BlobId id, CancellationToken stop) => throw failure;

        public IAsyncEnumerable<KeptBlob> ListAsync(CancellationToken stop) => throw failure;

        public void Dispose()
        {
            // Nothing is held.
        }

        private sealed class BrokenOff(IOException failure) : ReadOnceStream
        {
            private long left = Given;

            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                var count = (int)Math.Min(left, buffer.Length);
                left -= count;
                return count > 0 ? ValueTask.FromResult(count) : throw failure;
            }
        }
    }
}
