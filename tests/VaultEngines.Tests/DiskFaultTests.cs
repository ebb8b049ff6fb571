using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using Sluiswachter.Vault;
using static Sluiswachter.VaultEngines.Tests.Pictures;

namespace Sluiswachter.VaultEngines.Tests;

/// <summary>The disk breaks at each call in turn: nothing acknowledged is lost, nothing half is seen.</summary>
public sealed class DiskFaultTests : IDisposable
{
    private const int Blobs = 4;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sluiswachter-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public Task A_call_that_fails_once_loses_nothing_and_leaves_nothing() => SweepAsync(staysBroken: false);

    [Fact]
    public Task A_disk_that_fails_from_some_call_on_loses_nothing() => SweepAsync(staysBroken: true);

    /// <summary>A name that lasts longer than what it names would show half a stream after a loss of power.</summary>
    [Fact]
    public async Task A_stream_is_on_disk_before_it_has_its_name_and_the_name_before_it_is_answered_for()
    {
        var disk = new BreakingDisk(int.MaxValue, staysBroken: false);
        using var store = DiskBlobs.Open($"{folder}/order", BlobsUse.Alone, disk).Value;
        disk.Calls.Clear();
        await store.WriteAsync(Blob(1), new MemoryStream(Content(Blob(1))), Stop);
        await store.WriteAsync(Blob(2), new MemoryStream([1]), Stop);
        Assert.Equal(
            """
            Create Write Write Write Sync MakeFolder SyncFolder Rename SyncFolder
            Create Write Sync Rename SyncFolder
            """.ReplaceLineEndings(" "),
            string.Join(' ', disk.Calls));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task SweepAsync(bool staysBroken)
    {
        var sweeps = 0;
        for (var isBroken = true; isBroken; sweeps++)
        {
            var place = $"{folder}/{sweeps}";
            var disk = new BreakingDisk(sweeps + 1, staysBroken);
            var kept = await UseAsync(place, disk);
            isBroken = disk.HasBroken;

            using var store = DiskBlobs.Open(place).Value;
            var seen = await store.ListAsync(Stop).Select(k => k.Id).ToListAsync(Stop);
            Assert.Superset(kept, seen.ToHashSet());
            foreach (var id in seen)
            {
                Assert.True(await IsWholeAsync(store, id), $"{id} is not what was written");
            }

            // What failed but once could be cleared away at once.
            Assert.True(staysBroken || kept.SetEquals(seen), $"call {sweeps + 1}: a blob that nobody was told of");
            Assert.Empty(Directory.GetFiles($"{place}/tmp"));
        }

        Assert.InRange(sweeps, 25, 200);
    }

    /// <summary>Writes blobs, removes one, and tells which are acknowledged to be there; what could not be removed may be there.</summary>
    private static async Task<HashSet<BlobId>> UseAsync(string place, BreakingDisk disk)
    {
        var kept = new HashSet<BlobId>();
        try
        {
            using var store = DiskBlobs.Open(place, BlobsUse.Alone, disk).Value;
            foreach (var id in Enumerable.Range(1, Blobs).Select(i => Blob(i << 20)))
            {
                try
                {
                    await store.WriteAsync(id, new MemoryStream(Content(id)), Stop);
                    kept.Add(id);
                    Assert.True(await IsWholeAsync(store, id), $"{id} is not what was written");
                }
                catch (IOException)
                {
                    // Not acknowledged; or written and not read, which harms nothing.
                }
            }

            var removed = Blob(2 << 20);
            try
            {
                await store.RemoveAsync(removed, Stop);
                kept.Remove(removed);
            }
            catch (IOException)
            {
                // Garbage collection tries again.
                await RetryAsync(store, removed, kept);
            }
        }
        catch (IOException)
        {
            // It did not even open.
        }

        return kept;
    }

    private static async Task RetryAsync(DiskBlobs store, BlobId removed, HashSet<BlobId> kept)
    {
        await store.RemoveAsync(removed, Stop);
        kept.Remove(removed);
    }

    /// <summary>320 kB, and of one blob more than goes through the system's memory.</summary>
    private static byte[] Content(BlobId id)
    {
        var content = new byte[id == Blob(3 << 20) ? 5_600_000 : 320_000];
        new Random(id.GetHashCode()).NextBytes(content);
        return content;
    }

    private static async Task<bool> IsWholeAsync(DiskBlobs store, BlobId id)
    {
        await using var stream = await store.ReadAsync(id, 0, long.MaxValue, Stop);
        var read = new MemoryStream();
        await stream!.CopyToAsync(read, Stop);
        return read.ToArray().AsSpan().SequenceEqual(Content(id));
    }

    /// <summary>A disk that breaks at a call; a write that breaks has written half.</summary>
    private sealed class BreakingDisk(int at, bool staysBroken) : FileSystem
    {
        public List<string> Calls { get; } = [];

        public bool HasBroken => Calls.Count >= at;

        public override void MakeFolder(string path) => Do(() => base.MakeFolder(path));

        public override SafeFileHandle Create(string path) => Do(() => base.Create(path));

        public override void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
        {
            if (Breaks())
            {
                base.Write(file, bytes[..(bytes.Length / 2)], offset);
                throw new IOException("the disk is full");
            }

            base.Write(file, bytes, offset);
        }

        public override void Sync(SafeFileHandle file) => Do(() => base.Sync(file));

        public override void SyncFolder(string path) => Do(() => base.SyncFolder(path));

        public override void Rename(string from, string to) => Do(() => base.Rename(from, to));

        public override void Remove(string path) => Do(() => base.Remove(path));

        public override SafeFileHandle? Open(string path) => Do(() => base.Open(path));

        public override int Read(SafeFileHandle file, Span<byte> bytes, long offset) =>
            Breaks() ? throw new IOException("cannot be read") : base.Read(file, bytes, offset);

        public override IEnumerable<FileInfo> List(string folder) => Do(() => base.List(folder));

        private bool Breaks([CallerMemberName] string call = "")
        {
            Calls.Add(call);
            return Calls.Count == at || (staysBroken && Calls.Count > at);
        }

        private T Do<T>(Func<T> call, [CallerMemberName] string name = "") =>
            Breaks(name) ? throw new IOException("broken") : call();

        private void Do(Action call, [CallerMemberName] string name = "") => Do(
            () =>
            {
                call();
                return true;
            },
            name);
    }
}
