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
        (path, new KeptKeys(path, description, Refuse), engines, catalogue, around, new VaultUsers(catalogue));

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
            var description = engines.In(new VaultDescription(VaultDescription.InFolder, name, place.Code));
            if (Make(path, signer.Value, passphrase, description, () => NewEngines.Claim(engines, name, around)) is { } problem)
            {
                return problem;
            }
        }

        return Open(path, around);
    }

    /// <summary>Makes all of a folder, and takes engines before it is a vault: without a folder nobody could use them.</summary>
    /// <returns>Why that cannot be; then the folder is as it was.</returns>
    internal static Problem? Make(string path, LogSigner signer, string passphrase, VaultDescription description, Func<Problem?> claim)
    {
        var (wasThere, isMade) = (Directory.Exists(path), false);
        var keys = Path.Combine(path, "keys");
        string[] files = [Path.Combine(path, "log.pem"), Path.Combine(path, "log.pub"), Path.Combine(path, VaultDescription.FileName)];
        try
        {
            PrivateFolder.Make(path);
            PrivateFolder.Make(keys);
            if (!KeyFiles.MakeLock(keys))
            {
                // Somebody else found the folder empty too, and began before.
                return new FolderNotEmpty(path);
            }
        }
        catch
        {
            RemoveMade();
            throw;
        }

        try
        {
            WholeFile.WriteNew(files[0], signer.ToPem(passphrase));
            WholeFile.WriteNew(files[1], signer.PublicKey.Text + "\n");
            if (claim() is { } refused)
            {
                return refused;
            }

            // Last, for it is what makes the folder a vault.
            WholeFile.WriteNew(files[2], description.ToText());
            isMade = true;
            return null;
        }
        finally
        {
            if (!isMade)
            {
                // Whoever made the lock made these; it goes last of them.
                var all = files.SelectMany(file => (string[])[file, WholeFile.Aside(file)]).Append(KeyFiles.LockOf(keys));
                foreach (var file in all.Where(File.Exists))
                {
                    File.Delete(file);
                }

                RemoveMade();
            }
        }

        void RemoveMade()
        {
            RemoveEmpty(keys);
            if (!wasThere)
            {
                RemoveEmpty(path);
            }
        }
    }

    private static void RemoveEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (IOException)
        {
            // What somebody else put there stays.
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

    /// <summary>
    /// Why keys that were unlocked may not be those in use: a row names a key which is not among those of its body, or rows cannot be
    /// read; null: nothing says so. It decides nothing, so whatever breaks is told and not thrown.
    /// </summary>
    public Problem? Doubt(KeyRing ring)
    {
        try
        {
            return KeysInUse.Doubt(Catalogue, ring, Describes.Name);
        }
#pragma warning disable CA1031 // What cannot be read keeps nobody from keys that open: it is told.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            return new DoubtUnread(ring.Body, broken.Message);
        }
    }

    /// <summary>Why keys are not to be unlocked for something: they are, or may be, older than those in use; null: they may.</summary>
    internal Problem? Refuse(KeyRing ring, KeysFor wanted) =>
        KeysInUse.Refuse(Catalogue, ring, wanted, Describes.Name, () => LogKey.Read(LogPublicKey));

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
