using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Control;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Tokens;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A key that never leaves a token unlocks the keys of a body.</summary>
public sealed class KeysInAToken : IAsyncDisposable
{
    private const string Module = "/usr/lib/softhsm/libsofthsm2.so";
    private const string Pin = "123456";

    private readonly ServedVault vault = new();

    public KeysInAToken()
    {
        Directory.CreateDirectory(vault.At("tokens"));
        File.WriteAllText(vault.At("softhsm2.conf"), $"directories.tokendir = {vault.At("tokens")}\nlog.level = ERROR\n");
        // The library asks the machine, not .NET, for this.
        Assert.Equal(0, SetEnvironment("SOFTHSM2_CONF", vault.At("softhsm2.conf"), 1));
        Initialise("kluis");
    }

    private KeyFile KeyFile => vault.Vault.Keys.Of(ServedVault.Body).Value;

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public void Its_pin_unlocks_as_the_passphrase_does()
    {
        using var before = vault.Vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Value;
        Assert.True(Set("kluis").Holds);
        using (var ring = Unlock(Pin).Value)
        {
            Assert.Equal(before.Current.Fingerprint, ring.Current.Fingerprint);
        }

        Assert.DoesNotContain(Pin, KeyFile.ToText(), StringComparison.Ordinal);
        vault.Vault.Keys.Rotate(ServedVault.Body, new Unlocking { Pin = Pin.AsMemory() }, TimeProvider.System.GetUtcNow()).Value.Dispose();
        Assert.Equal(2, Unlock(Pin).Value.Versions.Count);
    }

    [Fact]
    public async Task Its_pin_unlocks_a_server_that_runs_and_a_wrong_one_does_not()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/brief", "geheim");
        await vault.StopAsync();
        Assert.True(Set("kluis").Holds);
        var clock = new HandMovedClock();
        await vault.ServeAsync(locked: true, clock: clock);
        using var server = ControlClient.Connect(vault.Vault).Value;
        Assert.Contains("few tries", Wrong(server), StringComparison.Ordinal);
        Assert.Contains("in 1 seconds", Wrong(server), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadAsync());

        clock.Move(TimeSpan.FromSeconds(1));
        Assert.Equal(ServedState.Open, server.UnlockByToken(ServedVault.Body, Pin.AsMemory(), "ciso").Value.State);
        Assert.Equal(HttpStatusCode.OK, await ReadAsync());
        Assert.Equal(
            "ciso sluis:UnlockKeys ok", vault.Log.From(0).Select(e => e!.Entry().Value).Where(e => e.What == "sluis:UnlockKeys")
                .Select(e => $"{e.Who} {e.What} {e.Outcome}").Last());

        Assert.Equal(ServedState.Locked, server.Lock(ServedVault.Body, "ciso").Value.State);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadAsync());
    }

    [Fact]
    public void A_thief_of_the_token_and_the_folder_opens_nothing_without_the_pin()
    {
        Assert.True(Set("kluis").Holds);
        Assert.Equal(new WrongPin("kluis", PinTries.Few), Unlock("654321").Problem);
        Assert.IsType<WrongPin>(Unlock("").Problem);
        Assert.True(Unlock(Pin).Holds);
    }

    [Fact]
    public void A_token_that_is_not_there_or_another_of_that_name_is_told()
    {
        Assert.True(Set("kluis").Holds);
        Directory.Move(vault.At("tokens"), vault.At("away"));
        Directory.CreateDirectory(vault.At("tokens"));
        Assert.Equal(new TokenNotThere("kluis"), Unlock(Pin).Problem);
        Initialise("kluis");
        Assert.Equal(new TokenLacksKey("kluis"), Unlock(Pin).Problem);
        Directory.Delete(vault.At("tokens"), recursive: true);
        Directory.Move(vault.At("away"), vault.At("tokens"));
        Assert.True(Unlock(Pin).Holds);
    }

    [Fact]
    public void What_is_no_library_of_a_token_is_told()
    {
        var none = vault.Vault.Keys.SetToken(
            ServedVault.Body, ServedVault.Passphrase, new TokenAddress(vault.At("none.so"), "kluis"), Pin.AsMemory());
        Assert.IsType<NoTokenModule>(none.Problem);
        Assert.Null(KeyFile.Token);
    }

    [Fact]
    public void Officers_who_are_set_keep_the_token_only_with_its_pin_and_a_token_is_not_replaced_over_them()
    {
        Assert.True(Set("kluis").Holds);
        Assert.IsType<TokenWouldBeLost>(SetOfficers(ServedVault.Passphrase).Problem);
        Assert.True(SetOfficers(new Unlocking { Passphrase = ServedVault.Passphrase.AsMemory(), Pin = Pin.AsMemory() }).Holds);
        Assert.True(Unlock(Pin).Holds);
        Assert.IsType<OfficersWouldBeLost>(Set("kluis").Problem);
    }

    [Fact]
    public void A_former_token_opens_the_new_file_no_more_by_an_old_copy_either()
    {
        Initialise("ander");
        Assert.True(Set("kluis").Holds);
        var old = KeyFile;
        Assert.True(Set("ander").Holds);

        // What the passphrase locks anew is as dear to a thief as ever, however few rounds it was locked with before.
        Assert.Equal((PassphraseLock.Fewest, 600_000), (old.Passphrase!.Iterations, KeyFile.Passphrase!.Iterations));
        using var secret = old.Token!.Open(
            ServedVault.Body, PkcsToken.Opening(old.Token.Token, old.Token.Key, Pin.AsMemory())).Value;
        Assert.True(old.Open(secret).Holds);
        Assert.IsType<KeyFileDoesNotOpen>(KeyFile.Open(secret).Problem);
        Assert.True(Unlock(Pin).Holds);
    }

    [Fact]
    public void A_damaged_lock_does_not_open()
    {
        Assert.True(Set("kluis").Holds);
        var locked = KeyFile.Token!;
        locked.Wrapped[3] ^= 1;
        Assert.IsType<TokenRefused>(
            locked.Open(ServedVault.Body, PkcsToken.Opening(locked.Token, locked.Key, Pin.AsMemory())).Problem);
    }

    private async Task<HttpStatusCode> ReadAsync()
    {
        using var answer = await vault.SendAsync("GET", "/haven/brief");
        return answer.StatusCode;
    }

    private static string Wrong(ControlClient server) =>
        server.UnlockByToken(ServedVault.Body, "000000".AsMemory(), "").Problem!.In(Language.English);

    private Result<KeyRing> Unlock(string pin) => vault.Vault.Keys.Unlock(ServedVault.Body, new Unlocking { Pin = pin.AsMemory() });

    private Result<TokenLock> Set(string label) => vault.Vault.Keys.SetToken(
        ServedVault.Body, ServedVault.Passphrase, new TokenAddress(Module, label), Pin.AsMemory());

    private Result<OfficerLock> SetOfficers(Unlocking brought) => vault.Vault.Keys.SetOfficers(
        ServedVault.Body, brought, new WantedOfficers(["a", "b"], 2, KeepsPassphrase: true), _ => null);

    private void Initialise(string label)
    {
        var start = new ProcessStartInfo("softhsm2-util", ["--init-token", "--free", "--label", label, "--pin", Pin, "--so-pin", "12345678"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["SOFTHSM2_CONF"] = vault.At("softhsm2.conf");
        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi)]
    private static extern int SetEnvironment(string name, string value, int overwrite);
}
