namespace Sluiswachter.Vault;

/// <summary>The part of a sealed stream that must be read to open a range of its plaintext.</summary>
/// <remarks>Whole segments, and with the first of them the header. Made in constant time.</remarks>
public readonly record struct SegmentRange
{
    private SegmentRange(long plainLength, long from, long count) => (PlainLength, From, Count) = (plainLength, from, count);

    /// <summary>Bytes of the whole plaintext.</summary>
    public long PlainLength { get; }

    /// <summary>The first byte of plaintext that is wanted.</summary>
    public long From { get; }

    /// <summary>How many bytes of plaintext are wanted.</summary>
    public long Count { get; }

    /// <summary>From which byte on to read the sealed stream.</summary>
    public long Offset => FirstSegment == 0 ? 0 : StartOf(FirstSegment);

    /// <summary>How many bytes of the sealed stream to read.</summary>
    /// <remarks>At its end one more than there should be: so it is noticed that some were added.</remarks>
    public long Length => (ReachesEnd ? SealedLength.Of(PlainLength) + 1 : StartOf(LastSegment + 1)) - Offset;

    internal long FirstSegment => From / SealedLength.Segment;

    internal long LastSegment => Count == 0 ? FirstSegment : (From + Count - 1) / SealedLength.Segment;

    internal bool ReachesEnd => LastSegment == SealedLength.Segments(PlainLength) - 1;

    /// <summary>The whole of a stream.</summary>
    public static SegmentRange Whole(long plainLength) => Of(plainLength, 0, plainLength);

    /// <summary>A range of a stream.</summary>
    /// <param name="plainLength">Bytes of the whole plaintext, 0 to <see cref="SealedLength.Longest"/>.</param>
    /// <param name="from">The first byte wanted.</param>
    /// <param name="count">How many bytes: at least one, unless the stream is empty.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the stream.</exception>
    public static SegmentRange Of(long plainLength, long from, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(plainLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plainLength, SealedLength.Longest);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, Math.Min(1, plainLength));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, plainLength - from);
        return new SegmentRange(plainLength, from, count);
    }

    /// <summary>Bytes of plaintext in a segment of this stream.</summary>
    internal int PlainIn(long segment) =>
        (int)Math.Min(SealedLength.Segment, PlainLength - (segment * SealedLength.Segment));

    private static long StartOf(long segment) =>
        SealedLength.Header + (segment * (SealedLength.Segment + SealedLength.Tag));
}
