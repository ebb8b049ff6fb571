using Npgsql;

namespace Sluiswachter.Store;

/// <summary>Sends rows to PostgreSQL while the next ones are being laid out: one batch under way at a time.</summary>
/// <remarks>Whoever else wants to use the connection calls <see cref="Settle"/> first.</remarks>
internal sealed class CopySender(NpgsqlConnection connection)
{
    private Task<byte[]>? underWay;
    private byte[] spare = [];

    /// <summary>Sends what waits in a buffer, as soon as the batch before it has arrived.</summary>
    /// <exception cref="StoreFailure">The batch before it failed.</exception>
    public void Send(CopyBuffer buffer)
    {
        Settle();
        var command = buffer.Command;
        var batch = buffer.HandOver(spare);
        underWay = Task.Run(() => Copy(command, batch));
    }

    /// <summary>Waits until everything has arrived.</summary>
    /// <exception cref="StoreFailure">It has not.</exception>
    public void Settle()
    {
        if (underWay is not { } batch)
        {
            return;
        }

        underWay = null;
        try
        {
            spare = batch.GetAwaiter().GetResult();
        }
        catch (Exception e) when (PostgresFailure.Explains(e))
        {
            throw PostgresFailure.Of(e);
        }
    }

    private byte[] Copy(string command, ArraySegment<byte> batch)
    {
        using var copy = connection.BeginRawBinaryCopy(command);
        copy.Write(batch);
        return batch.Array!;
    }
}
