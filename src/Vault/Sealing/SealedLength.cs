namespace Sluiswachter.Vault;

/// <summary>How long a stream is before and after sealing: one is known from the other.</summary>
/// <remarks>Source: <c>docs/formats/sealed-objects.md</c>. Every length takes constant time.</remarks>
public static class SealedLength
{
    /// <summary>Bytes of plaintext in a segment; only the last segment of a blob may hold fewer.</summary>
    public const int Segment = 64 * 1024;

    /// <summary>Bytes that sealing adds to a segment: its tag.</summary>
    public const int Tag = 16;

    /// <summary>Bytes before the first segment.</summary>
    public const int Header = 8;

    /// <summary>The longest stream that can be sealed, 2⁴⁸ bytes (256 TiB); S3's longest object is shorter.</summary>
    public const long Longest = 1L << 48;

    /// <summary>The bytes that every sealed stream begins with.</summary>
    public static ReadOnlySpan<byte> FirstBytes => SegmentCipher.Header;

    /// <summary>Bytes after sealing.</summary>
    /// <param name="plainLength">Bytes before it, 0 to <see cref="Longest"/>.</param>
    public static long Of(long plainLength) => Header + plainLength + (Segments(plainLength) * Tag);

    /// <summary>Segments of a stream of that length; the empty stream has one, which is empty.</summary>
    public static long Segments(long plainLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(plainLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plainLength, Longest);
        return Math.Max(1, (plainLength + Segment - 1) / Segment);
    }

    /// <summary>Bytes before sealing; null when no blob has this length: it was cut, or is none.</summary>
    public static long? PlainOf(long sealedLength)
    {
        if (sealedLength < Header + Tag)
        {
            return null;
        }

        var segments = (sealedLength - Header + Segment + Tag - 1) / (Segment + Tag);
        var plain = sealedLength - Header - (segments * Tag);
        return plain is >= 0 and <= Longest && Of(plain) == sealedLength ? plain : null;
    }
}
