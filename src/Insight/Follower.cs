namespace Sluiswachter.Insight;

/// <summary>Goes on with what another thread has made ready, on a thread of the pool whenever one is free for it.</summary>
/// <remarks>
/// Never waits for what is not ready yet: it goes as far as was last told and then lets its thread go, until it is told again. When
/// no thread is free, nothing is done before <see cref="Rest"/>, and whoever tells it goes on alone from there.
/// </remarks>
/// <param name="goOn">Goes on until so many are done; never called by two threads at once.</param>
internal sealed class Follower(Action<int> goOn)
{
    private int ready;
    private Task last = Task.CompletedTask;

    /// <summary>Tells that so many are ready; those before them stay as they are.</summary>
    public void Tell(int count)
    {
        Volatile.Write(ref ready, count);
        if (last.IsCompletedSuccessfully)
        {
            last = Task.Run(() => goOn(Volatile.Read(ref ready)));
        }
    }

    /// <summary>Waits until it is not at work; what went wrong in it is thrown here.</summary>
    public void Rest() => last.GetAwaiter().GetResult();
}
