using System.Buffers;
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
    /// <remarks>Leaves no copy of the digits in memory; the text is the caller's to wipe.</remarks>
    public static Result<OfficerKey> Read(ReadOnlySpan<char> text)
    {
        var rest = text.Trim();
        var space = rest.StartsWith(Prefix + " ", StringComparison.Ordinal) ? rest[(Prefix.Length + 1)..].IndexOf(' ') : -1;
        if (space < 0)
        {
            return new NoOfficerKey();
        }

        var typed = rest.Slice(Prefix.Length + 1, space);
        var name = rest[(Prefix.Length + space + 2)..].ToString();
        Span<char> digits = stackalloc char[(2 * Size) + CheckDigits];
        Span<byte> secret = stackalloc byte[Size];
        try
        {
            return AreDigits(typed, digits) && SignedNote.IsLine(name) &&
                Convert.FromHexString(digits[..(2 * Size)], secret, out _, out _) == OperationStatus.Done
                    ? Checked(new OfficerKey(name, secret), digits[(2 * Size)..])
                    : new NoOfficerKey();
        }
        finally
        {
            digits.Clear();
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Whether a text is just enough hexadecimal digits, apart from hyphens; puts them where they are asked for.</summary>
    private static bool AreDigits(ReadOnlySpan<char> typed, Span<char> digits)
    {
        var count = 0;
        foreach (var typedCharacter in typed)
        {
            if (typedCharacter == '-')
            {
                continue;
            }

            if (count == digits.Length || !char.IsAsciiHexDigit(typedCharacter))
            {
                return false;
            }

            digits[count++] = typedCharacter;
        }

        return count == digits.Length;
    }

    private static Result<OfficerKey> Checked(OfficerKey key, ReadOnlySpan<char> check)
    {
        if (key.Officer.Fingerprint.AsSpan(0, CheckDigits).Equals(check, StringComparison.OrdinalIgnoreCase))
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
