using Microsoft.AspNetCore.Connections;

namespace Sluiswachter.VaultServer.S3;

/// <summary>The body of a request or of an answer, at which the client may stand still for some time and no longer.</summary>
/// <remarks>
/// The platform asks for bytes a second on average, from the first byte on: who was fast may then stand still for hours. So each read
/// and each write here has an end of its own. One at a time, as of any stream; the limit does not run between two of them.
/// </remarks>
/// <param name="inner">The body; the caller's.</param>
/// <param name="standstill">How long it may take until some bytes come, or those given are taken.</param>
/// <param name="aborted">That the request was broken off.</param>
internal sealed class PatientStream(Stream inner, TimeSpan standstill, CancellationToken aborted) : Stream
{
    private CancellationTokenSource? limit;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="BadHttpRequestException">The client stood still (408) or has gone (400).</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var until = Begin(cancellationToken);
        try
        {
            return await inner.ReadAsync(buffer, until.Token);
        }
        catch (Exception gone) when (HasGone(gone))
        {
            throw new BadHttpRequestException("The client has gone.", StatusCodes.Status400BadRequest, gone);
        }
        catch (OperationCanceledException late) when (StoodStill(cancellationToken))
        {
            throw new BadHttpRequestException("The body came to a standstill.", StatusCodes.Status408RequestTimeout, late);
        }
        finally
        {
            End(until);
        }
    }

    /// <exception cref="BadHttpRequestException">The client stood still (408) or has gone (400).</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var until = Begin(cancellationToken);
        try
        {
            await inner.WriteAsync(buffer, until.Token);
        }
        catch (Exception gone) when (HasGone(gone))
        {
            throw new BadHttpRequestException("The client has gone.", StatusCodes.Status400BadRequest, gone);
        }
        catch (OperationCanceledException late) when (StoodStill(cancellationToken))
        {
            throw new BadHttpRequestException("The answer came to a standstill.", StatusCodes.Status408RequestTimeout, late);
        }
        finally
        {
            End(until);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("clients are waited for without a thread");

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("clients are waited for without a thread");

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        limit?.Dispose();
        limit = null;
        base.Dispose(disposing);
    }

    /// <summary>Mostly it is broken off with the request alone: then one source does for all reads and writes.</summary>
    private CancellationTokenSource Begin(CancellationToken stop)
    {
        var until = stop == aborted || !stop.CanBeCanceled
            ? limit ??= CancellationTokenSource.CreateLinkedTokenSource(aborted)
            : CancellationTokenSource.CreateLinkedTokenSource(aborted, stop);
        until.CancelAfter(standstill);
        return until;
    }

    private void End(CancellationTokenSource until)
    {
        until.CancelAfter(Timeout.InfiniteTimeSpan);
        if (until != limit)
        {
            until.Dispose();
        }
    }

    /// <summary>The connection says so, which may be before the request is said to be broken off.</summary>
    private static bool HasGone(Exception broken) =>
        broken is ConnectionAbortedException or (IOException and not BadHttpRequestException);

    private bool StoodStill(CancellationToken stop) => !aborted.IsCancellationRequested && !stop.IsCancellationRequested;
}
