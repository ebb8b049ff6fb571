using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Gives bytes out: opens a range of an object, part after part.</summary>
internal static class ObjectReading
{
    /// <summary>Writes a range of an object to a stream; every segment is verified before any of it is written.</summary>
    /// <exception cref="BrokenSealException">What is kept is not what was sealed.</exception>
    /// <exception cref="IOException">A part is not there.</exception>
    public static async Task CopyAsync(
        Safe safe, KeyRing ring, ObjectVersion version, ByteRange range, CustomerKey? customer, Stream to, CancellationToken stop)
    {
        var (skip, left) = (range.Offset, range.Length);
        foreach (var part in version.Parts)
        {
            if (skip >= part.Size && part.Size > 0)
            {
                skip -= part.Size;
                continue;
            }

            var count = Math.Min(left, part.Size - skip);
            if (count <= 0)
            {
                break;
            }

            await using var opened = await OpenAsync(safe, ring, part, skip, count, customer, stop);
            await opened.CopyToAsync(to, SealedLength.Segment, stop);
            (skip, left) = (0, left - count);
        }
    }

    /// <summary>Opens a range of a part.</summary>
    public static async Task<Stream> OpenAsync(
        Safe safe, KeyRing ring, StoredPart part, long from, long count, CustomerKey? customer, CancellationToken stop)
    {
        var range = SegmentRange.Of(part.Size, from, count);
        var sealedBytes = part.Sealed is { } held
            ? new MemoryStream(held[(int)range.Offset..(int)Math.Min(range.Offset + range.Length, held.Length)].ToArray(), writable: false)
            : await safe.Blobs.ReadAsync(part.Blob, range.Offset, range.Length, stop)
                ?? throw new FileNotFoundException($"sealed stream {part.Blob} is not there");
        var unwrapped = ring.Unwrap(part.WrappedKey.Span, part.Blob, customer);
        if (!unwrapped.Holds)
        {
            await sealedBytes.DisposeAsync();
            throw new IOException(unwrapped.Problem!.ToString());
        }

        using var key = unwrapped.Value;
        return new OpeningStream(sealedBytes, key, range);
    }
}
