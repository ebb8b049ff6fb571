using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>A key ring in a file: sealed under a secret that is behind a passphrase, officers, a token, or any of these.</summary>
/// <remarks>
/// The file may lie anywhere; without the passphrase or the officers it is of no use. Source of its form:
/// <c>docs/formats/sealed-objects.md</c>. What it says of itself outside of the seal (body, ring) is sealed along.
/// </remarks>
public sealed record KeyFile
{
    private const string Format = "sluiswachter key ring";
    private const string Kdf = "PBKDF2-HMAC-SHA512";
    private const string Aes = "AES-256-GCM";
    private const int LongestText = 1 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly byte[] salt;
    private readonly byte[] sealedRing;
    private readonly ulong ring;

    private KeyFile(string body, ulong ring, byte[] salt, byte[] sealedRing) =>
        (Body, this.ring, this.salt, this.sealedRing) = (body, ring, salt, sealedRing);

    /// <summary>Whose keys.</summary>
    public string Body { get; }

    /// <summary>The lock with a passphrase; null: none.</summary>
    public PassphraseLock? Passphrase { get; init; }

    /// <summary>The lock of the officers; null: none.</summary>
    public OfficerLock? Officers { get; init; }

    /// <summary>The lock with a key in a token; null: none.</summary>
    public TokenLock? Token { get; init; }

    /// <summary>Seals a ring under a secret; give it a lock before it is written, as without one it never opens again.</summary>
    public static KeyFile Seal(KeyRing ring, UnlockingSecret secret, Randomness random)
    {
        StoredVersion[] versions = [.. ring.Versions.Select(StoredVersion.Of)];
        var plain = JsonSerializer.SerializeToUtf8Bytes(versions, Json);
        Array.ForEach(versions, v => v.Wipe());
        var chance = new byte[PassphraseLock.SaltSize];
        random(chance);
        var bytes = new byte[plain.Length + SealedLength.Tag];
        var context = Context(ring.Body, ring.Id);
        using var aes = Cipher(secret, chance, context);
        aes.Encrypt(stackalloc byte[12], plain, bytes.AsSpan(0, plain.Length), bytes.AsSpan(plain.Length), context);
        CryptographicOperations.ZeroMemory(plain);
        return new KeyFile(ring.Body, ring.Id, chance, bytes);
    }

    /// <summary>The file with the same locks and another ring, after a rotation or destruction.</summary>
    public KeyFile With(KeyRing ring, UnlockingSecret secret, Randomness random) =>
        Seal(ring, secret, random) with { Passphrase = Passphrase, Officers = Officers, Token = Token };

    /// <summary>Opens the ring.</summary>
    public Result<KeyRing> Open(UnlockingSecret secret)
    {
        var plain = new byte[sealedRing.Length - SealedLength.Tag];
        var context = Context(Body, ring);
        using var aes = Cipher(secret, salt, context);
        try
        {
            aes.Decrypt(stackalloc byte[12], sealedRing.AsSpan(0, plain.Length), sealedRing.AsSpan(plain.Length), plain, context);
            var versions = JsonSerializer.Deserialize<StoredVersion[]>(plain, Json)!;
            var opened = new KeyRing(Body, ring, [.. versions.Select(v => v.In(Body, ring))]);
            Array.ForEach(versions, v => v.Wipe());
            return opened;
        }
        catch (AuthenticationTagMismatchException)
        {
            return new KeyFileDoesNotOpen();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>The file as text.</summary>
    /// <exception cref="InvalidOperationException">It has no lock.</exception>
    public string ToText()
    {
        if (Passphrase is null && Officers is null && Token is null)
        {
            throw new InvalidOperationException("a key file without a lock never opens again");
        }

        var passphrase = Passphrase is { } p ? new StoredPassphrase(Kdf, p.Iterations, p.Salt, p.Wrapped) : null;
        var officers = Officers is { } o ? new StoredOfficers(o.Need, o.Salt, [.. o.Officers], [.. o.Copies]) : null;
        var token = Token is { } t ? new StoredToken(t.Token.Module, t.Token.Label, t.Key, Aes, t.Nonce, t.Wrapped) : null;
        var file = new StoredFile(Format, 1, Body, RingText(ring), salt, sealedRing, passphrase, officers, token);
        return JsonSerializer.Serialize(file, Json) + "\n";
    }

    /// <summary>Reads a file.</summary>
    public static Result<KeyFile> Read(string text)
    {
        StoredFile? file;
        try
        {
            file = text.Length > LongestText ? null : JsonSerializer.Deserialize<StoredFile>(text, Json);
        }
        catch (JsonException)
        {
            return new NoKeyFile();
        }

        if (file is not { Format: Format, Version: 1, Salt.Length: PassphraseLock.SaltSize, Sealed.Length: > SealedLength.Tag } ||
            file.Passphrase is { Kdf: not Kdf } ||
            file.Token is { } k && (k.Cipher != Aes || k.Key.Length % 2 != 0 || !k.Key.All(char.IsAsciiHexDigitLower)) ||
            file.Officers is { } o && (o.Need < 2 || o.Officers.Length < o.Need ||
            o.Officers.Length > OfficerLock.MostOfficers || Array.Exists(o.Officers, one => one is null) ||
            Array.Exists(o.Copies, copy => copy is null)) ||
            !ulong.TryParse(file.Ring, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ring))
        {
            return new NoKeyFile();
        }

        return new KeyFile(file.Body, ring, file.Salt, file.Sealed)
        {
            Passphrase = file.Passphrase is { } p ? new PassphraseLock(p.Iterations, p.Salt, p.Wrapped) : null,
            Officers = file.Officers is { } all ? new OfficerLock(all.Need, all.Salt, all.Officers, all.Copies) : null,
            Token = file.Token is { } t ? new TokenLock(new TokenAddress(t.Module, t.Label), t.Key, t.Nonce, t.Wrapped) : null,
        };
    }

    private static AesGcm Cipher(UnlockingSecret secret, byte[] salt, byte[] context)
    {
        Span<byte> key = stackalloc byte[Secret.Size];
        secret.Derive(context, key, salt);
        var aes = new AesGcm(key, SealedLength.Tag);
        CryptographicOperations.ZeroMemory(key);
        return aes;
    }

    private static byte[] Context(string body, ulong ring) =>
        FieldBytes.Of("sluiswachter vault 1 key file", body, RingText(ring));

    private static string RingText(ulong ring) => new KeyName(ring, 1).RingText;

    private sealed record StoredFile(
        string Format,
        int Version,
        string Body,
        string Ring,
        byte[] Salt,
        byte[] Sealed,
        StoredPassphrase? Passphrase = null,
        StoredOfficers? Officers = null,
        StoredToken? Token = null);

    private sealed record StoredToken(string Module, string Label, string Key, string Cipher, byte[] Nonce, byte[] Wrapped);

    private sealed record StoredPassphrase(string Kdf, int Iterations, byte[] Salt, byte[] Wrapped);

    private sealed record StoredOfficers(int Need, byte[] Salt, Officer[] Officers, byte[][] Copies);

    private sealed record StoredVersion(int Version, KeyState State, string Since, string Fingerprint, byte[]? Key = null)
    {
        public static StoredVersion Of(KeyVersion version)
        {
            var key = version.Key is null ? null : new byte[Secret.Size];
            version.Key?.CopyTo(key);
            return new(version.Name.Version, version.State, Moments.Text(version.Since), version.Fingerprint, key);
        }

        public KeyVersion In(string body, ulong ring)
        {
            var name = new KeyName(ring, Version);
            var key = Key is null ? null : new BodyKey(body, name, Key);
            return new(name, State, Moments.Read(Since)!.Value, Fingerprint, key);
        }

        public void Wipe() => CryptographicOperations.ZeroMemory(Key);
    }
}

/// <summary>A text that is no key file of a version that is known.</summary>
public sealed record NoKeyFile() : Problem(new Phrase(
    "this is no key file of version 1",
    "dit is geen sleutelbestand van versie 1"));
