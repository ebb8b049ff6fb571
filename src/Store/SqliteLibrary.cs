using System.Runtime.InteropServices;

namespace Sluiswachter.Store;

/// <summary>The functions of the SQLite library that the register calls.</summary>
/// <remarks>
/// Called directly, without an ADO.NET layer: a switch-off reads millions of small integers from a process that has
/// just started, and each layer costs tens of nanoseconds per cell and tens of milliseconds at the start. Functions
/// that only look at memory leave the garbage collector's mode alone. Names and meaning: sqlite.org/c3ref.
/// </remarks>
internal static unsafe partial class SqliteLibrary
{
    internal const int Ok = 0;
    internal const int Busy = 5;
    internal const int ReadOnly = 8;
    internal const int InputOutput = 10;
    internal const int Corrupt = 11;
    internal const int Full = 13;
    internal const int CannotOpen = 14;
    internal const int NotADatabase = 26;
    internal const int Row = 100;
    internal const int Done = 101;

    internal const int OpenReadWrite = 0x2;
    internal const int OpenCreate = 0x4;

    /// <summary>No lock per call: a connection is used by one thread at a time.</summary>
    internal const int OpenNoMutex = 0x8000;

    internal const int TypeInteger = 1;
    internal const int TypeText = 3;
    internal const int TypeNull = 5;

    private const string Name = "e_sqlite3";

    /// <summary>Tells a bind function to copy what it is given.</summary>
    internal static readonly nint Copy = -1;

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int sqlite3_open_v2(string file, out nint database, int flags, nint vfs);

    [LibraryImport(Name)]
    internal static partial int sqlite3_close_v2(nint database);

    [LibraryImport(Name)]
    internal static partial int sqlite3_busy_timeout(nint database, int milliseconds);

    [LibraryImport(Name)]
    internal static partial int sqlite3_prepare_v2(
        nint database, byte* sql, int length, out nint statement, out byte* rest);

    [LibraryImport(Name)]
    internal static partial int sqlite3_step(nint statement);

    [LibraryImport(Name)]
    internal static partial int sqlite3_reset(nint statement);

    [LibraryImport(Name)]
    internal static partial int sqlite3_finalize(nint statement);

    [LibraryImport(Name)]
    internal static partial byte* sqlite3_errmsg(nint database);

    [LibraryImport(Name)]
    internal static partial int sqlite3_changes(nint database);

    [LibraryImport(Name)]
    [SuppressGCTransition]
    internal static partial int sqlite3_bind_int64(nint statement, int index, long value);

    [LibraryImport(Name)]
    [SuppressGCTransition]
    internal static partial int sqlite3_bind_null(nint statement, int index);

    [LibraryImport(Name)]
    internal static partial int sqlite3_bind_text(nint statement, int index, byte* text, int length, nint destructor);

    [LibraryImport(Name)]
    internal static partial int sqlite3_bind_blob(nint statement, int index, byte* bytes, int length, nint destructor);

    [LibraryImport(Name)]
    [SuppressGCTransition]
    internal static partial int sqlite3_column_int(nint statement, int column);

    [LibraryImport(Name)]
    [SuppressGCTransition]
    internal static partial long sqlite3_column_int64(nint statement, int column);

    [LibraryImport(Name)]
    [SuppressGCTransition]
    internal static partial int sqlite3_column_type(nint statement, int column);

    [LibraryImport(Name)]
    internal static partial byte* sqlite3_column_text(nint statement, int column);

    [LibraryImport(Name)]
    internal static partial byte* sqlite3_column_blob(nint statement, int column);

    [LibraryImport(Name)]
    internal static partial int sqlite3_column_bytes(nint statement, int column);
}
