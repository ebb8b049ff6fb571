using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>An unlocking secret behind a passphrase.</summary>
/// <param name="Iterations">How often PBKDF2-HMAC-SHA512 is applied: <see cref="Fewest"/> to <see cref="Most"/>.</param>
/// <param name="Salt">32 bytes of chance, of this lock alone.</param>
/// <param name="Wrapped">The secret, wrapped (RFC 5649) under what PBKDF2 gives.</param>
/// <remarks>
/// .NET has no memory-hard function. The floor is the figure that OWASP's Password Storage Cheat Sheet gives for PBKDF2 with
/// SHA-512; who guesses needs that many times two hashes per guess. The passphrase counts as typed, in UTF-8.
/// </remarks>
public sealed record PassphraseLock(int Iterations, byte[] Salt, byte[] Wrapped)
{
    /// <summary>Iterations below which a lock is neither made nor opened.</summary>
    public const int Fewest = 210_000;

    /// <summary>Iterations unless told otherwise; half a second or so.</summary>
    public const int UsualIterations = 600_000;

    /// <summary>Iterations above which a file is refused, as opening it would only cost time.</summary>
    public const int Most = 20_000_000;

    /// <summary>Characters that a passphrase has at least.</summary>
    public const int ShortestPassphrase = 12;

    /// <summary>Bytes of a salt.</summary>
    internal const int SaltSize = 32;

    /// <summary>Locks a secret.</summary>
    public static Result<PassphraseLock> Of(
        UnlockingSecret secret, ReadOnlySpan<char> passphrase, Randomness random, int iterations = UsualIterations)
    {
        if (passphrase.Length < ShortestPassphrase)
        {
            return new PassphraseTooShort(passphrase.Length);
        }

        if (iterations is < Fewest or > Most)
        {
            return new IterationsOutOfRange(iterations);
        }

        var salt = new byte[SaltSize];
        random(salt);
        Span<byte> plain = stackalloc byte[Secret.Size];
        secret.CopyTo(plain);
        Span<byte> key = stackalloc byte[Secret.Size];
        Stretch(passphrase, salt, iterations, key);
        var wrapped = KeyWrap.Wrap(key, plain);
        CryptographicOperations.ZeroMemory(plain);
        CryptographicOperations.ZeroMemory(key);
        return new PassphraseLock(iterations, salt, wrapped);
    }

    /// <summary>Opens the lock.</summary>
    public Result<UnlockingSecret> Open(ReadOnlySpan<char> passphrase)
    {
        if (Iterations is < Fewest or > Most)
        {
            return new IterationsOutOfRange(Iterations);
        }

        Span<byte> key = stackalloc byte[Secret.Size];
        Stretch(passphrase, Salt, Iterations, key);
        var plain = KeyWrap.Unwrap(key, Wrapped);
        CryptographicOperations.ZeroMemory(key);
        if (plain is not { Length: Secret.Size })
        {
            return new KeyFileDoesNotOpen();
        }

        var secret = new UnlockingSecret(plain);
        CryptographicOperations.ZeroMemory(plain);
        return secret;
    }

    private static void Stretch(ReadOnlySpan<char> passphrase, byte[] salt, int iterations, Span<byte> key)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(passphrase)];
        Encoding.UTF8.GetBytes(passphrase, bytes);
        Rfc2898DeriveBytes.Pbkdf2(bytes, salt, key, iterations, HashAlgorithmName.SHA512);
        CryptographicOperations.ZeroMemory(bytes);
    }
}

/// <summary>A passphrase that can be guessed.</summary>
public sealed record PassphraseTooShort(int Length) : Problem(new Phrase(
    $"a passphrase has at least {PassphraseLock.ShortestPassphrase} characters; this has {Length}",
    $"een wachtzin heeft minstens {PassphraseLock.ShortestPassphrase} tekens; deze heeft er {Length}"));

/// <summary>A number of iterations that is too low to protect, or too high to be meant.</summary>
public sealed record IterationsOutOfRange(int Iterations) : Problem(new Phrase(
    $"{Iterations} iterations: expected {PassphraseLock.Fewest} to {PassphraseLock.Most}",
    $"{Iterations} iteraties: verwacht {PassphraseLock.Fewest} tot {PassphraseLock.Most}"));

/// <summary>A key file did not open.</summary>
/// <remarks>A wrong secret and a damaged file look the same, and are not told apart.</remarks>
public sealed record KeyFileDoesNotOpen() : Problem(new Phrase(
    "the key file does not open: the passphrase or an officer's key is wrong, or the file is damaged",
    "het sleutelbestand gaat niet open: de wachtzin of de sleutel van een functionaris klopt niet, of het bestand is beschadigd"));
