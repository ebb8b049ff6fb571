using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Sluiswachter.Vault.Tests;

public sealed class ASealedBlob
{
    private const int Segment = SealedLength.Segment;
    private const int SealedSegment = SealedLength.Segment + SealedLength.Tag;

    /// <summary>Every length around a border of segments.</summary>
    public static TheoryData<int> Lengths =>
    [
        0, 1, 2, 15, 16, 17, Segment - 1, Segment, Segment + 1, (2 * Segment) - 1, 2 * Segment, (2 * Segment) + 1,
        (3 * Segment) + 4711,
    ];

    /// <summary>How many bytes a reader and a network take at a time.</summary>
    public static TheoryData<int> Chunks => [1, 7, 1000, Segment, SealedSegment, SealedSegment + 9, 300_000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Opened_is_what_was_sealed(int length)
    {
        using var key = DataKey.Fresh(Blobs.Chance(1));
        var sealedBytes = Blobs.Seal(Blobs.Plain(length), key);
        Assert.Equal(SealedLength.Of(length), sealedBytes.Length);
        Assert.Equal(length, SealedLength.PlainOf(sealedBytes.Length));
        Assert.Equal(Blobs.Plain(length), Blobs.Open(sealedBytes, key, SegmentRange.Whole(length)));
    }

    [Theory]
    [MemberData(nameof(Chunks))]
    public void It_does_not_matter_in_which_chunks_it_is_read(int chunk)
    {
        const int length = (2 * Segment) + 5;
        using var key = DataKey.Fresh(Blobs.Chance(1));
        using var same = DataKey.Fresh(Blobs.Chance(1));
        var sealedBytes = Blobs.Seal(Blobs.Plain(length), key);
        Assert.Equal(sealedBytes, Blobs.Seal(Blobs.Plain(length), same, chunk));
        Assert.Equal(Blobs.Plain(length), Blobs.Open(sealedBytes, key, SegmentRange.Whole(length), chunk));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task Reading_without_waiting_gives_the_same(int length)
    {
        using var key = DataKey.Fresh(Blobs.Chance(1));
        using var same = DataKey.Fresh(Blobs.Chance(1));
        await using var sealing = new SealingStream(new MemoryStream(Blobs.Plain(length)), key);
        var sealedBytes = new MemoryStream();
        await sealing.CopyToAsync(sealedBytes);
        Assert.Equal(length, sealing.PlainLength);
        Assert.Equal(Blobs.Seal(Blobs.Plain(length), same), sealedBytes.ToArray());

        sealedBytes.Position = 0;
        await using var opening = new OpeningStream(sealedBytes, key, SegmentRange.Whole(length));
        var plain = new MemoryStream();
        await opening.CopyToAsync(plain);
        Assert.Equal(Blobs.Plain(length), plain.ToArray());
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void It_is_the_format_that_is_written_down(int length)
    {
        using var key = DataKey.Fresh(Blobs.Chance(1));
        Assert.Equal(ByTheBook(Blobs.Plain(length), Blobs.Chance(1)), Blobs.Seal(Blobs.Plain(length), key));
    }

    [Theory]
    [InlineData("", "53575642011000005788c91ad418008b2a151e6b00f8ac76")]
    [InlineData("sluis", "535756420110000066baca9537ef803d7ea0933718f0ec736f3f910c27")]
    public void Its_bytes_never_change(string plain, string sealedBytes)
    {
        using var key = DataKey.Fresh(Blobs.Chance(0));
        Assert.Equal(sealedBytes, Convert.ToHexStringLower(Blobs.Seal(Encoding.UTF8.GetBytes(plain), key)));
    }

    [Theory]
    [InlineData(65536, "bacda2db235a6137782555c041109f23e6087b0a69cf596209959698b8a7d4a4")]
    [InlineData(65537, "63eadb7a2d0455de0c48b1e8443979e582909ba47de9c86e9bc2602b66583ec1")]
    [InlineData(200_000, "34909c65f4d67733ad212a040f3a1dc6a445649b02be44379ab2ffdb343aded0")]
    public void Its_bytes_never_change_when_it_is_long(int length, string hash)
    {
        using var key = DataKey.Fresh(Blobs.Chance(0));
        var plain = new byte[length];
        Blobs.Chance(0)(plain);
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Blobs.Seal(plain, key))));
    }

    [Fact]
    public async Task Any_range_is_the_slice_of_the_whole()
    {
        const int length = (3 * Segment) + 100;
        using var key = DataKey.Fresh(Blobs.Chance(1));
        var plain = Blobs.Plain(length);
        var sealedBytes = Blobs.Seal(plain, key);
        int[] places = [0, 1, 99, Segment - 1, Segment, Segment + 1, 2 * Segment, (3 * Segment) - 1, 3 * Segment, length - 1, length];
        foreach (var from in places)
        {
            foreach (var until in places.Where(p => p > from))
            {
                var range = SegmentRange.Of(length, from, until - from);
                var read = sealedBytes.Skip((int)range.Offset).Take((int)range.Length).ToArray();
                await using var stream = new OpeningStream(new MemoryStream(read), key, range);
                var opened = new byte[until - from + 1];
                Assert.Equal(until - from, await stream.ReadAtLeastAsync(opened, opened.Length, throwOnEndOfStream: false, TestContext.Current.CancellationToken));
                Assert.Equal(plain.AsSpan(from, until - from), opened.AsSpan(0, until - from));
            }
        }
    }

    [Fact]
    public void Any_random_range_is_the_slice_of_the_whole() => Check.QuickThrowOnFailure(Prop.ForAll<int, int, int>((a, b, c) =>
    {
        var length = (Math.Abs(a % 50) * 4999) + 1;
        var from = Math.Abs(b % length);
        var count = 1 + Math.Abs((c * 7919) % (length - from));
        using var key = DataKey.Fresh(Blobs.Chance(a));
        var plain = Blobs.Plain(length);
        var range = SegmentRange.Of(length, from, count);
        return Blobs.Open(Blobs.Seal(plain, key), key, range).AsSpan().SequenceEqual(plain.AsSpan(from, count));
    }));

    [Fact]
    public void Only_the_segments_of_a_range_are_read()
    {
        var range = SegmentRange.Of(10 * Segment, (3 * Segment) + 1, Segment);
        Assert.Equal(SealedLength.Header + (3 * SealedSegment), range.Offset);
        Assert.Equal(2 * SealedSegment, range.Length);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(10, 0, 0)]
    [InlineData(10, -1, 2)]
    [InlineData(10, 10, 1)]
    [InlineData(10, 3, 8)]
    [InlineData(10, 1, long.MaxValue)]
    public void A_range_outside_of_it_is_a_mistake_of_the_caller(long length, long from, long count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SegmentRange.Of(length, from, count));

    [Fact]
    public void Lengths_that_no_blob_has_are_known()
    {
        Assert.Null(SealedLength.PlainOf(-1));
        Assert.Null(SealedLength.PlainOf(SealedLength.Header + SealedLength.Tag - 1));
        Assert.Null(SealedLength.PlainOf(SealedLength.Of(Segment) + 1));
        Assert.Null(SealedLength.PlainOf(SealedLength.Of(Segment) + SealedLength.Tag));
        Assert.Equal(Segment + 1, SealedLength.PlainOf(SealedLength.Of(Segment) + SealedLength.Tag + 1));
        Assert.Equal(SealedLength.Longest, SealedLength.PlainOf(SealedLength.Of(SealedLength.Longest)));
        Assert.Null(SealedLength.PlainOf(long.MaxValue));
    }

    [Fact]
    public void A_key_seals_only_once()
    {
        using var key = DataKey.Fresh(Blobs.Chance(1));
        Blobs.Seal([], key);
        Assert.Throws<InvalidOperationException>(() => Blobs.Seal([], key));
    }

    [Fact]
    public void A_key_that_is_wiped_does_nothing_any_more()
    {
        var key = DataKey.Fresh(Blobs.Chance(1));
        key.Dispose();
        Assert.Throws<SecretWipedException>(() => Blobs.Seal([], key));
    }

    private static byte[] ByTheBook(byte[] plain, Randomness chance)
    {
        var key = new byte[32];
        chance(key);
        using var aes = new AesGcm(key, 16);
        byte[] header = [0x53, 0x57, 0x56, 0x42, 1, 16, 0, 0];
        var blob = new List<byte>(header);
        var segments = Math.Max(1, (plain.Length + 65535) / 65536);
        for (var i = 0; i < segments; i++)
        {
            var part = plain[(i * 65536)..Math.Min(plain.Length, (i + 1) * 65536)];
            var nonce = new byte[12];
            BinaryPrimitives.WriteInt32BigEndian(nonce.AsSpan(7), i);
            nonce[11] = i == segments - 1 ? (byte)1 : (byte)0;
            var (cipher, tag) = (new byte[part.Length], new byte[16]);
            aes.Encrypt(nonce, part, cipher, tag, header);
            blob.AddRange([.. cipher, .. tag]);
        }

        return [.. blob];
    }
}
