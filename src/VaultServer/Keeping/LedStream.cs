using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Bytes that were read of a stream already, and after them the rest of it.</summary>
internal sealed class LedStream(ReadOnlyMemory<byte> read, Stream rest) : ReadOnceStream
{
    private ReadOnlyMemory<byte> read = read;

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (read.IsEmpty)
        {
            return rest.ReadAsync(buffer, cancellationToken);
        }

        var count = Math.Min(buffer.Length, read.Length);
        read[..count].CopyTo(buffer);
        read = read[count..];
        return ValueTask.FromResult(count);
    }
}
