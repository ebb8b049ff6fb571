namespace Sluiswachter.Store.Tests;

public sealed class SqliteRegisterStoreTests : RegisterStoreContract
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sluiswachter-");
    private int files;

    public override void Dispose()
    {
        base.Dispose();
        folder.Delete(recursive: true);
    }

    protected override string NewAddress() => $"sqlite:{folder.FullName}/{++files}/register.db";

    protected override void Sql(string address, string sql)
    {
        using var database = SqliteDatabase.Open(address["sqlite:".Length..], TimeSpan.Zero);
        database.Execute(sql);
    }
}
