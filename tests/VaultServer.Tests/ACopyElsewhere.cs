using System.Net;
using System.Net.Sockets;
using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A copy elsewhere has all that home has, sealed; with the keys it is the vault again.</summary>
public sealed class ACopyElsewhere : IAsyncDisposable
{
    private readonly AnEmbassy embassy = new();

    private ServedVault Home => embassy.Home;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => embassy.DisposeAsync();

    [Fact]
    public async Task With_the_keys_is_the_vault_again_and_serves_its_users()
    {
        await FillAsync();
        await embassy.SyncAsync();
        await Home.DoAsync("PUT", "/haven/b", "nieuwer");
        await Home.DoAsync("DELETE", "/haven/a");
        Assert.Equal(
            (2L, 7L),
            embassy.Known.LagOf(embassy.Be) is var lag ? (lag.Changes, lag.Bytes) : default);
        await embassy.SyncAsync();
        await Home.StopAsync();
        var old = Home.Checkpoint();
        await embassy.SyncAsync();
        await embassy.RestoreAndCompareAsync();
        using var again = VaultFolder.Open(Home.At("kluis2")).Value;
        var log = new VaultLog(again.Catalogue);
        Assert.Equal("sluis:RestoreVault", log.From(log.Size - 1).Single()!.Entry().Value.What);
        using var signer = KnownKeys.Signer();
        using var export = new StringWriter();
        log.Export(export);
        Assert.True(VaultLog.Verify(signer.PublicKey, old, log.Checkpoint(signer, embassy.Clock.GetUtcNow()), export.ToString().Split('\n')).Holds);
    }

    [Fact]
    public async Task Is_the_same_after_any_break_of_any_call_to_it()
    {
        await FillAsync();
        await Home.StopAsync();
        for (var (call, isDone) = (1, false); !isDone; call++)
        {
            isDone = await BreakAsync(call);
            if (!isDone)
            {
                // Something new, so that there is something to carry at each call.
                using var ring = KnownKeys.Unlock(Home.Vault);
                Home.Vault.Users.Add(ring, $"rol{call}", isOfficer: false, TimeProvider.System.GetUtcNow());
            }
        }

        await embassy.SyncAsync();
        await embassy.RestoreAndCompareAsync();
    }

    [Fact]
    public async Task Knows_new_keys_after_a_rotation()
    {
        await FillAsync();
        await Home.StopAsync();
        await embassy.SyncAsync();
        Assert.True((await KeyCare.RotateAsync(Home.Vault, ServedVault.Body, ServedVault.Passphrase, "ciso", TimeProvider.System)).Holds);
        var vaults = EmbassyKeys.BodyOf(Home.Vault.Describes.Name);
        Assert.True((await KeyCare.RotateAsync(Home.Vault, vaults, ServedVault.Passphrase, "ciso", TimeProvider.System)).Holds);
        await embassy.SyncAsync();
        await embassy.RestoreAndCompareAsync();
        Assert.True((await embassy.DrillAsync()).Holds);
    }

    [Fact]
    public async Task Is_of_no_use_once_the_keys_at_home_were_destroyed()
    {
        await FillAsync();
        await Home.StopAsync();
        await embassy.SyncAsync();
        using var signer = KnownKeys.Signer();
        Assert.True((await KeyCare.EraseAsync(
            Home.Vault, ServedVault.Body, ServedVault.Passphrase, "archivaris", signer, TimeProvider.System)).Holds);
        var report = await embassy.DrillAsync();
        Assert.Equal((0, 4), (report.Figures.Opened, report.DifferenceCount));
        Assert.All(report.Differences, d => Assert.EndsWith("the keys of org:waterschap stay locked", d, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_brought_up_to_date_by_two_servers_at_once_and_takes_no_harm()
    {
        await Home.ServeAsync();
        await Home.DoAsync("PUT", "/haven");
        using var blobs = Home.Vault.OpenBlobs(BlobsUse.Shared).Value;
        using var stopping = new CancellationTokenSource();
        Task[] servers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!stopping.IsCancellationRequested)
            {
                Assert.Null(await embassy.Duty(blobs).SyncAsync(embassy.Be, Stop));
            }
        }))];
        for (var i = 0; i < 60; i++)
        {
            await Home.DoAsync("PUT", $"/haven/k{i % 7}", new string('x', i));
        }

        await stopping.CancelAsync();
        await Task.WhenAll(servers);
        await Home.StopAsync();
        await embassy.SyncAsync();
        await embassy.RestoreAndCompareAsync();
        Assert.Empty(embassy.Told);
    }

    [Fact]
    public async Task Lets_go_of_what_nothing_refers_to_after_a_grace()
    {
        await FillAsync();
        await embassy.SyncAsync();
        var before = embassy.Files;
        await Home.DoAsync("DELETE", "/haven/a");
        await Home.DoAsync("DELETE", "/haven/b");
        await Home.StopAsync();
        await embassy.SyncAsync();
        Assert.Superset(before, embassy.Files);
        embassy.Clock.Later = Round.Grace + TimeSpan.FromMinutes(1);
        embassy.Known.AskAnew("be");
        await embassy.SyncAsync();
        embassy.Clock.Later += Round.Grace + TimeSpan.FromMinutes(1);
        Assert.Equal(RoundEnd.UpToDate, await embassy.RoundAsync(copy => copy));
        Assert.Equal(4, embassy.Files.Count); // An object, another in two parts, and a snapshot.
        await embassy.RestoreAndCompareAsync();
    }

    [Fact]
    public async Task Has_no_bucket_that_may_not_be_kept_there_and_no_word_of_it()
    {
        await FillAsync();
        await Home.StopAsync();
        await embassy.SyncAsync();
        embassy.SetPlaces("haven", "NL");
        await embassy.SyncAsync();
        Assert.Equal(["haven"], embassy.Known.LagOf(embassy.Be).Skipped);
        await embassy.RestoreAndCompareAsync();
        using (var again = VaultFolder.Open(Home.At("kluis2")).Value)
        {
            Assert.Empty(again.Catalogue.BucketsOf(null));
            Assert.DoesNotContain(new VaultLog(again.Catalogue).From(0), e => e!.Entry() is { Holds: true } words && words.Value.OnWhat.Contains("haven/", StringComparison.Ordinal));
        }

        embassy.Clock.Later = Round.Grace + TimeSpan.FromMinutes(1);
        Assert.Equal(RoundEnd.UpToDate, await embassy.RoundAsync(copy => copy));
        Assert.Single(embassy.Files);
        embassy.SetPlaces("haven", "NL", "BE");
        await embassy.SyncAsync();
        await embassy.RestoreAndCompareAsync("kluis3");
    }

    [Fact]
    public async Task May_be_in_a_bucket_of_an_S3_service()
    {
        await using var elsewhere = new ServedVault();
        await elsewhere.ServeAsync();
        await elsewhere.DoAsync("PUT", "/copies");
        await using var abroad = new AnEmbassy(isMade: false);
        abroad.Places = new CopyPlaces((elsewhere.Credential.AccessKeyId, elsewhere.Credential.Secret), abroad.Clock);
        abroad.Make($"{elsewhere.Address}copies/of/home", "nl");
        await FillAsync(abroad.Home);
        await abroad.Home.StopAsync();
        await abroad.SyncAsync();
        await abroad.RestoreAndCompareAsync();
        Assert.True((await abroad.DrillAsync()).Holds);
        await elsewhere.StopAsync();
        Assert.IsType<NoCopy>(await abroad.TrySyncAsync());
    }

    [Fact]
    public async Task Is_not_asked_for_where_its_service_sends_us_on_to()
    {
        // What is sent on is no longer signed for who gets it, and would tell what was asked.
        using var service = new TcpListener(IPAddress.Loopback, 0);
        service.Start();
        var (address, asked) = ($"http://{service.LocalEndpoint}/copies", new List<string>());
        var answering = Task.Run(
            async () =>
            {
                while (true)
                {
                    using var caller = await service.AcceptTcpClientAsync(Stop);
                    using var lines = new StreamReader(caller.GetStream());
                    asked.Add((await lines.ReadLineAsync(Stop))!);
                    while ((await lines.ReadLineAsync(Stop))!.Length > 0)
                    {
                    }

                    await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                        $"HTTP/1.1 307 Elsewhere\r\nLocation: {address}/trap\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), Stop);
                }
            },
            Stop);
        var places = new CopyPlaces(("AKIA", "geheim"), embassy.Clock);
        Assert.IsType<NoCopy>(await places.MakeAsync(address, "nl", Stop));
        Assert.DoesNotContain(asked, line => line.Contains("trap", StringComparison.Ordinal));
        service.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => answering);
    }

    [Fact]
    public async Task That_cannot_be_reached_is_told_once_and_again_when_it_can()
    {
        await FillAsync();
        await Home.StopAsync();
        await embassy.SyncAsync();
        Directory.Move(embassy.Folder, embassy.Folder + ".away");
        Assert.IsType<NoCopy>(await embassy.TrySyncAsync());
        Assert.IsType<NoCopy>(await embassy.TrySyncAsync());
        Assert.False(Directory.Exists(embassy.Folder));
        Assert.Contains("is it mounted?", Assert.Single(embassy.Told), StringComparison.Ordinal);
        Assert.NotNull(embassy.Be.FailingSince);
        Directory.Move(embassy.Folder + ".away", embassy.Folder);
        await embassy.SyncAsync();
        Assert.EndsWith("it is reached again", embassy.Told.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forgets_words_of_the_log_that_were_erased()
    {
        await FillAsync();
        await Home.StopAsync();
        await embassy.SyncAsync();
        var put = Home.Log.From(0).TakeWhile(e => e!.Entry().Value.What != "s3:PutObject").Count();
        Assert.True(Home.Log.Erase([put], "privacy-officer", "a request", TimeProvider.System).Holds);
        await embassy.SyncAsync();
        await embassy.RestoreAndCompareAsync();
        using var again = VaultFolder.Open(Home.At("kluis2")).Value;
        Assert.IsType<EntryErased>(new VaultLog(again.Catalogue).From(put).First()!.Entry().Problem);
    }

    /// <summary>Breaks a call, before it is done and after; true when there were not as many.</summary>
    private async Task<bool> BreakAsync(int call)
    {
        foreach (var isDoneFirst in new[] { false, true })
        {
            var breaking = new BreakingCopy(call, isDoneFirst);
            try
            {
                await embassy.RoundAsync(breaking.Around);
                return true;
            }
            catch (IOException)
            {
                Assert.True(breaking.Broke);
            }
        }

        return false;
    }

    private Task FillAsync() => FillAsync(Home);

    /// <summary>Four objects, one in two parts, and an upload that is under way.</summary>
    private static async Task FillAsync(ServedVault home)
    {
        await home.ServeAsync();
        await home.DoAsync("PUT", "/haven");
        foreach (var key in new[] { "a", "b", "map/c%20d" })
        {
            await home.DoAsync("PUT", $"/haven/{key}", $"de geheime inhoud van {key}");
        }

        await home.DoAsync("POST", "/haven/groot?uploads=");
        await home.DoAsync("POST", "/haven/half?uploads=");
        var upload = home.Vault.Catalogue.Uploads(BucketName.Of("haven").Value, "groot", "", null, 1).Single();
        var parts = new StringBuilder();
        foreach (var (number, body) in new[] { (1, new string('1', 5 << 20)), (2, "het einde van het grote object") })
        {
            await home.DoAsync("PUT", $"/haven/groot?partNumber={number}&uploadId={upload.Text}", body);
            var etag = home.Vault.Catalogue.Parts(upload.Id, number - 1, 1).Single().ETag;
            parts.Append($"<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part>");
        }

        await home.DoAsync("POST", $"/haven/groot?uploadId={upload.Text}", $"<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>");
    }
}
