using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>An officer gives a body a new key, or destroys its keys for good.</summary>
public sealed class TheKeysOfABodyInAVault : IAsyncDisposable
{
    private static readonly BucketName Haven = BucketName.Of("haven").Value;

    private readonly ServedVault vault = new();

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task After_a_rotation_nothing_is_under_the_old_key_and_all_opens_with_not_a_byte_of_data_rewritten()
    {
        var upload = await FillAsync();
        var before = Blobs();
        var (key, rewrapped, closed) = (await RotateAsync()).Value;
        Assert.Equal((2, 0), (key.Version, closed));
        Assert.Equal(9, rewrapped); // Keys and attributes of two objects and an upload of one part with its seal, a user's secret, a bucket's seal.
        Assert.Equal(before, Blobs());
        Assert.All(Names(), name => Assert.Equal(key, name));

        await vault.ServeAsync();
        Assert.Equal("geheim", await vault.DoAsync("GET", "/haven/brief"));
        await vault.DoAsync("POST", $"/haven/groot?uploadId={upload}", Parts(EtagOf(upload)));
        Assert.Equal("deel", await vault.DoAsync("GET", "/haven/groot"));
    }

    [Fact]
    public async Task A_rotation_that_was_cut_off_leaves_all_open_and_is_completed_by_the_next()
    {
        await FillAsync();
        vault.Vault.Keys.Rotate(ServedVault.Body, ServedVault.Passphrase, TimeProvider.System.GetUtcNow()).Value.Dispose();
        await vault.ServeAsync();
        Assert.Equal("geheim", await vault.DoAsync("GET", "/haven/brief"));
        await vault.StopAsync();
        var (key, _, _) = (await RotateAsync()).Value;
        Assert.Equal(3, key.Version);
        Assert.All(Names(), name => Assert.Equal(key, name));
    }

    [Fact]
    public async Task That_there_is_a_new_key_is_in_the_log_also_when_what_follows_breaks()
    {
        await FillAsync();
        vault.Tamper("CREATE TRIGGER breaks BEFORE UPDATE ON version BEGIN SELECT RAISE(ABORT, 'broken by a test'); END", changes: false);
        await Assert.ThrowsAnyAsync<IOException>(RotateAsync);
        Assert.Equal("sluis:RotateKey ok", Last());
        vault.Tamper("DROP TRIGGER breaks", changes: false);
        Assert.True((await RotateAsync()).Holds);
        Assert.Equal("sluis:RewrapKeys ok", Last());

        string Last() => vault.Log.From(vault.Log.Size - 1).Single()!.Entry().Value is var entry ? $"{entry.What} {entry.Outcome}" : "";
    }

    [Fact]
    public async Task That_a_body_got_keys_is_in_the_log()
    {
        (await KeyCare.AddAsync(vault.Vault, "org:nieuw", ServedVault.Passphrase, "ciso", TimeProvider.System)).Value.Dispose();
        Assert.False((await KeyCare.AddAsync(vault.Vault, "org:nieuw", ServedVault.Passphrase, "ciso", TimeProvider.System)).Holds);
        Assert.Equal(
            ["ciso sluis:AddBody org:nieuw ok", "ciso sluis:AddBody org:nieuw BodyIsKnown"],
            vault.Log.From(vault.Log.Size - 2).Select(e => e!.Entry().Value).Select(e => $"{e.Who} {e.What} {e.OnWhat} {e.Outcome}"));
    }

    [Fact]
    public async Task What_was_altered_is_counted_and_the_rest_goes_on()
    {
        await FillAsync();
        vault.Tamper("UPDATE version SET attributes = substr(attributes, 1, length(attributes) - 1) || x'00' || x'01' WHERE key = x'6272696566'");
        Assert.Equal((8, 1), (await RotateAsync()).Value is var (_, rewrapped, closed) ? (rewrapped, closed) : default);
    }

    [Fact]
    public async Task What_bears_the_name_of_the_new_key_and_does_not_open_by_it_is_counted()
    {
        await FillAsync();
        vault.Tamper(
            "UPDATE version SET attributes = CAST(substr(attributes, 1, 12) || x'02' || substr(attributes, 14) AS BLOB) WHERE key = x'6272696566'");
        Assert.Equal((8, 1), (await RotateAsync()).Value is var (_, rewrapped, closed) ? (rewrapped, closed) : default);
    }

    [Fact]
    public async Task After_an_erasure_nothing_of_the_body_opens_and_the_proof_holds()
    {
        await FillAsync();
        var version = vault.Vault.Catalogue.Versions(Haven, "", "", null, 10)[0].Version;
        using var former = vault.Vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Value;
        var keyFile = Directory.GetFiles(vault.At("kluis/keys"), "*.json").Single();
        using var signer = vault.Vault.UnlockLog(ServedVault.Passphrase).Value;
        var proof = (await KeyCare.EraseAsync(
            vault.Vault, ServedVault.Body, ServedVault.Passphrase, "archivaris", signer, TimeProvider.System)).Value;

        var read = ErasureProof.Read(proof, LogKey.Read(vault.Vault.LogPublicKey).Value).Value;
        Assert.Equal((ServedVault.Body, "archivaris", former.Current.Fingerprint), (read.Body, read.By, Assert.Single(read.Keys).Fingerprint));
        Assert.Equal(proof, File.ReadAllText(Path.ChangeExtension(keyFile, "erased")));
        Assert.IsType<DestroyedKey>(vault.Vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Problem);
        Assert.IsType<DestroyedKey>((await RotateAsync()).Problem);
        Assert.Equal(
            ["sluis:EraseKeys ok", "sluis:RotateKey DestroyedKey"],
            vault.Log.From(vault.Log.Size - 2).Select(e => e!.Entry().Value).Select(e => $"{e.What} {e.Outcome}"));
        Assert.Equal("", string.Join(",", Directory.GetFiles(vault.At("kluis/keys"), "*.new")));

        await vault.ServeAsync(mayStayLocked: true);
        using var refused = await vault.SendAsync("GET", $"/haven/{version.Key}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
    }

    /// <summary>Whoever kept the bytes could open them with the passphrase; what is looked at is the disk, as far as a file shows it.</summary>
    [Fact]
    public async Task After_an_erasure_the_sealed_keys_are_in_no_file_of_the_vault_nor_where_the_former_files_were()
    {
        var keyFile = Directory.GetFiles(vault.At("kluis/keys"), "*.json").Single();
        var killed = $"{keyFile}.new"; // As a rotation that is killed leaves it.
        File.Copy(keyFile, killed);
        var keys = JsonNode.Parse(await File.ReadAllTextAsync(keyFile, Stop))!["sealed"]!.GetValue<string>();
        Assert.Equal([keyFile, killed], FilesWith(keys).Order(StringComparer.Ordinal));
        await using var former = File.OpenRead(keyFile);
        await using var left = File.OpenRead(killed);

        using var signer = vault.Vault.UnlockLog(ServedVault.Passphrase).Value;
        Assert.True((await KeyCare.EraseAsync(
            vault.Vault, ServedVault.Body, ServedVault.Passphrase, "archivaris", signer, TimeProvider.System)).Holds);

        Assert.Empty(FilesWith(keys));
        Assert.All([former, left], file => Assert.True(file.Length > keys.Length && IsZero(file), $"{file.Name} has its bytes still"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The files of the vault in which bytes, or any eighth of them, stand: in base64, or as they are.</summary>
    private IEnumerable<string> FilesWith(string base64) => Directory.EnumerateFiles(vault.At("kluis"), "*", SearchOption.AllDirectories).Where(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new[] { Encoding.ASCII.GetBytes(base64), Convert.FromBase64String(base64) }
            .SelectMany(form => form.Chunk(form.Length / 8).Where(piece => piece.Length == form.Length / 8))
            .Any(piece => content.AsSpan().IndexOf(piece) >= 0);
    });

    private static bool IsZero(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return !bytes.AsSpan().ContainsAnyExcept((byte)0);
    }

    private Task<Model.Result<Rotation>> RotateAsync() =>
        KeyCare.RotateAsync(vault.Vault, ServedVault.Body, ServedVault.Passphrase, "ciso", TimeProvider.System);

    /// <summary>Two objects, of which one is empty, and an upload of one part; returns the id of that.</summary>
    private async Task<string> FillAsync()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/brief", "geheim");
        await vault.DoAsync("PUT", "/haven/leeg", "");
        await vault.DoAsync("POST", "/haven/groot?uploads=");
        var upload = vault.Vault.Catalogue.Uploads(Haven, "", "", null, 1).Single().Text;
        await vault.DoAsync("PUT", $"/haven/groot?partNumber=1&uploadId={upload}", "deel");
        await vault.StopAsync();
        return upload;
    }

    private string EtagOf(string upload) => vault.Vault.Catalogue.Parts(Guid.ParseExact(upload, "n"), 0, 1).Single().ETag;

    private static string Parts(string etag) =>
        $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{etag}</ETag></Part></CompleteMultipartUpload>";

    /// <summary>All sealed streams, byte by byte.</summary>
    private SortedDictionary<string, string> Blobs() => new(
        Directory.EnumerateFiles(vault.Vault.Blobs, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "lock")
            .ToDictionary(f => f, f => Convert.ToHexString(File.ReadAllBytes(f)))
            .Concat(vault.Vault.Catalogue.Versions(Haven, "", "", null, 100).SelectMany(v => v.Version.Parts)
                .Select(p => KeyValuePair.Create(p.Blob.Text, Convert.ToHexString(vault.Vault.Catalogue.ShortBlob(p.Blob)!))))
            .ToDictionary(), StringComparer.Ordinal);

    /// <summary>Which keys wrap what the body has.</summary>
    private IEnumerable<KeyName?> Names()
    {
        foreach (var (version, _) in vault.Vault.Catalogue.Versions(Haven, "", "", null, 100))
        {
            yield return KeyRing.WrappedBy(version.Parts[0].WrappedKey.Span);
            yield return KeyRing.SealedBy(version.Attributes.Span);
        }

        var upload = vault.Vault.Catalogue.Uploads(Haven, "", "", null, 1).Single();
        yield return KeyRing.SealedBy(upload.Attributes.Span);
        yield return KeyRing.WrappedBy(vault.Vault.Catalogue.Parts(upload.Id, 0, 1).Single().Part.WrappedKey.Span);
        yield return KeyRing.SealedBy(vault.Vault.Catalogue.AccessKeys(vault.Officer).Single().Secret.Span);
    }
}
