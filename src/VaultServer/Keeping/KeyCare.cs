using System.Security.Cryptography;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.S3;
using Sluiswachter.VaultServer.Tokens;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Gives the keys of a body a new version, or destroys them, and logs that; while the vault is not served.</summary>
public static class KeyCare
{
    private const int Page = 500;

    /// <summary>Makes the keys of a body, locked by a passphrase.</summary>
    /// <param name="vault">The vault; it may be served meanwhile.</param>
    /// <param name="body">Whose keys.</param>
    /// <param name="passphrase">What locks them.</param>
    /// <param name="by">The role that asks for it.</param>
    /// <param name="clock">What time it is.</param>
    public static async Task<Result<KeyRing>> AddAsync(VaultFolder vault, string body, string passphrase, string by, TimeProvider clock)
    {
        var ring = vault.Keys.Add(body, passphrase, clock.GetUtcNow());
        try
        {
            await LogAsync(vault.Catalogue, clock, by, OfficersAct.AddBody, body, ring.Problem);
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
        var rotated = vault.Keys.Rotate(body, brought, clock.GetUtcNow());
        if (!rotated.Holds)
        {
            await LogAsync(vault.Catalogue, clock, by, OfficersAct.RotateKey, body, rotated.Problem);
            return rotated.Problem!;
        }

        // Before anything else: whatever becomes of the rest, there is a new key.
        using var ring = rotated.Value;
        await LogAsync(vault.Catalogue, clock, by, OfficersAct.RotateKey, body, null);
        var rewrapping = new Rewrapping(vault.Catalogue, ring);
        rewrapping.Run(Page);
        await LogAsync(vault.Catalogue, clock, by, OfficersAct.RewrapKeys, body, null);
        return new Rotation(ring.Current.Name, rewrapping.Rewrapped, rewrapping.Closed);
    }

    /// <summary>Destroys all keys of a body (crypto-erasure); returns the signed proof.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="body">Whose keys.</param>
    /// <param name="brought">What unlocks them.</param>
    /// <param name="by">The role that asks for it.</param>
    /// <param name="signer">The key of the log, which signs the proof.</param>
    /// <param name="clock">What time it is.</param>
    public static async Task<Result<string>> EraseAsync(
        VaultFolder vault, string body, Unlocking brought, string by, LogSigner signer, TimeProvider clock)
    {
        var proof = vault.Keys.Erase(body, brought, by, clock.GetUtcNow(), signer);
        await LogAsync(vault.Catalogue, clock, by, OfficersAct.EraseKeys, body, proof.Problem);
        return proof;
    }

    /// <summary>Destroys retired keys of a body by which nothing is wrapped any more; returns the signed proof.</summary>
    /// <param name="vault">The vault, which nobody serves.</param>
    /// <param name="body">Whose keys.</param>
    /// <param name="brought">What unlocks them.</param>
    /// <param name="before">The first version that is kept.</param>
    /// <param name="by">The role that asks for it.</param>
    /// <param name="signer">The key of the log, which signs the proof.</param>
    /// <param name="clock">What time it is.</param>
    public static async Task<Result<string>> RetireAsync(
        VaultFolder vault, string body, Unlocking brought, int before, string by, LogSigner signer, TimeProvider clock)
    {
        var proof = vault.Keys.Retire(
            body, brought, before, ring => KeyUse.Of(vault.Catalogue, ring, signer.PublicKey).LongCount(key => key.Version < before), by,
            clock.GetUtcNow(), signer);
        await LogAsync(vault.Catalogue, clock, by, OfficersAct.RetireKeys, body, proof.Problem);
        return proof;
    }

    /// <summary>Unlocks the keys of a body into memory.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="body">Whose keys.</param>
    /// <param name="brought">What unlocks them.</param>
    /// <param name="clock">What time it is.</param>
    /// <remarks>
    /// In the log are the officers by name, and that it failed when it did. Keys that are older than those in use are refused: what
    /// they would seal opens nowhere once the versions that they know are destroyed.
    /// </remarks>
    public static async Task<Result<KeyRing>> UnlockAsync(VaultFolder vault, string body, Unlocking brought, TimeProvider clock)
    {
        var ring = vault.Keys.Unlock(body, brought).Then(opened => KeysInUse.Only(vault.Catalogue, opened));
        var who = string.Join(", ", brought.OfficerKeys.Select(k => k.Officer.Name));
        try
        {
            await LogAsync(vault.Catalogue, clock, who, OfficersAct.UnlockKeys, body, ring.Problem);
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
    public static async Task<Result<OfficerLock>> SetOfficersAsync(
        VaultFolder vault, string body, Unlocking brought, WantedOfficers wanted, string by, TimeProvider clock,
        Func<IReadOnlyList<OfficerKey>, Problem?> handOver)
    {
        var set = vault.Keys.SetOfficers(body, brought, wanted, handOver);
        await LogAsync(vault.Catalogue, clock, by, OfficersAct.SetOfficers, body, set.Problem);
        return set;
    }

    /// <summary>Lets a new key in a token unlock the keys of a body too.</summary>
    /// <param name="vault">The vault; it may be served meanwhile.</param>
    /// <param name="body">Whose keys.</param>
    /// <param name="brought">What unlocks them now.</param>
    /// <param name="token">The token.</param>
    /// <param name="pin">Its PIN.</param>
    /// <param name="by">The role that asks for it.</param>
    /// <param name="clock">What time it is.</param>
    public static async Task<Result<TokenLock>> SetTokenAsync(
        VaultFolder vault, string body, Unlocking brought, TokenAddress token, ReadOnlyMemory<char> pin, string by, TimeProvider clock)
    {
        var set = vault.Keys.SetToken(body, brought, token, pin);
        await LogAsync(vault.Catalogue, clock, by, OfficersAct.SetToken, body, set.Problem);
        return set;
    }

    private static Task LogAsync(ICatalogue catalogue, TimeProvider clock, string by, OfficersAct act, string body, Problem? refused) =>
        Task.Run(() => new OfficersChange(catalogue, clock, by).Tell(act, body, Outcome(refused)));

    /// <summary>How an act of an officer ended, as the log has it.</summary>
    internal static string Outcome(Problem? refused) => refused switch
    {
        null => "ok",
        KeyFileDoesNotOpen => "DoesNotOpen",
        TooFewOfficers => "TooFewOfficers",
        NotAnOfficersKey => "NotAnOfficersKey",
        DestroyedKey => "DestroyedKey",
        WrongPin => "WrongPin",
        TokenNotThere => "TokenNotThere",
        StillWrapped => "StillWrapped",
        KeyFileIsOld => "KeyFileIsOld",
        BodyIsKnown => "BodyIsKnown",
        _ => "Refused",
    };

    /// <summary>Goes through all that the keys of a body wrap.</summary>
    private sealed class Rewrapping(ICatalogue catalogue, KeyRing ring)
    {
        /// <summary>Keys, attributes and secrets that are under the current version now, and were not.</summary>
        public long Rewrapped { get; private set; }

        /// <summary>Those that do not open under any version: altered.</summary>
        public long Closed { get; private set; }

        public void Run(int page)
        {
            foreach (var bucket in catalogue.BucketsOf(ring.Body))
            {
                RewrapVersions(bucket.Name, page);
                RewrapUploads(bucket.Name, page);
                Change(change =>
                {
                    if (change.Still(bucket) is { } now)
                    {
                        change.Put(now with { Seal = Attributes(now.Seal, BucketSeal.About(now)) });
                    }
                });
            }

            foreach (var user in catalogue.Users(ring.Body))
            {
                Change(change =>
                {
                    foreach (var key in change.AccessKeys(user.Id))
                    {
                        change.RemoveAccessKey(key.Id);
                        change.Put(key with { Secret = Attributes(key.Secret, Secrets.About(key.Id, user)) });
                    }
                });
            }
        }

        private void RewrapVersions(BucketName bucket, int most)
        {
            var (from, after) = ("", (VersionId?)null);
            for (IReadOnlyList<VersionInList> page; (page = catalogue.Versions(bucket, "", from, after, most)).Count > 0;)
            {
                Change(change =>
                {
                    foreach (var (version, _) in page)
                    {
                        change.Rewrap(version with
                        {
                            Parts = [.. version.Parts.Select(Part)],
                            Attributes = Attributes(version.Attributes, version.About),
                        });
                    }
                });
                (from, after) = (page[^1].Version.Key.Text, page[^1].Version.Id);
            }
        }

        private void RewrapUploads(BucketName bucket, int most)
        {
            var (from, after) = ("", (Guid?)null);
            for (IReadOnlyList<Upload> page; (page = catalogue.Uploads(bucket, "", from, after, most)).Count > 0;)
            {
                Change(change =>
                {
                    foreach (var upload in page)
                    {
                        change.Rewrap(upload with { Attributes = Attributes(upload.Attributes, upload.About) });
                        foreach (var part in change.Parts(upload.Id, 0, int.MaxValue))
                        {
                            change.Put(part with { Part = Part(part.Part) });
                        }
                    }
                });
                (from, after) = (page[^1].Key.Text, page[^1].Id);
            }
        }

        private StoredPart Part(StoredPart part)
        {
            var wrapped = part.WrappedKey.ToArray();
            if (KeyRing.WrappedBy(wrapped) == ring.Current.Name)
            {
                return part;
            }

            var anew = ring.Rewrap(wrapped, part.Blob);
            Count(anew.Holds);
            return anew.Holds ? part with { WrappedKey = anew.Value } : part;
        }

        private ReadOnlyMemory<byte> Attributes(ReadOnlyMemory<byte> attributes, AttributesOf of)
        {
            if (attributes.IsEmpty || KeyRing.SealedBy(attributes.Span) == ring.Current.Name)
            {
                return attributes;
            }

            var anew = ring.OpenAttributes(attributes.Span, of).Then(plain => ring.SealAttributes(plain, of, RandomNumberGenerator.Fill));
            Count(anew.Holds);
            return anew.Holds ? anew.Value : attributes;
        }

        private void Count(bool isRewrapped) => (Rewrapped, Closed) = isRewrapped ? (Rewrapped + 1, Closed) : (Rewrapped, Closed + 1);

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

/// <summary>What a rotation came to.</summary>
/// <param name="Key">The key that is current now.</param>
/// <param name="Rewrapped">Wrapped keys, attributes and secrets of users that are under it now.</param>
/// <param name="Closed">Those that open under no version, as they were altered.</param>
public sealed record Rotation(KeyName Key, long Rewrapped, long Closed);
