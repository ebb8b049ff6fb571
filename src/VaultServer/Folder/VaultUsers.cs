using System.Security.Cryptography;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.S3;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>Who may ask something of a vault: roles and programs of bodies, with their access keys.</summary>
public sealed class VaultUsers
{
    private readonly ICatalogue catalogue;

    internal VaultUsers(ICatalogue catalogue) => this.catalogue = catalogue;

    /// <summary>Makes a user of a body, with an access key whose secret is told once.</summary>
    public Result<NewUser> Add(KeyRing ring, string name, bool isOfficer, DateTimeOffset now)
    {
        if (catalogue.Users(null).Any(u => u.Name == name))
        {
            return new UserIsKnown(name);
        }

        var user = new VaultUser(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), ring.Body, name, isOfficer);
        var id = "SLUIS" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 15);
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(30));
        return Add(ring, user, id, secret, now);
    }

    /// <summary>Makes a user with an id and access key that are known already.</summary>
    internal Result<NewUser> Add(KeyRing ring, VaultUser user, string accessKeyId, string secret, DateTimeOffset now) =>
        Secrets.Seal(ring, accessKeyId, secret, RandomNumberGenerator.Fill).Then<NewUser>(sealedSecret =>
        {
            var created = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
            var key = new AccessKey(accessKeyId, user.Id, sealedSecret, created);
            catalogue.Change(change =>
            {
                change.Put(user);
                change.Put(key);
                return user;
            });
            return new NewUser(user, accessKeyId, secret);
        });
}

/// <summary>A user that was made, with the secret of the access key, which is not told again.</summary>
public sealed record NewUser(VaultUser User, string AccessKeyId, string Secret);

/// <summary>A name that some user has already.</summary>
public sealed record UserIsKnown(string Name) : Problem(new Phrase(
    $"there is a user named {Quote(Name)} already", $"er is al een gebruiker die {Quote(Name)} heet"));
