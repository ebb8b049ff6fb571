using System.Security.Cryptography;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Keeping;
using Sluiswachter.VaultServer.S3;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>Who may ask something of a vault: roles and programs of bodies, with their access keys.</summary>
public sealed class VaultUsers
{
    /// <summary>The most access keys that a user has: one in use, and one to roll over to.</summary>
    public const int MostKeys = 2;

    private readonly ICatalogue catalogue;

    internal VaultUsers(ICatalogue catalogue) => this.catalogue = catalogue;

    /// <summary>Makes a user of a body, with an access key whose secret is told once.</summary>
    /// <param name="ring">The keys of the body.</param>
    /// <param name="name">The name of the user, which nobody else has: a line of text.</param>
    /// <param name="isOfficer">Whether it may do all in the buckets of the body.</param>
    /// <param name="now">What time it is.</param>
    /// <param name="by">The role that does it, for the log; empty when nobody says.</param>
    public Result<NewUser> Add(KeyRing ring, string name, bool isOfficer, DateTimeOffset now, string by = "")
    {
        if (!SignedNote.IsLine(name))
        {
            return new NotOneLine(name);
        }

        var user = new VaultUser(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), ring.Body, name, isOfficer);
        var (id, secret) = FreshPair();
        return Secrets.Seal(ring, id, user, secret, RandomNumberGenerator.Fill).Then(sealedSecret =>
            new OfficersChange(catalogue, now, by).Make<NewUser>(OfficersAct.AddUser, change =>
            {
                // Within the change: of two who give the same name at once, one is refused.
                if (change.Users(null).Any(u => u.Name == name))
                {
                    return new UserIsKnown(name);
                }

                var created = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
                change.Put(user);
                change.Put(new AccessKey(id, user.Id, sealedSecret, created));
                return (new NewUser(user, id, secret), $"{user.Body} {user.Id} {id}");
            }));
    }

    /// <summary>The users of a body, or all when null, each with the access keys that it has, the oldest first.</summary>
    public IReadOnlyList<(VaultUser User, IReadOnlyList<AccessKey> Keys)> List(string? body) =>
        [.. catalogue.Users(body).Select(user => (user, KeysOf(user)))];

    /// <summary>A user of a body, of whom the catalogue says what was sealed with each access key; there must be one.</summary>
    /// <remarks>Whatever is sealed for a user rests on this: that would put a seal on what somebody else wrote.</remarks>
    public Result<VaultUser> Known(KeyRing ring, string name) => Known(catalogue, ring, name);

    /// <summary>Gives a user of a body a second access key, so that programs can go over to it before the first is revoked.</summary>
    /// <param name="ring">The keys of the body.</param>
    /// <param name="name">The name of the user.</param>
    /// <param name="by">The role that does it, for the log.</param>
    /// <param name="clock">What time it is.</param>
    public Result<NewUser> AddKey(KeyRing ring, string name, string by, TimeProvider clock)
    {
        var (id, secret) = FreshPair();
        return new OfficersChange(catalogue, clock, by).Make<NewUser>(OfficersAct.AddAccessKey, change =>
        {
            var known = Known(change, ring, name);
            if (!known.Holds)
            {
                return known.Problem!;
            }

            var user = known.Value;
            if (change.AccessKeys(user.Id).Count >= MostKeys)
            {
                return new HasTwoKeys(name);
            }

            var sealedSecret = Secrets.Seal(ring, id, user, secret, RandomNumberGenerator.Fill);
            if (sealedSecret.Problem is { } problem)
            {
                return problem;
            }

            var created = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
            change.Put(new AccessKey(id, user.Id, sealedSecret.Value, created));
            return (new NewUser(user, id, secret), $"{user.Body} {user.Id} {id}");
        });
    }

    /// <summary>Takes access keys of a user away, for good; a server that runs refuses them from the next request on.</summary>
    /// <param name="name">The name of the user.</param>
    /// <param name="accessKeyId">Which key; null: all of them.</param>
    /// <param name="by">The role that does it, for the log.</param>
    /// <param name="clock">What time it is.</param>
    /// <returns>The ids of those that were taken away.</returns>
    public Result<IReadOnlyList<string>> Revoke(string name, string? accessKeyId, string by, TimeProvider clock) =>
        new OfficersChange(catalogue, clock, by).Make<IReadOnlyList<string>>(OfficersAct.RevokeAccessKey, change =>
        {
            if (change.Users(null).FirstOrDefault(u => u.Name == name) is not { } user)
            {
                return new UserIsUnknown(name);
            }

            string[] meant = [.. change.AccessKeys(user.Id).Select(k => k.Id).Where(id => accessKeyId is null || id == accessKeyId)];
            if (meant.Length == 0)
            {
                return new KeyIsUnknown(name, accessKeyId);
            }

            foreach (var id in meant)
            {
                change.RemoveAccessKey(id);
            }

            return (meant, $"{user.Body} {user.Id} {string.Join(' ', meant)}");
        });

    private static Result<VaultUser> Known(ICatalogueView view, KeyRing ring, string name) =>
        view.Users(ring.Body).FirstOrDefault(u => u.Name == name) is not { } user ? new UserIsUnknown(name)
        : view.AccessKeys(user.Id) is not [_, ..] keys ? new NobodyVouches(name)
        : keys.All(key => Secrets.Opens(ring, key, user)) ? user
        : new UserWasAltered(name);

    private IReadOnlyList<AccessKey> KeysOf(VaultUser user) => [.. catalogue.AccessKeys(user.Id).OrderBy(k => k.Created)];

    private static (string Id, string Secret) FreshPair() => (
        "SLUIS" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 15),
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)));
}

/// <summary>A user that was made, with the secret of the access key, which is not told again.</summary>
public sealed record NewUser(VaultUser User, string AccessKeyId, string Secret);

/// <summary>A name that some user has already.</summary>
public sealed record UserIsKnown(string Name) : Problem(new Phrase(
    $"there is a user named {Quote(Name)} already", $"er is al een gebruiker die {Quote(Name)} heet"));

/// <summary>A user that is not there, or of another body.</summary>
public sealed record UserIsUnknown(string Name) : Problem(new Phrase(
    $"there is no user {Quote(Name)}; they are listed with: sluis vault user list",
    $"er is geen gebruiker {Quote(Name)}; ze staan in: sluis vault user list"));

/// <summary>A user of whom the catalogue says something else than was sealed.</summary>
public sealed record UserWasAltered(string Name) : Problem(new Phrase(
    $"what the catalogue says of {Quote(Name)} was altered by something that does not have the keys of its body: revoke its keys, and make another user",
    $"wat de catalogus over {Quote(Name)} zegt is veranderd door iets dat de sleutels van het orgaan niet heeft: trek de sleutels in en maak een andere gebruiker"));

/// <summary>A user without an access key: nothing is left that was sealed about who that is.</summary>
public sealed record NobodyVouches(string Name) : Problem(new Phrase(
    $"{Quote(Name)} has no access key, and only that vouches for what the catalogue says of a user: make another user with: sluis vault add-user",
    $"{Quote(Name)} heeft geen toegangssleutel, en alleen die staat in voor wat de catalogus over een gebruiker zegt: maak een andere gebruiker met: sluis vault add-user"));

/// <summary>A user who has two access keys already.</summary>
public sealed record HasTwoKeys(string Name) : Problem(new Phrase(
    $"{Quote(Name)} has {VaultUsers.MostKeys} access keys already; revoke one first with: sluis vault user revoke",
    $"{Quote(Name)} heeft al {VaultUsers.MostKeys} toegangssleutels; trek er eerst een in met: sluis vault user revoke"));

/// <summary>An access key that a user does not have.</summary>
public sealed record KeyIsUnknown(string Name, string? Id) : Problem(Id is null
    ? new Phrase($"{Quote(Name)} has no access key", $"{Quote(Name)} heeft geen toegangssleutel")
    : new Phrase($"{Quote(Name)} has no access key {Quote(Id)}", $"{Quote(Name)} heeft geen toegangssleutel {Quote(Id)}"));
