using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Somebody wrote something else of a user in the catalogue, and waits until an officer puts a seal on it.</summary>
public sealed class AUserThatWasAltered : IAsyncDisposable
{
    private readonly ServedVault vault = new();
    private readonly NewUser mover;
    private readonly KeyRing ring;

    public AUserThatWasAltered()
    {
        mover = vault.Add(ServedVault.Body, "verhuizer");
        vault.Add(ServedVault.Body, "klerk");
        ring = KnownKeys.Unlock(vault.Vault);
    }

    public ValueTask DisposeAsync()
    {
        ring.Dispose();
        return vault.DisposeAsync();
    }

    [Fact]
    public void Gets_no_access_key_when_no_key_is_left_that_vouches_for_who_it_is()
    {
        vault.Tamper("DELETE FROM access_key WHERE user_id = (SELECT id FROM vault_user WHERE name = 'klerk')");
        vault.Tamper("UPDATE vault_user SET is_officer = 1 WHERE name = 'klerk'");
        Assert.IsType<NobodyVouches>(AddKey("klerk"));
        Assert.Empty(vault.Vault.Users.List(null).Single(u => u.User.Name == "klerk").Keys);
    }

    [Fact]
    public void Gets_no_access_key_when_a_key_says_something_else()
    {
        vault.Tamper("UPDATE vault_user SET is_officer = 1 WHERE name = 'klerk'");
        Assert.IsType<UserWasAltered>(AddKey("klerk"));
    }

    [Fact]
    public void Owns_nothing_of_what_arrives_under_the_name_of_another()
    {
        Assert.Equal(mover.User, vault.Vault.Users.Known(ring, "verhuizer").Value);
        vault.Tamper("UPDATE vault_user SET name = CASE name WHEN 'klerk' THEN 'verhuizer' ELSE 'klerk' END WHERE name IN ('klerk', 'verhuizer')");
        Assert.IsType<UserWasAltered>(vault.Vault.Users.Known(ring, "verhuizer").Problem);
        Assert.IsType<UserIsUnknown>(vault.Vault.Users.Known(ring, "niemand").Problem);
    }

    private Model.Problem? AddKey(string name) => vault.Vault.Users.AddKey(ring, name, "ciso", TimeProvider.System).Problem;
}
