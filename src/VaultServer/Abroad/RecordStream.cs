using System.Security.Cryptography;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>Records as a stream of lines, made as they are read.</summary>
internal sealed class RecordStream(IEnumerable<FeedRecord> records) : ReadOnceStream
{
    private readonly IEnumerator<FeedRecord> records = records.GetEnumerator();
    private ReadOnlyMemory<byte> line;

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (line.IsEmpty && records.MoveNext())
        {
            line = (byte[])[.. records.Current.ToLine(), (byte)'\n'];
        }

        var count = Math.Min(buffer.Length, line.Length);
        line[..count].CopyTo(buffer);
        line = line[count..];
        return ValueTask.FromResult(count);
    }

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
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        hash.AppendData(buffer.Span[..count]);
        Count += count;
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        hash.Dispose();
        base.Dispose(disposing);
    }
}
