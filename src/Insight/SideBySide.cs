using System.Runtime.ExceptionServices;

namespace Sluiswachter.Insight;

/// <summary>Does work on several threads.</summary>
/// <remarks>
/// What comes out does not depend on how many there are, nor on which of them does what: each writes only what is its own.
/// </remarks>
internal static class SideBySide
{
    /// <summary>From how many nodes on work about them is worth a thread more, which takes a tenth of a millisecond to wake.</summary>
    private const int WorthAThread = 10_000;

    private const int OneByOne = 64;
    private const int AtOnce = 32;

    /// <summary>Does two pieces of work, on two threads when that pays.</summary>
    /// <param name="nodes">How many nodes they are about.</param>
    /// <param name="one">One of the two.</param>
    /// <param name="other">The other.</param>
    public static void Both(int nodes, Action one, Action other)
    {
        if (nodes < WorthAThread)
        {
            one();
            other();
            return;
        }

        try
        {
            Parallel.Invoke(one, other);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    /// <summary>Does pieces 0 up to a count, each thread with a workspace of its own.</summary>
    /// <remarks>The first pieces are handed out one by one, since those may be large.</remarks>
    /// <param name="count">How many pieces there are.</param>
    /// <param name="threads">The most threads, at least 1.</param>
    /// <param name="workspace">
    /// What a thread works with; threads are numbered from 0. Disposed at the end, when it can be.
    /// </param>
    /// <param name="work">Does a piece.</param>
    public static void Do<T>(int count, int threads, Func<int, T> workspace, Action<T, int> work)
    {
        var next = 0;
        var workspaces = new T?[Math.Clamp(threads, 1, Math.Max(1, count))];
        var others = Enumerable.Range(1, workspaces.Length - 1)
            .Select(thread => Task.Factory.StartNew(
                () => DoAll(thread), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        DoAll(0);
        Task.WaitAll(others);
        foreach (var disposable in workspaces.OfType<IDisposable>())
        {
            disposable.Dispose();
        }

        void DoAll(int thread)
        {
            var own = workspaces[thread] = workspace(thread);
            while (true)
            {
                var atOnce = Volatile.Read(ref next) < OneByOne ? 1 : AtOnce;
                var first = Interlocked.Add(ref next, atOnce) - atOnce;
                if (first >= count)
                {
                    return;
                }

                for (var piece = first; piece < Math.Min(count, first + atOnce); piece++)
                {
                    work(own, piece);
                }
            }
        }
    }
}
