using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>One transaction on one engine: what the register's reading and writing is said in.</summary>
/// <remarks>
/// SQL is shown whole where it is used, in the subset that both engines speak. Parameters are <c>$1</c>, <c>$2</c> …,
/// used in that order from the first; arguments are int, long, string, or an int array for <see cref="In"/>.
/// </remarks>
internal interface ISession : IDisposable
{
    /// <summary>Rows of a query; no other query may run on this session until they are disposed.</summary>
    IRows Query(string sql, params ReadOnlySpan<object> arguments);

    /// <summary>Rows of a query without parameters that reads whole tables; else as <see cref="Query"/>.</summary>
    IRows Scan(string sql);

    /// <summary>Rows of a long query that is read while other queries run on this session.</summary>
    IRows Stream(string sql);

    /// <summary>The condition that a column is one of the numbers in the array that is given as a parameter.</summary>
    string In(string column, string parameter);

    /// <summary>Looks ids up; ids that are not there are not told.</summary>
    /// <param name="space">The space of the ids.</param>
    /// <param name="ids">The ids.</param>
    /// <param name="found">
    /// Told: the position in <paramref name="ids"/>, the key, and the kind (0 outside entities).
    /// </param>
    void FindKeys(IdSpace space, IReadOnlyList<string> ids, Action<int, int, int> found);
}

/// <summary>A session that changes the register.</summary>
/// <remarks>What was written may be held back until <see cref="Flush"/> or <see cref="Commit"/>.</remarks>
internal interface IWriteSession : ISession
{
    /// <summary>Writes an id.</summary>
    void InsertId(IdSpace space, int key, string id, FactKind kind);

    /// <summary>Writes who changes, when (microseconds since 1970) and why.</summary>
    void InsertChange(int id, string by, long at, string why);

    /// <summary>Writes a version of a fact.</summary>
    void InsertFact(FactTable table, int entry, in FactRow row);

    /// <summary>Marks a current version as replaced or withdrawn.</summary>
    void Supersede(FactTable table, int entry, int by);

    /// <summary>Writes an entry of the journal.</summary>
    void InsertEntry(int number, int change, JournalAct act, FactKind kind, int replaces, ReadOnlySpan<byte> hash);

    /// <summary>Sends what was held back, so that queries of this session see it.</summary>
    void Flush();

    /// <summary>Sets the head and makes the change permanent.</summary>
    /// <param name="number">The number of the last entry.</param>
    /// <param name="hash">Its hash in hexadecimal digits.</param>
    void Commit(int number, string hash);
}

/// <summary>Rows of a query, one at a time; columns are counted from 0.</summary>
internal interface IRows : IDisposable
{
    /// <summary>Goes to the next row.</summary>
    bool Next();

    /// <summary>A number that is not null.</summary>
    int Int(int column);

    /// <summary>A number that is not null.</summary>
    long Long(int column);

    /// <summary>Whether there is no value.</summary>
    bool IsNull(int column);

    /// <summary>A text that is not null.</summary>
    string Text(int column);

    /// <summary>A text that is not null, as UTF-8; until the next row.</summary>
    ReadOnlySpan<byte> Utf8(int column);

    /// <summary>Bytes that are not null.</summary>
    byte[] Bytes(int column);

    /// <summary>A value of a fact as it is stored.</summary>
    /// <remarks>A column that holds something else, which only tampering can bring about, gives a text.</remarks>
    Cell Cell(int column, bool isText);
}

/// <summary>How a store behaves; all but the first only tests want otherwise.</summary>
internal sealed record StoreOptions
{
    /// <summary>Whether a register is made where there is none.</summary>
    public bool MayMake { get; init; } = true;

    /// <summary>How long to wait for another change to end.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Called before each write (statement, batch or commit) and once after a commit; may throw.</summary>
    public Action? BeforeWrite { get; init; }

    /// <summary>The most pages that an SQLite file may have; null: no limit but the disk's.</summary>
    public int? MostPages { get; init; }
}
