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
/// The catalogue may be in PostgreSQL and the sealed streams in an S3 service instead, as the description then says.
/// </remarks>
public sealed class VaultFolder : IDisposable
{
    private readonly string path;
    private readonly KeptKeys kept;
    private readonly ChosenEngines engines;
    private readonly Surroundings around;

    private VaultFolder(string path, VaultDescription description, ChosenEngines engines, ICatalogue catalogue, Surroundings around) =>
        (this.path, kept, this.engines, Catalogue, this.around, Users) =
        (path, new KeptKeys(path, description, Older), engines, catalogue, around, new VaultUsers(catalogue));

    /// <summary>What kind of vault it is.</summary>
    public VaultDescription Describes => kept.Describes;

    /// <summary>What is known of buckets, objects and users.</summary>
    public ICatalogue Catalogue { get; }

    /// <summary>The keys of bodies, locked.</summary>
    public KeyFiles Keys => kept.Keys;

    /// <summary>Who may ask something of it.</summary>
    public VaultUsers Users { get; }

    /// <summary>The countries in which something of what is put is kept, sealed: where the vault is, and its S3 engine.</summary>
    public IReadOnlyList<Country> Places => engines.Blobs is { } elsewhere
        ? [.. new[] { Country.Of(Describes.Place).Value, elsewhere.Place }.Distinct()]
        : [Country.Of(Describes.Place).Value];

    /// <summary>The folder in which sealed streams are kept, unless an S3 service keeps them.</summary>
    public string Blobs => Path.Combine(path, "blobs");

    /// <summary>The socket at which a server of this folder is controlled.</summary>
    public string Control => ControlIn(path);

    /// <summary>The public key of the log.</summary>
    public string LogPublicKey => kept.LogPublicKey;

    /// <summary>Whether a folder says that it is a vault.</summary>
    public static bool IsIn(string path) => File.Exists(Path.Combine(path, VaultDescription.FileName));

    /// <summary>The socket at which a server of a folder is controlled.</summary>
    public static string ControlIn(string path) => Path.Combine(path, "control.sock");

    /// <summary>Makes a vault in a folder that is not there yet, or empty.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="name">The name of the vault, which its log signs with: no white space.</param>
    /// <param name="place">The country that it is in.</param>
    /// <param name="passphrase">What locks the key of its log.</param>
    /// <param name="engines">What keeps it; null: all in the folder. Elsewhere there must be nothing yet.</param>
    /// <param name="around">Where secrets of engines come from; null: the environment of this process.</param>
    public static Result<VaultFolder> Create(
        string path, string name, Country place, string passphrase, ChosenEngines? engines = null, Surroundings? around = null)
    {
        engines ??= ChosenEngines.Folder;
        around ??= Surroundings.Process;
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
            if (Make(path, signer.Value, passphrase, () => NewEngines.Claim(engines, name, around)) is { } problem)
            {
                return problem;
            }
        }

        // Last, for it is what makes the folder a vault.
        var description = engines.In(new VaultDescription(VaultDescription.InFolder, name, place.Code));
        WholeFile.WriteNew(Path.Combine(path, VaultDescription.FileName), description.ToText());
        return Open(path, around);
    }

    /// <summary>Makes all of a folder but its description, and takes engines after that: without a folder nobody could use them.</summary>
    /// <returns>Why they cannot be taken; then the folder is as it was.</returns>
    private static Problem? Make(string path, LogSigner signer, string passphrase, Func<Problem?> claim)
    {
        var (wasThere, isMade) = (Directory.Exists(path), false);
        try
        {
            PrivateFolder.Make(path);
            PrivateFolder.Make(Path.Combine(path, "keys"));
            WholeFile.WriteNew(Path.Combine(path, "log.pem"), signer.ToPem(passphrase));
            WholeFile.WriteNew(Path.Combine(path, "log.pub"), signer.PublicKey.Text + "\n");
            var refused = claim();
            isMade = refused is null;
            return refused;
        }
        finally
        {
            if (!isMade && Directory.Exists(path))
            {
                // It was not there, or empty: what is in it now was made here.
                new DirectoryInfo(path).EnumerateFiles().ToList().ForEach(file => file.Delete());
                new DirectoryInfo(path).EnumerateDirectories().ToList().ForEach(keys => keys.Delete());
                if (!wasThere)
                {
                    Directory.Delete(path);
                }
            }
        }
    }

    /// <summary>Opens a vault.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="around">Where secrets of engines come from; null: the environment of this process.</param>
    public static Result<VaultFolder> Open(string path, Surroundings? around = null)
    {
        VaultDescription? description;
        try
        {
            description = VaultDescription.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new NoVault(path, MachineReason.Of(e));
        }
        catch (JsonException)
        {
            return new TornDescription(path);
        }

        if (description is not { Format: VaultDescription.InFolder or VaultDescription.OverEngines, Name.Length: > 0 } ||
            !Country.Of(description.Place).Holds)
        {
            return new NoVault(path, $"format {description?.Format}");
        }

        return ChosenEngines.Of(description).Then(engines => OpenCatalogue(path, engines).Then<VaultFolder>(catalogue =>
            new VaultFolder(path, description, engines, catalogue, around ?? Surroundings.Process)));
    }

    /// <summary>Opens what keeps the sealed streams; it is the caller's to dispose.</summary>
    /// <param name="use">With others, or alone: on this machine and on all others.</param>
    /// <param name="tell">Takes what the operator should know of it later.</param>
    public Result<IBlobStore> OpenBlobs(BlobsUse use, Action<Phrase>? tell = null) =>
        Catalogue.Use(use, tell ?? (_ => { })).Then<IBlobStore>(held =>
        {
            var opened = engines.Blobs is { } elsewhere
                ? around.Open(elsewhere).Then<UsedBlobs>(there => new UsedBlobs(there.Blobs, held, there.Client))
                : DiskBlobs.Open(Blobs, use).Then<UsedBlobs>(disk => new UsedBlobs(disk, held));
            if (!opened.Holds)
            {
                held.Dispose();
            }

            return opened.Then(blobs => Result<IBlobStore>.Of(new CatalogueBlobs(Catalogue, blobs)));
        });

    /// <summary>That keys are older than those with which the vault is used now; null when they are not.</summary>
    internal Problem? Older(KeyRing ring) => KeysInUse.Older(Catalogue, ring, () => LogKey.Read(LogPublicKey));

    /// <summary>Unlocks the key of the log.</summary>
    public Result<LogSigner> UnlockLog(string passphrase) => kept.UnlockLog(passphrase);

    /// <inheritdoc/>
    public void Dispose() => Catalogue.Dispose();


    private static Result<SqlCatalogue> OpenCatalogue(string path, ChosenEngines engines) => engines.Catalogue is { } database
        ? SqlCatalogue.OpenPostgres(database.Connection)
        : SqlCatalogue.OpenSqlite(Path.Combine(path, "catalogue.sqlite"));
}

/// <summary>A folder in which something is already.</summary>
public sealed record FolderNotEmpty(string Folder) : Problem(new Phrase(
    $"{Quote(Folder)} is not empty; a vault is made in a new folder", $"{Quote(Folder)} is niet leeg; een kluis wordt in een nieuwe map gemaakt"));

/// <summary>A vault whose description was cut or altered.</summary>
public sealed record TornDescription(string Folder) : Problem(new Phrase(
    $"vault.json in {Quote(Folder)} was cut or altered; put it back from a backup of the vault",
    $"vault.json in {Quote(Folder)} is afgekapt of gewijzigd; zet het terug uit een back-up van de kluis"));

/// <summary>A folder that holds no vault that can be read.</summary>
public sealed record NoVault(string Folder, Phrase Why) : Problem(new Phrase(
    $"{Quote(Folder)} is no vault that can be opened ({Why.English}); make one with: sluis vault create",
    $"{Quote(Folder)} is geen kluis die te openen is ({Why.Dutch}); maak er een met: sluis vault create"))
{
    /// <summary>For a word that is the same in both languages.</summary>
    public NoVault(string folder, string why)
        : this(folder, new Phrase(why, why))
    {
    }
}
