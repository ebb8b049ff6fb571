using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Whatever is done with a vault is in its log, and an outsider finds whatever is done to the log.</summary>
public sealed class TheLogOfAVault : IAsyncDisposable
{
    private readonly ServedVault vault = new();

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task Has_every_put_get_and_delete_and_what_was_refused()
    {
        await FillAsync();
        Assert.Equal(
            [
                "s3:CreateBucket haven/ ok", "s3:PutObject haven/brief ok", "s3:GetObject haven/brief ok", "s3:GetObject haven/niets NoSuchKey",
                "s3:DeleteObject haven/brief ok",
            ],
            OfS3().Select(e => $"{e.What} {e.OnWhat.Split('?')[0]} {e.Outcome}").Order(Comparer<string>.Create(ByPlace)));
        Assert.All(OfS3(), e => Assert.Equal((vault.Officer, "127.0.0.1"), (e.Who, e.From)));

        int ByPlace(string a, string b) => Place(a).CompareTo(Place(b));
        int Place(string text) => Array.FindIndex(
            ["CreateBucket", "PutObject", "GetObject haven/brief", "GetObject", "DeleteObject"], p => text.Contains(p, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Has_who_came_with_a_key_that_nobody_has()
    {
        await vault.ServeAsync();
        var stranger = S3Signature.Sign(
            new S3HttpRequest("GET", "/haven/brief", "", vault.Address.Authority, new S3Headers()),
            new S3Credential("SLUISNOBODY", "guess"), TimeProvider.System.GetUtcNow());
        using (var client = new HttpClient())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(vault.Address, "/haven/brief"));
            foreach (var (name, value) in stranger.Headers.All)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        await vault.StopAsync();
        var entry = Assert.Single(OfS3());
        Assert.Equal(("", "s3:GetObject", "haven/brief", "InvalidAccessKeyId"), (entry.Who, entry.What, entry.OnWhat, entry.Outcome));
    }

    /// <summary>Else a stranger makes it grow for good by as much as a request may have.</summary>
    [Theory]
    [InlineData("MMMM / HTTP/1.1", "s3:MMMM", "/", 1_024, "MethodNotAllowed")]
    [InlineData("GET /haven/MMMM HTTP/1.1", "s3:GET", "/haven/MMMM", 1_018, "KeyTooLongError")]
    [InlineData("GET /MMMM HTTP/1.1", "s3:ListObjects", "MMMM/", 1_024, "NoSuchBucket")]
    [InlineData("GET /haven/brief?versionId=MMMM HTTP/1.1", "s3:GetObject", "haven/brief?versionId=MMMM", 1_024, "InvalidArgument")]
    public async Task Has_no_more_of_what_was_asked_than_a_key_can_be_long(string line, string what, string onWhat, int kept, string outcome)
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(vault.Address.Host, vault.Address.Port, TestContext.Current.CancellationToken);
            await using var wire = client.GetStream();
            await wire.WriteAsync(
                Encoding.ASCII.GetBytes($"{Filled(line, new string('M', 10_000))}\r\nHost: {vault.Address.Authority}\r\nConnection: close\r\n\r\n"),
                TestContext.Current.CancellationToken);
            await wire.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        }

        await vault.StopAsync();
        var entry = OfS3()[^1];
        Assert.Equal(
            (Filled(what, $"{new string('M', kept)}…"), Filled(onWhat, $"{new string('M', kept)}…"), outcome),
            (entry.What, entry.OnWhat, entry.Outcome));

        static string Filled(string text, string with) => text.Replace("MMMM", with, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_whole_signs_of_what_it_has_not_whole()
    {
        var begin = new string('a', 1_023);
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("POST", "/haven?delete=", $"<Delete><Object><Key>{begin}\U0001F6A2</Key></Object></Delete>");
        await vault.StopAsync();
        Assert.Equal(($"haven/{begin}…", "KeyTooLongError"), (OfS3()[^1].OnWhat, OfS3()[^1].Outcome));
    }

    [Fact]
    public async Task Is_shown_to_have_only_grown()
    {
        var old = vault.Checkpoint();
        await FillAsync();
        var growth = Verify(old, vault.Checkpoint()).Value;
        Assert.Equal((1, 6), (growth.Old.Size, growth.New.Size));
    }

    [Theory]
    [InlineData("UPDATE log_entry SET entry = substr(entry, 1, length(entry) - 1) || x'00' WHERE number = 1", typeof(EntryAltered))]
    [InlineData("UPDATE log_entry SET entry = x'00' WHERE number = 1", typeof(EntryUnreadable))]
    [InlineData("UPDATE log_entry SET entry = (SELECT entry FROM log_entry WHERE number = 2) WHERE number = 1", typeof(EntriesNotThoseOf))]
    [InlineData("DELETE FROM log_entry WHERE number = 1", typeof(EntryUnreadable))]
    [InlineData("DELETE FROM log_entry WHERE number = 5", typeof(LogShrank))]
    public async Task Altered_in_the_catalogue_is_found_by_name(string sql, Type problem)
    {
        await FillAsync();
        var old = vault.Checkpoint();
        vault.Tamper(sql);
        Assert.IsType(problem, Verify(old, vault.Checkpoint()).Problem);
    }

    [Fact]
    public async Task Altered_in_any_byte_of_an_entry_is_found_by_name()
    {
        await FillAsync();
        var old = vault.Checkpoint();
        var entry = vault.Vault.Catalogue.Entry(1)!.Value.ToArray();
        for (var i = 0; i < entry.Length; i++)
        {
            entry[i] ^= 0x80;
            Replace(entry);
            Assert.True(Verify(old, old).Problem is EntryAltered or EntriesNotThoseOf or EntryUnreadable, $"byte {i}");
            entry[i] ^= 0x80;
        }

        Replace(entry);
        Assert.True(Verify(old, old).Holds);

        void Replace(byte[] bytes) => vault.Vault.Catalogue.Change(change =>
        {
            change.ReplaceEntry(1, bytes);
            return true;
        });
    }

    [Fact]
    public async Task Cut_short_after_the_last_checkpoint_is_found()
    {
        await FillAsync();
        var now = vault.Checkpoint();
        vault.Tamper("DELETE FROM log_entry WHERE number = 5");
        Assert.Equal(new EntriesDiffer(5, 6), Verify(now, now).Problem);
    }

    [Fact]
    public async Task Written_anew_by_who_has_even_its_key_is_found()
    {
        await FillAsync();
        var old = vault.Checkpoint();
        using var signer = vault.Vault.UnlockLog(ServedVault.Passphrase).Value;
        var forged = Entries().Select(e => RecordedEntry.Of(e with { Outcome = "AccessDenied" }, RandomNumberGenerator.Fill)).ToList();
        var tree = new MerkleFrontier();
        forged.ForEach(e => tree.Append(e.Leaf));
        var lines = forged.Select(e => Convert.ToBase64String(e.ToBytes())).ToList();
        Assert.IsType<LogRewritten>(VaultLog.Verify(signer.PublicKey, old, Note(), lines).Problem);

        var more = RecordedEntry.Of(Entries()[0], RandomNumberGenerator.Fill);
        tree.Append(more.Leaf);
        Assert.IsType<EntriesNotThoseOf>(
            VaultLog.Verify(signer.PublicKey, old, Note(), [.. lines, Convert.ToBase64String(more.ToBytes())]).Problem);

        string Note() => Checkpoint.Sign(tree, TimeProvider.System.GetUtcNow(), signer);
    }

    [Fact]
    public async Task Stays_whole_when_the_words_of_an_entry_are_erased()
    {
        await FillAsync();
        var old = vault.Checkpoint();
        Assert.Equal(1, Erase(2).Value);
        Assert.Equal(new EntryUnreadable(9), Erase(3, 9).Problem);
        Assert.Equal(new ActOfAnOfficer(6), Erase(3, 6).Problem);
        Assert.Equal(new NothingToErase(), Erase(2).Problem);
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven/nog", "meer");
        await vault.StopAsync();
        Assert.True(Verify(old, vault.Checkpoint()).Holds);
        Assert.Equal(7, Entries().Count);
        Assert.Equal(
            ("privacyfunctionaris", "2: verzoek 17", "ok"),
            Entries().Where(e => e.What == "sluis:EraseLogEntries").Select(e => (e.Who, e.OnWhat, e.Outcome)).Single());
        Assert.DoesNotContain(Entries(), e => e.What == "s3:PutObject" && e.OnWhat.StartsWith("haven/brief", StringComparison.Ordinal));
        Assert.IsType<EntryErased>(vault.Log.From(2).First()!.Entry().Problem);
    }

    [Fact]
    public async Task Holds_no_words_of_an_erased_entry_in_any_file()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        for (var i = 0; i < 40; i++)
        {
            using (await vault.SendAsync("GET", $"/haven/dossier-van-een-burger-{i}"))
            {
            }
        }

        await vault.StopAsync();
        long[] all = [.. vault.Log.Of(vault.Officer, TimeProvider.System.GetUtcNow().AddDays(1))];
        Assert.Equal(41, all.Length);
        Assert.Empty(vault.Log.Of(vault.Officer, TimeProvider.System.GetUtcNow().AddDays(-1)));
        Assert.Equal(40, Erase(all[1..]).Value);
        Assert.Equal("2-41: verzoek 17", Entries().Last().OnWhat);
        vault.Close();
        Assert.All(
            Directory.EnumerateFiles(vault.At("kluis"), "*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain("dossier-van-een-burger", File.ReadAllText(file, Encoding.Latin1), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keeps_the_words_of_an_entry_that_was_altered_so_that_it_still_shows()
    {
        await FillAsync();
        vault.Tamper("UPDATE log_entry SET entry = substr(entry, 1, length(entry) - 1) || x'00' WHERE number = 2");
        Assert.IsType<EntryAltered>(Erase(1, 2).Problem);
        Assert.Equal(6, vault.Log.Size);
        Assert.True(vault.Log.From(1).First()!.Entry().Holds);
    }

    [Fact]
    public async Task Is_checked_as_far_as_the_checkpoint_goes()
    {
        await FillAsync();
        var now = vault.Checkpoint();
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven/nog", "meer");
        await vault.StopAsync();
        Assert.True(Verify(now, now).Holds);
    }

    [Fact]
    public void Lets_go_of_the_words_of_a_pull_which_are_those_of_a_user_and_never_of_an_officer()
    {
        Append("sluis:Pull", "haven/jan-jansen/uitkering.pdf?versionId=null");
        Append("sluis:PullBucket", "haven");
        Append("sluis:SetBucket", "haven marking internal");
        Append("sluis:4", "haven");
        long[] all = [.. vault.Log.Of(vault.Officer, TimeProvider.System.GetUtcNow().AddDays(1))];
        Assert.Equal(["sluis:Pull", "sluis:PullBucket", "sluis:4"], all.Select(n => vault.Log.From(n).First()!.Entry().Value.What));
        Assert.Equal(3, Erase(all).Value);

        void Append(string what, string onWhat) => vault.Vault.Catalogue.Change(change =>
        {
            var entry = new LogEntry(TimeProvider.System.GetUtcNow(), vault.Officer, "https://elders.example.nl", what, onWhat, "ok");
            new LogTree(RandomNumberGenerator.Fill).Append(change, entry);
            return entry;
        });
    }

    [Fact]
    public async Task Has_who_came_while_the_keys_were_locked()
    {
        await vault.ServeAsync(locked: true);
        using (await vault.SendAsync("GET", "/haven/brief"))
        {
        }

        await vault.StopAsync();
        Assert.Equal(["s3:GetObject haven/brief ServiceUnavailable"], OfS3().Select(e => $"{e.What} {e.OnWhat} {e.Outcome}"));
    }

    [Fact]
    public async Task Has_what_broke_before_or_while_it_was_answered()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/brief", "geheim");
        await vault.DoAsync("PUT", "/haven/nota", "geheim");
        vault.Tamper("UPDATE version SET attributes = x'00' WHERE key = x'6272696566'");
        vault.Tamper("UPDATE short_blob SET bytes = zeroblob(length(bytes))");
        foreach (var key in new[] { "brief", "nota" })
        {
            using var answer = await vault.SendAsync("GET", $"/haven/{key}");
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        }

        await vault.StopAsync();
        Assert.Equal(
            ["s3:GetObject haven/brief InternalError", "s3:GetObject haven/nota ok", "s3:GetObject haven/nota InternalError"],
            OfS3().Select(e => $"{e.What} {e.OnWhat} {e.Outcome}").TakeLast(3));
    }

    [Fact]
    public async Task Has_what_was_read_for_a_copy()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/brief", "geheim");
        (await vault.SendAsync(vault.Boss, "PUT", "/haven/kopie", "", ("x-amz-copy-source", "/haven/brief"))).Dispose();
        var id = (await vault.DoAsync("POST", "/haven/deel?uploads=")).Split("<UploadId>")[1].Split('<')[0];
        (await vault.SendAsync(
            vault.Boss, "PUT", $"/haven/deel?partNumber=1&uploadId={id}", "", ("x-amz-copy-source", "/haven/brief"))).Dispose();
        await vault.StopAsync();
        Assert.Equal(2, OfS3().Count(e => (e.What, e.OnWhat, e.Outcome, e.Who) == ("s3:GetObject", "haven/brief", "ok", vault.Officer)));
    }

    [Fact]
    public async Task Has_what_is_no_request_of_S3()
    {
        await vault.ServeAsync();
        (await vault.SendAsync(vault.Boss, "PATCH", "/haven/brief")).Dispose();
        await vault.StopAsync();
        var entry = Assert.Single(OfS3());
        Assert.Equal(("s3:PATCH", "/haven/brief", "MethodNotAllowed"), (entry.What, entry.OnWhat, entry.Outcome));
    }

    private List<LogEntry> OfS3() => Entries().FindAll(e => e.What.StartsWith("s3:", StringComparison.Ordinal));

    private async Task FillAsync()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/brief", "geheim");
        Assert.Equal("geheim", await vault.DoAsync("GET", "/haven/brief"));
        using (await vault.SendAsync("GET", "/haven/niets"))
        {
        }

        await vault.DoAsync("DELETE", "/haven/brief");
        await vault.StopAsync();
    }

    private Result<int> Erase(params long[] numbers) => vault.Log.Erase(numbers, "privacyfunctionaris", "verzoek 17", TimeProvider.System);

    private List<LogEntry> Entries() => [.. vault.Log.From(0).Select(e => e!.Entry()).Where(e => e.Holds).Select(e => e.Value)];

    private Result<LogGrowth> Verify(string old, string now)
    {
        using var export = new StringWriter();
        vault.Log.Export(export);
        return VaultLog.Verify(
            LogKey.Read(vault.Vault.LogPublicKey).Value, old, now, export.ToString().Split('\n', StringSplitOptions.None)[..^1]);
    }
}
