using System.Security.Cryptography;

namespace Sluiswachter.Vault.Tests;

/// <summary>A key file that a token opens; the token is a key in memory here.</summary>
public sealed class ATokenLock
{
    private const string Id = "00112233445566778899aabbccddeeff";
    private static readonly TokenAddress Address = new("/usr/lib/module.so", "ministry");

    [Fact]
    public void The_token_opens_what_it_sealed_and_for_that_body_alone()
    {
        using var secret = UnlockingSecret.Fresh(Blobs.Chance(3));
        using var ring = Keys.Ring();
        var file = KeyFile.Read((KeyFile.Seal(ring, secret, Blobs.Chance(4)) with { Token = Lock(secret, "gm0344") }).ToText()).Value;
        using var opened = file.Token!.Open("gm0344", Opening).Value;
        Assert.Equal(ring.Current.Fingerprint, file.Open(opened).Value.Current.Fingerprint);
        Assert.IsType<KeyFileDoesNotOpen>(file.Token.Open("gm0363", Opening).Problem);
        Assert.IsType<KeyFileDoesNotOpen>((file.Token with { Key = Id.Replace('0', '1') }).Open("gm0344", Opening).Problem);
    }

    [Fact]
    public void Its_bytes_are_frozen()
    {
        using var secret = UnlockingSecret.Fresh(Blobs.Chance(3));
        Assert.Equal(Frozen, Convert.ToHexStringLower(Lock(secret, "gm0344").Wrapped));
    }

    private static TokenLock Lock(UnlockingSecret secret, string body) =>
        TokenLock.Of(secret, body, Address, Id, Sealing, Blobs.Chance(9)).Value;

    private static Model.Result<byte[]> Sealing(byte[] nonce, byte[] associated, byte[] text)
    {
        var sealedText = new byte[text.Length + 16];
        using var aes = new AesGcm(new byte[32], 16);
        aes.Encrypt(nonce, text, sealedText.AsSpan(0, text.Length), sealedText.AsSpan(text.Length), associated);
        return sealedText;
    }

    private static Model.Result<byte[]> Opening(byte[] nonce, byte[] associated, byte[] text)
    {
        var plain = new byte[text.Length - 16];
        using var aes = new AesGcm(new byte[32], 16);
        try
        {
            aes.Decrypt(nonce, text.AsSpan(0, plain.Length), text.AsSpan(plain.Length), plain, associated);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return new KeyFileDoesNotOpen();
        }
    }

    private const string Frozen = "321ae2f4bc4ed7868ddc0b5ff80157204ca579f23e11301ccea13d94a1309ac59bd36c082084a9b918b557280eeba94e";
}
