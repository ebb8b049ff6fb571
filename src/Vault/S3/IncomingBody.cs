namespace Sluiswachter.Vault;

/// <summary>A body on its way in: read once, forward, from a source that it does not own.</summary>
/// <remarks>
/// The work is done between two reads of the source: ask what is left (<see cref="Next"/>), else where more may go
/// (<see cref="Wanted"/>), read, and take it up (<see cref="Arrived"/>).
/// </remarks>
#pragma warning disable CA1710 // A body is what HTTP calls it; that it is read as a stream shows.
public abstract class IncomingBody : ReadOnceStream
#pragma warning restore CA1710
{
    private readonly Stream source;

    private protected IncomingBody(Stream source) => this.source = source;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            if (Next(buffer.Span) is { } ready)
            {
                return ready;
            }

            var count = await source.ReadAsync(Wanted(buffer), cancellationToken);
            if (count == 0)
            {
                SourceEnded();
            }
            else if (Arrived(count, buffer.Span) is { } arrived)
            {
                return arrived;
            }
        }

        return 0;
    }

    /// <summary>Bytes for the reader from what was read before; 0 at the end; null when more is needed.</summary>
    private protected abstract int? Next(Span<byte> target);

    /// <summary>Where the next bytes of the source go: a part of the reader's own memory or of a buffer; never empty.</summary>
    private protected abstract Memory<byte> Wanted(Memory<byte> target);

    /// <summary>Takes up bytes that came; the number of them when they went straight to the reader, else null.</summary>
    private protected abstract int? Arrived(int count, Span<byte> target);

    /// <summary>The source has no more; afterwards <see cref="Next"/> answers, or this refuses.</summary>
    private protected abstract void SourceEnded();
}
