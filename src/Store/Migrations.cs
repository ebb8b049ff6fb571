using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>The numbered steps by which the tables came to be what they are.</summary>
/// <remarks>
/// A step that was released is never edited: a register remembers the hash of each step that made it, and a register
/// made by other steps is not opened.
/// </remarks>
internal static class Migrations
{
    /// <summary>What stands in the text of a migration for "ordered by bytes".</summary>
    public const string OrdinalToken = "/*ordinal*/";

    private static readonly Lazy<Migration[]> Known = new(Load);

    /// <summary>All steps, in order.</summary>
    public static IReadOnlyList<Migration> All => Known.Value;

    /// <summary>The steps that a database still needs, or why it cannot be a register of ours.</summary>
    /// <param name="applied">The steps that it remembers, in order.</param>
    /// <param name="tables">All tables that it has.</param>
    public static Result<Migration[]> Check(
        IReadOnlyList<AppliedMigration> applied, IReadOnlyCollection<string> tables)
    {
        if (applied.Count == 0 && tables.Count > 0)
        {
            return new NotARegister(tables.Min(StringComparer.Ordinal)!);
        }

        for (var i = 0; i < applied.Count; i++)
        {
            if (applied[i].Number > All.Count)
            {
                return new RegisterIsNewer(applied[i].Number, All.Count);
            }

            if (applied[i].Number != i + 1 || applied[i].Sha256 != All[i].Sha256)
            {
                return new MigrationAltered(applied[i].Name);
            }
        }

        return Known.Value[applied.Count..];
    }

    private static Migration[] Load()
    {
        var assembly = typeof(Migrations).Assembly;
        return [.. assembly.GetManifestResourceNames().Order(StringComparer.Ordinal).Select((n, i) => Load(assembly, n, i + 1))];
    }

    private static Migration Load(Assembly assembly, string name, int number)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        var sql = reader.ReadToEnd();
        return new Migration(number, name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }
}

/// <summary>One step.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Name">Its file.</param>
/// <param name="Sql">Its text.</param>
/// <param name="Sha256">The hash of its text, in hexadecimal digits.</param>
internal sealed record Migration(int Number, string Name, string Sql, string Sha256);

/// <summary>A step as a database remembers it.</summary>
internal readonly record struct AppliedMigration(int Number, string Name, string Sha256);
