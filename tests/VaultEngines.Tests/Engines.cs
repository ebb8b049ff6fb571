using Sluiswachter.Fixtures;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Sluiswachter.VaultEngines.Tests;

/// <summary>An engine on which the contract of a catalogue is tested.</summary>
public abstract class Engine : IDisposable
{
    private readonly List<SqlCatalogue> opened = [];

    /// <summary>The address of a place where nothing is yet.</summary>
    public abstract string NewAddress();

    /// <summary>Opens what is at an address.</summary>
    public SqlCatalogue Open(string address)
    {
        opened.Add(At(address));
        return opened[^1];
    }

    public SqlCatalogue Open() => Open(NewAddress());

    /// <summary>Opens what is at an address, of either engine.</summary>
    public static SqlCatalogue At(string address) =>
        (address.StartsWith('/') ? SqlCatalogue.OpenSqlite(address) : SqlCatalogue.OpenPostgres(address)).Value;

    public virtual void Dispose()
    {
        opened.ForEach(catalogue => catalogue.Dispose());
        GC.SuppressFinalize(this);
    }
}

public sealed class Sqlite : Engine
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sluiswachter-");
    private int files;

    public override string NewAddress() => $"{folder.FullName}/catalogue{++files}.db";

    public override void Dispose()
    {
        base.Dispose();
        folder.Delete(recursive: true);
    }
}

public sealed class Postgres(PostgresServer server) : Engine
{
    public override string NewAddress() => server.NewDatabase();
}
