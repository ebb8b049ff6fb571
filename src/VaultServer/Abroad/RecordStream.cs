using System.Security.Cryptography;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>Records as a stream of lines, made as they are read.</summary>
internal sealed class RecordStream(IEnumerable<FeedRecord> records) : ReadOnceStream
{
    private readonly IEnumerator<FeedRecord> records = records.GetEnumerator();
    private ReadOnlyMemory<byte> line;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (line.IsEmpty)
        {
            if (!records.MoveNext())
            {
                return 0;
            }

            line = (byte[])[.. records.Current.ToLine(), (byte)'\n'];
        }

        var count = Math.Min(buffer.Length, line.Length);
        line.Span[..count].CopyTo(buffer);
        line = line[count..];
        return count;
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        records.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Counts and hashes what is read of a stream, which it owns.</summary>
internal sealed class HashedStream(Stream inner) : ReadOnceStream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    /// <summary>The SHA-256 of what was read.</summary>
    public LogHash Sha256 => new(hash.GetCurrentHash());

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => Take(buffer, inner.Read(buffer));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        return Take(buffer.Span, count);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        hash.Dispose();
        base.Dispose(disposing);
    }

    private int Take(ReadOnlySpan<byte> buffer, int count)
    {
        hash.AppendData(buffer[..count]);
        Count += count;
        return count;
    }
}
