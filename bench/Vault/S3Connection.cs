using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Sluiswachter.Vault;

namespace Sluiswachter.Bench;

/// <summary>One connection to an S3 service, for one thread: signs a request, sends it, and reads the answer to its end.</summary>
/// <remarks>
/// No more than that, so that as much of the machine as can be is left to the service. A connection that the service closed
/// while it was idle is opened again, once.
/// </remarks>
internal sealed class S3Connection(Uri address, S3Credential credential) : IDisposable
{
    private const int BufferBytes = 256 * 1024;
    private const int LongestHead = 64 * 1024;

    private readonly byte[] buffer = new byte[BufferBytes];
    private Socket? socket;
    private int start;
    private int end;
    private bool hasAnswer;

    /// <summary>Asks, and gives the body of the answer to a reader piece by piece; returns the status.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, percent-encoded.</param>
    /// <param name="query">The query, percent-encoded.</param>
    /// <param name="payload">What is sent.</param>
    /// <param name="take">Takes the body of the answer.</param>
    /// <exception cref="IOException">There was no answer, or half of one.</exception>
    public int Ask(string method, string path, string query, Payload payload, Action<ReadOnlySpan<byte>> take)
    {
        var head = Head(method, path, query, payload);
        var isFresh = socket is null;
        try
        {
            Send(head, payload);
            return Receive(method, take);
        }
        catch (Exception e) when (e is SocketException or EndOfStreamException)
        {
            // What the service closed while it was idle is tried once more.
            Close();
            if (isFresh || hasAnswer)
            {
                throw new IOException($"{method} {path}: the connection broke: {e.Message}", e);
            }

            return Ask(method, path, query, payload, take);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private void Close()
    {
        socket?.Dispose();
        (socket, start, end) = (null, 0, 0);
    }

    private byte[] Head(string method, string path, string query, Payload payload)
    {
        var request = new S3HttpRequest(method, path, query, address.Authority, new S3Headers());
        var signed = S3Signature.Sign(request, credential, TimeProvider.System.GetUtcNow(), payload.Hash);
        var text = new StringBuilder($"{method} {path}{(query.Length > 0 ? "?" : "")}{query} HTTP/1.1\r\nHost: {address.Authority}\r\n");
        foreach (var (name, value) in signed.Headers.All)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (method is "PUT" or "POST")
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {payload.Length}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("\r\n").ToString());
    }

    private void Send(byte[] head, Payload payload)
    {
        if (socket is null)
        {
            socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(address.Host, address.Port);
        }

        if (payload.Length <= BufferBytes - LongestHead)
        {
            // Head and a short body leave together.
            head.CopyTo(buffer, 0);
            payload.Block.Span[..(int)payload.Length].CopyTo(buffer.AsSpan(head.Length));
            socket.Send(buffer.AsSpan(0, head.Length + (int)payload.Length));
            return;
        }

        socket.Send(head);
        for (var left = payload.Length; left > 0;)
        {
            var count = (int)Math.Min(left, payload.Block.Length);
            socket.Send(payload.Block.Span[..count]);
            left -= count;
        }
    }

    private int Receive(string method, Action<ReadOnlySpan<byte>> take)
    {
        (start, end, hasAnswer) = (0, 0, false);
        var (status, length, isChunked, closes) = ReadHead();
        if (method != "HEAD" && status is not (204 or 304))
        {
            if (isChunked)
            {
                TakeChunks(take);
            }
            else
            {
                Take(length, take);
            }
        }

        if (closes)
        {
            Close();
        }

        return status;
    }

    private (int Status, long Length, bool IsChunked, bool Closes) ReadHead()
    {
        var (status, length, isChunked, closes) = (0, 0L, false, false);
        while (true)
        {
            var line = Line();
            if (line.Length == 0 && status != 100)
            {
                return status == 0 ? throw new EndOfStreamException("no status") : (status, length, isChunked, closes);
            }

            if (line.StartsWith("HTTP/1.", StringComparison.Ordinal))
            {
                status = int.Parse(line.AsSpan(9, 3), CultureInfo.InvariantCulture);
            }
            else if (ValueOf(line, "content-length:") is { } bytes)
            {
                length = long.Parse(bytes, CultureInfo.InvariantCulture);
            }
            else if (ValueOf(line, "transfer-encoding:") is { } coding)
            {
                isChunked = coding.Equals("chunked", StringComparison.OrdinalIgnoreCase);
            }
            else if (ValueOf(line, "connection:") is { } connection)
            {
                closes = connection.Equals("close", StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    private static string? ValueOf(string line, string name) =>
        line.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? line[name.Length..].Trim() : null;

    private string Line()
    {
        while (true)
        {
            var found = buffer.AsSpan(start, end - start).IndexOf("\r\n"u8);
            if (found >= 0)
            {
                var line = Encoding.Latin1.GetString(buffer, start, found);
                start += found + 2;
                return line;
            }

            Fill();
        }
    }

    private void TakeChunks(Action<ReadOnlySpan<byte>> take)
    {
        while (true)
        {
            var size = long.Parse(Line().Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
            {
                while (Line().Length > 0)
                {
                    // Trailers tell nothing that is measured.
                }

                return;
            }

            Take(size, take);
            Line();
        }
    }

    private void Take(long length, Action<ReadOnlySpan<byte>> take)
    {
        while (length > 0)
        {
            if (start == end)
            {
                Fill();
            }

            var count = (int)Math.Min(length, end - start);
            take(buffer.AsSpan(start, count));
            start += count;
            length -= count;
        }
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            throw new IOException("a line of the answer is too long");
        }

        var count = socket!.Receive(buffer.AsSpan(end));
        end += count > 0 ? count : throw new EndOfStreamException("the answer ends too early");
        hasAnswer = true;
    }
}
