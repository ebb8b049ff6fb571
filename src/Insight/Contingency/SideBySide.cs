namespace Sluiswachter.Insight;

/// <summary>Does many small pieces of work on a few threads, each with a workspace of its own.</summary>
/// <remarks>
/// Which thread does which piece is chance; so a piece may only write what is its own, and what comes out does not depend
/// on the number of threads. The first pieces are handed out one by one, since those may be large.
/// </remarks>
internal static class SideBySide
{
    private const int OneByOne = 64;
    private const int AtOnce = 32;

    /// <summary>Does pieces 0 up to a count.</summary>
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
