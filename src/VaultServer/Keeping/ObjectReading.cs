using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Gives bytes out: opens a range of an object.</summary>
internal static class ObjectReading
{
    /// <summary>The bytes of a range of an object, opened part after part as they are read; none before its segment is verified.</summary>
    public static Stream Open(Safe safe, KeyRing ring, ObjectVersion version, ByteRange range, CustomerKey? customer) =>
        new PartsStream(safe, ring, version, range, customer);

    /// <summary>Opens a range of a part.</summary>
    /// <exception cref="IOException">The part is not there, or its key does not open.</exception>
    public static async Task<Stream> OpenAsync(
        Safe safe, KeyRing ring, StoredPart part, long from, long count, CustomerKey? customer, CancellationToken stop)
    {
        var unwrapped = ring.Unwrap(part.WrappedKey.Span, part.Blob, customer);
        if (!unwrapped.Holds)
        {
            throw new IOException(unwrapped.Problem!.ToString());
        }

        using var key = unwrapped.Value;
        var range = SegmentRange.Of(part.Size, from, count);
        var sealedBytes = part.Sealed is { } held
            ? new MemoryStream(held[(int)range.Offset..(int)Math.Min(range.Offset + range.Length, held.Length)].ToArray(), writable: false)
            : await safe.Blobs.ReadAsync(part.Blob, range.Offset, range.Length, stop)
                ?? throw new FileNotFoundException($"sealed stream {part.Blob} is not there");
        return new OpeningStream(sealedBytes, key, range);
    }

    /// <summary>Reading throws <see cref="BrokenSealException"/> when what is kept is not what was sealed.</summary>
    private sealed class PartsStream(Safe safe, KeyRing ring, ObjectVersion version, ByteRange range, CustomerKey? customer)
        : ReadOnceStream
    {
        private long skip = range.Offset;
        private long left = range.Length;
        private int next;
        private Stream? opened;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (buffer.Length > 0)
            {
                opened ??= await OpenNextAsync(cancellationToken);
                if (opened is null)
                {
                    return 0;
                }

                if (await opened.ReadAsync(buffer, cancellationToken) is > 0 and var count)
                {
                    return count;
                }

                await opened.DisposeAsync();
                opened = null;
            }

            return 0;
        }

        protected override void Dispose(bool disposing)
        {
            opened?.Dispose();
            base.Dispose(disposing);
        }

        /// <summary>Opens the next part that holds something of the range; null when there is none.</summary>
        private async Task<Stream?> OpenNextAsync(CancellationToken stop)
        {
            while (left > 0 && next < version.Parts.Count)
            {
                var part = version.Parts[next++];
                if (skip >= part.Size)
                {
                    skip -= part.Size;
                    continue;
                }

                var (from, count) = (skip, Math.Min(left, part.Size - skip));
                (skip, left) = (0, left - count);
                return await OpenAsync(safe, ring, part, from, count, customer, stop);
            }

            return null;
        }
    }
}
