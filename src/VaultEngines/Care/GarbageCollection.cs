using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>Removes sealed streams that nothing refers to any more.</summary>
/// <remarks>
/// Waits between seeing garbage and removing it, so that who began to read an object before it was replaced can read on.
/// Several servers may do it at once: removing twice is removing. Memory: 50,000 ids, and those that could not be removed.
/// </remarks>
/// <param name="catalogue">Knows what is garbage.</param>
/// <param name="blobs">Where it is.</param>
public sealed class GarbageCollection(ICatalogue catalogue, IBlobStore blobs)
{
    private const int MostAtOnce = 50_000;

    /// <summary>Failures in a row after which ever fewer of the others are tried: the disk may be full, or the service away.</summary>
    private const int MostInARow = 10;

    /// <summary>How many are noted as gone in one change: all who write wait for it, and what is not noted is removed again.</summary>
    private const int MostInAChange = 1_000;

    /// <summary>Those that could not be removed, with the number of the failure: they come last, as they failed.</summary>
    private readonly Dictionary<BlobId, long> failed = [];

    private long failures;

    /// <summary>Removes what is garbage now, after a pause.</summary>
    /// <remarks>
    /// Some may never go: a hold keeps them, or their folder is another's. What is behind these has its turn in this round or in one
    /// of the next, however many they are: after ten failures in a row ten are left out, after the next twenty, and so on.
    /// </remarks>
    /// <param name="pause">Waits until who reads has come to an end.</param>
    /// <param name="tell">Takes what failed, in one sentence; it is tried again in the next rounds.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <returns>How many streams were removed.</returns>
    /// <exception cref="CatalogueFailure">The catalogue fails, or the vault is no longer this process's to use.</exception>
    public async Task<int> RoundAsync(Func<Task> pause, Action<Phrase> tell, CancellationToken stop)
    {
        var most = MostAtOnce + failed.Count;
        var garbage = catalogue.Garbage(most);
        await pause();
        foreach (var gone in failed.Keys.Except(garbage).ToList())
        {
            failed.Remove(gone);
        }

        BlobId[] inOrder = [.. garbage.OrderBy(blob => failed.GetValueOrDefault(blob))];
        var removed = new List<BlobId>(MostInAChange);
        var (count, before, inARow, first) = (0, failures, 0, "");
        for (var i = 0; i < inOrder.Length; i++)
        {
            try
            {
                await blobs.RemoveAsync(inOrder[i], stop);
                removed.Add(inOrder[i]);
                failed.Remove(inOrder[i]);
                inARow = 0;
            }
            catch (IOException failure) when (failure is not CatalogueFailure)
            {
                first = failures == before ? failure.Message : first;
                failed[inOrder[i]] = ++failures;
                inARow++;
                i += inARow < MostInARow ? 0 : MostInARow << (inARow - MostInARow);
            }

            if (removed.Count == MostInAChange || (removed.Count > 0 && i >= inOrder.Length - 1))
            {
                catalogue.Removed(removed);
                count += removed.Count;
                removed.Clear();
            }
        }

        if (failures > before)
        {
            var (all, left) = (garbage.Count < most, garbage.Count - count);
            tell(new Phrase(
                $"{failures - before} sealed streams that nothing needs could not be removed, and are tried again; " +
                $"{(all ? "" : "at least ")}{left} are waiting; the first: {first}",
                $"{failures - before} verzegelde stromen die niemand nodig heeft konden niet weg, en worden weer geprobeerd; " +
                $"er wachten er {(all ? "" : "minstens ")}{left}; de eerste: {first}"));
        }

        return count;
    }
}
