using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>Carries sealed streams from home to a copy, as they are; what is there already stays.</summary>
internal sealed class BlobCourier(ICatalogue catalogue, IBlobStore home, IBlobStore copy, Action<Phrase> tell)
{
    private const int AtOnce = 4;

    /// <summary>Carries streams; false when some of them are needed no more, so that what needed them is to be read again.</summary>
    public async Task<bool> CarryAsync(IReadOnlyDictionary<BlobId, long> blobs, CancellationToken stop)
    {
        var isStillNeeded = true;
        await Parallel.ForEachAsync(
            blobs,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (blob, stopping) =>
            {
                if (!await CarryAsync(blob.Key, blob.Value, stopping))
                {
                    isStillNeeded = false;
                }
            });
        return isStillNeeded;
    }

    /// <summary>Whether a stream of a length is in a store.</summary>
    public static async Task<bool> IsInAsync(IBlobStore store, BlobId blob, long length, CancellationToken stop)
    {
        await using var last = await store.ReadAsync(blob, length - 1, 2, stop);
        return last is not null && await last.ReadAtLeastAsync(new byte[2], 2, throwOnEndOfStream: false, stop) == 1;
    }

    private async Task<bool> CarryAsync(BlobId blob, long length, CancellationToken stop)
    {
        if (await IsInAsync(copy, blob, length, stop))
        {
            return true;
        }

        await using var bytes = await home.ReadAsync(blob, 0, long.MaxValue, stop);
        if (bytes is not null)
        {
            await copy.WriteAsync(blob, bytes, stop);
            return true;
        }

        if (!catalogue.Refers(blob))
        {
            return false;
        }

        tell(new Phrase(
            $"the sealed stream {blob} is missing at home, so the copy has none either: run a scrub",
            $"de verzegelde stroom {blob} is thuis weg, en komt dus ook niet in de kopie: doe een controle met scrub"));
        return true;
    }
}
