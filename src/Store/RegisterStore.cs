using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>The door to a register, wherever it is kept.</summary>
public static class RegisterStore
{
    private const string Sqlite = "sqlite:";
    private const string Postgres = "postgres:";

    /// <summary>Opens a register, and makes it when it is not there yet.</summary>
    /// <param name="address">
    /// <c>sqlite:PATH</c> (folders and file are made) or <c>postgres:CONNECTION</c>, the connection as
    /// <c>Host=…;Database=…;Username=…</c> or as <c>//user@host/database</c>; the database must be there and be empty
    /// or a register.
    /// </param>
    /// <returns>The store, or why it cannot be opened; a password that the address holds is never repeated.</returns>
    public static Result<IRegisterStore> Open(string address) => Open(address, new StoreOptions());

    /// <summary>Opens a register that is there; makes nothing where there is none: no folder, no file, no table.</summary>
    /// <param name="address">As for <see cref="Open(string)"/>.</param>
    /// <returns>The store, or why it cannot be opened: <see cref="NoRegister"/> when there is none.</returns>
    public static Result<IRegisterStore> OpenExisting(string address) => Open(address, new StoreOptions { MayMake = false });

    internal static Result<IRegisterStore> Open(string address, StoreOptions options)
    {
        if (address.StartsWith(Sqlite, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(address[Sqlite.Length..]))
        {
            return SqliteStore.Open(address[Sqlite.Length..], options);
        }

        return address.StartsWith(Postgres, StringComparison.Ordinal) && address.Length > Postgres.Length
            ? PostgresStore.Open(address[Postgres.Length..], options)
            : new UnknownAddress();
    }
}

/// <summary>An address of no engine that we know.</summary>
public sealed record UnknownAddress() : Problem(new Phrase(
    "the address of the register is not understood: expected sqlite:PATH or postgres:CONNECTION, such as postgres:Host=localhost;Database=sluis",
    "het adres van het register wordt niet begrepen: verwacht sqlite:PAD of postgres:VERBINDING, zoals postgres:Host=localhost;Database=sluis"));

/// <summary>A place where a register is looked for and there is none.</summary>
/// <param name="Place">The place, without secrets.</param>
public sealed record NoRegister(string Place) : Problem(new Phrase(
    $"there is no register in {Quote(Place)}", $"er is geen register in {Quote(Place)}"));

/// <summary>A place where no register can be kept.</summary>
/// <param name="Place">The place, without secrets.</param>
/// <param name="Because">What the machine said.</param>
public sealed record PlaceRefused(string Place, Phrase Because) : Problem(new Phrase(
    $"the register in {Quote(Place)} cannot be opened: {Because.English}",
    $"het register in {Quote(Place)} kan niet worden geopend: {Because.Dutch}"));

/// <summary>A database that holds something else.</summary>
/// <param name="Table">One of its tables.</param>
public sealed record NotARegister(string Table) : Problem(new Phrase(
    $"it holds other tables, such as {Quote(Table)}: expected an empty database or a register",
    $"er staan andere tabellen in, zoals {Quote(Table)}: verwacht een lege database of een register"));

/// <summary>A register made by a later version of this program.</summary>
/// <param name="Migration">The number of a migration that this version lacks.</param>
/// <param name="Known">The last migration that this version knows.</param>
public sealed record RegisterIsNewer(int Migration, int Known) : Problem(new Phrase(
    $"it was made by a later version (migration {Migration}; this version knows {Known}): install that version",
    $"het is door een latere versie gemaakt (migratie {Migration}; deze versie kent er {Known}): installeer die versie"));

/// <summary>A register made by a migration that is not the one we released.</summary>
/// <param name="Name">The migration.</param>
public sealed record MigrationAltered(string Name) : Problem(new Phrase(
    $"its migration {Quote(Name)} is not the one that was released: restore the register from a copy",
    $"zijn migratie {Quote(Name)} is niet degene die is uitgebracht: zet een kopie van het register terug"));
