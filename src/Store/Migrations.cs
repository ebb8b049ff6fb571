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
    /// <summary>All steps, in order, each with its hash; the list may only grow.</summary>
    /// <remarks>The hashes stand here so that opening a register need not compute them; a test does.</remarks>
    public static IReadOnlyList<Migration> All { get; } =
    [
        new(1, "0001-register.sql", "a31ff150239bcabb838989a035d67436e4d88ae6e30bd9465f1b13c78f17226b"),
        new(2, "0002-policy.sql", "70e6ced91897faa83ea4f1b352c007b812992a8a01e00f44ab4aa56b4e0be0d0"),
    ];

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

        return All.Skip(applied.Count).ToArray();
    }

    /// <summary>Whether what <see cref="Check"/> found is a place with no table at all.</summary>
    public static bool IsNothing(Result<Migration[]> found) => found.Holds && found.Value.Length == All.Count;
}

/// <summary>One step.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Name">Its file.</param>
/// <param name="Sha256">The hash of its text, in hexadecimal digits.</param>
internal sealed record Migration(int Number, string Name, string Sha256)
{
    private const string OrdinalToken = "/*ordinal*/";

    /// <summary>Its text for an engine.</summary>
    /// <param name="ordinal">What the engine calls "ordered by bytes"; null leaves the text as it is.</param>
    public string ReadSql(string? ordinal = null)
    {
        using var reader = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(Name)!, Encoding.UTF8);
        var sql = reader.ReadToEnd();
        return ordinal is null ? sql : sql.Replace(OrdinalToken, ordinal, StringComparison.Ordinal);
    }
}

/// <summary>A step as a database remembers it.</summary>
internal sealed record AppliedMigration(int Number, string Name, string Sha256);
