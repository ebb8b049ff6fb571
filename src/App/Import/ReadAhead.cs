using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Sluiswachter.App;

/// <summary>Makes items on one thread while another works on those before them.</summary>
internal static class ReadAhead
{
    /// <summary>Items that may wait: enough to even out, few in memory.</summary>
    private const int Most = 2;

    /// <summary>The same items in the same order, made a few ahead of who asks for them.</summary>
    /// <remarks>
    /// Whoever stops asking waits for the item being made and no longer: then nothing runs on. What making an item throws is
    /// thrown where the item is asked for.
    /// </remarks>
    public static IEnumerable<T> Of<T>(IEnumerable<T> items)
    {
        using var enough = new CancellationTokenSource();
        using var waiting = new BlockingCollection<T>(Most);
        var making = Task.Factory.StartNew(
            () => Make(items, waiting, enough.Token), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            foreach (var item in waiting.GetConsumingEnumerable(CancellationToken.None))
            {
                yield return item;
            }

            making.GetAwaiter().GetResult()?.Throw();
        }
        finally
        {
            enough.Cancel();
            making.GetAwaiter().GetResult();
        }
    }

    private static ExceptionDispatchInfo? Make<T>(
        IEnumerable<T> items, BlockingCollection<T> waiting, CancellationToken enough)
    {
        try
        {
            foreach (var item in items)
            {
                waiting.Add(item, enough);
            }

            return null;
        }
        catch (Exception e)
        {
            return ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            waiting.CompleteAdding();
        }
    }
}
