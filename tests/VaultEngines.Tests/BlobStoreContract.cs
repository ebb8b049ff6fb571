using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Fixtures;
using Sluiswachter.Vault;
using static Sluiswachter.VaultEngines.Tests.Pictures;

namespace Sluiswachter.VaultEngines.Tests;

public sealed class DiskBlobsTests : BlobStoreContract
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sluiswachter-");

    public override void Dispose()
    {
        base.Dispose();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_folder_is_of_one_alone_or_of_any_number_together()
    {
        using (DiskBlobs.Open(folder.FullName, BlobsUse.Alone).Value)
        {
            Assert.IsType<BlobsInUse>(DiskBlobs.Open(folder.FullName, BlobsUse.Alone).Problem);
            Assert.IsType<BlobsInUse>(DiskBlobs.Open(folder.FullName, BlobsUse.Shared).Problem);
        }

        using var one = DiskBlobs.Open(folder.FullName, BlobsUse.Shared).Value;
        using var other = DiskBlobs.Open(folder.FullName, BlobsUse.Shared).Value;
        Assert.IsType<BlobsInUse>(DiskBlobs.Open(folder.FullName, BlobsUse.Alone).Problem);
    }

    /// <summary>Who comes to share is alone while it removes what a crash left.</summary>
    [Fact]
    public async Task Two_that_start_together_share_the_folder()
    {
        using var isAlone = new ManualResetEventSlim();
        using var goesOn = new ManualResetEventSlim();
        var first = Task.Run(() => DiskBlobs.Open(folder.FullName, BlobsUse.Shared, new SlowDisk(isAlone, goesOn)), Stop);
        isAlone.Wait(Stop);
        var second = Task.Run(() => DiskBlobs.Open(folder.FullName, BlobsUse.Shared), Stop);
        await Eventually.SoAsync(
            () => second.IsCompleted || File.ReadLines("/proc/locks").Any(IsOursThatWaits), "the second waits for the lock, or has it", Stop);

        goesOn.Set();
        using var one = (await first).Value;
        using var other = (await second).Value;
    }

    [Fact]
    public void A_lock_that_cannot_be_taken_by_anybody_is_not_told_as_use()
    {
        Directory.CreateDirectory($"{folder}/lock");
        var problem = Assert.IsType<LockNotWritable>(DiskBlobs.Open(folder.FullName).Problem);
        Assert.Contains("must be writable for the user", problem.ToString(), StringComparison.Ordinal);
        Assert.IsType<LockNotWritable>(DiskBlobs.Open(folder.FullName, BlobsUse.Shared).Problem);
    }

    [Fact]
    public void Who_comes_second_leaves_what_the_first_is_writing()
    {
        using var first = DiskBlobs.Open(folder.FullName, BlobsUse.Shared).Value;
        File.WriteAllText($"{folder}/tmp/{Blob(1).Text}", "half");
        using var second = DiskBlobs.Open(folder.FullName, BlobsUse.Shared).Value;
        Assert.NotEmpty(Directory.GetFiles($"{folder}/tmp"));
    }

    [Fact]
    public async Task What_a_crash_left_unfinished_is_removed_and_never_listed()
    {
        Directory.CreateDirectory($"{folder}/tmp");
        File.WriteAllText($"{folder}/tmp/{Blob(1).Text}", "half");
        File.WriteAllText($"{folder}/stranger", "not ours");
        using var store = DiskBlobs.Open(folder.FullName).Value;
        Assert.Empty(await store.ListAsync(Stop).ToListAsync(Stop));
        Assert.Empty(Directory.GetFiles($"{folder}/tmp"));
        Assert.True(File.Exists($"{folder}/stranger"));
    }

    /// <summary>A store on a disk of its own has a lost+found, which only the administrator may read.</summary>
    [Fact]
    public async Task Folders_that_are_not_of_the_store_are_left_alone()
    {
        using var store = DiskBlobs.Open(folder.FullName, BlobsUse.Alone, new GuardedDisk()).Value;
        await store.WriteAsync(Blob(1), new MemoryStream([1]), Stop);
        Directory.CreateDirectory($"{folder}/lost+found/{Blob(2).Text[..2]}");
        File.WriteAllText($"{folder}/lost+found/{Blob(2).Text}", "not ours");
        Assert.Equal([Blob(1)], await store.ListAsync(Stop).Select(kept => kept.Id).ToListAsync(Stop));
    }

    [Fact]
    public async Task A_folder_that_may_not_be_read_is_told_as_a_disk_that_fails()
    {
        using var store = DiskBlobs.Open(folder.FullName, BlobsUse.Alone, new GuardedDisk()).Value;
        Directory.CreateDirectory($"{folder}/ab");
        await Assert.ThrowsAsync<IOException>(async () => await store.ListAsync(Stop).ToListAsync(Stop));
    }

    protected override IBlobStore Open() => DiskBlobs.Open(folder.FullName).Value;

    private static bool IsOursThatWaits(string line) =>
        line.Contains("-> FLOCK", StringComparison.Ordinal) && line.Contains($" {Environment.ProcessId} ", StringComparison.Ordinal);

    /// <summary>A disk on which what a crash left is looked up for as long as a test wants.</summary>
    private sealed class SlowDisk(ManualResetEventSlim isAlone, ManualResetEventSlim goesOn) : FileSystem
    {
        public override IEnumerable<FileInfo> List(string folder)
        {
            isAlone.Set();
            goesOn.Wait(Stop);
            return base.List(folder);
        }
    }

    /// <summary>A disk on which the administrator's folder, and the folder ab, are closed to us; tests may run as the administrator.</summary>
    private sealed class GuardedDisk : FileSystem
    {
        public override IEnumerable<FileInfo> List(string folder) => Path.GetFileName(folder) is "lost+found" or "ab"
            ? Each(() => true ? throw new UnauthorizedAccessException("closed") : Array.Empty<FileInfo>())
            : base.List(folder);
    }
}

/// <summary>What every store of sealed streams does.</summary>
public abstract class BlobStoreContract : IDisposable
{
    private IBlobStore? opened;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IBlobStore Store => opened ??= Open();

    public virtual void Dispose()
    {
        opened?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Any_range_of_what_was_written_is_read_back()
    {
        var number = 0;
        Prop.ForAll(ArbMap.Default.ArbFor<(NonNegativeInt Size, NonNegativeInt From, NonNegativeInt Length)>(), async range =>
        {
            var bytes = Bytes(range.Size.Get * 5000, seed: 1);
            var (from, length) = (Math.Min(range.From.Get * 3001, bytes.Length), range.Length.Get * 2999);
            var id = Blob(++number);
            await Store.WriteAsync(id, new DrippingStream(bytes), Stop);
            Assert.Equal(bytes.Skip(from).Take(length), await ReadAsync(id, from, length));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(100));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(128 * 1024)]
    [InlineData(3 * 128 * 1024)]
    public async Task A_stream_of_any_length_is_read_back_whole(int length)
    {
        var bytes = Bytes(length, seed: 2);
        await Store.WriteAsync(Blob(1), new MemoryStream(bytes), Stop);
        Assert.Equal(bytes, await ReadAsync(Blob(1), 0, long.MaxValue));
    }

    [Fact]
    public async Task What_is_not_there_is_null_and_is_removed_already()
    {
        Assert.Null(await Store.ReadAsync(Blob(1), 0, 1, Stop));
        await Store.RemoveAsync(Blob(1), Stop);
        await Store.WriteAsync(Blob(1), new MemoryStream([1]), Stop);
        await Store.RemoveAsync(Blob(1), Stop);
        await Store.RemoveAsync(Blob(1), Stop);
        Assert.Null(await Store.ReadAsync(Blob(1), 0, 1, Stop));
    }

    [Fact]
    public async Task All_that_is_kept_is_listed_with_its_length()
    {
        for (var i = 1; i <= 30; i++)
        {
            await Store.WriteAsync(Blob(i * 0x0102_0304), new MemoryStream(new byte[i]), Stop);
        }

        await Store.RemoveAsync(Blob(0x0102_0304), Stop);
        var kept = await Store.ListAsync(Stop).ToListAsync(Stop);
        Assert.Equal(
            Enumerable.Range(2, 29).Select(i => $"{Blob(i * 0x0102_0304)} {i}"),
            kept.OrderBy(k => k.Length).Select(k => $"{k.Id} {k.Length}"));
        Assert.All(kept, blob => Assert.Equal(TimeSpan.Zero, blob.Written.Offset));
    }

    [Fact]
    public async Task A_source_that_fails_leaves_nothing()
    {
        await Assert.ThrowsAsync<TimeoutException>(
            () => Store.WriteAsync(Blob(1), new DrippingStream(Bytes(400_000, seed: 3)) { FailsAt = 300_000 }, Stop));
        Assert.Null(await Store.ReadAsync(Blob(1), 0, 1, Stop));
        Assert.Empty(await Store.ListAsync(Stop).ToListAsync(Stop));
        await Store.WriteAsync(Blob(1), new MemoryStream([1, 2]), Stop);
        Assert.Equal([1, 2], await ReadAsync(Blob(1), 0, 9));
    }

    [Fact]
    public async Task Many_are_written_and_read_at_once()
    {
        var store = Store;
        await Parallel.ForAsync(1, 200, Stop, async (i, stop) =>
        {
            await store.WriteAsync(Blob(i << 16), new MemoryStream(Bytes(i * 37, seed: i)), stop);
            Assert.Equal(Bytes(i * 37, seed: i), await ReadAsync(Blob(i << 16), 0, long.MaxValue));
        });
        Assert.Equal(199, await Store.ListAsync(Stop).CountAsync(Stop));
    }

    protected abstract IBlobStore Open();

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private async Task<byte[]> ReadAsync(BlobId id, long offset, long length)
    {
        await using var stream = await Store.ReadAsync(id, offset, length, Stop);
        var read = new MemoryStream();
        await stream!.CopyToAsync(read, Stop);
        return read.ToArray();
    }

    /// <summary>Gives bytes in pieces of odd lengths, as a network does, and fails when asked to.</summary>
    private sealed class DrippingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public int FailsAt { get; init; } = int.MaxValue;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= FailsAt ? throw new TimeoutException() : base.ReadAsync(buffer[..Math.Min(buffer.Length, 4099)], cancellationToken);
    }
}
