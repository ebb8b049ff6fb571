using Sluiswachter.Fixtures;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A vault of either kind, once home is lost: made again from its copy and its keys, it is all in the new folder.</summary>
public sealed class AVaultMadeAgain(PostgresServer server)
{
    private static readonly byte[] Long = SharedVault.Bytes(7, 3_000_000);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Serves_what_was_put_and_asks_nothing_of_the_engines_that_are_lost(bool isOverEngines)
    {
        await using SharedVault vault = isOverEngines ? new VaultOverEngines(server.NewDatabase()) : new VaultInAFolder();
        await vault.MakeAsync();
        await using (var home = await vault.ServeAsync())
        {
            await home.DoAsync(vault.Officer, "PUT", "/haven");
            await home.DoAsync(vault.Officer, "PUT", "/haven/groot", Long);
            await home.DoAsync(vault.Officer, "PUT", "/haven/klein", "geheim van de sluis"u8.ToArray());
        }

        await CopyAsync(vault);
        var again = await MakeAgainAsync(vault);
        var nothing = new Surroundings(_ => null, TimeProvider.System);
        await using var served = await AServer.StartAsync(again, nothing, vault.Keys);
        Assert.Equal(VaultDescription.InFolder, served.Vault.Describes.Format);
        Assert.Equal(["NL"], served.Vault.Places.Select(p => p.Code));
        Assert.StartsWith(again, served.Vault.Blobs, StringComparison.Ordinal);
        Assert.Equal("sluis:RestoreVault", new Keeping.VaultLog(served.Vault.Catalogue).From(0).Last()!.Entry().Value.What);
        Assert.True((await served.DoAsync(vault.Officer, "GET", "/haven/groot")).AsSpan().SequenceEqual(Long));
        Assert.Equal("geheim van de sluis"u8.ToArray(), await served.DoAsync(vault.Officer, "GET", "/haven/klein"));
    }

    /// <summary>Brings a copy up to date, beside the vault.</summary>
    private static async Task CopyAsync(SharedVault vault)
    {
        using var folder = VaultFolder.Open(vault.Folder, vault.Around).Value;
        using var blobs = folder.OpenBlobs(BlobsUse.Shared).Value;
        var places = new CopyPlaces(null, TimeProvider.System);
        Assert.Null(await places.MakeAsync(CopyOf(vault), "", Stop));
        var embassy = new Embassies(folder.Catalogue).Add(new Embassy("be", CopyOf(vault), "", Country.Of("BE").Value)).Value;
        using var keys = EmbassyKeys.Make(folder, ServedVault.Passphrase, TimeProvider.System.GetUtcNow()).Value;
        await using var duty = new EmbassyDuty(folder.Catalogue, blobs, keys, places, TimeProvider.System, told => Assert.Fail(told.English));
        Assert.Null(await duty.SyncAsync(embassy, Stop));
    }

    /// <summary>Makes the vault again, when nothing of it is there but the keys.</summary>
    private static async Task<string> MakeAgainAsync(SharedVault vault)
    {
        var (again, safe) = ($"{vault.Folder}-again", $"{vault.Folder}-safe");
        Assert.True(KeptKeys.Open(vault.Folder).Value.CopyTo(safe).Holds);
        Directory.Delete(vault.Folder, recursive: true);
        using var copy = new CopyPlaces(null, TimeProvider.System).Open(CopyOf(vault), "").Value;
        var made = await Restoring.RunAsync(
            copy, KeptKeys.Open(safe).Value, again, ServedVault.Passphrase, null, "ciso", TimeProvider.System, Stop);
        Assert.Empty(made.Value.Missing);
        return again;
    }

    private static string CopyOf(SharedVault vault) => $"{vault.Folder}-brussel";
}
