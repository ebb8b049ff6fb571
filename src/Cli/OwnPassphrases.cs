using Sluiswachter.Model;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.Cli;

/// <summary>Files with the passphrases of bodies that have one of their own, as <c>--unlock BODY=FILE</c> says.</summary>
internal sealed class OwnPassphrases
{
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);

    private OwnPassphrases()
    {
    }

    /// <summary>Whether none was named.</summary>
    public bool AreNone => files.Count == 0;

    /// <summary>Reads what was typed.</summary>
    public static Result<OwnPassphrases> Of(IReadOnlyList<string> typed)
    {
        var own = new OwnPassphrases();
        foreach (var text in typed)
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } body, { Length: > 0 } file])
            {
                return new NoUnlocking(text);
            }

            if (!own.files.TryAdd(body, file))
            {
                return new UnlockedTwice(body);
            }
        }

        return own;
    }

    /// <summary>A body among them that has no keys there, or null; one whose key file is torn has.</summary>
    public Problem? Stranger(KeyFiles keys) =>
        files.Keys.Select(body => keys.Of(body).Problem).FirstOrDefault(problem => problem is BodyIsUnknown);

    /// <summary>The file with the passphrase of a body; null: it was not named.</summary>
    public string? FileOf(string body) => files.GetValueOrDefault(body);
}

/// <summary>A body and a file are expected.</summary>
internal sealed record NoUnlocking(string Text) : Problem(new Phrase(
    $"{Quote(Text)} does not say whom to unlock with which file; expected BODY=FILE",
    $"{Quote(Text)} zegt niet wie met welk bestand te ontsluiten; verwacht ORGANISATIE=BESTAND"));

/// <summary>Two files for one body.</summary>
internal sealed record UnlockedTwice(string Body) : Problem(new Phrase(
    $"{Quote(Body)} is named twice with --unlock; expected one file for it",
    $"{Quote(Body)} staat twee keer bij --unlock; verwacht er één bestand voor"));
