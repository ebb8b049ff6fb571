using System.Buffers;
using System.Security.Cryptography;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>The plaintext of a range of a blob, to be read once from front to back.</summary>
/// <remarks>
/// Hands out no byte before its segment has been verified. A reader that reaches the end has had exactly the range; when that
/// is the whole stream, the blob is whole. Memory is 128 KiB whatever the length. Owns the sealed stream.
/// </remarks>
public sealed class OpeningStream : ReadOnceStream
{
    private const int SealedSegment = SealedLength.Segment + SealedLength.Tag;

    private readonly Stream sealedBytes;
    private readonly SegmentCipher cipher;
    private readonly SegmentRange range;
    private byte[]? room = ArrayPool<byte>.Shared.Rent(SealedLength.Header + SealedSegment + 1);
    private long segment;
    private int gathered;
    private int taken;
    private int ready;

    /// <summary>Opens a range.</summary>
    /// <param name="sealedBytes">The sealed stream from <see cref="SegmentRange.Offset"/> on.</param>
    /// <param name="key">The key of the blob.</param>
    /// <param name="range">Which range of which length.</param>
    public OpeningStream(Stream sealedBytes, DataKey key, SegmentRange range)
    {
        (this.sealedBytes, this.range, segment) = (sealedBytes, range, range.FirstSegment);
        cipher = new SegmentCipher(key);
    }

    /// <summary>Bytes of plaintext that reading to the end gives.</summary>
    public override long Length => range.Count;

    private byte[] Room => room ?? throw new ObjectDisposedException(nameof(OpeningStream));

    /// <inheritdoc/>
    /// <exception cref="BrokenSealException">The sealed bytes are not what was sealed.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (taken == ready && buffer.Length > 0 && segment <= range.LastSegment)
        {
            var read = 0;
            while (gathered < Wanted &&
                (read = await sealedBytes.ReadAsync(Room.AsMemory(gathered, Wanted - gathered), cancellationToken)) > 0)
            {
                gathered += read;
            }

            if (OpenGathered(buffer.Span) is > 0 and var given)
            {
                return given;
            }
        }

        return TakeReady(buffer.Span);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && room is { } rented)
        {
            room = null;
            cipher.Dispose();
            sealedBytes.Dispose();
            CryptographicOperations.ZeroMemory(rented.AsSpan(0, SealedLength.Header + SealedSegment + 1));
            ArrayPool<byte>.Shared.Return(rented);
        }

        base.Dispose(disposing);
    }

    private bool IsLast => segment == SealedLength.Segments(range.PlainLength) - 1;

    private int HeaderLength => segment == 0 ? SealedLength.Header : 0;

    /// <summary>Bytes of the next segment, with the header before the first and one byte too many after the last.</summary>
    /// <remarks>That byte must not be there: a blob ends with its last segment.</remarks>
    private int Wanted => HeaderLength + range.PlainIn(segment) + SealedLength.Tag + (IsLast ? 1 : 0);

    private int TakeReady(Span<byte> into)
    {
        var count = Math.Min(into.Length, ready - taken);
        Room.AsSpan(taken, count).CopyTo(into);
        taken += count;
        return count;
    }

    /// <summary>Opens what was gathered: into the reader's bytes when all of it is wanted there, else to be taken piecemeal.</summary>
    /// <returns>Bytes given to the reader.</returns>
    private int OpenGathered(Span<byte> into)
    {
        var length = range.PlainIn(segment);
        var start = segment * SealedLength.Segment;
        var from = (int)Math.Max(0, range.From - start);
        var until = (int)Math.Min(length, range.From + range.Count - start);
        var isDirect = until - from == length && into.Length >= length;
        if (gathered != Wanted - (IsLast ? 1 : 0))
        {
            throw Broken(gathered < Wanted ? SealFlaw.Cut : SealFlaw.Extended);
        }

        if (HeaderLength > 0 && !Room.AsSpan(0, HeaderLength).SequenceEqual(SegmentCipher.Header))
        {
            throw Broken(SealFlaw.Header);
        }

        var sealedSegment = Room.AsSpan(HeaderLength, length + SealedLength.Tag);
        if (!cipher.TryOpen(segment, IsLast, sealedSegment, isDirect ? into[..length] : sealedSegment[..length]))
        {
            throw Broken(SealFlaw.Segment);
        }

        (taken, ready) = isDirect ? (0, 0) : (HeaderLength + from, HeaderLength + until);
        gathered = 0;
        segment++;
        return isDirect ? length : 0;
    }

    private BrokenSealException Broken(SealFlaw flaw) => new(new BrokenSeal(flaw, segment));
}

/// <summary>What is wrong with sealed bytes.</summary>
public enum SealFlaw
{
    /// <summary>They begin as no blob of this version does.</summary>
    Header = 1,

    /// <summary>They end too early.</summary>
    Cut = 2,

    /// <summary>They go on after the end.</summary>
    Extended = 3,

    /// <summary>A segment was altered, moved, or sealed under another key.</summary>
    Segment = 4,
}

/// <summary>Sealed bytes are not what was sealed.</summary>
/// <param name="Flaw">What is wrong.</param>
/// <param name="Segment">In which segment, from 0.</param>
public sealed record BrokenSeal(SealFlaw Flaw, long Segment) : Problem(new Phrase(
    $"the seal of segment {Segment} is broken: {In(Flaw).English}",
    $"het zegel van segment {Segment} is verbroken: {In(Flaw).Dutch}"))
{
    private static Phrase In(SealFlaw flaw) => flaw switch
    {
        SealFlaw.Header => new("no blob of version 1 begins like this", "zo begint geen blob van versie 1"),
        SealFlaw.Cut => new("the stream ends too early", "de stroom houdt te vroeg op"),
        SealFlaw.Extended => new("the stream goes on after its end", "de stroom gaat door na zijn einde"),
        _ => new(
            "it was altered or moved, or sealed under another key",
            "het is gewijzigd of verplaatst, of met een andere sleutel verzegeld"),
    };
}

/// <summary>Reading met a broken seal: what is stored is not what was sealed.</summary>
/// <remarks>A broken machine or an attack, and as a stream is read the only way to say so.</remarks>
public sealed class BrokenSealException(BrokenSeal problem) : IOException(problem.ToString())
{
    /// <summary>What is wrong.</summary>
    public BrokenSeal Problem => problem;
}
