using System.Net;
using System.Text;
using Sluiswachter.Fixtures;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A vault whose catalogue is in PostgreSQL, and whose sealed streams are in an S3 service: another vault of ours.</summary>
public sealed class AVaultOverEngines(PostgresServer server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_what_was_put_after_new_keys_and_a_restart_and_every_stream_of_it_opens()
    {
        await using var vault = new VaultOverEngines(server.NewDatabase());
        await vault.MakeAsync();
        var large = SharedVault.Bytes(7, 20_000_000); // In parts at the engine: more than 16 MiB.
        await using (var first = await vault.ServeAsync())
        {
            await first.DoAsync(vault.Officer, "PUT", "/haven");
            await first.DoAsync(vault.Officer, "PUT", "/haven/groot", large);
            await first.DoAsync(vault.Officer, "PUT", "/haven/leeg", []);
            await first.DoAsync(vault.Officer, "PUT", "/haven/klein", "geheim van de sluis"u8.ToArray());
        }

        using (var folder = VaultFolder.Open(vault.Folder, vault.Around).Value)
        using (folder.OpenBlobs(BlobsUse.Alone).Value)
        {
            var rotated = await KeyCare.RotateAsync(folder, SharedVault.Body, ServedVault.Passphrase, "ciso", TimeProvider.System);
            Assert.Equal(0, rotated.Value.Closed);
        }

        // A server with a copy of the key file of before is not started.
        using (var stale = VaultFolder.Open(vault.Folder, vault.Around).Value)
        {
            var serving = new VaultServing(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System, _ => { });
            Assert.IsType<KeyFileInDoubt>(VaultHost.Build(stale, vault.Keys, serving).Problem);
        }

        vault.UnlockAnew();
        await using var second = await vault.ServeAsync();
        Assert.True((await second.DoAsync(vault.Officer, "GET", "/haven/groot")).AsSpan().SequenceEqual(large));
        Assert.Empty(await second.DoAsync(vault.Officer, "GET", "/haven/leeg"));
        Assert.Equal("geheim van de sluis", Encoding.UTF8.GetString(await second.DoAsync(vault.Officer, "GET", "/haven/klein")));
        using var blobs = second.Vault.OpenBlobs(BlobsUse.Shared).Value;
        var (total, unopened) = await VaultScrub.RunAsync(second.Vault.Catalogue, blobs, vault.Keys, finding => Assert.Fail(finding.ToString()), Stop);
        Assert.Equal((3, 0, 0), (total.Blobs, total.Harmed, unopened));

        // What the engine has: the stream of the one object that is not short, and whose it is.
        Assert.Equal(1, await blobs.ListAsync(Stop).CountAsync(Stop));
        var listed = await vault.Engine.DoAsync("GET", "/blobs?list-type=2");
        Assert.Contains("<KeyCount>2<", listed, StringComparison.Ordinal);
        Assert.Equal("kluis.example.nl\n", await vault.Engine.DoAsync("GET", "/blobs/kluis/sluiswachter-vault"));
    }

    [Fact]
    public async Task Its_description_says_where_it_is_kept_and_holds_no_secret()
    {
        await using var vault = new VaultOverEngines(server.NewDatabase());
        await vault.MakeAsync();
        var text = await File.ReadAllTextAsync(Path.Combine(vault.Folder, "vault.json"), Stop);
        Assert.Contains("\"format\": 2", text, StringComparison.Ordinal);
        Assert.Contains("postgres:Host=", text, StringComparison.Ordinal);
        Assert.Contains("/blobs/kluis\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain(vault.Around.Variable(Surroundings.SecretAccessKey)!, text, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(vault.Folder, "catalogue.sqlite")));
        using (var opened = VaultFolder.Open(vault.Folder, vault.Around).Value)
        {
            Assert.Equal(["NL", "DE"], opened.Places.Select(p => p.Code));
        }

        // A later form is not taken for this one.
        await File.WriteAllTextAsync(Path.Combine(vault.Folder, "vault.json"), text.Replace(": 2", ": 3", StringComparison.Ordinal), Stop);
        Assert.Contains("format 3", Assert.IsType<NoVault>(VaultFolder.Open(vault.Folder, vault.Around).Problem).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engines_that_are_not_there_or_not_ours_are_told_apart_before_anything_is_made()
    {
        await using var vault = new VaultOverEngines(server.NewDatabase());
        await vault.MakeAsync();
        var folder = $"{vault.Folder}-2"; // In the same place, and removed with it.
        var blobs = $"{vault.Engine.Address}blobs/kluis-2";
        var database = PostgresAddress.Of($"postgres:{server.NewDatabase()}").Value;

        Assert.Contains("no such bucket", Refused<BlobsRefused>($"{vault.Engine.Address}nergens"), StringComparison.Ordinal);
        Assert.Contains("is it up", Refused<BlobsRefused>("http://127.0.0.1:1/blobs"), StringComparison.Ordinal);
        var wrong = VaultOverEngines.SecretsOf(vault.Engine.Credential with { Secret = "een ander geheim" });
        Assert.Contains("let this access key in", Refused<BlobsRefused>(blobs, wrong), StringComparison.Ordinal);
        var none = new Surroundings(_ => null, TimeProvider.System);
        Assert.Contains(Surroundings.AccessKeyId, Refused<BlobsSecretMissing>(blobs, none), StringComparison.Ordinal);
        Assert.Contains("already", Refused<BlobsNotEmpty>($"{vault.Engine.Address}blobs/kluis"), StringComparison.Ordinal);
        Assert.Contains("already", Refused<BlobsNotEmpty>($"{vault.Engine.Address}blobs"), StringComparison.Ordinal);

        var fresh = database;
        database = PostgresAddress.Of($"postgres:{DatabaseOf(vault)}").Value;
        Assert.Contains("already", Refused<CatalogueOfAnother>(blobs), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));

        // Nothing of what was refused keeps the same engines from being taken at last.
        var engines = new ChosenEngines(fresh, new ChosenBlobs(BlobsAddress.Of(blobs).Value, Country.Of("NL").Value));
        VaultFolder.Create(folder, "tweede.example.nl", Country.Of("NL").Value, ServedVault.Passphrase, engines, vault.Around).Value.Dispose();

        string Refused<T>(string address, Surroundings? around = null)
            where T : Problem
        {
            var asked = new ChosenEngines(database, new ChosenBlobs(BlobsAddress.Of(address).Value, Country.Of("NL").Value));
            return Assert.IsType<T>(VaultFolder.Create(
                folder, "tweede.example.nl", Country.Of("NL").Value, ServedVault.Passphrase, asked, around ?? vault.Around).Problem).ToString();
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_takes_no_engines()
    {
        await using var vault = new VaultOverEngines(server.NewDatabase());
        await vault.MakeAsync();
        var engines = new ChosenEngines(
            PostgresAddress.Of($"postgres:{server.NewDatabase()}").Value,
            new ChosenBlobs(BlobsAddress.Of($"{vault.Engine.Address}blobs/kluis-2").Value, Country.Of("NL").Value));
        await File.WriteAllTextAsync($"{vault.Folder}-file", "", Stop);
        Assert.ThrowsAny<IOException>(() => Create($"{vault.Folder}-file/kluis"));
        Create($"{vault.Folder}-2").Value.Dispose();

        // What is refused by the engines leaves a folder that was there empty, and one that was not is not there.
        Directory.CreateDirectory($"{vault.Folder}-3");
        Assert.IsType<CatalogueOfAnother>(Create($"{vault.Folder}-3").Problem);
        Assert.Empty(Directory.EnumerateFileSystemEntries($"{vault.Folder}-3"));
        Assert.IsType<CatalogueOfAnother>(Create($"{vault.Folder}-4").Problem);
        Assert.False(Directory.Exists($"{vault.Folder}-4"));

        Result<VaultFolder> Create(string folder) => VaultFolder.Create(
            folder, "tweede.example.nl", Country.Of("NL").Value, ServedVault.Passphrase, engines, vault.Around);
    }

    private static string DatabaseOf(SharedVault vault)
    {
        using var opened = VaultFolder.Open(vault.Folder, vault.Around).Value;
        return opened.Describes.Catalogue!["postgres:".Length..];
    }
}
