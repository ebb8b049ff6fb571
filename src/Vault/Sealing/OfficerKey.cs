using System.Security.Cryptography;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>The key of one officer, of which some are needed to unlock a vault.</summary>
/// <remarks>Its text is for a file or a printed page: groups of digits, of which the last checks the others, and a name.</remarks>
public sealed class OfficerKey : Secret
{
    private const string Prefix = "sluis-officer-1";
    private const int CheckDigits = 8;

    private OfficerKey(string name, ReadOnlySpan<byte> secret)
        : base(secret) => Officer = new Officer(name, Check(name));

    private OfficerKey(string name, Randomness random)
        : base(random) => Officer = new Officer(name, Check(name));

    /// <summary>Whose key, and what tells it from others.</summary>
    public Officer Officer { get; }

    /// <summary>A new key for an officer.</summary>
    internal static OfficerKey Fresh(string name, Randomness random) => new(name, random);

    /// <summary>The key as text, to be handed to the officer and to nobody else.</summary>
    public string Reveal()
    {
        Span<byte> secret = stackalloc byte[Size];
        CopyTo(secret);
        var digits = Convert.ToHexStringLower(secret) + Officer.Fingerprint[..CheckDigits];
        CryptographicOperations.ZeroMemory(secret);
        return $"{Prefix} {string.Join('-', digits.Chunk(CheckDigits).Select(c => new string(c)))} {Officer.Name}";
    }

    /// <summary>Reads a key as an officer types it: spaces around it and capitals among the digits do not matter.</summary>
    public static Result<OfficerKey> Read(string text)
    {
        var parts = text.Trim().Split(' ', 3);
        var digits = parts.Length == 3 ? parts[1].Replace("-", "", StringComparison.Ordinal) : "";
        if (parts[0] != Prefix || digits.Length != (2 * Size) + CheckDigits || !digits.All(char.IsAsciiHexDigit) ||
            !SignedNote.IsLine(parts[2]))
        {
            return new NoOfficerKey();
        }

        var secret = Convert.FromHexString(digits[..(2 * Size)]);
        var key = new OfficerKey(parts[2], secret);
        CryptographicOperations.ZeroMemory(secret);
        if (string.Equals(key.Officer.Fingerprint[..CheckDigits], digits[(2 * Size)..], StringComparison.OrdinalIgnoreCase))
        {
            return key;
        }

        key.Dispose();
        return new NoOfficerKey();
    }

    private string Check(string name)
    {
        Span<byte> check = stackalloc byte[8];
        Derive(FieldBytes.Of("sluiswachter vault 1 officer check", name), check);
        return Convert.ToHexStringLower(check);
    }
}

/// <summary>A text that is no officer's key, or was mistyped.</summary>
/// <remarks>Does not repeat the text: it may be almost a key.</remarks>
public sealed record NoOfficerKey() : Problem(new Phrase(
    "this is no officer's key, or it was mistyped: expected 'sluis-officer-1', nine groups of eight digits, and the officer's name",
    "dit is geen sleutel van een functionaris, of er is een tikfout: verwacht 'sluis-officer-1', negen groepen van acht tekens, en de naam"));
