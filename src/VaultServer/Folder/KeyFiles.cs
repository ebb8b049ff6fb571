using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>The keys of bodies: a folder with for each a file that is locked by its passphrase.</summary>
public sealed class KeyFiles
{
    private readonly string folder;

    internal KeyFiles(string folder) => this.folder = folder;

    /// <summary>Makes the keys of a body, and the file that holds them, locked by a passphrase.</summary>
    public Result<KeyRing> Add(string body, string passphrase, DateTimeOffset now)
    {
        var file = FileOf(body);
        if (File.Exists(file))
        {
            return new BodyIsKnown(body);
        }

        return KeyRing.Fresh(body, now, RandomNumberGenerator.Fill).Then<KeyRing>(ring =>
        {
            using var secret = UnlockingSecret.Fresh(RandomNumberGenerator.Fill);
            return PassphraseLock.Of(secret, passphrase, RandomNumberGenerator.Fill).Then<KeyRing>(locked =>
            {
                WholeFile.WriteNew(file, (KeyFile.Seal(ring, secret, RandomNumberGenerator.Fill) with { Passphrase = locked }).ToText());
                return ring;
            });
        });
    }

    /// <summary>The bodies that have keys here.</summary>
    public IReadOnlyList<string> Bodies() =>
        [.. Directory.EnumerateFiles(folder, "*.json").Select(f => KeyFile.Read(File.ReadAllText(f)))
            .Where(f => f.Holds).Select(f => f.Value.Body).Order(StringComparer.Ordinal)];

    /// <summary>Key files that were cut or altered, so that nobody can tell whose they are.</summary>
    public IReadOnlyList<TornKeyFile> Torn() =>
        [.. Directory.EnumerateFiles(folder, "*.json").Where(f => !KeyFile.Read(File.ReadAllText(f)).Holds)
            .Order(StringComparer.Ordinal).Select(f => new TornKeyFile(f))];

    /// <summary>Unlocks the keys of a body.</summary>
    public Result<KeyRing> Unlock(string body, string passphrase) => Open<KeyRing>(body, passphrase, (_, _, ring) => ring);

    /// <summary>Gives a body a new current key; the former opens what it wrapped, until that is rewrapped.</summary>
    /// <remarks>The vault must not be served meanwhile: a server goes on with the keys that it unlocked.</remarks>
    public Result<KeyRing> Rotate(string body, string passphrase, DateTimeOffset now) =>
        Open<KeyRing>(body, passphrase, (file, secret, former) =>
        {
            using (former)
            {
                var ring = former.Rotate(now, RandomNumberGenerator.Fill);
                WholeFile.Write(FileOf(body), file.With(ring, secret, RandomNumberGenerator.Fill).ToText(), replaces: true);
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
        Open<string>(body, passphrase, (file, secret, former) =>
        {
            using (former)
            {
                return former.DestroyAll(by, now, signer).Then<string>(erasure =>
                {
                    using (erasure.Ring)
                    {
                        var keyFile = FileOf(body);
                        WholeFile.Write(Path.ChangeExtension(keyFile, "erased"), erasure.Proof, replaces: true);
                        using var old = new FileStream(
                            keyFile, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
                        WholeFile.Write(keyFile, file.With(erasure.Ring, secret, RandomNumberGenerator.Fill).ToText(), replaces: true);
                        old.Write(new byte[old.Length]);
                        old.Flush(flushToDisk: true);
                        return erasure.Proof;
                    }
                });
            }
        });

    private Result<T> Open<T>(string body, string passphrase, Func<KeyFile, UnlockingSecret, KeyRing, Result<T>> then)
    {
        if (!File.Exists(FileOf(body)))
        {
            return new BodyIsUnknown(body);
        }

        return KeyFile.Read(File.ReadAllText(FileOf(body))).Then(file =>
            file.Passphrase is not { } locked ? new NoPassphrase(body) : locked.Open(passphrase).Then(secret =>
            {
                using (secret)
                {
                    return file.Open(secret).Then(ring =>
                        ring.Current.State == KeyState.Destroyed ? new DestroyedKey(ring.Current.Name) : then(file, secret, ring));
                }
            }));
    }

    /// <summary>Bodies have any name; the file has one that every file system takes.</summary>
    private string FileOf(string body) =>
        Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..16]}.json");
}

/// <summary>A key file that was cut or altered: the body that it is of stays locked.</summary>
public sealed record TornKeyFile(string File) : Problem(new Phrase(
    $"the key file {Quote(File)} was cut or altered; put it back from a backup: without it nothing of its body opens",
    $"het sleutelbestand {Quote(File)} is afgekapt of gewijzigd; zet het terug uit een back-up: zonder gaat niets van de organisatie open"));

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
