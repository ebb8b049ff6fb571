namespace Sluiswachter.Vault.Tests;

/// <summary>Bytes that come a few at a time, as from a network.</summary>
internal sealed class InPieces(byte[] bytes, int piece) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span[..Math.Min(piece, buffer.Length)]));
}
