using Npgsql;

namespace Sluiswachter.Store;

/// <summary>Sends rows to PostgreSQL while the next ones are being laid out: a few batches wait, in order.</summary>
/// <remarks>
/// Tables fill up at different paces, so batches come in bursts; the queue keeps server and client both at work. Whoever
/// else wants to use the connection calls <see cref="Settle"/> first.
/// </remarks>
internal sealed class CopySender(NpgsqlConnection connection)
{
    /// <summary>Batches under way or waiting, a megabyte each.</summary>
    private const int Most = 8;

    private readonly Queue<Task<byte[]>> underWay = new();
    private readonly Stack<byte[]> spare = new();
    private Task last = Task.CompletedTask;

    /// <summary>Sends what waits in a buffer, after the batches before it.</summary>
    /// <exception cref="StoreFailure">An earlier batch failed.</exception>
    public void Send(CopyBuffer buffer)
    {
        while (underWay.Count == Most || (underWay.TryPeek(out var first) && first.IsCompleted))
        {
            Finish(underWay.Dequeue());
        }

        var command = buffer.Command;
        var batch = buffer.HandOver(spare.Count > 0 ? spare.Pop() : []);
        var before = last;
        var sending = Task.Run(() => Copy(before, command, batch));
        underWay.Enqueue(sending);
        last = sending;
    }

    /// <summary>Waits until everything has arrived.</summary>
    /// <exception cref="StoreFailure">It has not.</exception>
    public void Settle()
    {
        while (underWay.TryDequeue(out var batch))
        {
            Finish(batch);
        }
    }

    private void Finish(Task<byte[]> batch)
    {
        try
        {
            spare.Push(batch.GetAwaiter().GetResult());
        }
        catch (Exception e) when (PostgresFailure.Explains(e))
        {
            underWay.Clear();
            throw PostgresFailure.Of(e);
        }
    }

    private async Task<byte[]> Copy(Task before, string command, ArraySegment<byte> batch)
    {
        await before.ConfigureAwait(false);
        using var copy = connection.BeginRawBinaryCopy(command);
        copy.Write(batch);
        return batch.Array!;
    }
}
