using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Tokens;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>The keys of bodies: a folder with for each a file that is locked by its passphrase, by officers, or by a token.</summary>
public sealed class KeyFiles
{
    private readonly string folder;
    private readonly Func<KeyRing, KeysFor, Problem?> refuses;
    private readonly List<Problem> undone = [];

    /// <summary>The key files in a folder.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="disk">Writes them; null: to the disk of this machine.</param>
    /// <param name="refuses">Why keys are neither unlocked nor changed: they are not those in use; null: nothing is known of that.</param>
    internal KeyFiles(string folder, FileSystem? disk = null, Func<KeyRing, KeysFor, Problem?>? refuses = null) =>
        (this.folder, Disk, this.refuses) = (folder, disk ?? new FileSystem(), refuses ?? ((_, _) => null));

    /// <summary>What the last change that was made through this left undone, in the order in which it broke.</summary>
    public IReadOnlyList<Problem> Undone => undone;

    /// <summary>Writes them.</summary>
    internal FileSystem Disk { get; set; }

    /// <summary>Makes the keys of a body, and the file that holds them, locked by a passphrase.</summary>
    /// <param name="body">Whose keys.</param>
    /// <param name="passphrase">What locks them.</param>
    /// <param name="now">When.</param>
    /// <param name="areFirst">Whether it is said that the body has keys nowhere: rows that name some were altered then.</param>
    public Result<KeyRing> Add(string body, string passphrase, DateTimeOffset now, bool areFirst = false)
    {
        var file = FileOf(body);
        return Alone(() => File.Exists(file)
            ? new BodyIsKnown(body)
            : Fresh(body, now, areFirst).Then<KeyRing>(ring =>
            {
                using var secret = UnlockingSecret.Fresh(RandomNumberGenerator.Fill);
                return PassphraseLock.Of(secret, passphrase, RandomNumberGenerator.Fill).Then<KeyRing>(locked =>
                {
                    var text = (KeyFile.Seal(ring, secret, RandomNumberGenerator.Fill) with { Passphrase = locked }).ToText();
                    WholeFile.Write(file, text, replaces: false, Disk);
                    return ring;
                });
            }));
    }

    private Result<KeyRing> Fresh(string body, DateTimeOffset now, bool areFirst) =>
        KeyRing.Fresh(body, now, RandomNumberGenerator.Fill).Then(ring => InUse(ring, KeysFor.Changing, areFirst));

    /// <summary>The bodies that have keys here.</summary>
    public IReadOnlyList<string> Bodies() =>
        [.. Directory.EnumerateFiles(folder, "*.json").Select(f => KeyFile.Read(File.ReadAllText(f)))
            .Where(f => f.Holds).Select(f => f.Value.Body).Order(StringComparer.Ordinal)];

    /// <summary>Tells whether a body can have keys here: any can, while there is a file of which nobody can tell whose it is.</summary>
    public Func<string, bool> MayHaveKeys() =>
        Torn().Count > 0 ? _ => true : Bodies().ToHashSet(StringComparer.Ordinal).Contains;

    /// <summary>The key file of a body as it lies there: who can unlock it, and nothing that is locked.</summary>
    public Result<KeyFile> Of(string body) =>
        !File.Exists(FileOf(body)) ? new BodyIsUnknown(body)
        : KeyFile.Read(File.ReadAllText(FileOf(body))) is { Holds: true } read ? read : new TornKeyFile(FileOf(body));

    /// <summary>Key files that were cut or altered, so that nobody can tell whose they are.</summary>
    public IReadOnlyList<TornKeyFile> Torn() =>
        [.. Directory.EnumerateFiles(folder, "*.json").Where(f => !KeyFile.Read(File.ReadAllText(f)).Holds)
            .Order(StringComparer.Ordinal).Select(f => new TornKeyFile(f))];

    /// <summary>Unlocks the keys of a body.</summary>
    /// <param name="body">Whose keys.</param>
    /// <param name="brought">What unlocks them.</param>
    /// <param name="wanted">What for.</param>
    public Result<KeyRing> Unlock(string body, Unlocking brought, KeysFor wanted = KeysFor.Using) =>
        Open<KeyRing>(body, brought, wanted, (_, _, ring) => ring);

    /// <summary>Gives a body a new current key; the former opens what it wrapped, until that is rewrapped.</summary>
    /// <remarks>The vault must not be served meanwhile: a server goes on with the keys that it unlocked.</remarks>
    public Result<KeyRing> Rotate(string body, Unlocking brought, DateTimeOffset now) =>
        Change<KeyRing>(body, brought, (file, secret, former) =>
        {
            var ring = former.Rotate(now, RandomNumberGenerator.Fill);
            Replace(body, file.With(ring, secret, RandomNumberGenerator.Fill));
            return ring;
        });

    /// <summary>Gives a body officers, in place of those that it had; returns their lock.</summary>
    /// <param name="body">Whose keys.</param>
    /// <param name="brought">What unlocks them now, and the passphrase when that is to go on unlocking them.</param>
    /// <param name="wanted">Who, and how many of them are needed.</param>
    /// <param name="handOver">Hands each officer the key; a problem keeps the key file as it was.</param>
    /// <param name="takeBack">Undoes that, when no key file came to want those keys; null: nothing is to be undone.</param>
    /// <remarks>
    /// The keys are sealed under another secret then: keys of former officers, and a passphrase that is not kept, are of no use
    /// with the new file, nor with any later one. The bytes of the former file are written over.
    /// </remarks>
    public Result<OfficerLock> SetOfficers(
        string body, Unlocking brought, WantedOfficers wanted, Func<IReadOnlyList<OfficerKey>, Problem?> handOver,
        Action? takeBack = null) =>
        Change<OfficerLock>(body, brought, (file, _, ring) =>
        {
            using var secret = UnlockingSecret.Fresh(RandomNumberGenerator.Fill);
            return OfficerLock.Of(secret, wanted.Need, wanted.Names, RandomNumberGenerator.Fill).Then<OfficerLock>(shares =>
            {
                try
                {
                    var anew = KeyFile.Seal(ring, secret, RandomNumberGenerator.Fill) with { Officers = shares.Lock };
                    var locked = wanted.KeepsPassphrase && file.Passphrase is not null
                        ? brought.Relock(file, secret, RandomNumberGenerator.Fill).Then<KeyFile>(kept => anew with { Passphrase = kept })
                        : anew;
                    locked = wanted.KeepsToken && file.Token is not null
                        ? locked.Then(so => brought.RelockToken(file, secret, RandomNumberGenerator.Fill)
                            .Then<KeyFile>(kept => so with { Token = kept }))
                        : locked;
                    if ((locked.Problem ?? handOver(shares.Keys)) is { } refused)
                    {
                        takeBack?.Invoke();
                        return refused;
                    }

                    Replace(body, locked.Value);
                    return shares.Lock;
                }
                catch when (!Wants(body, shares.Lock))
                {
                    takeBack?.Invoke();
                    throw;
                }
                finally
                {
                    shares.Keys.ToList().ForEach(key => key.Dispose());
                }
            });
        });

    /// <summary>Whether the key file of a body wants the keys of these officers.</summary>
    private bool Wants(string body, OfficerLock officers) =>
        Of(body) is { Holds: true, Value.Officers: { } now } && now.Officers.SequenceEqual(officers.Officers);

    /// <summary>Lets a new key in a token unlock the keys of a body too, in place of a token that did so.</summary>
    /// <param name="body">Whose keys.</param>
    /// <param name="brought">What unlocks them now; the passphrase too, when there is one and a token is replaced.</param>
    /// <param name="token">The token.</param>
    /// <param name="pin">Its PIN, which is kept nowhere.</param>
    /// <remarks>
    /// Where a token is replaced, the keys are sealed under another secret, so that the former token is of no use with the new file;
    /// officers would have to be set anew for that.
    /// </remarks>
    public Result<TokenLock> SetToken(string body, Unlocking brought, TokenAddress token, ReadOnlyMemory<char> pin) =>
        Change<TokenLock>(body, brought, (file, former, ring) =>
        {
            if (file.Token is not null && file.Officers is not null)
            {
                return new OfficersWouldBeLost(body);
            }

            using var fresh = UnlockingSecret.Fresh(RandomNumberGenerator.Fill);
            var secret = file.Token is null ? former : fresh;
            var kept = file.Token is null ? file
                : file.Passphrase is null ? KeyFile.Seal(ring, secret, RandomNumberGenerator.Fill)
                : brought.Relock(file, secret, RandomNumberGenerator.Fill).Then<KeyFile>(words =>
                    KeyFile.Seal(ring, secret, RandomNumberGenerator.Fill) with { Passphrase = words });
            var locked = kept.Then(_ => PkcsToken.MakeKey(token, pin, $"sluiswachter {body}")).Then(key =>
                TokenLock.Of(secret, body, token, key, PkcsToken.Sealing(token, key, pin), RandomNumberGenerator.Fill));
            return locked.Then<TokenLock>(made =>
            {
                Replace(body, kept.Value with { Token = made });
                return made;
            });
        });

    /// <summary>Destroys all keys of a body: its data is gone for good, in every copy; returns the signed proof.</summary>
    /// <param name="body">Whose keys.</param>
    /// <param name="brought">What unlocks them.</param>
    /// <param name="by">The role that asks for it.</param>
    /// <param name="now">When.</param>
    /// <param name="signer">The key of the log, which signs the proof.</param>
    /// <remarks>
    /// The proof is kept beside the key file before that is replaced. The bytes of the former file are written over; what a disk
    /// or a backup kept of it elsewhere is of use only to who has the passphrase, which is to be forgotten too.
    /// </remarks>
    public Result<string> Erase(string body, Unlocking brought, string by, DateTimeOffset now, LogSigner signer) =>
        Change<string>(body, brought, (file, secret, former) =>
            former.DestroyAll(by, now, signer).Then<string>(erasure => Without(file, secret, erasure, "erased")));

    /// <summary>Destroys retired keys of a body by which nothing is wrapped any more; returns the signed proof.</summary>
    /// <param name="body">Whose keys.</param>
    /// <param name="brought">What unlocks them.</param>
    /// <param name="before">The first version that is kept.</param>
    /// <param name="inUse">How many wrapped keys, attributes and secrets would not open any more.</param>
    /// <param name="by">The role that asks for it.</param>
    /// <param name="now">When.</param>
    /// <param name="signer">The key of the log, which signs the proof.</param>
    /// <remarks>The proof is kept beside the key file, and the bytes of the former file are written over, as when all are erased.</remarks>
    public Result<string> Retire(
        string body, Unlocking brought, int before, Func<KeyRing, long> inUse, string by, DateTimeOffset now, LogSigner signer) =>
        Change<string>(body, brought, (file, secret, former) => former.DestroyBefore(before, by, now, signer).Then<string>(erasure =>
        {
            if (inUse(former) is > 0 and var count)
            {
                erasure.Ring.Dispose();
                return new StillWrapped(count, before);
            }

            return Without(file, secret, erasure, FormattableString.Invariant($"before-{before}.retired"));
        }));

    /// <summary>Writes the proof, and then the key file without the keys that were destroyed.</summary>
    private string Without(KeyFile file, UnlockingSecret secret, Erasure erasure, string proof)
    {
        using (erasure.Ring)
        {
            WholeFile.Write(Path.ChangeExtension(FileOf(file.Body), proof), erasure.Proof, replaces: true, Disk);
            Replace(file.Body, file.With(erasure.Ring, secret, RandomNumberGenerator.Fill));
            return erasure.Proof;
        }
    }

    private Result<T> Open<T>(
        string body, Unlocking brought, KeysFor wanted, Func<KeyFile, UnlockingSecret, KeyRing, Result<T>> then) =>
        Of(body).Then(file => brought.Open(file).Then(secret =>
        {
            using (secret)
            {
                return file.Open(secret).Then(ring => InUse(ring, wanted, brought.SaysNewest)).Then(ring =>
                    ring.Current.State == KeyState.Destroyed ? new DestroyedKey(ring.Current.Name) : then(file, secret, ring));
            }
        }));

    /// <summary>Keys, when they are those in use as far as they are wanted for; else they are wiped.</summary>
    private Result<KeyRing> InUse(KeyRing ring, KeysFor wanted, bool areNewest)
    {
        try
        {
            // Who says that there are no newer ones takes the doubt away, and no proof.
            if (refuses(ring, areNewest ? KeysFor.Looking : wanted) is not { } why)
            {
                return ring;
            }

            ring.Dispose();
            return why;
        }
        catch
        {
            ring.Dispose();
            throw;
        }
    }

    /// <summary>Tells that a change was made, and something of it could not be done.</summary>
    internal void Leave(Problem one) => undone.Add(one);

    private Result<T> Change<T>(string body, Unlocking brought, Func<KeyFile, UnlockingSecret, KeyRing, Result<T>> change)
    {
        undone.Clear();
        return Alone(() => Open<T>(body, brought, KeysFor.Changing, (file, secret, former) =>
        {
            using (former)
            {
                return change(file, secret, former);
            }
        }));
    }

    /// <summary>Does something with key files while nobody else does; what two changed at once would lose the keys of one.</summary>
    private Result<T> Alone<T>(Func<Result<T>> act)
    {
        FileStream alone;
        try
        {
            alone = new FileStream(LockOf(folder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (FileSystem.IsHeld(e))
        {
            return new KeysAreBeingChanged();
        }

        using (alone)
        {
            return act();
        }
    }

    /// <summary>Replaces a key file, and writes over the bytes of the former.</summary>
    /// <remarks>The new file is the act: that the former could not be written over is told beside it (<see cref="Undone"/>).</remarks>
    private void Replace(string body, KeyFile by)
    {
        // One who was killed here left keys aside, under a name that is to be written anew.
        if (WholeFile.Aside(FileOf(body)) is var aside && File.Exists(aside))
        {
            using var left = Former(aside);
            WriteOver(left);
            File.Delete(aside);
        }

        using var old = Former(FileOf(body));
        WholeFile.Write(FileOf(body), by.ToText(), replaces: true, Disk);
        try
        {
            WriteOver(old);
        }
        catch (IOException e)
        {
            Leave(new FormerKeyFileStays(body, e.Message));
        }
    }

    private static FileStream Former(string file) =>
        new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    private void WriteOver(FileStream file)
    {
        Disk.Write(file.SafeFileHandle, new byte[file.Length], 0);
        Disk.Sync(file.SafeFileHandle);
    }

    /// <summary>The empty file by which processes that change keys wait for each other.</summary>
    internal static string LockOf(string folder) => Path.Combine(folder, "lock");

    /// <summary>Makes that file; false when it is there already.</summary>
    internal static bool MakeLock(string folder)
    {
        try
        {
            using var made = new FileStream(LockOf(folder), FileMode.CreateNew);
            return true;
        }
        catch (IOException) when (File.Exists(LockOf(folder)))
        {
            return false;
        }
    }

    /// <summary>The key file of a body as text; empty when it is not there.</summary>
    internal string TextOf(string body) => File.Exists(FileOf(body)) ? File.ReadAllText(FileOf(body)) : "";

    /// <summary>Bodies have any name; the file has one that every file system takes.</summary>
    internal string FileOf(string body) =>
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

/// <summary>Officers that a body is to have.</summary>
/// <param name="Names">Their names or roles.</param>
/// <param name="Need">How many of them unlock its keys.</param>
/// <param name="KeepsPassphrase">Whether the passphrase goes on unlocking them too.</param>
/// <param name="KeepsToken">Whether a token goes on unlocking them too.</param>
public sealed record WantedOfficers(IReadOnlyList<string> Names, int Need, bool KeepsPassphrase, bool KeepsToken = true);

/// <summary>A token cannot be replaced while there are officers, whose lock would have to be made anew.</summary>
public sealed record OfficersWouldBeLost(string Body) : Problem(new Phrase(
    $"{Quote(Body)} has officers: first set them anew, with --without-token, and then the token",
    $"{Quote(Body)} heeft functionarissen: stel die eerst opnieuw in, met --without-token, en dan het token"));

/// <summary>A new key file is in force, and the bytes of the former may be on the disk still.</summary>
/// <param name="Body">Whose keys.</param>
/// <param name="Why">Why they could not be written over.</param>
public sealed record FormerKeyFileStays(string Body, string Why) : Problem(new Phrase(
    $"done, but the bytes of the former key file of {Quote(Body)} could not be written over, and may be on the disk still: {Why}",
    $"gedaan, maar de bytes van het vorige sleutelbestand van {Quote(Body)} konden niet worden overschreven, en staan misschien nog op de schijf: {Why}"));

/// <summary>Somebody else changes a key file of this vault.</summary>
public sealed record KeysAreBeingChanged() : Problem(new Phrase(
    "another program is changing keys of this vault; try again when it is done",
    "een ander programma wijzigt sleutels van deze kluis; probeer het opnieuw als dat klaar is"));

/// <summary>A retired key without which something would not open any more.</summary>
/// <param name="Count">How many wrapped keys, attributes and secrets of users.</param>
/// <param name="Before">The first version that was to be kept.</param>
public sealed record StillWrapped(long Count, int Before) : Problem(new Phrase(
    $"nothing was destroyed: {Count} wrapped keys, attributes and secrets are still under versions before {Before}; first: sluis vault rotate, and for copies elsewhere: sluis vault embassy sync",
    $"er is niets vernietigd: {Count} ingepakte sleutels, eigenschappen en geheimen zitten nog onder versies voor {Before}; eerst: sluis vault rotate, en voor kopieën elders: sluis vault embassy sync"));
