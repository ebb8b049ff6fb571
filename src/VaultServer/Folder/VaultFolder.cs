using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Keeping;

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
    private const string Description = "vault.json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Read by people, not by browsers.
    };

    private readonly string path;
    private readonly ChosenEngines engines;
    private readonly Surroundings around;

    private VaultFolder(string path, VaultDescription description, ChosenEngines engines, ICatalogue catalogue, Surroundings around) =>
        (this.path, Describes, this.engines, Catalogue, this.around, Keys, Users, LastKnown) =
        (path, description, engines, catalogue, around, new KeyFiles(Path.Combine(path, "keys")), new VaultUsers(catalogue), Last(catalogue));

    /// <summary>What kind of vault it is.</summary>
    public VaultDescription Describes { get; }

    /// <summary>What is known of buckets, objects and users.</summary>
    public ICatalogue Catalogue { get; }

    /// <summary>When something was last done with the vault before this opened it; null: never, or that cannot be read.</summary>
    /// <remarks>What is done since is logged by the clock of this process, so it tells nothing of whether that is right.</remarks>
    internal DateTimeOffset? LastKnown { get; }

    /// <summary>The keys of bodies, locked.</summary>
    public KeyFiles Keys { get; }

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
    public string LogPublicKey => File.ReadAllText(Path.Combine(path, "log.pub")).Trim();

    /// <summary>Whether a folder says that it is a vault.</summary>
    public static bool IsIn(string path) => File.Exists(Path.Combine(path, Description));

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
            if (NewEngines.Claim(engines, name, around) is { } problem)
            {
                return problem;
            }

            PrivateFolder.Make(path);
            PrivateFolder.Make(Path.Combine(path, "keys"));
            WholeFile.WriteNew(Path.Combine(path, "log.pem"), signer.Value.ToPem(passphrase));
            WholeFile.WriteNew(Path.Combine(path, "log.pub"), signer.Value.PublicKey.Text + "\n");
        }

        // Last, for it is what makes the folder a vault.
        var description = engines.In(new VaultDescription(VaultDescription.InFolder, name, place.Code));
        WholeFile.WriteNew(Path.Combine(path, Description), Text(description));
        return Open(path, around);
    }

    /// <summary>Opens a vault.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="around">Where secrets of engines come from; null: the environment of this process.</param>
    public static Result<VaultFolder> Open(string path, Surroundings? around = null)
    {
        VaultDescription? description;
        try
        {
            description = JsonSerializer.Deserialize<VaultDescription>(File.ReadAllText(Path.Combine(path, Description)), Json);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new NoVault(path, e.Message);
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

    /// <summary>Unlocks the key of the log.</summary>
    public Result<LogSigner> UnlockLog(string passphrase) =>
        LogSigner.FromPem(Describes.Name, File.ReadAllText(Path.Combine(path, "log.pem")), passphrase);

    /// <inheritdoc/>
    public void Dispose() => Catalogue.Dispose();

    private static DateTimeOffset? Last(ICatalogue catalogue)
    {
        try
        {
            return new VaultLog(catalogue).LastEntry;
        }
        catch (IOException)
        {
            // Whoever reads more of it is told what is wrong with it.
            return null;
        }
    }

    /// <summary>A description as it is kept.</summary>
    internal static string Text(VaultDescription description) => JsonSerializer.Serialize(description, Json) + "\n";

    private static Result<SqlCatalogue> OpenCatalogue(string path, ChosenEngines engines) => engines.Catalogue is { } database
        ? SqlCatalogue.OpenPostgres(database.Connection)
        : SqlCatalogue.OpenSqlite(Path.Combine(path, "catalogue.sqlite"));
}

/// <summary>What kind of vault a folder holds.</summary>
/// <param name="Format">The version of the layout.</param>
/// <param name="Name">The name, with which its log signs.</param>
/// <param name="Place">The code of the country that it is in; in small letters its region of S3.</param>
public sealed record VaultDescription(int Format, string Name, string Place)
{
    /// <summary>The format of a vault that is all in its folder.</summary>
    public const int InFolder = 1;

    /// <summary>The format of one with an engine elsewhere, which a program that knows no other would not find.</summary>
    public const int OverEngines = 2;

    /// <summary>The database of the catalogue, without password; null: <c>catalogue.sqlite</c> in the folder.</summary>
    public string? Catalogue { get; init; }

    /// <summary>The S3 service of the sealed streams, without secret; null: <c>blobs/</c> in the folder.</summary>
    public KeptBlobs? Blobs { get; init; }
}

/// <summary>An S3 service in the description of a vault.</summary>
/// <param name="Address">The bucket, and what names begin with.</param>
/// <param name="Region">The region for which requests are signed.</param>
/// <param name="Place">The code of the country in which it keeps them.</param>
public sealed record KeptBlobs(string Address, string Region, string Place);

/// <summary>A folder in which something is already.</summary>
public sealed record FolderNotEmpty(string Folder) : Problem(new Phrase(
    $"{Quote(Folder)} is not empty; a vault is made in a new folder", $"{Quote(Folder)} is niet leeg; een kluis wordt in een nieuwe map gemaakt"));

/// <summary>A vault whose description was cut or altered.</summary>
public sealed record TornDescription(string Folder) : Problem(new Phrase(
    $"vault.json in {Quote(Folder)} was cut or altered; put it back from a backup of the vault",
    $"vault.json in {Quote(Folder)} is afgekapt of gewijzigd; zet het terug uit een back-up van de kluis"));

/// <summary>A folder that holds no vault that can be read.</summary>
public sealed record NoVault(string Folder, string Why) : Problem(new Phrase(
    $"{Quote(Folder)} is no vault that can be opened ({Why}); make one with: sluis vault create",
    $"{Quote(Folder)} is geen kluis die te openen is ({Why}); maak er een met: sluis vault create"));
