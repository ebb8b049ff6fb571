using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Files that a disk gave back cut or altered: never taken for whole, and told with what to do.</summary>
public sealed class TornFiles : IDisposable
{
    private const int Puts = 40;

    private readonly AFolder folder = new();
    private readonly Random random = new(4);

    public void Dispose() => folder.Dispose();

    /// <summary>A commit that is not whole never was: what is left are the changes before it, each wholly and with its entry.</summary>
    [Fact]
    public async Task A_catalogue_whose_last_writes_were_cut_or_altered_holds_the_changes_before_them()
    {
        var (process, address) = await VaultProcess.StartAsync("serve", folder.Path);
        using (process)
        using (var customer = new S3Customer(address, folder.Credential))
        {
            await customer.DoAsync("PUT", "/haven");
            for (var number = 0; number < Puts; number++)
            {
                await customer.DoAsync("PUT", $"/haven/{number:00}", [1, 2, 3]);
            }

            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var written = await File.ReadAllBytesAsync($"{folder.Path}/catalogue.sqlite-wal", TestContext.Current.CancellationToken);
        var lengths = new HashSet<int>();
        for (var attempt = 0; attempt < 40; attempt++)
        {
            var place = random.Next(written.Length);
            var torn = attempt % 2 == 0 ? written[..place] : [.. written[..place], (byte)(written[place] ^ 1), .. written[(place + 1)..]];
            lengths.Add(PutsIn(torn));
        }

        Assert.Equal(Puts, PutsIn(written));
        Assert.InRange(lengths.Count, 10, 40);
    }

    [Fact]
    public async Task A_catalogue_that_was_cut_is_not_opened_or_fails_when_it_is_read_and_never_lies()
    {
        await using (var server = await folder.ServeAsync())
        {
            await server.Customer.DoAsync("PUT", "/haven");
            await Parallel.ForAsync(0, 100, async (number, _) => await server.Customer.DoAsync("PUT", $"/haven/{number}", [1]));
        }

        var whole = await File.ReadAllBytesAsync($"{folder.Path}/catalogue.sqlite", TestContext.Current.CancellationToken);
        for (var attempt = 0; attempt < 20; attempt++)
        {
            await File.WriteAllBytesAsync(
                $"{folder.Path}/catalogue.sqlite", whole[..random.Next(1, whole.Length)], TestContext.Current.CancellationToken);
            var opened = VaultFolder.Open(folder.Path);
            if (opened.Holds)
            {
                using var vault = opened.Value;
                Assert.ThrowsAny<IOException>(() => vault.Catalogue.Versions(BucketName.Of("haven").Value, "", "", null, 1_000).Count +
                    new VaultLog(vault.Catalogue).Export(TextWriter.Null));
            }
        }
    }

    [Fact]
    public async Task A_sealed_stream_that_is_cut_longer_or_altered_is_never_given_as_what_was_put()
    {
        await using var server = await folder.ServeAsync();
        await server.Customer.DoAsync("PUT", "/haven");
        await server.Customer.DoAsync("PUT", "/haven/heel", S3Customer.Content(1));
        foreach (var size in new[] { 17_000, 70_000, 400_000 })
        {
            var content = new byte[size];
            random.NextBytes(content);
            await server.Customer.DoAsync("PUT", "/haven/a", content);
            var blob = server.Vault.Catalogue.Newest(BucketName.Of("haven").Value, ObjectKey.Of("a").Value)!.Parts[0].Blob.Text;
            var file = $"{folder.Path}/blobs/{blob[..2]}/{blob}";
            var whole = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            var place = random.Next(whole.Length);
            await IsNotGivenAsync(server.Customer, file, whole[..place]);
            await IsNotGivenAsync(server.Customer, file, [.. whole[..place], (byte)(whole[place] ^ 0x10), .. whole[(place + 1)..]]);
            await IsNotGivenAsync(server.Customer, file, []);

            await IsNotGivenAsync(server.Customer, file, [.. whole, 0]);
            await File.WriteAllBytesAsync(file, whole, TestContext.Current.CancellationToken);
            Assert.Equal(content, (await server.Customer.DoAsync("GET", "/haven/a")).Body);
            Assert.Equal(S3Customer.Content(1), (await server.Customer.DoAsync("GET", "/haven/heel")).Body);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"format\": 1, \"na")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public void A_torn_description_says_where_it_comes_back_from(string text)
    {
        File.WriteAllText($"{folder.Path}/vault.json", text);
        Assert.Equal(new TornDescription(folder.Path), VaultFolder.Open(folder.Path).Problem);
    }

    [Fact]
    public void A_torn_key_file_is_told_and_locks_its_body_and_no_other()
    {
        using var vault = VaultFolder.Open(folder.Path).Value;
        var file = Assert.Single(Directory.GetFiles($"{folder.Path}/keys", "*.json"));
        using (vault.Keys.Add("org:gemeente", ServedVault.Passphrase, TimeProvider.System.GetUtcNow()).Value)
        {
            Assert.Empty(vault.Keys.Torn());
        }

        var text = File.ReadAllText(file);
        foreach (var length in Enumerable.Range(0, 20).Select(_ => random.Next(text.Length - 2)))
        {
            File.WriteAllText(file, text[..length]);
            Assert.Equal([new TornKeyFile(file)], vault.Keys.Torn());
            Assert.Equal(["org:gemeente"], vault.Keys.Bodies());
            Assert.False(vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Holds);
        }
    }

    private static async Task IsNotGivenAsync(S3Customer customer, string file, byte[] torn)
    {
        await File.WriteAllBytesAsync(file, torn, TestContext.Current.CancellationToken);
        try
        {
            var said = await customer.AskAsync("GET", "/haven/a");
            Assert.Equal(500, said.Status);
            Assert.Contains("<Code>InternalError</Code>", said.Text, StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            // The first of it was whole and sent; then the connection was closed, so that nobody takes it for all.
        }
    }

    /// <summary>How many puts are in a copy of the catalogue with these last writes: the first ones, each with its entry.</summary>
    private int PutsIn(byte[] written)
    {
        var copy = Directory.CreateDirectory($"{folder.Path}/copy").FullName;
        File.Copy($"{folder.Path}/vault.json", $"{copy}/vault.json");
        File.Copy($"{folder.Path}/catalogue.sqlite", $"{copy}/catalogue.sqlite");
        File.WriteAllBytes($"{copy}/catalogue.sqlite-wal", written);
        using (var vault = VaultFolder.Open(copy).Value)
        {
            var bucket = BucketName.Of("haven").Value;
            var keys = vault.Catalogue.Versions(bucket, "", "", null, 1_000).Select(v => v.Version.Key.Text).ToList();
            Assert.Equal(Enumerable.Range(0, keys.Count).Select(number => $"{number:00}"), keys);
            var log = new VaultLog(vault.Catalogue);
            Assert.Equal(keys.Count, log.From(0).Count(e => e!.Entry().Value.What == "s3:PutObject"));
            Assert.Equal(log.Size, MerkleFrontier.Of(log.Size, node => LogTree.HashOf(vault.Catalogue, node)).Size);
            Directory.Delete(copy, recursive: true);
            return keys.Count;
        }
    }
}
