using System.Text.Json;
using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>The keys of a vault, locked, in a folder of their own: what a vault is made of again, with a copy from elsewhere.</summary>
/// <remarks>
/// <c>keys/</c>, <c>log.pem</c>, <c>log.pub</c> and <c>vault.json</c>, as in the folder of the vault, which is one too. To be
/// kept anew when a body gets keys or new ones.
/// </remarks>
public sealed class KeptKeys
{
    private static readonly string[] Files = ["log.pem", "log.pub", VaultDescription.FileName];

    private readonly string path;

    /// <summary>Those of a folder that is known to have them.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="description">Which vault they are of.</param>
    /// <param name="refuses">Why keys are neither unlocked nor changed; null: nothing is known that would tell.</param>
    internal KeptKeys(string path, VaultDescription description, Func<KeyRing, KeysFor, Problem?>? refuses = null) =>
        (this.path, Describes, Keys) = (path, description, new KeyFiles(Path.Combine(path, "keys"), refuses: refuses));

    /// <summary>Which vault they are of.</summary>
    public VaultDescription Describes { get; }

    /// <summary>Whether this is the folder of the vault itself, so that there is a log; a vault over a database has several.</summary>
    public bool IsVault => Describes.Catalogue is not null || File.Exists(Path.Combine(path, "catalogue.sqlite"));

    /// <summary>The keys of bodies, locked.</summary>
    public KeyFiles Keys { get; }

    /// <summary>The public key of the log.</summary>
    public Result<LogKey> LogKey => Sluiswachter.Vault.LogKey.Read(LogPublicKey);

    /// <summary>That key as others are given it.</summary>
    internal string LogPublicKey => File.ReadAllText(Path.Combine(path, "log.pub")).Trim();

    /// <summary>Opens a folder of keys, or that of a vault.</summary>
    public static Result<KeptKeys> Open(string folder)
    {
        try
        {
            var description = VaultDescription.Read(folder);
            return description is { Name.Length: > 0 } && Directory.Exists(Path.Combine(folder, "keys")) &&
                Array.TrueForAll(Files, f => File.Exists(Path.Combine(folder, f)))
                    ? new KeptKeys(folder, description)
                    : new NoKeptKeys(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return new NoKeptKeys(folder);
        }
    }

    /// <summary>Unlocks the key of the log.</summary>
    public Result<LogSigner> UnlockLog(string passphrase) =>
        LogSigner.FromPem(Describes.Name, File.ReadAllText(Path.Combine(path, "log.pem")), passphrase);

    /// <summary>Copies them, still locked, into a folder; what is there of the same vault is replaced.</summary>
    /// <returns>How many files.</returns>
    public Result<int> CopyTo(string folder)
    {
        if (InsideTheVault.Of(path, folder) is { } inside)
        {
            return inside;
        }

        var there = Open(folder);
        if (there.Holds
            ? there.Value.Describes.Name != Describes.Name
            : Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return new HoldsOtherFiles(folder);
        }

        return CopyInto(folder, File.ReadAllText(Path.Combine(path, VaultDescription.FileName)));
    }

    /// <summary>Copies them into a folder in which all else of the vault is: whatever kept it before, that folder keeps it now.</summary>
    internal void MakeVaultOf(string folder) => CopyInto(
        folder, (Describes with { Format = VaultDescription.InFolder, Catalogue = null, Blobs = null }).ToText());

    /// <summary>Copies them into a folder, whatever is there; the description, which tells what the folder is, comes last.</summary>
    private int CopyInto(string folder, string description)
    {
        PrivateFolder.Make(folder);
        PrivateFolder.Make(Path.Combine(folder, "keys"));
        string[] keys = [.. Directory.EnumerateFiles(Path.Combine(path, "keys")).Where(f => Path.GetExtension(f) is ".json" or ".erased" or ".retired")];
        foreach (var file in keys.Select(f => Path.Combine("keys", Path.GetFileName(f))).Concat(Files.SkipLast(1)))
        {
            WholeFile.Write(Path.Combine(folder, file), File.ReadAllText(Path.Combine(path, file)), replaces: true);
        }

        WholeFile.Write(Path.Combine(folder, VaultDescription.FileName), description, replaces: true);
        return keys.Length + Files.Length;
    }
}

/// <summary>A folder for keys in which something else is.</summary>
public sealed record HoldsOtherFiles(string Folder) : Problem(new Phrase(
    $"in {Quote(Folder)} are other files than keys of this vault: expected a new folder, or one with former keys of this vault",
    $"in {Quote(Folder)} staan andere bestanden dan sleutels van deze kluis: verwacht een nieuwe map, of een met eerdere sleutels van deze kluis"));

/// <summary>A folder without the keys of a vault.</summary>
public sealed record NoKeptKeys(string Folder) : Problem(new Phrase(
    $"{Quote(Folder)} holds no keys of a vault: expected keys/, log.pem, log.pub and vault.json; make it with: sluis vault embassy keys",
    $"in {Quote(Folder)} staan geen sleutels van een kluis: verwacht keys/, log.pem, log.pub en vault.json; maak ze met: sluis vault embassy keys"));
