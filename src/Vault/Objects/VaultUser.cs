namespace Sluiswachter.Vault;

/// <summary>Someone, or something, that may use the vault for a public body.</summary>
/// <param name="Id">The canonical id, 64 hexadecimal digits.</param>
/// <param name="Body">The id of the public body.</param>
/// <param name="Name">What people call it: a role or a program, no person.</param>
/// <param name="IsOfficer">Whether it may do what the body's owner may: all in its buckets, and make users.</param>
public sealed record VaultUser(string Id, string Body, string Name, bool IsOfficer)
{
    /// <summary>What the sealed secret of an access key of this user is about: whose it is, and whether that is an officer.</summary>
    /// <remarks>So who can write the catalogue, and not open the body's keys, makes nobody an officer.</remarks>
    public AttributesOf About(string accessKeyId) =>
        new("", "access-key", FieldBytes.Digest(accessKeyId, Id, IsOfficer ? "officer" : "user", Name));
}

/// <summary>A pair of an id and a secret with which requests are signed.</summary>
/// <param name="Id">The access key id, which requests carry.</param>
/// <param name="User">The id of the user whose it is.</param>
/// <param name="Secret">The secret, sealed by the body's key.</param>
/// <param name="Created">When it was made, UTC.</param>
public sealed record AccessKey(string Id, string User, ReadOnlyMemory<byte> Secret, DateTimeOffset Created);
