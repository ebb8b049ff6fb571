using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Sluiswachter.Vault;
using static Sluiswachter.VaultEngines.Tests.Pictures;

namespace Sluiswachter.VaultEngines.Tests;

/// <summary>What is long goes to the disk past the system's memory, and is what it was.</summary>
public sealed class LongStreamTests : IDisposable
{
    private const int Ordinary = 4 * 1024 * 1024;
    private const int Block = 512 * 1024;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sluiswachter-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(Ordinary - 1)]
    [InlineData(Ordinary)]
    [InlineData(Ordinary + 1)]
    [InlineData(Ordinary + Block - 1)]
    [InlineData(Ordinary + Block)]
    [InlineData(Ordinary + (3 * Block) + 4096)]
    [InlineData(Ordinary + (4 * Block) + 5)]
    public Task A_stream_of_any_length_is_read_as_it_was_written(int length) => KeepsAsync(new FileSystem(), length);

    [Fact]
    public Task A_disk_that_cannot_be_written_past_the_systems_memory_keeps_the_same() =>
        KeepsAsync(new PlainDisk(), Ordinary + (2 * Block) + 5);

    [Fact]
    public void A_write_that_a_disk_does_not_take_past_the_systems_memory_goes_the_ordinary_way()
    {
        var disk = new FileSystem();
        var bytes = RandomNumberGenerator.GetBytes(10_001);
        using (var file = disk.Create($"{folder}/odd"))
        {
            disk.PassCache(file, passes: true);
            disk.Write(file, bytes.AsSpan(1), 0);
            disk.Write(file, bytes.AsSpan(1), 10_000);
        }

        Assert.Equal([.. bytes[1..], .. bytes[1..]], File.ReadAllBytes($"{folder}/odd"));
    }

    [Fact]
    public async Task A_stream_that_ends_in_an_error_while_the_disk_is_still_at_work_leaves_nothing()
    {
        using var store = DiskBlobs.Open($"{folder}/broken").Value;
        await Assert.ThrowsAsync<IOException>(() => store.WriteAsync(Blob(1), new BreakingOff(Ordinary + (2 * Block)), Stop));
        Assert.Empty(await store.ListAsync(Stop).ToListAsync(Stop));
        Assert.Empty(Directory.GetFiles($"{folder}/broken/tmp"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task KeepsAsync(FileSystem disk, int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        using var store = DiskBlobs.Open($"{folder}/kept", BlobsUse.Alone, disk).Value;
        await store.WriteAsync(Blob(1), new MemoryStream(bytes), Stop);
        await using var stream = await store.ReadAsync(Blob(1), 0, long.MaxValue, Stop);
        var read = new MemoryStream();
        await stream!.CopyToAsync(read, Stop);
        Assert.True(bytes.AsSpan().SequenceEqual(read.ToArray()), $"{length} bytes were written, and others read");
    }

    /// <summary>A disk whose writes all go through the system's memory.</summary>
    private sealed class PlainDisk : FileSystem
    {
        public override bool PassCache(SafeFileHandle file, bool passes) => false;
    }

    /// <summary>Zeroes, and then an error.</summary>
    private sealed class BreakingOff(int length) : ReadOnceStream
    {
        private int left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(buffer.Length, left);
            buffer.Span[..count].Clear();
            left -= count;
            return count > 0 ? ValueTask.FromResult(count) : throw new IOException("the sender is gone");
        }
    }
}
