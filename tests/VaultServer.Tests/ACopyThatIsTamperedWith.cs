using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Whoever has the copy alone reads nothing of it, and alters nothing unseen.</summary>
public sealed class ACopyThatIsTamperedWith : IAsyncDisposable
{
    private readonly AnEmbassy embassy = new();

    private ServedVault Home => embassy.Home;

    private string HeadFile => Path.Combine(embassy.Folder, "head");

    public ValueTask DisposeAsync() => embassy.DisposeAsync();

    [Fact]
    public async Task Nothing_of_home_is_in_any_file_of_the_copy()
    {
        await FillAsync();
        var all = Directory.EnumerateFiles(embassy.Folder, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToList();
        foreach (var text in new[] { "haven", "brief", ServedVault.Body, "baas", "geheim", Home.Credential.AccessKeyId })
        {
            Assert.DoesNotContain(all, bytes => bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0);
        }
    }

    [Fact]
    public async Task Nobody_else_looks_into_a_vault_while_it_is_made_again()
    {
        await FillAsync();
        using var copy = embassy.Places.Open(embassy.Be.Address, embassy.Be.Region).Value;
        Directory.CreateDirectory(Home.At("kluis2"));
        await Assert.ThrowsAsync<IOException>(() => Restoring.RunAsync(
            new BreakingCopy(2, isDoneFirst: false).Around(copy), KeptKeys.Open(Home.At("kluis")).Value, Home.At("kluis2"),
            ServedVault.Passphrase, null, "ciso", embassy.Clock, TestContext.Current.CancellationToken));
        Assert.True(File.Exists(Home.At("kluis2/catalogue.sqlite")));
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Home.At("kluis2")) == ownerOnly);
    }

    [Fact]
    public async Task A_drill_shows_that_the_copy_alone_yields_nothing_and_all_with_the_keys()
    {
        await FillAsync();
        var figures = (await embassy.DrillAsync()).Figures;
        Assert.Equal((3, 3, 3, 0), (figures.Versions, figures.Opened, figures.Compared, figures.Behind));
        Assert.Equal(figures.Files - 1, figures.Sealed);
        Assert.InRange(figures.Texts, 4, 20);

        var alone = await embassy.DrillAsync(isHomeLost: true, sample: 2);
        Assert.True(alone.Holds);
        Assert.Equal((3, 2, 0), (alone.Figures.Versions, alone.Figures.Opened, alone.Figures.Compared));
    }

    [Fact]
    public async Task A_drill_and_that_all_is_written_anew_are_in_the_log_of_home()
    {
        await FillAsync();
        Assert.True((await embassy.DrillAsync()).Holds);
        Assert.Equal("ciso sluis:HoldDrill copy be ok", Last());
        Flip(BlobOf("brief-2"), 30);
        Assert.False((await embassy.DrillAsync()).Holds);
        Assert.Equal("ciso sluis:HoldDrill copy be Differs", Last());
        await Assert.ThrowsAsync<IOException>(() => embassy.DrillAsync(wrapped: new BreakingCopy(2, isDoneFirst: false).Around));
        Assert.Equal("ciso sluis:HoldDrill copy be Broken", Last());
        embassy.Known.AskAnew("be");
        Assert.Equal(" sluis:RewriteEmbassy be ok", Last());
        await embassy.SyncAsync();
        await embassy.RestoreAndCompareAsync();

        string Last() => Home.Log.From(Home.Log.Size - 1).Single()!.Entry().Value is var entry
            ? $"{entry.Who} {entry.What} {entry.OnWhat} {entry.Outcome}"
            : "";
    }

    [Fact]
    public async Task A_drill_whose_end_cannot_be_logged_hands_out_its_report_and_tells_what_broke_first()
    {
        await FillAsync();
        Home.Tamper("CREATE TRIGGER is_full BEFORE INSERT ON log_entry BEGIN SELECT RAISE(ABORT, 'full'); END", changes: false);
        var held = (await embassy.TryDrillAsync()).Value;
        Assert.True(held.Report.Holds);
        Assert.Equal("be", held.Unlogged?.Copy);
        Assert.Contains("full", held.Unlogged!.In(Language.Dutch), StringComparison.Ordinal);
        await Assert.ThrowsAsync<IOException>(() => embassy.DrillAsync(wrapped: new BreakingCopy(2, isDoneFirst: false).Around));
    }

    [Fact]
    public async Task A_drill_finds_what_stands_there_in_the_clear()
    {
        await FillAsync();
        var folder = Directory.CreateDirectory(Path.Combine(embassy.Folder, "blobs", "00"));
        File.WriteAllText(Path.Combine(folder.FullName, "0011" + new string('0', 28)), "sent along by mistake: org:waterschap");
        var report = await embassy.DrillAsync();
        Assert.Equal(2, report.DifferenceCount);
        Assert.Contains(report.Differences, d => d.EndsWith("holds a text of home in the clear", StringComparison.Ordinal));
        Assert.Contains(report.Differences, d => d.EndsWith("is no sealed stream", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_drill_and_a_restore_name_objects_that_are_missing_or_altered()
    {
        await FillAsync();
        var (lost, altered) = (BlobOf("brief-1"), BlobOf("brief-2"));
        File.Delete(lost);
        Flip(altered, 30);
        var report = await embassy.DrillAsync();
        Assert.Equal(
            ["haven/brief-1?versionId=null: part 1 is missing at the copy", "haven/brief-2?versionId=null: part 1 at the copy differs from home"],
            report.Differences);
        var alone = await embassy.DrillAsync(isHomeLost: true);
        Assert.Contains("the seal of segment 0 is broken", alone.Differences[1], StringComparison.Ordinal);
        Assert.Equal(["haven/brief-1?versionId=null&partNumber=1"], (await embassy.TryRestoreAsync("kluis2")).Value.Missing);

        embassy.Known.AskAnew("be");
        await embassy.SyncAsync();
        Assert.True(File.Exists(lost));
        Assert.Empty((await embassy.DrillAsync()).Differences);
        Assert.Empty(embassy.Be.Harmed);
    }

    [Fact]
    public async Task What_was_altered_at_home_is_said_to_be_and_is_not_brought_to_the_copy()
    {
        await Home.ServeAsync();
        await Home.DoAsync("PUT", "/haven");
        await Home.DoAsync("PUT", "/haven/brief", new string('x', 30_000));
        await Home.StopAsync();
        await embassy.SyncAsync();
        Flip(Home.FileOf(Home.Vault.Catalogue.Newest(BucketName.Of("haven").Value, ObjectKey.Of("brief").Value)!.Parts[0].Blob), 40);
        string[] altered = ["haven/brief?versionId=null: part 1 was altered at home, and opens at the copy: run a scrub"];
        Assert.Equal(altered, (await embassy.DrillAsync()).Differences);
        embassy.Known.AskAnew("be");
        await embassy.SyncAsync();
        Assert.Equal(altered, (await embassy.DrillAsync()).Differences);
        Assert.Empty((await embassy.DrillAsync(isHomeLost: true)).Differences);
    }

    [Fact]
    public async Task A_drill_counts_as_compared_only_what_home_has_still()
    {
        await FillAsync();
        await Home.ServeAsync();
        await Home.DoAsync("DELETE", "/haven/brief-1");
        await Home.StopAsync();
        var report = await embassy.DrillAsync();
        Assert.Empty(report.Differences);
        Assert.Equal((3, 2), (report.Figures.Opened, report.Figures.Compared));
    }

    [Theory]
    [InlineData("altered", "segment 2 of the copy is not what was sent: the seal of segment 0 is broken")]
    [InlineData("cut", "segment 2 of the copy is not what was sent: the seal of segment 0 is broken: the stream ends too early")]
    [InlineData("mixed", "segment 2 of the copy is not what was sent")]
    [InlineData("missing", "segment 2 of the copy is missing")]
    [InlineData("head", "the signature by 'kluis.example.nl' does not fit the text")]
    [InlineData("no head", "the copy has no head")]
    public async Task What_was_done_to_the_feed_is_named(string what, string says)
    {
        await FillAsync();
        var (first, second) = (SegmentOf(1), SegmentOf(2));
        switch (what)
        {
            case "altered":
                Flip(second, 40);
                break;
            case "cut":
                File.WriteAllBytes(second, File.ReadAllBytes(second)[..^1]);
                break;
            case "mixed":
                File.Copy(first, second, overwrite: true);
                break;
            case "missing":
                File.Delete(second);
                break;
            case "head":
                File.WriteAllText(HeadFile, File.ReadAllText(HeadFile).Replace("place BE", "place US", StringComparison.Ordinal));
                break;
            default:
                File.Delete(HeadFile);
                break;
        }

        Assert.StartsWith(says, (await embassy.TryRestoreAsync("kluis2")).Problem!.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Home.At("kluis2/vault.json")));
    }

    [Fact]
    public async Task An_older_copy_is_noticed_by_a_checkpoint_that_was_kept_and_put_right_by_home()
    {
        await FillAsync();
        var older = File.ReadAllText(HeadFile);
        await PutAsync("later");
        await embassy.SyncAsync();
        var (newer, checkpoint) = (File.ReadAllText(HeadFile), Home.Checkpoint());
        File.WriteAllText(HeadFile, older);
        Assert.IsType<CopyIsOlder>((await embassy.TryRestoreAsync("kluis2", checkpoint)).Problem);
        Assert.True((await embassy.TryRestoreAsync("kluis3")).Holds); // Nobody can tell without a checkpoint.

        await embassy.SyncAsync();
        Assert.Equal(newer, File.ReadAllText(HeadFile));
        Assert.Contains("had another head than it was given", Assert.Single(embassy.Told), StringComparison.Ordinal);
        Assert.True((await embassy.TryRestoreAsync("kluis4", checkpoint)).Holds);
    }

    [Fact]
    public async Task A_drill_with_keys_from_before_a_rotation_says_so()
    {
        await FillAsync();
        Assert.True(KeptKeys.Open(Home.At("kluis")).Value.CopyTo(Home.At("brandkast")).Holds);
        Assert.True((await embassy.DrillAsync(keys: Home.At("brandkast"))).Holds);
        Assert.True((await Keeping.KeyCare.RotateAsync(Home.Vault, ServedVault.Body, ServedVault.Passphrase, "ciso", TimeProvider.System)).Holds);
        await embassy.SyncAsync();
        var report = await embassy.DrillAsync(keys: Home.At("brandkast"));
        Assert.Equal("haven: what it allows does not open with these keys", report.Differences[0]);
        Assert.Equal(3, report.Differences.Count(d => d.Contains("is not in this key ring", StringComparison.Ordinal)));
        Assert.True(KeptKeys.Open(Home.At("kluis")).Value.CopyTo(Home.At("brandkast")).Holds);
        Assert.True((await embassy.DrillAsync(keys: Home.At("brandkast"))).Holds);
    }

    [Fact]
    public async Task A_restore_that_was_broken_off_goes_on_and_one_beside_something_else_is_refused()
    {
        await FillAsync();
        Directory.CreateDirectory(Home.At("kluis2/blobs"));
        File.WriteAllText(Home.At("kluis2/restoring"), "");
        File.WriteAllText(Home.At("kluis2/catalogue.sqlite"), "half");
        await embassy.RestoreAndCompareAsync();
        Assert.IsType<FolderNotEmpty>((await embassy.TryRestoreAsync("kluis2")).Problem);
    }

    /// <summary>The file of the sealed stream of an object at the copy.</summary>
    private string BlobOf(string key)
    {
        var blob = Home.Vault.Catalogue.Newest(BucketName.Of("haven").Value, ObjectKey.Of(key).Value)!.Parts[0].Blob.Text;
        return Path.Combine(embassy.Folder, "blobs", blob[..2], blob);
    }

    private static void Flip(string file, int at)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[at] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private string SegmentOf(int number)
    {
        var blob = FeedHead.Read(File.ReadAllText(HeadFile), embassy.Keys.Public).Value.Segments[number - 1].Blob.Text;
        return Path.Combine(embassy.Folder, "blobs", blob[..2], blob);
    }

    /// <summary>Three objects, of which two are in the snapshot and one in a segment after it.</summary>
    private async Task FillAsync()
    {
        await PutAsync("brief-1", "brief-2");
        await embassy.SyncAsync();
        await PutAsync("brief-3");
        await embassy.SyncAsync();
    }

    private async Task PutAsync(params string[] keys)
    {
        await Home.ServeAsync();
        if (Home.Vault.Catalogue.BucketsOf(null).Count == 0)
        {
            await Home.DoAsync("PUT", "/haven");
        }

        foreach (var key in keys)
        {
            await Home.DoAsync("PUT", $"/haven/{key}", $"de geheime inhoud van {key}");
        }

        await Home.StopAsync();
    }
}
