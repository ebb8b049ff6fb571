using System.Net;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Arrival;

/// <summary>The bytes of an object of a source; where they are cut off, the rest is asked for.</summary>
/// <remarks>The rest is asked for of the very same object (<c>If-Match</c>). Memory: none of its own.</remarks>
/// <param name="first">The answer that begins them; taken over.</param>
/// <param name="length">How many bytes there are.</param>
/// <param name="rest">Asks for the bytes from an offset on.</param>
/// <param name="patience">How long to try.</param>
/// <param name="clock">Tells time.</param>
internal sealed class SourceStream(
    HttpResponseMessage first, long length, Func<long, CancellationToken, Task<HttpResponseMessage>> rest, SourcePatience patience,
    TimeProvider clock) : ReadOnceStream
{
    private HttpResponseMessage? answer = first;
    private Stream? body;
    private long position;
    private int failures;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            silence.CancelAfter(patience.Silence);
            var why = "it ends there";
            try
            {
                body ??= await OpenAsync(silence.Token);
                // One byte more than there should be is asked for, so that it is seen.
                var count = await body.ReadAsync(buffer, silence.Token);
                position += count;
                if (position > length)
                {
                    throw new SourceMismatch($"it gives more than the {length} bytes that it listed");
                }

                if (count > 0 || position == length)
                {
                    failures = 0;
                    return count;
                }
            }
            catch (Exception e) when (e is not (SourceFailure or SourceMismatch) && SourceCalls.IsTrouble(e, cancellationToken))
            {
                why = e.Message;
            }

            Drop();
            if (position == length)
            {
                return 0;
            }

            if (++failures >= patience.Attempts)
            {
                throw new SourceFailure($"cut off after {position} of {length} bytes: {why}");
            }

            await Task.Delay(patience.PauseAfter(failures), clock, cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Drop();
        }

        base.Dispose(disposing);
    }

    private void Drop()
    {
        body?.Dispose();
        answer?.Dispose();
        (body, answer) = (null, null);
    }

    private async Task<Stream> OpenAsync(CancellationToken stop)
    {
        answer ??= await rest(position, stop);
        var isRest = answer.StatusCode == HttpStatusCode.PartialContent;
        if (!answer.IsSuccessStatusCode || (isRest && answer.Content.Headers.ContentRange?.From is { } from && from != position))
        {
            throw new SourceMismatch(answer.StatusCode == HttpStatusCode.PreconditionFailed
                ? "it was replaced while it was read"
                : $"it does not give the rest from byte {position} on: status {(int)answer.StatusCode}");
        }

        var opened = await answer.Content.ReadAsStreamAsync(stop);
        if (!isRest)
        {
            // A service without ranges begins anew; what is known already is passed over.
            var passed = new byte[64 * 1024];
            for (var left = position; left > 0;)
            {
                var count = await opened.ReadAsync(passed.AsMemory(0, (int)Math.Min(left, passed.Length)), stop);
                left -= count > 0 ? count : throw new IOException("it ends before the rest");
            }
        }

        return opened;
    }
}

/// <summary>What a source gives is not what it said; told to the user, and no bug.</summary>
internal sealed class SourceMismatch(string message) : IOException(message);
