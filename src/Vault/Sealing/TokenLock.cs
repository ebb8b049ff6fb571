using System.Security.Cryptography;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>An unlocking secret behind a key that lies in a token (a smart card, or a module in a rack) and never leaves it.</summary>
/// <param name="Token">Which token.</param>
/// <param name="Key">Which key in it: the id it was made with, in hexadecimal digits.</param>
/// <param name="Nonce">12 bytes of chance, of this lock alone; a key seals one secret, and once more each time it is locked anew.</param>
/// <param name="Wrapped">The secret, sealed by the token with AES-256-GCM: 48 bytes.</param>
public sealed record TokenLock(TokenAddress Token, string Key, byte[] Nonce, byte[] Wrapped)
{
    private const int NonceSize = 12;

    /// <summary>Locks a secret.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="body">Whose keys it opens; for another body the lock does not open.</param>
    /// <param name="token">The token.</param>
    /// <param name="key">The id of the key in it.</param>
    /// <param name="seal">Has the token seal something with that key.</param>
    /// <param name="random">Where the nonce comes from.</param>
    public static Result<TokenLock> Of(
        UnlockingSecret secret, string body, TokenAddress token, string key, TokenCipher seal, Randomness random)
    {
        var nonce = new byte[NonceSize];
        random(nonce);
        var plain = GC.AllocateUninitializedArray<byte>(Secret.Size, pinned: true);
        secret.CopyTo(plain);
        var wrapped = seal(nonce, Context(body, key), plain);
        CryptographicOperations.ZeroMemory(plain);
        return wrapped.Then<TokenLock>(bytes => new TokenLock(token, key, nonce, bytes));
    }

    /// <summary>Opens the lock.</summary>
    /// <param name="body">Whose keys.</param>
    /// <param name="open">Has the token open what it sealed.</param>
    public Result<UnlockingSecret> Open(string body, TokenCipher open) =>
        open(Nonce, Context(body, Key), Wrapped).Then<UnlockingSecret>(plain =>
        {
            if (plain.Length != Secret.Size)
            {
                return new KeyFileDoesNotOpen();
            }

            var secret = new UnlockingSecret(plain);
            CryptographicOperations.ZeroMemory(plain);
            return secret;
        });

    private static byte[] Context(string body, string key) => FieldBytes.Of("sluiswachter vault 1 token", body, key);
}

/// <summary>Which token, and by which program it is spoken to.</summary>
/// <param name="Module">The path of its PKCS#11 library on this machine.</param>
/// <param name="Label">The label of the token.</param>
public sealed record TokenAddress(string Module, string Label);

/// <summary>What a token does with a key that stays in it: AES-256-GCM with a tag of 16 bytes, one way or the other.</summary>
/// <param name="nonce">12 bytes.</param>
/// <param name="associated">What is authenticated along.</param>
/// <param name="text">What is sealed, or is to be opened.</param>
public delegate Result<byte[]> TokenCipher(byte[] nonce, byte[] associated, byte[] text);
