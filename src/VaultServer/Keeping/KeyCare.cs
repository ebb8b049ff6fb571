using System.Security.Cryptography;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Control;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Tokens;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Gives the keys of a body a new version, or destroys them, and logs that; while the vault is not served.</summary>
public static class KeyCare
{
    /// <summary>Makes the keys of a body, locked by a passphrase.</summary>
    /// <param name="vault">The vault; it may be served meanwhile.</param>
    /// <param name="body">Whose keys.</param>
    /// <param name="passphrase">What locks them.</param>
    /// <param name="by">The role that asks for it.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="areFirst">Whether the role says that the body has keys nowhere.</param>
    public static async Task<Result<KeyRing>> AddAsync(
        VaultFolder vault, string body, string passphrase, string by, TimeProvider clock, bool areFirst = false)
    {
        var ring = vault.Keys.Add(body, passphrase, clock.GetUtcNow(), areFirst);
        try
        {
            await LogAsync(vault.Catalogue, clock, by, OfficersAct.AddBody, body, Outcome(ring.Problem, areFirst));
            return ring;
        }
        catch when (ring.Holds)
        {
            ring.Value.Dispose();
            throw;
        }
    }

    /// <summary>Makes a new current key, and wraps under it all that the former wrapped; no sealed stream is touched.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="body">Whose keys.</param>
    /// <param name="brought">What unlocks them.</param>
    /// <param name="by">The role that asks for it.</param>
    /// <param name="clock">What time it is.</param>
    /// <remarks>A change per page of versions. What a crash leaves opens still, and is rewrapped when this is run again.</remarks>
    public static async Task<Result<Rotation>> RotateAsync(VaultFolder vault, string body, Unlocking brought, string by, TimeProvider clock)
    {
        var rotated = await LoggedAsync(
            vault, body, brought, OfficersAct.RotateKey, by, clock, () => vault.Keys.Rotate(body, brought, clock.GetUtcNow()));
        if (!rotated.Holds)
        {
            return rotated.Problem!;
        }

        using var ring = rotated.Value;
        var rewrapping = new Rewrapping(vault.Catalogue, ring);
        rewrapping.Run();
        await LogAsync(vault.Catalogue, clock, by, OfficersAct.RewrapKeys, body, Outcome(null));
        return new Rotation(ring.Current.Name, rewrapping.Rewrapped, rewrapping.Closed);
    }

    /// <summary>Destroys all keys of a body (crypto-erasure); returns the signed proof.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="body">Whose keys.</param>
    /// <param name="brought">What unlocks them.</param>
    /// <param name="by">The role that asks for it.</param>
    /// <param name="signer">The key of the log, which signs the proof.</param>
    /// <param name="clock">What time it is.</param>
    public static Task<Result<string>> EraseAsync(
        VaultFolder vault, string body, Unlocking brought, string by, LogSigner signer, TimeProvider clock) => LoggedAsync(
            vault, body, brought, OfficersAct.EraseKeys, by, clock, () => vault.Keys.Erase(body, brought, by, clock.GetUtcNow(), signer));

    /// <summary>Destroys retired keys of a body by which nothing is wrapped any more; returns the signed proof.</summary>
    /// <param name="vault">The vault, which nobody serves.</param>
    /// <param name="body">Whose keys.</param>
    /// <param name="brought">What unlocks them.</param>
    /// <param name="before">The first version that is kept.</param>
    /// <param name="by">The role that asks for it.</param>
    /// <param name="signer">The key of the log, which signs the proof.</param>
    /// <param name="clock">What time it is.</param>
    public static Task<Result<string>> RetireAsync(
        VaultFolder vault, string body, Unlocking brought, int before, string by, LogSigner signer, TimeProvider clock) => LoggedAsync(
            vault, body, brought, OfficersAct.RetireKeys, by, clock, () => vault.Keys.Retire(
                body, brought, before,
                ring => KeyUse.Of(vault.Catalogue, ring, signer.PublicKey).LongCount(key => key.Version < before),
                by, clock.GetUtcNow(), signer));

    /// <summary>Unlocks the keys of a body into memory.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="body">Whose keys.</param>
    /// <param name="brought">What unlocks them.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="wanted">What for.</param>
    /// <remarks>
    /// In the log are the officers by name, and that it failed when it did. Keys that may be older than those in use are refused, here
    /// and in whatever changes them: what they would seal opens nowhere once the versions that they know are destroyed. Who says that
    /// there are none newer is believed, and that is in the log too.
    /// </remarks>
    public static async Task<Result<KeyRing>> UnlockAsync(
        VaultFolder vault, string body, Unlocking brought, TimeProvider clock, KeysFor wanted = KeysFor.Using)
    {
        var ring = vault.Keys.Unlock(body, brought, wanted);
        var who = string.Join(", ", brought.OfficerKeys.Select(k => k.Officer.Name));
        try
        {
            await LogAsync(vault.Catalogue, clock, who, OfficersAct.UnlockKeys, body, Outcome(ring.Problem, brought.SaysNewest));
            return ring;
        }
        catch when (ring.Holds)
        {
            ring.Value.Dispose();
            throw;
        }
    }

    /// <summary>Gives a body officers, in place of those that it had.</summary>
    /// <param name="vault">The vault; it may be served meanwhile.</param>
    /// <param name="body">Whose keys.</param>
    /// <param name="brought">What unlocks them now.</param>
    /// <param name="wanted">Who, and how many of them are needed.</param>
    /// <param name="by">The role that asks for it.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="handOver">Hands each officer the key; a problem keeps all as it was.</param>
    /// <param name="takeBack">Undoes that, when no key file came to want those keys; null: nothing is to be undone.</param>
    public static Task<Result<OfficerLock>> SetOfficersAsync(
        VaultFolder vault, string body, Unlocking brought, WantedOfficers wanted, string by, TimeProvider clock,
        Func<IReadOnlyList<OfficerKey>, Problem?> handOver, Action? takeBack = null) => LoggedAsync(
            vault, body, brought, OfficersAct.SetOfficers, by, clock,
            () => vault.Keys.SetOfficers(body, brought, wanted, handOver, takeBack));

    /// <summary>Lets a new key in a token unlock the keys of a body too.</summary>
    /// <param name="vault">The vault; it may be served meanwhile.</param>
    /// <param name="body">Whose keys.</param>
    /// <param name="brought">What unlocks them now.</param>
    /// <param name="token">The token.</param>
    /// <param name="pin">Its PIN.</param>
    /// <param name="by">The role that asks for it.</param>
    /// <param name="clock">What time it is.</param>
    public static Task<Result<TokenLock>> SetTokenAsync(
        VaultFolder vault, string body, Unlocking brought, TokenAddress token, ReadOnlyMemory<char> pin, string by, TimeProvider clock) =>
        LoggedAsync(vault, body, brought, OfficersAct.SetToken, by, clock, () => vault.Keys.SetToken(body, brought, token, pin));

    /// <summary>Logs that the key files were copied to where they are kept for the day that the vault is lost.</summary>
    /// <param name="vault">The vault; it may be served meanwhile.</param>
    /// <param name="to">Where to.</param>
    /// <param name="by">The role that did it.</param>
    /// <param name="clock">What time it is.</param>
    public static void TellCopied(VaultFolder vault, string to, string by, TimeProvider clock) =>
        new OfficersChange(vault.Catalogue, clock, by).Tell(OfficersAct.CopyKeys, to, "ok");

    /// <summary>Changes a key file, and logs how that ended; what was done is in the log also when its end broke.</summary>
    /// <remarks>
    /// When the new file has its name and the disk does not promise to keep it, the log says <c>Unfinished</c>. An act that was done and
    /// cannot be logged is done all the same, and what it gives is handed out: <see cref="KeyFiles.Undone"/> tells.
    /// </remarks>
    private static async Task<Result<T>> LoggedAsync<T>(
        VaultFolder vault, string body, Unlocking brought, OfficersAct act, string by, TimeProvider clock, Func<Result<T>> change)
    {
        var former = vault.Keys.TextOf(body);
        Result<T> done;
        try
        {
            done = change();
        }
        catch (IOException) when (vault.Keys.TextOf(body) != former)
        {
            await Task.Run(() => new OfficersChange(vault.Catalogue, clock, by).Tell(act, body, "Unfinished"));
            throw;
        }

        try
        {
            await LogAsync(vault.Catalogue, clock, by, act, body, Outcome(done.Problem, brought.SaysNewest));
        }
        catch (IOException e) when (done.Holds)
        {
            vault.Keys.Leave(new DoneUnlogged(body, e.Message));
        }

        return done;
    }

    private static Task LogAsync(ICatalogue catalogue, TimeProvider clock, string by, OfficersAct act, string body, string outcome) =>
        Task.Run(() => new OfficersChange(catalogue, clock, by).Tell(act, body, outcome));

    /// <summary>How an act of an officer ended, as the log has it.</summary>
    /// <param name="refused">Why it was not done; null: it was.</param>
    /// <param name="saidNewest">Whether it was done on the word of who asked for it that no newer key file is anywhere.</param>
    internal static string Outcome(Problem? refused, bool saidNewest = false) => refused switch
    {
        null => saidNewest ? "ok (newest key file)" : "ok",
        KeyFileDoesNotOpen => "DoesNotOpen",
        TooFewOfficers => "TooFewOfficers",
        NotAnOfficersKey => "NotAnOfficersKey",
        DestroyedKey => "DestroyedKey",
        WrongPin => "WrongPin",
        TokenNotThere => "TokenNotThere",
        StillWrapped => "StillWrapped",
        KeyFileIsOld => "KeyFileIsOld",
        KeyFileInDoubt => "KeyFileInDoubt",
        BodyIsKnown => "BodyIsKnown",
        WipedMeanwhile => "WipedMeanwhile",
        _ => "Refused",
    };

    /// <summary>Goes through all that the keys of a body wrap.</summary>
    private sealed class Rewrapping(ICatalogue catalogue, KeyRing ring)
    {
        /// <summary>Keys, attributes and secrets that are under the current version now, and were not.</summary>
        public long Rewrapped { get; private set; }

        /// <summary>Those that do not open under any version: altered.</summary>
        public long Closed { get; private set; }

        public void Run()
        {
            foreach (var bucket in catalogue.BucketsOf(ring.Body))
            {
                // First, for by it a former key file is known, also when this is broken off.
                Change(change =>
                {
                    if (change.Still(bucket) is { } now)
                    {
                        change.Put(now with { Seal = Attributes(now.Seal, BucketSeal.About(now)) });
                    }
                });
                RewrapVersions(bucket.Name);
                RewrapUploads(bucket.Name);
            }

            foreach (var user in catalogue.Users(ring.Body))
            {
                Change(change =>
                {
                    foreach (var key in change.AccessKeys(user.Id))
                    {
                        change.RemoveAccessKey(key.Id);
                        change.Put(key with { Secret = Attributes(key.Secret, user.About(key.Id)) });
                    }
                });
            }
        }

        private void RewrapVersions(BucketName bucket)
        {
            foreach (var page in catalogue.VersionPages(bucket))
            {
                Change(change =>
                {
                    foreach (var version in page)
                    {
                        change.Rewrap(version with
                        {
                            Parts = [.. version.Parts.Select(Part)],
                            Attributes = Attributes(version.Attributes, version.About),
                        });
                    }
                });
            }
        }

        private void RewrapUploads(BucketName bucket)
        {
            foreach (var page in catalogue.UploadPages(bucket))
            {
                Change(change =>
                {
                    foreach (var upload in page)
                    {
                        change.Rewrap(upload with { Attributes = Attributes(upload.Attributes, upload.About) });
                        foreach (var part in change.Parts(upload.Id, 0, int.MaxValue))
                        {
                            change.Put(part with { Part = Part(part.Part), Seal = Attributes(part.Seal, part.About) });
                        }
                    }
                });
            }
        }

        private StoredPart Part(StoredPart part)
        {
            var wrapped = part.WrappedKey.ToArray();
            var anew = ring.Rewrap(wrapped, part.Blob);
            return Counted(anew, KeyRing.WrappedBy(wrapped)) ? part with { WrappedKey = anew.Value } : part;
        }

        private ReadOnlyMemory<byte> Attributes(ReadOnlyMemory<byte> attributes, AttributesOf of)
        {
            if (attributes.IsEmpty)
            {
                return attributes;
            }

            var anew = ring.OpenAttributes(attributes.Span, of).Then(plain => ring.SealAttributes(plain, of, RandomNumberGenerator.Fill));
            return Counted(anew, KeyRing.SealedBy(attributes.Span)) ? anew.Value : attributes;
        }

        /// <summary>Whether something is to be kept as it was wrapped anew; what bears the current name is opened too, and stays.</summary>
        private bool Counted(Result<byte[]> anew, KeyName? former)
        {
            var isRewrapped = anew.Holds && former != ring.Current.Name;
            (Rewrapped, Closed) = (Rewrapped + (isRewrapped ? 1 : 0), Closed + (anew.Holds ? 0 : 1));
            return isRewrapped;
        }

        private void Change(Action<ICatalogueChange> change)
        {
            var (rewrapped, closed) = (Rewrapped, Closed);
            catalogue.Change(within =>
            {
                // A change may be run again from the start.
                (Rewrapped, Closed) = (rewrapped, closed);
                change(within);
                return within;
            });
        }
    }
}

/// <summary>An act on the keys of a body was done, and the log does not have it.</summary>
/// <param name="Body">Whose keys.</param>
/// <param name="Why">Why it could not be written.</param>
public sealed record DoneUnlogged(string Body, string Why) : Problem(new Phrase(
    $"done to the keys of {Quote(Body)}, but that is not in the log: {Why}",
    $"gedaan met de sleutels van {Quote(Body)}, maar dat staat niet in het logboek: {Why}"));

/// <summary>What a rotation came to.</summary>
/// <param name="Key">The key that is current now.</param>
/// <param name="Rewrapped">Wrapped keys, attributes and secrets of users that are under it now.</param>
/// <param name="Closed">Those that open under no version, as they were altered.</param>
public sealed record Rotation(KeyName Key, long Rewrapped, long Closed);
