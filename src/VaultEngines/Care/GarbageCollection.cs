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

    /// <summary>How many are noted as gone in one change: all who write wait for it, and what is not noted is removed again.</summary>
    private const int MostInAChange = 1_000;

    /// <summary>Goes on until it is asked to stop.</summary>
    /// <param name="catalogue">Knows what is garbage.</param>
    /// <param name="blobs">Where it is.</param>
    /// <param name="grace">How long readers get to end; also the time between two rounds.</param>
    /// <param name="clock">Tells time.</param>
    /// <param name="tell">Takes what failed; it is tried again in the next round.</param>
    /// <param name="stop">Asks to stop.</param>
    public static async Task RunAsync(
        ICatalogue catalogue, IBlobStore blobs, TimeSpan grace, TimeProvider clock, Action<IOException> tell, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(catalogue, blobs, () => Task.Delay(grace, clock, stop), tell, stop);
            }
            catch (IOException failure)
            {
                tell(failure);
                await Task.Delay(grace, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Removes what is garbage now, after a pause; tells how many streams.</summary>
    internal static async Task<int> RoundAsync(
        ICatalogue catalogue, IBlobStore blobs, Func<Task> pause, Action<IOException> tell, CancellationToken stop)
    {
        var garbage = catalogue.Garbage(MostAtOnce);
        await pause();
        var count = 0;
        foreach (var some in garbage.Chunk(MostInAChange))
        {
            var removed = new List<BlobId>(some.Length);
            foreach (var blob in some)
            {
                try
                {
                    await blobs.RemoveAsync(blob, stop);
                    removed.Add(blob);
                }
                catch (IOException failure)
                {
                    tell(failure);
                }
            }

            if (removed.Count > 0)
            {
                catalogue.Removed(removed);
                count += removed.Count;
            }
        }

        return count;
    }
}
