using System.Data.Common;
using Npgsql;

namespace Sluiswachter.VaultEngines;

/// <summary>An advisory lock of a PostgreSQL database, held by a connection that does nothing else.</summary>
/// <remarks>
/// Shared by servers on any number of machines, or held by one process alone. The database lets go of it when the connection
/// ends; both sides ask every few seconds whether the other is still there. A connection that is lost is opened anew, and the
/// lock taken again, as long as it takes. Needs a connection of its own: no pooler that hands one out per transaction.
/// </remarks>
internal sealed class PostgresUseLock : IUseLock
{
    /// <summary>After how many seconds of silence a side asks whether the other is there.</summary>
    public const int AliveSeconds = 10;

    /// <summary>After how many seconds it asks again, and gives up after some times.</summary>
    public const int AskAgainSeconds = 5;

    /// <summary>
    /// Has the database look whether the other side of a session is there. What a session holds, such as the lock of all who
    /// change something, is held for two hours else when the machine at the other side loses its power.
    /// </summary>
    public static readonly string LooksAfterUs = $"""
        SET tcp_keepalives_idle = {AliveSeconds}; SET tcp_keepalives_interval = {AskAgainSeconds}; SET tcp_keepalives_count = 3;
        SET tcp_user_timeout = '30s'
        """;

    private const string Number = "7815263512436";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource source;
    private readonly BlobsUse use;
    private readonly CancellationTokenSource stopping = new();
    private NpgsqlConnection connection;
    private Task watching = Task.CompletedTask;

    private PostgresUseLock(NpgsqlDataSource source, BlobsUse use, NpgsqlConnection connection) =>
        (this.source, this.use, this.connection) = (source, use, connection);

    /// <summary>Takes the lock; null when somebody's use does not allow that.</summary>
    /// <exception cref="DbException">The database failed.</exception>
    public static PostgresUseLock? Take(NpgsqlDataSource source, BlobsUse use)
    {
        var taken = TakeAsync(source, use, CancellationToken.None).GetAwaiter().GetResult();
        return taken is null ? null : new PostgresUseLock(source, use, taken);
    }

    /// <inheritdoc/>
    public void Watch(Func<bool, bool> turned) => watching = Task.Run(() => WatchAsync(turned));

    /// <inheritdoc/>
    public void Dispose()
    {
        stopping.Cancel();
        watching.GetAwaiter().GetResult();
        try
        {
            // Before the connection ends: the server notices that a moment later, and who comes next need not wait for it.
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT pg_advisory_unlock_all()";
            command.ExecuteNonQuery();
        }
        catch (Exception e) when (IsOfTheConnection(e))
        {
            // It is lost, and the lock with it.
        }

        connection.Dispose();
        stopping.Dispose();
    }

    private static async Task<NpgsqlConnection?> TakeAsync(NpgsqlDataSource source, BlobsUse use, CancellationToken stop)
    {
        var opened = await source.OpenConnectionAsync(stop);
        try
        {
            await using var command = opened.CreateCommand();
            command.CommandText = $"""
                {LooksAfterUs};
                SELECT set_config('idle_session_timeout', '0', false)
                    WHERE current_setting('idle_session_timeout', true) IS NOT NULL
                """;
            await command.ExecuteNonQueryAsync(stop);
            command.CommandText = use == BlobsUse.Alone
                ? $"SELECT pg_try_advisory_lock({Number})"
                : $"SELECT pg_try_advisory_lock_shared({Number})";
            if (await command.ExecuteScalarAsync(stop) is true)
            {
                return opened;
            }
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }

        await opened.DisposeAsync();
        return null;
    }

    private async Task WatchAsync(Func<bool, bool> turned)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await connection.WaitAsync(stopping.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (IsOfTheConnection(e))
            {
                turned(false);
                do
                {
                    await connection.DisposeAsync();
                }
                while (await TakeAgainAsync() && !turned(true) && await PauseAsync());
            }
        }
    }

    private async Task<bool> TakeAgainAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await TakeAsync(source, use, stopping.Token) is { } taken)
                {
                    connection = taken;
                    return true;
                }
            }
            catch (OperationCanceledException)
            {
                return false;
            }
            catch (Exception e) when (IsOfTheConnection(e))
            {
                // Tried again until the database is there again.
            }

            await PauseAsync();
        }

        return false;
    }

    private async Task<bool> PauseAsync()
    {
        await Task.Delay(Pause, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return true;
    }

    private static bool IsOfTheConnection(Exception e) =>
        e is DbException or IOException or InvalidOperationException or TimeoutException or OperationCanceledException;
}
