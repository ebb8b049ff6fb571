using System.Globalization;
using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.VaultEngines;

/// <summary>The numbered steps by which the tables of a catalogue came to be what they are.</summary>
/// <remarks>
/// A step that was released is never edited: a catalogue remembers the hash of each step that made it, and one made by
/// other steps is not opened.
/// </remarks>
internal static class CatalogueMigrations
{
    /// <summary>All steps, in order: file and SHA-256 of its text; the list may only grow.</summary>
    public static IReadOnlyList<(string Name, string Sha256)> All { get; } =
    [
        ("0001-catalogue.sql", "003be95c3020b87a49334e9aef3f8bf8fc032fb98dc743af608b6ebe8e9fd864"),
        ("0002-embassy.sql", "2cc250cec2523cad628243c5cade63be3b7251c9f362984ca4f7802417bcbe6c"),
        ("0003-engines.sql", "e24bfe1d65dc4db594ab837d6bcf8176875932166f4bc022be3b67a5b231ab17"),
        ("0004-access-keys-of-a-user.sql", "e4988ad914ac2f702c30a862a89bce3738fa19e82920450227905729e6eca3b0"),
        ("0005-short-blobs.sql", "b2a018f13bdf94b1bcb1cb4c80138bf4a7f1a29f76be9080414b11d446e49277"),
        ("0006-sealed-rights.sql", "b491bcedd6916fee856b1fd828f17c4a29d8212c26a6ff20b63653b20dbbd13c"),
        ("0007-sealed-parts.sql", "473d4f52b2e1ea14e2a39665e75beee27ff961208bf88c39f4a04967ab136eee"),
    ];

    /// <summary>The text of a step, as it is in its file.</summary>
    public static string Read(string name)
    {
        using var reader = new StreamReader(
            typeof(CatalogueMigrations).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Carries out the steps that a database still needs; or tells why it cannot be a catalogue of ours.</summary>
    public static Phrase? Apply(SqlSession session, ISqlEngine engine)
    {
        var problem = Missing(session, engine, out var first);
        if (problem is not null || first == All.Count)
        {
            return problem;
        }

        // Two servers may start at once: what is missing is looked at again when nobody else can make it.
        session.Execute(engine.Begin);
        problem = Missing(session, engine, out first);
        if (problem is not null)
        {
            session.Execute("ROLLBACK");
            return problem;
        }

        foreach (var (name, sha256) in All.Skip(first))
        {
            session.Run(Read(name).Replace("/*ordinal*/", engine.Ordinal, StringComparison.Ordinal), takesLong: true);
            session.Execute(
                "INSERT INTO migration (number, name, sha256) VALUES ($1, $2, $3)",
                long.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture),
                name,
                sha256);
        }

        session.Execute("COMMIT");
        return null;
    }

    private static Phrase? Missing(SqlSession session, ISqlEngine engine, out int first)
    {
        first = 0;
        if (engine.Refuses(session) is { } refusal)
        {
            return refusal;
        }

        var tables = session.Query(engine.Tables, row => row.GetString(0));
        if (!tables.Contains("migration"))
        {
            return tables.Count == 0 ? null : Foreign(tables.Min(StringComparer.Ordinal)!);
        }

        var applied = session.Query(
            "SELECT name, sha256 FROM migration ORDER BY number", row => (Name: row.GetString(0), Sha256: row.GetString(1)));
        if (applied.Zip(All).FirstOrDefault(pair => pair.First != pair.Second) is { First.Name: { } altered })
        {
            return Foreign(altered);
        }

        first = Math.Min(applied.Count, All.Count);
        return applied.Count <= All.Count ? null : new Phrase(
            $"it was made by a newer version ({applied.Count} steps, this one knows {All.Count}): use that one",
            $"hij is gemaakt door een nieuwere versie ({applied.Count} stappen, deze kent er {All.Count}): gebruik die");
    }

    private static Phrase Foreign(string what) => new(
        $"it holds {what}, which is not ours: expected a catalogue of a vault, or nothing yet",
        $"er staat {what} in, dat niet van ons is: verwacht een catalogus van een kluis, of nog niets");
}
