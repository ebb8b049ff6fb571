using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>Counts the bytes that are read of a stream, which whoever reads cannot close.</summary>
internal sealed class CountedStream(Stream inner) : ReadOnceStream
{
    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Add(await inner.ReadAsync(buffer, cancellationToken));

    private int Add(int count)
    {
        Count += count;
        return count;
    }
}
