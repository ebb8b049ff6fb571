using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>Removes sealed streams that nothing refers to any more.</summary>
/// <remarks>
/// Waits between seeing garbage and removing it, so that who began to read an object before it was replaced can read on.
/// Several servers may do it at once: removing twice is removing.
/// </remarks>
public static class GarbageCollection
{
    private const int MostAtOnce = 50_000;

    /// <summary>Failures in a row after which the others are let be: the disk is full, or the service is away.</summary>
    private const int MostInARow = 10;

    /// <summary>How many are noted as gone in one change: all who write wait for it, and what is not noted is removed again.</summary>
    private const int MostInAChange = 1_000;

    /// <summary>Removes what is garbage now, after a pause.</summary>
    /// <param name="catalogue">Knows what is garbage.</param>
    /// <param name="blobs">Where it is.</param>
    /// <param name="pause">Waits until who reads has come to an end.</param>
    /// <param name="tell">Takes what failed, in one sentence; it is tried again in the next round.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <returns>How many streams were removed.</returns>
    /// <exception cref="CatalogueFailure">The catalogue fails, or the vault is no longer this process's to use.</exception>
    public static async Task<int> RoundAsync(
        ICatalogue catalogue, IBlobStore blobs, Func<Task> pause, Action<Phrase> tell, CancellationToken stop)
    {
        var garbage = catalogue.Garbage(MostAtOnce);
        await pause();
        var (count, failures, inARow, first) = (0, 0, 0, "");
        foreach (var some in garbage.Chunk(MostInAChange).TakeWhile(_ => inARow < MostInARow))
        {
            var removed = new List<BlobId>(some.Length);
            foreach (var blob in some.TakeWhile(_ => inARow < MostInARow))
            {
                try
                {
                    await blobs.RemoveAsync(blob, stop);
                    removed.Add(blob);
                    inARow = 0;
                }
                catch (IOException failure) when (failure is not CatalogueFailure)
                {
                    first = failures == 0 ? failure.Message : first;
                    (failures, inARow) = (failures + 1, inARow + 1);
                }
            }

            if (removed.Count > 0)
            {
                catalogue.Removed(removed);
                count += removed.Count;
            }
        }

        if (failures > 0)
        {
            tell(new Phrase(
                $"{failures} sealed streams that nothing needs could not be removed, and are tried again; the first: {first}",
                $"{failures} verzegelde stromen die niemand nodig heeft konden niet weg, en worden weer geprobeerd; de eerste: {first}"));
        }

        return count;
    }
}
