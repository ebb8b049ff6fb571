using System.Security.Cryptography;
using System.Text;
using static Sluiswachter.VaultEngines.Tests.Pictures;

namespace Sluiswachter.VaultEngines.Tests;

/// <summary>What stands on disk stays readable: these expectations may only grow.</summary>
public sealed class LayoutTests
{
    /// <summary>A line may be added here; none may be changed.</summary>
    [Fact]
    public void Released_migrations_are_never_edited()
    {
        string[] released =
        [
            "0001-catalogue.sql 003be95c3020b87a49334e9aef3f8bf8fc032fb98dc743af608b6ebe8e9fd864",
            "0002-embassy.sql 2cc250cec2523cad628243c5cade63be3b7251c9f362984ca4f7802417bcbe6c",
            "0003-engines.sql e24bfe1d65dc4db594ab837d6bcf8176875932166f4bc022be3b67a5b231ab17",
            "0004-access-keys-of-a-user.sql e4988ad914ac2f702c30a862a89bce3738fa19e82920450227905729e6eca3b0",
            "0005-short-blobs.sql b2a018f13bdf94b1bcb1cb4c80138bf4a7f1a29f76be9080414b11d446e49277",
            "0006-sealed-rights.sql b491bcedd6916fee856b1fd828f17c4a29d8212c26a6ff20b63653b20dbbd13c",
            "0007-sealed-parts.sql 473d4f52b2e1ea14e2a39665e75beee27ff961208bf88c39f4a04967ab136eee",
        ];
        Assert.Equal(released, CatalogueMigrations.All.Select(m => $"{m.Name} {m.Sha256}"));
        Assert.Equal(released, CatalogueMigrations.All.Select(
            m => $"{m.Name} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CatalogueMigrations.Read(m.Name))))}"));
    }

    [Fact]
    public void The_layout_of_parts_is_frozen()
    {
        var bytes = KeptParts.Write([Part(1, 2), Part(9999, 3)]);
        Assert.Equal(
            "01" +
            "01000000" + "00000002000700070102030405060708" + "EA03000000000000" + "09000000" + "777261707065642032" +
            "0F270000" + "00000003000700070102030405060708" + "EB03000000000000" + "09000000" + "777261707065642033",
            Convert.ToHexString(bytes));
        Assert.Equal([Part(1, 2), Part(9999, 3)], KeptParts.Read(bytes), (a, b) => Draw(a) == Draw(b));
        Assert.Empty(KeptParts.Write([]));
    }

    [Fact]
    public void Damaged_parts_are_told_and_not_guessed()
    {
        var bytes = KeptParts.Write([Part(1, 2)]);
        Assert.Throws<InvalidDataException>(() => KeptParts.Read(bytes.AsMemory(0, bytes.Length - 1)));
        Assert.Throws<InvalidDataException>(() => KeptParts.Read(new byte[] { 2 }));
    }

    [Fact]
    public void What_is_no_catalogue_or_of_a_newer_version_is_not_opened()
    {
        using var engine = new Sqlite();
        var address = engine.NewAddress();
        Sql(address, "CREATE TABLE stranger (x BIGINT)");
        Assert.Contains("stranger", SqlCatalogue.OpenSqlite(address).Problem!.ToString(), StringComparison.Ordinal);

        address = engine.NewAddress();
        engine.Open(address);
        Sql(address, "INSERT INTO migration (number, name, sha256) VALUES (9999, '9999-future.sql', '')");
        Assert.Contains("newer", SqlCatalogue.OpenSqlite(address).Problem!.ToString(), StringComparison.Ordinal);
        Sql(address, "UPDATE migration SET sha256 = 'other' WHERE number = 1");
        Assert.Contains("0001-catalogue.sql", SqlCatalogue.OpenSqlite(address).Problem!.ToString(), StringComparison.Ordinal);

        var malformed = SqlCatalogue.OpenPostgres("Host=;Password=geheim");
        Assert.IsType<MalformedConnection>(malformed.Problem);
        Assert.IsType<CatalogueRefused>(SqlCatalogue.OpenSqlite("/nowhere/at/all").Problem);
    }

    private static void Sql(string address, string sql)
    {
        using var database = new SqliteEngine(address).Open();
        database.Run(sql);
    }
}
