using System.Security.Cryptography;
using System.Text.Json;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>A vault on this machine: a folder with its description, catalogue, sealed streams, key files and the key of its log.</summary>
/// <remarks>
/// <c>vault.json</c> describes it; <c>catalogue.sqlite</c> holds all but the bytes of objects; <c>blobs/</c> the sealed streams;
/// <c>keys/</c> a key file for each body, sealed by a passphrase; <c>log.pem</c> the key that signs the log, sealed likewise, and
/// <c>log.pub</c> what others check it with. Who has the folder without a passphrase can read names, sizes and times, no content.
/// </remarks>
public sealed class VaultFolder : IDisposable
{
    private const string Description = "vault.json";
    private const int Format = 1;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string path;

    private VaultFolder(string path, VaultDescription description, ICatalogue catalogue) =>
        (this.path, Describes, Catalogue, Keys, Users) =
        (path, description, catalogue, new KeyFiles(Path.Combine(path, "keys")), new VaultUsers(catalogue));

    /// <summary>What kind of vault it is.</summary>
    public VaultDescription Describes { get; }

    /// <summary>What is known of buckets, objects and users.</summary>
    public ICatalogue Catalogue { get; }

    /// <summary>The keys of bodies, locked.</summary>
    public KeyFiles Keys { get; }

    /// <summary>Who may ask something of it.</summary>
    public VaultUsers Users { get; }

    /// <summary>The folder in which sealed streams are kept.</summary>
    public string Blobs => Path.Combine(path, "blobs");

    /// <summary>The public key of the log.</summary>
    public string LogPublicKey => File.ReadAllText(Path.Combine(path, "log.pub")).Trim();

    /// <summary>Makes a vault in a folder that is not there yet, or empty.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="name">The name of the vault, which its log signs with: no white space.</param>
    /// <param name="place">The country that it is in.</param>
    /// <param name="passphrase">What locks the key of its log.</param>
    public static Result<VaultFolder> Create(string path, string name, Country place, string passphrase)
    {
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            return new FolderNotEmpty(path);
        }

        if (passphrase.Length < PassphraseLock.ShortestPassphrase)
        {
            return new PassphraseTooShort(passphrase.Length);
        }

        var signer = LogSigner.Of(name, ECDsa.Create(ECCurve.NamedCurves.nistP256));
        if (!signer.Holds)
        {
            return signer.Problem!;
        }

        using (signer.Value)
        {
            Directory.CreateDirectory(Path.Combine(path, "keys"));
            WholeFile.WriteNew(Path.Combine(path, "log.pem"), signer.Value.ToPem(passphrase));
            WholeFile.WriteNew(Path.Combine(path, "log.pub"), signer.Value.PublicKey.Text + "\n");
        }

        // Last, for it is what makes the folder a vault.
        WholeFile.WriteNew(Path.Combine(path, Description), JsonSerializer.Serialize(new VaultDescription(Format, name, place.Code), Json) + "\n");
        return Open(path);
    }

    /// <summary>Opens a vault.</summary>
    public static Result<VaultFolder> Open(string path)
    {
        VaultDescription? description;
        try
        {
            description = JsonSerializer.Deserialize<VaultDescription>(File.ReadAllText(Path.Combine(path, Description)), Json);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return new NoVault(path, e.Message);
        }

        if (description is not { Format: Format, Name.Length: > 0 } || !Country.Of(description.Place).Holds)
        {
            return new NoVault(path, $"format {description?.Format}");
        }

        return SqlCatalogue.OpenSqlite(Path.Combine(path, "catalogue.sqlite"))
            .Then<VaultFolder>(catalogue => new VaultFolder(path, description, catalogue));
    }

    /// <summary>Opens what keeps the sealed streams; it is the caller's to dispose.</summary>
    public Result<IBlobStore> OpenBlobs(BlobsUse use) =>
        DiskBlobs.Open(Blobs, use).Then(blobs => Result<IBlobStore>.Of(new CatalogueBlobs(Catalogue, blobs)));

    /// <summary>Unlocks the key of the log.</summary>
    public Result<LogSigner> UnlockLog(string passphrase) =>
        LogSigner.FromPem(Describes.Name, File.ReadAllText(Path.Combine(path, "log.pem")), passphrase);

    /// <inheritdoc/>
    public void Dispose() => Catalogue.Dispose();
}

/// <summary>What kind of vault a folder holds.</summary>
/// <param name="Format">The version of the layout.</param>
/// <param name="Name">The name, with which its log signs.</param>
/// <param name="Place">The code of the country that it is in; in small letters its region of S3.</param>
public sealed record VaultDescription(int Format, string Name, string Place);

/// <summary>A folder in which something is already.</summary>
public sealed record FolderNotEmpty(string Folder) : Problem(new Phrase(
    $"{Quote(Folder)} is not empty; a vault is made in a new folder", $"{Quote(Folder)} is niet leeg; een kluis wordt in een nieuwe map gemaakt"));

/// <summary>A folder that holds no vault that can be read.</summary>
public sealed record NoVault(string Folder, string Why) : Problem(new Phrase(
    $"{Quote(Folder)} is no vault that can be opened ({Why}); make one with: sluis vault create",
    $"{Quote(Folder)} is geen kluis die te openen is ({Why}); maak er een met: sluis vault create"));
