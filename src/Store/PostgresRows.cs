using System.Globalization;
using Npgsql;
using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>Rows of a PostgreSQL query as they arrive.</summary>
internal sealed class PostgresRows(NpgsqlCommand command, NpgsqlDataReader reader) : IRows
{
    /// <summary>Per column whether it holds numbers of 64 bits: the driver does not convert.</summary>
    private readonly bool[] isLong =
        [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetFieldType(i) == typeof(long))];

    /// <inheritdoc />
    public bool Next()
    {
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (PostgresFailure.Explains(e))
        {
            throw PostgresFailure.Of(e);
        }
    }

    /// <inheritdoc />
    public int Int(int column) => isLong[column] ? checked((int)reader.GetInt64(column)) : reader.GetInt32(column);

    /// <inheritdoc />
    public long Long(int column) => isLong[column] ? reader.GetInt64(column) : reader.GetInt32(column);

    /// <inheritdoc />
    public bool IsNull(int column) => reader.IsDBNull(column);

    /// <inheritdoc />
    public string Text(int column) => reader.GetString(column);

    /// <inheritdoc />
    public ReadOnlySpan<byte> Utf8(int column) => reader.GetFieldValue<byte[]>(column);

    /// <inheritdoc />
    public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);

    /// <inheritdoc />
    public Cell Cell(int column, bool isText) =>
        reader.IsDBNull(column) ? default : isText ? Model.Cell.Of(Text(column)) : Model.Cell.Of(Long(column));

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            reader.Dispose();
            command.Dispose();
        }
        catch (Exception e) when (PostgresFailure.Explains(e))
        {
            throw PostgresFailure.Of(e);
        }
    }
}

/// <summary>Rows of a PostgreSQL cursor, some thousands at a time, so that other queries can run between.</summary>
internal sealed class PostgresCursor(PostgresSession session, string name) : IRows
{
    private const int Batch = 2000;

    private readonly Queue<object[]> fetched = new();
    private object[] row = [];
    private bool isLast;

    /// <inheritdoc />
    public bool Next()
    {
        if (fetched.Count == 0 && !isLast)
        {
            session.Fetch(string.Create(CultureInfo.InvariantCulture, $"FETCH {Batch} FROM {name}"), fetched);
            isLast = fetched.Count < Batch;
        }

        return fetched.TryDequeue(out row!);
    }

    /// <inheritdoc />
    public int Int(int column) => Convert.ToInt32(row[column], CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public long Long(int column) => Convert.ToInt64(row[column], CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public bool IsNull(int column) => row[column] is DBNull;

    /// <inheritdoc />
    public string Text(int column) => (string)row[column];

    /// <inheritdoc />
    public ReadOnlySpan<byte> Utf8(int column) => System.Text.Encoding.UTF8.GetBytes(Text(column));

    /// <inheritdoc />
    public byte[] Bytes(int column) => (byte[])row[column];

    /// <inheritdoc />
    public Cell Cell(int column, bool isText) =>
        IsNull(column) ? default : isText ? Model.Cell.Of(Text(column)) : Model.Cell.Of(Long(column));

    /// <inheritdoc />
    public void Dispose() => session.Close(name);
}

/// <summary>What an exception of PostgreSQL or of the way to it means to people.</summary>
internal static class PostgresFailure
{
    private const string LockNotAvailable = "55P03";
    private const string DiskFull = "53100";

    /// <summary>Whether an exception is the machine's, not a bug of ours.</summary>
    public static bool Explains(Exception e) => e is NpgsqlException or IOException or TimeoutException;

    /// <summary>The failure in words; never holds a password, which neither server nor driver repeats.</summary>
    public static StoreFailure Of(Exception e, TimeSpan patience = default) => e switch
    {
        PostgresException { SqlState: LockNotAvailable } => StoreFailure.Busy(patience, e),
        PostgresException { SqlState: DiskFull } => new StoreFailure(
            new Phrase(
                "the disk of the PostgreSQL server is full: nothing was changed; make room and try again",
                "de schijf van de PostgreSQL-server is vol: er is niets gewijzigd; maak ruimte en probeer het opnieuw"),
            e),
        PostgresException refusal => new StoreFailure(
            new Phrase(
                $"PostgreSQL says: {refusal.MessageText} ({refusal.SqlState})",
                $"PostgreSQL zegt: {refusal.MessageText} ({refusal.SqlState})"),
            e),
        _ => new StoreFailure(
            new Phrase(
                $"the connection to PostgreSQL failed: {Innermost(e)}",
                $"de verbinding met PostgreSQL faalde: {Innermost(e)}"),
            e),
    };

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
        {
            e = inner;
        }

        return e.Message;
    }
}
