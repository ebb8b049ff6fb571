using System.Data.Common;
using System.Runtime.ExceptionServices;

namespace Sluiswachter.VaultEngines;

/// <summary>A connection to a database, and the statements that were prepared on it.</summary>
/// <remarks>
/// For one thread at a time. SQL is shown whole where it is used, in the subset that both engines speak; parameters are
/// <c>$1</c>, <c>$2</c> …; arguments are long, string, byte array or null.
/// </remarks>
internal sealed class SqlSession(DbConnection connection, bool namesParameters) : IDisposable
{
    /// <summary>How long what concerns a whole table is waited for: a minute would not do for hundreds of millions of rows.</summary>
    private const int SecondsForATable = 600;

    private readonly Dictionary<string, DbCommand> commands = new(StringComparer.Ordinal);

    /// <summary>Carries out a statement, and tells how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> arguments) => Command(sql, arguments).ExecuteNonQuery();

    /// <summary>The same of a statement that may change a whole table.</summary>
    public int ExecuteOnMany(string sql, params ReadOnlySpan<object?> arguments)
    {
        Command(sql, arguments).CommandTimeout = SecondsForATable;
        return Execute(sql, arguments);
    }

    /// <summary>Takes back what was done since a savepoint.</summary>
    /// <param name="savepoint">Which.</param>
    /// <param name="why">
    /// Why: thrown when all was taken back with it, as SQLite does by itself when the disk is full, or when the connection ended by it.
    /// </param>
    public void TakeBackTo(string savepoint, Exception why)
    {
        try
        {
            Execute($"ROLLBACK TO {savepoint}");
        }
        catch (Exception e) when (why is DbException && e is DbException or InvalidOperationException)
        {
            ExceptionDispatchInfo.Throw(why);
        }
    }

    /// <summary>The rows that a query gives.</summary>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> arguments)
    {
        var found = new List<T>();
        using var rows = Command(sql, arguments).ExecuteReader();
        while (rows.Read())
        {
            found.Add(map(rows));
        }

        return found;
    }

    /// <summary>The number that a query gives; null when it gives none.</summary>
    public long? Number(string sql, params ReadOnlySpan<object?> arguments)
    {
        using var rows = Command(sql, arguments).ExecuteReader();
        return rows.Read() && !rows.IsDBNull(0) ? rows.GetInt64(0) : null;
    }

    /// <summary>The same of a query that reads a whole table.</summary>
    public long? NumberOfAll(string sql, params ReadOnlySpan<object?> arguments)
    {
        Command(sql, arguments).CommandTimeout = SecondsForATable;
        return Number(sql, arguments);
    }

    /// <summary>Whether a query gives any row.</summary>
    public bool Any(string sql, params ReadOnlySpan<object?> arguments)
    {
        using var rows = Command(sql, arguments).ExecuteReader();
        return rows.Read();
    }

    /// <summary>Carries out statements without parameters, separated by semicolons, that are not worth keeping prepared.</summary>
    /// <param name="sql">The statements.</param>
    /// <param name="takesLong">Whether they may take as long as they need.</param>
    public void Run(string sql, bool takesLong = false)
    {
        using var command = connection.CreateCommand();
        command.CommandTimeout = takesLong ? 0 : command.CommandTimeout;
#pragma warning disable CA2100 // The texts are our own migrations and settings: nothing of a user is in them.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private DbCommand Command(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this room: what users give is in parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 1; i <= arguments.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = namesParameters ? $"${i}" : "";
                command.Parameters.Add(parameter);
            }

            commands.Add(sql, command);
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            command.Parameters[i].Value = arguments[i] ?? DBNull.Value;
        }

        return command;
    }
}
