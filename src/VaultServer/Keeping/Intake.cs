using System.Buffers;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Takes bytes in: seals them under a fresh key, has them kept, and tells what they came to.</summary>
internal static class Intake
{
    /// <summary>Seals and keeps a stream to its end.</summary>
    /// <param name="safe">The vault.</param>
    /// <param name="ring">The keys of the body.</param>
    /// <param name="number">The number of the part, 1 for an object in one piece.</param>
    /// <param name="plain">The bytes; what it throws goes on to the caller, and nothing is kept.</param>
    /// <remarks>Keys that are wiped after the last byte leave a stream that nothing refers to: an orphan, which is collected.</remarks>
    /// <param name="algorithms">The checksums that are wanted.</param>
    /// <param name="customer">A key of the customer that is needed too; null: none.</param>
    /// <param name="stop">Asks to stop.</param>
    public static async Task<(StoredPart Part, Digest Digest)> TakeAsync(
        Safe safe, KeyRing ring, int number, Stream plain, IEnumerable<ChecksumAlgorithm> algorithms, CustomerKey? customer,
        CancellationToken stop)
    {
        var blob = new BlobId(safe.Chance());
        using var key = DataKey.Fresh(safe.Random);
        var digesting = new DigestStream(plain, algorithms);
        await using var sealing = new SealingStream(digesting, key);
        var shortOne = await KeepAsync(safe, blob, sealing, stop);
        var digest = digesting.Finish();
        return (new StoredPart(number, blob, digest.Length, ring.Wrap(key, blob, customer).Value) { Sealed = shortOne }, digest);
    }

    /// <summary>Seals and keeps a stream and makes something of it; when that is refused, nothing is kept.</summary>
    public static async Task<S3Result<T>> TakeAsync<T>(
        Safe safe, KeyRing ring, int number, Stream plain, IEnumerable<ChecksumAlgorithm> algorithms, CustomerKey? customer,
        Func<StoredPart, Digest, S3Result<T>> make, CancellationToken stop)
    {
        var (part, digest) = await TakeAsync(safe, ring, number, plain, algorithms, customer, stop);
        var made = make(part, digest);
        if (!made.Holds)
        {
            await LetGoAsync(safe, part);
        }

        return made;
    }

    /// <summary>Has a sealed stream kept; one so short that the catalogue will keep it is handed back instead.</summary>
    private static async Task<ReadOnlyMemory<byte>?> KeepAsync(Safe safe, BlobId blob, SealingStream sealing, CancellationToken stop)
    {
        if (safe.Blobs is not CatalogueBlobs)
        {
            await safe.Blobs.WriteAsync(blob, sealing, stop);
            return null;
        }

        var beginning = ArrayPool<byte>.Shared.Rent(CatalogueBlobs.Longest + 1);
        try
        {
            var room = beginning.AsMemory(0, CatalogueBlobs.Longest + 1);
            var count = await sealing.ReadAtLeastAsync(room, room.Length, throwOnEndOfStream: false, stop);
            if (count < room.Length)
            {
                return beginning.AsSpan(0, count).ToArray();
            }

            await using var whole = new LedStream(room, sealing);
            await safe.Blobs.WriteAsync(blob, whole, stop);
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(beginning);
        }
    }

    /// <summary>Lets go of what was kept when it is not wanted after all.</summary>
    /// <remarks>What cannot be removed now is an orphan, which is collected later.</remarks>
    public static async Task LetGoAsync(Safe safe, StoredPart part)
    {
        try
        {
            await safe.Blobs.RemoveAsync(part.Blob, CancellationToken.None);
        }
        catch (IOException)
        {
            // An orphan: nothing refers to it, and the collection of orphans removes it.
        }
    }
}
