using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Who has the disks tries passphrases: each try costs what the files say, which were written as any vault writes them.</summary>
public sealed class AThiefOfTheDisks : IDisposable
{
    private const string Passphrase = ServedVault.Passphrase;
    private const int Rounds = 600_000;

    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("sluiswachter-");
    private readonly VaultFolder vault;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public AThiefOfTheDisks() => vault = VaultFolder.Create(At("kluis"), "kluis.example.nl", Country.Of("NL").Value, Passphrase).Value;

    public void Dispose()
    {
        vault.Dispose();
        place.Delete(recursive: true);
    }

    [Fact]
    public void Pays_600000_rounds_for_each_passphrase_that_is_tried_at_the_keys_of_a_body_however_they_were_locked()
    {
        vault.Keys.Add("org:nieuw", Passphrase, TimeProvider.System.GetUtcNow()).Value.Dispose();
        Assert.Equal(("PBKDF2-HMAC-SHA512", Rounds), LockOf("org:nieuw"));

        vault.Keys.Rotate("org:nieuw", Passphrase, TimeProvider.System.GetUtcNow()).Value.Dispose();
        Assert.Equal(("PBKDF2-HMAC-SHA512", Rounds), LockOf("org:nieuw"));

        Assert.True(vault.Keys.SetOfficers("org:nieuw", Passphrase, new WantedOfficers(["a", "b"], 2, KeepsPassphrase: true), _ => null).Holds);
        Assert.Equal(("PBKDF2-HMAC-SHA512", Rounds), LockOf("org:nieuw"));
    }

    [Fact]
    public async Task Pays_as_much_at_the_keys_of_the_vault_itself_and_at_all_of_a_vault_that_was_made_again()
    {
        vault.Keys.Add("org:nieuw", Passphrase, TimeProvider.System.GetUtcNow()).Value.Dispose();
        using var keys = EmbassyKeys.Make(vault, Passphrase, TimeProvider.System.GetUtcNow()).Value;
        Assert.Equal(("PBKDF2-HMAC-SHA512", Rounds), LockOf("vault:kluis.example.nl"));

        var places = new CopyPlaces(null, TimeProvider.System);
        Assert.Null(await places.MakeAsync(At("brussel"), "us-east-1", Stop));
        var known = new Embassies(vault.Catalogue);
        Assert.True(known.Add(new Embassy("be", At("brussel"), "us-east-1", Country.Of("BE").Value)).Holds);
        using (var blobs = vault.OpenBlobs(BlobsUse.Shared).Value)
        {
            var duty = new EmbassyDuty(vault.Catalogue, blobs, keys, places, TimeProvider.System, _ => { });
            Assert.Null(await duty.SyncAsync(known.Find("be").Value, Stop));
        }

        using var copy = places.Open(At("brussel"), "us-east-1").Value;
        var again = await Restoring.RunAsync(
            copy, KeptKeys.Open(At("kluis")).Value, At("weer"), Passphrase, checkpoint: null, "ciso", TimeProvider.System, Stop);
        Assert.True(again.Holds, again.Problem?.ToString());
        Assert.All(["org:nieuw", "vault:kluis.example.nl"], body => Assert.Equal(("PBKDF2-HMAC-SHA512", Rounds), LockOf(body, "weer")));
        Assert.Equal(("PBKDF2", "hmacWithSHA512", "aes256", Rounds), LockOfTheLog(File.ReadAllText(At("weer/log.pem"))));
    }

    [Fact]
    public void Pays_600000_rounds_for_each_passphrase_that_is_tried_at_the_key_of_the_log() =>
        Assert.Equal(("PBKDF2", "hmacWithSHA512", "aes256", Rounds), LockOfTheLog(File.ReadAllText(At("kluis/log.pem"))));

    /// <summary>How the passphrase of a body locks its keys, as its file says.</summary>
    private (string Kdf, int Rounds) LockOf(string body, string folder = "kluis")
    {
        var file = Directory.GetFiles(At($"{folder}/keys"), "*.json").Select(f => JsonNode.Parse(File.ReadAllText(f))!)
            .Single(f => f["body"]!.GetValue<string>() == body);
        return (file["passphrase"]!["kdf"]!.GetValue<string>(), file["passphrase"]!["iterations"]!.GetValue<int>());
    }

    /// <summary>How the key of the log is locked, as its PEM says (PBES2: RFC 8018, appendix A.4).</summary>
    private static (string Kdf, string Prf, string Cipher, int Rounds) LockOfTheLog(string pem)
    {
        var found = PemEncoding.Find(pem);
        Assert.Equal("ENCRYPTED PRIVATE KEY", pem[found.Label]);
        var sealing = new AsnReader(Convert.FromBase64String(pem[found.Base64Data]), AsnEncodingRules.DER).ReadSequence().ReadSequence();
        Assert.Equal("1.2.840.113549.1.5.13", sealing.ReadObjectIdentifier());
        var parameters = sealing.ReadSequence();
        var (stretching, cipher) = (parameters.ReadSequence(), parameters.ReadSequence());
        var kdf = stretching.ReadObjectIdentifier();
        var stretched = stretching.ReadSequence();
        Assert.True(stretched.ReadOctetString().Length >= 8);
        Assert.True(stretched.TryReadInt32(out var rounds));
        if (stretched.PeekTag() == Asn1Tag.Integer)
        {
            stretched.ReadIntegerBytes();
        }

        var prf = stretched.ReadSequence().ReadObjectIdentifier();
        return (
            kdf == "1.2.840.113549.1.5.12" ? "PBKDF2" : kdf, prf == "1.2.840.113549.2.11" ? "hmacWithSHA512" : prf,
            cipher.ReadObjectIdentifier() is "2.16.840.1.101.3.4.1.42" ? "aes256" : "another", rounds);
    }

    private string At(string name) => Path.Combine(place.FullName, name);
}
