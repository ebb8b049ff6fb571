using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Takes bytes in: seals them under a fresh key, has them kept, and tells what they came to.</summary>
internal static class Intake
{
    /// <summary>Seals and keeps a stream to its end.</summary>
    /// <param name="safe">The vault.</param>
    /// <param name="ring">The keys of the body.</param>
    /// <param name="number">The number of the part, 1 for an object in one piece.</param>
    /// <param name="plain">The bytes; what it throws goes on to the caller, and nothing is kept.</param>
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
        await safe.Blobs.WriteAsync(blob, sealing, stop);
        var digest = digesting.Finish();
        return (new StoredPart(number, blob, digest.Length, ring.Wrap(key, blob, customer).Value), digest);
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
