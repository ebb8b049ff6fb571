using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Bytes that were read of a stream already, and after them the rest of it.</summary>
internal sealed class LedStream(ReadOnlyMemory<byte> read, Stream rest) : ReadOnceStream
{
    private ReadOnlyMemory<byte> read = read;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => read.IsEmpty ? rest.Read(buffer) : Take(buffer);

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        read.IsEmpty ? rest.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(Take(buffer.Span));

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, read.Length);
        read.Span[..count].CopyTo(buffer);
        read = read[count..];
        return count;
    }
}
