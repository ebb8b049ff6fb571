using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace Sluiswachter.VaultServer;

/// <summary>Memory for connections in blocks of 64 KiB, so that one call to the system takes in or sends a segment.</summary>
/// <remarks>
/// The server's own blocks hold 4 KiB: an object of 1 MiB then takes 256 calls. A connection that waits holds no block.
/// Blocks are pinned and kept for the next who asks, <see cref="MostKept"/> at most.
/// </remarks>
internal sealed class WideBlocks : IMemoryPoolFactory<byte>
{
    private const int BlockBytes = 64 * 1024;
    private const int MostKept = 256;

    /// <inheritdoc/>
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new Pool();

    private sealed class Pool : MemoryPool<byte>
    {
        private readonly ConcurrentBag<byte[]> kept = [];

        /// <inheritdoc/>
        public override int MaxBufferSize => BlockBytes;

        /// <inheritdoc/>
        public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
            return new Block(this, kept.TryTake(out var bytes) ? bytes : GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true));
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing) => kept.Clear();

        private void Return(byte[] bytes)
        {
            // The count is of a moment: a few blocks more or less do not matter.
            if (kept.Count < MostKept)
            {
                kept.Add(bytes);
            }
        }

        private sealed class Block(Pool pool, byte[] bytes) : IMemoryOwner<byte>
        {
            private byte[]? bytes = bytes;

            /// <inheritdoc/>
            public Memory<byte> Memory => bytes ?? throw new ObjectDisposedException(nameof(Block));

            /// <inheritdoc/>
            public void Dispose()
            {
                if (Interlocked.Exchange(ref bytes, null) is { } returned)
                {
                    pool.Return(returned);
                }
            }
        }
    }
}
