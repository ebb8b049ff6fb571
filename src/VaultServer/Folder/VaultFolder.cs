using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.S3;

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
        (this.path, this.Describes, Catalogue) = (path, description, catalogue);

    /// <summary>What kind of vault it is.</summary>
    public VaultDescription Describes { get; }

    /// <summary>What is known of buckets, objects and users.</summary>
    public ICatalogue Catalogue { get; }

    /// <summary>Where sealed streams are kept.</summary>
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
            WriteNew(Path.Combine(path, "log.pem"), signer.Value.ToPem(passphrase));
            WriteNew(Path.Combine(path, "log.pub"), signer.Value.PublicKey.Text + "\n");
        }

        // Last, for it is what makes the folder a vault.
        WriteNew(Path.Combine(path, Description), JsonSerializer.Serialize(new VaultDescription(Format, name, place.Code), Json) + "\n");
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

    /// <summary>Makes the keys of a body, and the file that holds them, locked by a passphrase.</summary>
    public Result<KeyRing> AddBody(string body, string passphrase, DateTimeOffset now)
    {
        var file = KeyFileOf(body);
        if (File.Exists(file))
        {
            return new BodyIsKnown(body);
        }

        return KeyRing.Fresh(body, now, RandomNumberGenerator.Fill).Then<KeyRing>(ring =>
        {
            using var secret = UnlockingSecret.Fresh(RandomNumberGenerator.Fill);
            return PassphraseLock.Of(secret, passphrase, RandomNumberGenerator.Fill).Then<KeyRing>(locked =>
            {
                WriteNew(file, (KeyFile.Seal(ring, secret, RandomNumberGenerator.Fill) with { Passphrase = locked }).ToText());
                return ring;
            });
        });
    }

    /// <summary>The bodies that have keys here.</summary>
    public IReadOnlyList<string> Bodies() =>
        [.. Directory.EnumerateFiles(Path.Combine(path, "keys"), "*.json").Select(f => KeyFile.Read(File.ReadAllText(f)))
            .Where(f => f.Holds).Select(f => f.Value.Body).Order(StringComparer.Ordinal)];

    /// <summary>Unlocks the keys of a body.</summary>
    public Result<KeyRing> Unlock(string body, string passphrase) => OpenKeyFile<KeyRing>(body, passphrase, (_, _, ring) => ring);

    /// <summary>Gives a body a new current key; the former opens what it wrapped, until that is rewrapped.</summary>
    /// <remarks>The vault must not be served meanwhile: a server goes on with the keys that it unlocked.</remarks>
    public Result<KeyRing> Rotate(string body, string passphrase, DateTimeOffset now) =>
        OpenKeyFile<KeyRing>(body, passphrase, (file, secret, former) =>
        {
            using (former)
            {
                var ring = former.Rotate(now, RandomNumberGenerator.Fill);
                Write(KeyFileOf(body), file.With(ring, secret, RandomNumberGenerator.Fill).ToText(), replaces: true);
                return ring;
            }
        });

    /// <summary>Destroys all keys of a body: its data is gone for good, in every copy; returns the signed proof.</summary>
    /// <param name="body">Whose keys.</param>
    /// <param name="passphrase">What unlocks them.</param>
    /// <param name="by">The role that asks for it.</param>
    /// <param name="now">When.</param>
    /// <param name="signer">The key of the log, which signs the proof.</param>
    /// <remarks>
    /// The proof is kept beside the key file before that is replaced. The bytes of the former file are written over; what a disk
    /// or a backup kept of it elsewhere is of use only to who has the passphrase, which is to be forgotten too.
    /// </remarks>
    public Result<string> Erase(string body, string passphrase, string by, DateTimeOffset now, LogSigner signer) =>
        OpenKeyFile<string>(body, passphrase, (file, secret, former) =>
        {
            using (former)
            {
                return former.DestroyAll(by, now, signer).Then<string>(erasure =>
                {
                    using (erasure.Ring)
                    {
                        var keyFile = KeyFileOf(body);
                        Write(Path.ChangeExtension(keyFile, "erased"), erasure.Proof, replaces: true);
                        using var old = new FileStream(
                            keyFile, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
                        Write(keyFile, file.With(erasure.Ring, secret, RandomNumberGenerator.Fill).ToText(), replaces: true);
                        old.Write(new byte[old.Length]);
                        old.Flush(flushToDisk: true);
                        return erasure.Proof;
                    }
                });
            }
        });

    private Result<T> OpenKeyFile<T>(string body, string passphrase, Func<KeyFile, UnlockingSecret, KeyRing, Result<T>> then)
    {
        if (!File.Exists(KeyFileOf(body)))
        {
            return new BodyIsUnknown(body);
        }

        return KeyFile.Read(File.ReadAllText(KeyFileOf(body))).Then(file =>
            file.Passphrase is not { } locked ? new NoPassphrase(body) : locked.Open(passphrase).Then(secret =>
            {
                using (secret)
                {
                    return file.Open(secret).Then(ring =>
                        ring.Current.State == KeyState.Destroyed ? new DestroyedKey(ring.Current.Name) : then(file, secret, ring));
                }
            }));
    }

    /// <summary>Unlocks the key of the log.</summary>
    public Result<LogSigner> UnlockLog(string passphrase) =>
        LogSigner.FromPem(Describes.Name, File.ReadAllText(Path.Combine(path, "log.pem")), passphrase);

    /// <summary>Makes a user of a body, with an access key whose secret is told once.</summary>
    public Result<NewUser> AddUser(KeyRing ring, string name, bool isOfficer, DateTimeOffset now)
    {
        if (Catalogue.Users(null).Any(u => u.Name == name))
        {
            return new UserIsKnown(name);
        }

        var user = new VaultUser(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), ring.Body, name, isOfficer);
        var id = "SLUIS" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 15);
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(30));
        return AddUser(ring, user, id, secret, now);
    }

    /// <summary>Makes a user with an id and access key that are known already.</summary>
    internal Result<NewUser> AddUser(KeyRing ring, VaultUser user, string accessKeyId, string secret, DateTimeOffset now) =>
        Secrets.Seal(ring, accessKeyId, secret, RandomNumberGenerator.Fill).Then<NewUser>(sealedSecret =>
        {
            var created = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
            var key = new AccessKey(accessKeyId, user.Id, sealedSecret, created);
            Catalogue.Change(change =>
            {
                change.Put(user);
                change.Put(key);
                return user;
            });
            return new NewUser(user, accessKeyId, secret);
        });

    /// <inheritdoc/>
    public void Dispose() => Catalogue.Dispose();

    /// <summary>Bodies have any name; the file has one that every file system takes.</summary>
    private string KeyFileOf(string body) =>
        Path.Combine(path, "keys", $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..16]}.json");

    /// <summary>Writes a file that is not there yet, whole or not at all.</summary>
    private static void WriteNew(string file, string text) => Write(file, text, replaces: false);

    /// <summary>Writes a file, whole or not at all.</summary>
    private static void Write(string file, string text, bool replaces)
    {
        var aside = file + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(aside, options))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(aside, file, replaces);
    }
}

/// <summary>What kind of vault a folder holds.</summary>
/// <param name="Format">The version of the layout.</param>
/// <param name="Name">The name, with which its log signs.</param>
/// <param name="Place">The code of the country that it is in; in small letters its region of S3.</param>
public sealed record VaultDescription(int Format, string Name, string Place);

/// <summary>A user that was made, with the secret of the access key, which is not told again.</summary>
public sealed record NewUser(VaultUser User, string AccessKeyId, string Secret);

/// <summary>A folder in which something is already.</summary>
public sealed record FolderNotEmpty(string Folder) : Problem(new Phrase(
    $"{Quote(Folder)} is not empty; a vault is made in a new folder", $"{Quote(Folder)} is niet leeg; een kluis wordt in een nieuwe map gemaakt"));

/// <summary>A folder that holds no vault that can be read.</summary>
public sealed record NoVault(string Folder, string Why) : Problem(new Phrase(
    $"{Quote(Folder)} is no vault that can be opened ({Why}); make one with: sluis vault create",
    $"{Quote(Folder)} is geen kluis die te openen is ({Why}); maak er een met: sluis vault create"));

/// <summary>A body that has keys here already.</summary>
public sealed record BodyIsKnown(string Body) : Problem(new Phrase(
    $"{Quote(Body)} has keys in this vault already", $"{Quote(Body)} heeft al sleutels in deze kluis"));

/// <summary>A body that has no keys here.</summary>
public sealed record BodyIsUnknown(string Body) : Problem(new Phrase(
    $"{Quote(Body)} has no keys in this vault; make them with: sluis vault add-body",
    $"{Quote(Body)} heeft geen sleutels in deze kluis; maak ze met: sluis vault add-body"));

/// <summary>A key file that no passphrase opens.</summary>
public sealed record NoPassphrase(string Body) : Problem(new Phrase(
    $"the keys of {Quote(Body)} are unlocked by officers, not by a passphrase",
    $"de sleutels van {Quote(Body)} worden door functionarissen ontsloten, niet met een wachtzin"));

/// <summary>A name that some user has already.</summary>
public sealed record UserIsKnown(string Name) : Problem(new Phrase(
    $"there is a user named {Quote(Name)} already", $"er is al een gebruiker die {Quote(Name)} heet"));
