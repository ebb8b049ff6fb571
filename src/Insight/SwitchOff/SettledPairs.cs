namespace Sluiswachter.Insight;

/// <summary>How many pairs of hour and step a run has settled, for one who follows it on another thread.</summary>
internal sealed class SettledPairs
{
    private int count;
    private int last = int.MaxValue;

    /// <summary>Tells that so many pairs are settled.</summary>
    public void Tell(int pairs) => Volatile.Write(ref count, pairs);

    /// <summary>Tells that there will be no more than so many.</summary>
    public void End(int pairs)
    {
        last = pairs;
        Tell(int.MaxValue);
    }

    /// <summary>Waits until a pair is settled.</summary>
    /// <returns>False when the run has ended without it.</returns>
    /// <remarks>Without sleeping: a run goes on every few microseconds and ends within milliseconds.</remarks>
    public bool Await(int pair)
    {
        var spin = default(SpinWait);
        while (pair >= Volatile.Read(ref count))
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        return pair < last;
    }
}
