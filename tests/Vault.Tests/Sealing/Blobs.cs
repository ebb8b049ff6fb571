namespace Sluiswachter.Vault.Tests;

/// <summary>Blobs and the chance they are made of, as tests need them.</summary>
internal static class Blobs
{
    /// <summary>Chance that is the same each time: bytes that count up from a seed, over all calls.</summary>
    public static Randomness Chance(int seed)
    {
        var next = seed;
        return into =>
        {
            foreach (ref var b in into)
            {
                b = (byte)next++;
            }
        };
    }

    /// <summary>Plaintext of a length, in which no two segments are alike.</summary>
    public static byte[] Plain(int length)
    {
        var plain = new byte[length];
        new Random(length).NextBytes(plain);
        return plain;
    }

    public static byte[] Seal(byte[] plain, DataKey key, int chunk = 100_000)
    {
        using var stream = new SealingStream(new Trickle(plain, chunk), key);
        return ReadAll(stream, chunk);
    }

    public static byte[] Open(byte[] sealedBytes, DataKey key, SegmentRange range, int chunk = 100_000)
    {
        var from = (int)Math.Min(range.Offset, sealedBytes.Length);
        using var stream = new OpeningStream(new Trickle(sealedBytes[from..], chunk), key, range);
        return ReadAll(stream, chunk);
    }

    /// <summary>Reads what is in memory, so that nobody waits.</summary>
    public static int Read(Stream stream, Memory<byte> into) => stream.ReadAsync(into).AsTask().GetAwaiter().GetResult();

    private static byte[] ReadAll(Stream stream, int chunk)
    {
        var all = new MemoryStream();
        var buffer = new byte[chunk];
        for (int read; (read = Read(stream, buffer)) > 0;)
        {
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    /// <summary>A stream that hands out at most so many bytes at a time, as networks do.</summary>
    private sealed class Trickle(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(most, buffer.Length)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);
    }
}
