namespace Sluiswachter.Vault.Tests;

/// <summary>What an owner of the disks can do to a blob, and that it shows.</summary>
public sealed class WhenABlobIsAltered : IDisposable
{
    private const int Segment = SealedLength.Segment;
    private const int SealedSegment = SealedLength.Segment + SealedLength.Tag;
    private const int Length = (2 * Segment) + 1;

    private readonly DataKey key = DataKey.Fresh(Blobs.Chance(1));
    private readonly byte[] whole;

    public WhenABlobIsAltered() => whole = Blobs.Seal(Blobs.Plain(Length), key);

    [Fact]
    public void Every_flipped_bit_of_a_short_blob_is_noticed()
    {
        using var own = DataKey.Fresh(Blobs.Chance(2));
        var sealedBytes = Blobs.Seal(Blobs.Plain(40), own);
        for (var bit = 0; bit < sealedBytes.Length * 8; bit++)
        {
            sealedBytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Broken(bit < 64 ? SealFlaw.Header : SealFlaw.Segment, sealedBytes, 40, own);
            sealedBytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_a_long_blob_is_noticed()
    {
        for (var at = 0; at < whole.Length; at += 997)
        {
            whole[at] ^= 0x10;
            Broken(at < 8 ? SealFlaw.Header : SealFlaw.Segment, whole, Length);
            whole[at] ^= 0x10;
        }
    }

    [Fact]
    public void Every_cut_is_noticed_whatever_length_is_believed()
    {
        foreach (var left in new[] { 0, 7, 8, 23, 24, 8 + SealedSegment, 8 + (2 * SealedSegment), whole.Length - 1 })
        {
            Broken(SealFlaw.Cut, whole[..left], Length);
            if (SealedLength.PlainOf(left) is { } believed)
            {
                Broken(SealFlaw.Segment, whole[..left], believed);
            }
        }
    }

    [Fact]
    public void A_byte_more_at_the_end_is_noticed_whatever_length_is_believed()
    {
        Broken(SealFlaw.Extended, [.. whole, 0], Length);
        Broken(SealFlaw.Segment, [.. whole, 0], Length + 1);
    }

    [Fact]
    public void A_segment_more_is_noticed()
    {
        var last = whole[(8 + (2 * SealedSegment))..];
        Broken(SealFlaw.Extended, [.. whole, .. last], Length);
    }

    [Fact]
    public void Swapped_segments_are_noticed() =>
        Broken(SealFlaw.Segment, [.. whole[..8], .. Part(1), .. Part(0), .. whole[(8 + (2 * SealedSegment))..]], Length);

    [Fact]
    public void A_segment_said_twice_is_noticed() =>
        Broken(SealFlaw.Segment, [.. whole[..8], .. Part(0), .. Part(0), .. whole[(8 + (2 * SealedSegment))..]], Length, segment: 1);

    [Fact]
    public void A_segment_of_another_blob_is_noticed()
    {
        using var foreign = DataKey.Fresh(Blobs.Chance(9));
        var stranger = Blobs.Seal(Blobs.Plain(Length), foreign);
        stranger.AsSpan(8 + SealedSegment, SealedSegment).CopyTo(whole.AsSpan(8 + SealedSegment));
        Broken(SealFlaw.Segment, whole, Length, segment: 1);
    }

    [Fact]
    public void A_range_is_verified_before_a_byte_of_it_is_handed_out()
    {
        whole[8 + SealedSegment + 100] ^= 1;
        var range = SegmentRange.Of(Length, Segment + 5, 10);
        using var stream = new OpeningStream(new MemoryStream(whole[(int)range.Offset..]), key, range);
        var into = new byte[Segment];
        Assert.Throws<BrokenSealException>(() => Blobs.Read(stream, into));
        Assert.All(into, b => Assert.Equal(0, b));
        Assert.Throws<BrokenSealException>(() => Blobs.Read(stream, into));
    }

    [Fact]
    public void What_comes_before_the_damage_can_still_be_read()
    {
        whole[^1] ^= 1;
        Assert.Equal(
            Blobs.Plain(Length)[..(2 * Segment)],
            Blobs.Open(whole, key, SegmentRange.Of(Length, 0, 2 * Segment)));
    }

    public void Dispose() => key.Dispose();

    private byte[] Part(int index) => whole[(8 + (index * SealedSegment))..(8 + ((index + 1) * SealedSegment))];

    private void Broken(SealFlaw flaw, byte[] sealedBytes, long length, DataKey? under = null, long? segment = null)
    {
        var refused = Assert.Throws<BrokenSealException>(
            () => Blobs.Open(sealedBytes, under ?? key, SegmentRange.Whole(length)));
        Assert.Equal(flaw, refused.Problem.Flaw);
        Assert.Equal(segment ?? refused.Problem.Segment, refused.Problem.Segment);
    }
}
