using System.Security.Cryptography;

namespace Sluiswachter.Vault.Tests;

/// <summary>Rings, moments and signers, as tests need them.</summary>
internal static class Keys
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A signing key that is the same each time; drawn for these tests and used nowhere else.</summary>
    public const string SigningKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLfcUPBOA8RI+brn/
        ZE88Vph+NRgkMQOGLnaoyE+iVaShRANCAAQMuAmiiVfsZuEPzZYr11FJBrpTiFgC
        5tVV/EAgohVpcXmzsd31hx57cn0FNPN5Lhac9OyHtQVCTJIAl+S6iz2F
        -----END PRIVATE KEY-----
        """;

    public static KeyRing Ring(string body = "gm0344", int seed = 50) => KeyRing.Fresh(body, Noon, Blobs.Chance(seed)).Value;

    public static BlobId Blob(int number) => new(new Guid(number, 0, 0, new byte[8]));

    public static LogSigner Signer(string name = "vault.example.nl/log")
    {
        var key = ECDsa.Create();
        key.ImportFromPem(SigningKey);
        return LogSigner.Of(name, key).Value;
    }
}
