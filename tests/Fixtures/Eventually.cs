namespace Sluiswachter.Fixtures;

/// <summary>Waits until something is so, however busy the machine is; what never comes fails, and says what was waited for.</summary>
/// <remarks>It pauses between looks, so that a test that waits does not take the processor from those it waits for.</remarks>
public static class Eventually
{
    /// <summary>After which what is not so is taken never to be: much longer than anything here lasts on any machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits until something is so.</summary>
    /// <param name="isSo">Whether it is so.</param>
    /// <param name="what">What is waited for, as a sentence: "the log has the entry".</param>
    /// <param name="stop">When the test is over.</param>
    /// <param name="pause">How long it waits before it looks again; null: 10 ms.</param>
    /// <exception cref="TimeoutException">It never was so.</exception>
    public static Task SoAsync(Func<bool> isSo, string what, CancellationToken stop, TimeSpan? pause = null) =>
        SoAsync(() => Task.FromResult(isSo()), what, stop, pause);

    /// <summary>Waits until something is so.</summary>
    /// <param name="isSo">Whether it is so.</param>
    /// <param name="what">What is waited for, as a sentence: "the log has the entry".</param>
    /// <param name="stop">When the test is over.</param>
    /// <param name="pause">How long it waits before it looks again; null: 10 ms.</param>
    /// <exception cref="TimeoutException">It never was so.</exception>
    public static async Task SoAsync(Func<Task<bool>> isSo, string what, CancellationToken stop, TimeSpan? pause = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                throw new TimeoutException($"waited {Patience.TotalMinutes:0} minutes in vain until this was so: {what}");
            }

            await Task.Delay(pause ?? Usual, stop);
        }
    }
}
