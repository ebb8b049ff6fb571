using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Sluiswachter.VaultEngines;

/// <summary>Writes a sealed stream to a file, from front to back.</summary>
/// <remarks>
/// The first <see cref="LongBytes"/> go the ordinary way: what is short is often read soon, and the system keeps it in
/// memory. What is longer goes to the disk from our own memory, a block while the next is being sealed: copying a backup
/// into the system's memory costs as much of the processor as all sealing and hashing of it, and drives out what others read.
/// Memory: 128 KiB for a short stream, two blocks of 512 KiB more for a long one.
/// </remarks>
internal sealed class DiskWriting(FileSystem files, SafeFileHandle file, Stream sealedBytes)
{
    private const int BufferBytes = 128 * 1024;
    private const long LongBytes = 4 * 1024 * 1024;

    /// <summary>Writes all of it; it is not forced to disk yet.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (await WriteBeginningAsync(stop) < LongBytes)
        {
            return;
        }

        files.BeginSync(file, 0, LongBytes);
        files.PassCache(file, passes: true);
        using var one = DiskBlock.Rent();
        using var other = DiskBlock.Rent();
        await WriteRestAsync(one.Memory, other.Memory, stop);
    }

    /// <returns>How many bytes were written; fewer than <see cref="LongBytes"/> when that was all.</returns>
    private async Task<long> WriteBeginningAsync(CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var offset = 0L;
            for (var count = BufferBytes; count == BufferBytes && offset < LongBytes; offset += count)
            {
                count = await sealedBytes.ReadAtLeastAsync(buffer.AsMemory(0, BufferBytes), BufferBytes, throwOnEndOfStream: false, stop);
                files.Write(file, buffer.AsSpan(0, count), offset);
            }

            return offset;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task WriteRestAsync(Memory<byte> filling, Memory<byte> leaving, CancellationToken stop)
    {
        var (offset, writing) = (LongBytes, Task.CompletedTask);
        try
        {
            while (true)
            {
                var count = await sealedBytes.ReadAtLeastAsync(filling, filling.Length, throwOnEndOfStream: false, stop);
                await writing;
                if (count < filling.Length)
                {
                    // A disk takes whole sectors: the end goes the ordinary way.
                    files.PassCache(file, passes: false);
                    files.Write(file, filling.Span[..count], offset);
                    return;
                }

                (filling, leaving) = (leaving, filling);
                writing = WriteBesideAsync(leaving, offset);
                offset += count;
            }
        }
        finally
        {
            // Nobody may have the blocks while the disk still takes from one.
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task WriteBesideAsync(ReadOnlyMemory<byte> block, long offset) =>
        Task.Run(() => files.Write(file, block.Span, offset), CancellationToken.None);
}
