using System.Net.Sockets;
using System.Security.Cryptography;
using Sluiswachter.Model;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Control;

/// <summary>Listens at the control socket of a vault: a line for each request, a line for each answer.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    private const int MostConnections = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HeldSocket held;
    private readonly ControlDesk desk;
    private readonly Action<Phrase> tellOperator;
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim places = new(MostConnections);
    private readonly Task accepting;

    private ControlServer(HeldSocket held, ControlDesk desk, Action<Phrase> tellOperator)
    {
        (this.held, this.desk, this.tellOperator) = (held, desk, tellOperator);
        accepting = AcceptAsync();
    }

    /// <summary>Begins to listen, beside other servers of the folder.</summary>
    public static Result<ControlServer> Start(string path, ControlDesk desk, Action<Phrase> tellOperator) =>
        ControlSocket.ListenBeside(path).Then<ControlServer>(held => new ControlServer(held, desk, tellOperator));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        held.Socket.Dispose();
        await accepting;
        for (var i = 0; i < MostConnections; i++)
        {
            await places.WaitAsync();
        }

        held.Dispose();
        places.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await places.WaitAsync(stopping.Token);
                try
                {
                    var socket = await held.Socket.AcceptAsync(stopping.Token);
                    // Elsewhere, also when the request is there already: an unlock that hangs keeps nobody from locking.
                    _ = Task.Run(() => ServeAsync(socket));
                }
                catch
                {
                    places.Release();
                    throw;
                }
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Who called went away, or no file can be opened now, or the server stops, which the loop looks at.
                await Task.Delay(Pause, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await AnswerAsync(stream);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // Who asked went away or says nothing, or the server stops.
        }
        finally
        {
            places.Release();
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var line = GC.AllocateUninitializedArray<byte>(ControlRequest.LongestLine, pinned: true);
        var length = 0;
        try
        {
            while (true)
            {
                var end = Array.IndexOf(line, (byte)'\n', 0, length);
                if (end < 0 && length == line.Length)
                {
                    await stream.WriteAsync(ControlAnswer.Of(new NoControlRequest()).ToLine(), stopping.Token);
                    return;
                }

                if (end < 0)
                {
                    using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
                    waiting.CancelAfter(Patience);
                    var read = await stream.ReadAsync(line.AsMemory(length), waiting.Token);
                    if (read == 0)
                    {
                        return;
                    }

                    length += read;
                    continue;
                }

                await stream.WriteAsync(Answer(line.AsSpan(0, end)).ToLine(), stopping.Token);
                line.AsSpan(end + 1, length - end - 1).CopyTo(line);
                length -= end + 1;
                CryptographicOperations.ZeroMemory(line.AsSpan(length));
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(line);
        }
    }

    private ControlAnswer Answer(ReadOnlySpan<byte> line)
    {
        var read = ControlRequest.Read(line);
        if (!read.Holds)
        {
            return ControlAnswer.Of(read.Problem!);
        }

        using var request = read.Value;
        try
        {
            return desk.Answer(request);
        }
#pragma warning disable CA1031 // Whatever breaks, who asked gets an answer.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            tellOperator(WhatBroke.Says("control.sock", broken));
            return ControlAnswer.Of(new ServerFailed(broken.Message));
        }
    }
}

/// <summary>The server could not do it: a disk or database failed.</summary>
public sealed record ServerFailed(string Why) : Problem(new Phrase($"the server could not do it: {Why}", $"het lukte de server niet: {Why}"));
