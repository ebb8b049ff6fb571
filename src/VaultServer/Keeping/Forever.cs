using Sluiswachter.Model;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Does something in the background again and again, until it is asked to stop.</summary>
internal static class Forever
{
    /// <summary>Does it at once, and then after each pause; whatever breaks is told, and what comes after goes on.</summary>
    /// <param name="name">What it is called in what is told.</param>
    /// <param name="act">Does it.</param>
    /// <param name="pause">How long between the end of one time and the next.</param>
    /// <param name="clock">Tells time.</param>
    /// <param name="tell">Takes what the operator should know.</param>
    /// <param name="stop">Asks to stop.</param>
    public static async Task RunAsync(
        Phrase name, Func<CancellationToken, Task> act, TimeSpan pause, TimeProvider clock, Action<Phrase> tell, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await act(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Nobody waits for it who could be told otherwise, and it must not end unseen.
            catch (Exception broken)
#pragma warning restore CA1031
            {
                tell(WhatBroke.Named(name, WhatBroke.Says(broken)));
            }

            await Task.Delay(pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
