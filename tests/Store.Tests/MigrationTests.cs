using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Store.Tests;

public sealed class MigrationTests
{
    /// <summary>May only grow: a migration that was released is never edited.</summary>
    private static readonly string[] Released =
    [
        "0001-register.sql a31ff150239bcabb838989a035d67436e4d88ae6e30bd9465f1b13c78f17226b",
        "0002-policy.sql 70e6ced91897faa83ea4f1b352c007b812992a8a01e00f44ab4aa56b4e0be0d0",
    ];

    [Fact]
    public void Released_migrations_are_never_edited() =>
        Assert.Equal(Released, Migrations.All.Select(m => $"{m.Name} {Sha256(m.ReadSql())}"));

    [Fact]
    public void The_hashes_in_the_list_are_those_of_the_texts() =>
        Assert.All(Migrations.All, m => Assert.Equal(Sha256(m.ReadSql()), m.Sha256));

    [Fact]
    public void Numbers_are_those_of_the_files() =>
        Assert.All(Migrations.All, m => Assert.StartsWith($"{m.Number:0000}-", m.Name, StringComparison.Ordinal));

    /// <summary>A column that the model gains needs a migration: this says which.</summary>
    [Fact]
    public void Tables_have_the_columns_of_the_facts()
    {
        var folder = Directory.CreateTempSubdirectory("sluiswachter-");
        RegisterStore.Open($"sqlite:{folder.FullName}/r.db").Value.Dispose();
        using (var database = SqliteDatabase.Open($"{folder.FullName}/r.db", TimeSpan.Zero))
        {
            Assert.All(FactTable.All, table => Assert.Equal(Expected(table), Columns(database, table)));
        }

        folder.Delete(recursive: true);
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static IEnumerable<string> Expected(FactTable table) =>
        ["entry INTEGER", "superseded_by INTEGER", .. table.Schema.Columns.Select((c, i) => $"{table.Columns[i]} {Type(c)}")];

    private static string Type(Column column) =>
        FactTable.IsLong(column) ? "BIGINT" : FactTable.IsKey(column) || !column.HoldsText ? "INTEGER" : "TEXT";

    private static List<string> Columns(SqliteDatabase database, FactTable table)
    {
        var columns = new List<string>();
        using var rows = database.Prepare($"PRAGMA table_info({table.Name})");
        while (rows.Next())
        {
            columns.Add($"{rows.Text(1)} {rows.Text(2)}");
        }

        return columns;
    }
}
