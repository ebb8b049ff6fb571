using System.Buffers;
using System.Security.Cryptography;

namespace Sluiswachter.Vault;

/// <summary>The sealed bytes of a plaintext stream, to be read once from front to back.</summary>
/// <remarks>
/// Reads ahead one segment and one byte, to know which segment is the last; memory is 128 KiB whatever the length. Fills what
/// it is given as far as it can: a buffer of 64 KiB or more is sealed into without a copy. Owns the plaintext stream.
/// </remarks>
public sealed class SealingStream : ReadOnceStream
{
    private const int Ahead = SealedLength.Segment + 1;

    private readonly Stream plain;
    private readonly SegmentCipher cipher;
    private byte[]? room = ArrayPool<byte>.Shared.Rent(Ahead + SealedLength.Tag);
    private int gathered;
    private int taken;
    private int ready;
    private long segment;
    private byte? carried;
    private bool isAtEnd;

    /// <summary>Seals a stream under a fresh key, which can seal no other.</summary>
    /// <exception cref="InvalidOperationException">The key has sealed before.</exception>
    public SealingStream(Stream plain, DataKey key)
    {
        key.TakeSealing();
        this.plain = plain;
        cipher = new SegmentCipher(key);
        SegmentCipher.Header.CopyTo(room);
        ready = SealedLength.Header;
    }

    /// <summary>Bytes of plaintext sealed so far; of the whole stream once it has been read to its end.</summary>
    public long PlainLength { get; private set; }

    private byte[] Room => room ?? throw new ObjectDisposedException(nameof(SealingStream));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var given = 0;
        while (true)
        {
            given += TakeReady(buffer.Span[given..]);
            if (given == buffer.Length || isAtEnd)
            {
                return given;
            }

            TakeCarried();
            var read = 0;
            while (gathered < Ahead &&
                (read = await plain.ReadAsync(Room.AsMemory(gathered, Ahead - gathered), cancellationToken)) > 0)
            {
                gathered += read;
            }

            given += SealGathered(buffer.Span[given..]);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && room is { } rented)
        {
            room = null;
            cipher.Dispose();
            plain.Dispose();
            CryptographicOperations.ZeroMemory(rented.AsSpan(0, Ahead + SealedLength.Tag));
            ArrayPool<byte>.Shared.Return(rented);
        }

        base.Dispose(disposing);
    }

    private int TakeReady(Span<byte> into)
    {
        var count = Math.Min(into.Length, ready - taken);
        Room.AsSpan(taken, count).CopyTo(into);
        taken += count;
        return count;
    }

    /// <summary>Begins the next segment with the byte that was read ahead.</summary>
    private void TakeCarried()
    {
        if (carried is { } first)
        {
            (Room[0], gathered, carried) = (first, 1, null);
        }
    }

    /// <summary>Seals what was gathered: into the reader's bytes when they hold it all, else to be taken piecemeal.</summary>
    /// <returns>Bytes given to the reader.</returns>
    private int SealGathered(Span<byte> into)
    {
        isAtEnd = gathered < Ahead;
        var length = isAtEnd ? gathered : SealedLength.Segment;
        var sealedLength = length + SealedLength.Tag;
        carried = isAtEnd ? null : Room[SealedLength.Segment];
        gathered = 0;
        var isDirect = into.Length >= sealedLength;
        cipher.Seal(segment++, isAtEnd, Room.AsSpan(0, length), isDirect ? into : Room.AsSpan(0, sealedLength));
        PlainLength += length;
        (taken, ready) = isDirect ? (0, 0) : (0, sealedLength);
        return isDirect ? sealedLength : 0;
    }
}
