using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>What another machine sends, given up when nothing comes of it for a minute.</summary>
/// <remarks>A line that is cut, or a service that means harm, is silent for ever, and says nothing about it.</remarks>
/// <param name="inner">What it sends; taken over.</param>
/// <param name="clock">Tells time.</param>
internal sealed class ImpatientStream(Stream inner, TimeProvider clock) : ReadOnceStream
{
    /// <summary>How long the other machine may be silent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var silence = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            return await inner.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException silent) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"the S3 engine sent nothing more for {Patience.TotalSeconds:0} seconds", silent);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
