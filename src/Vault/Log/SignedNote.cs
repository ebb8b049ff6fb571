using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>Text with signatures beneath it, in the form of C2SP's signed-note.</summary>
/// <remarks>The text ends in a newline; then an empty line; then per signature an em dash, the key's name and base64.</remarks>
public static class SignedNote
{
    /// <summary>The longest note that is looked at, in characters.</summary>
    public const int Longest = 1 << 20;

    private const int KeyIdSize = 4;

    /// <summary>Signs a text.</summary>
    /// <param name="text">Lines, each ended by a newline, without other control characters.</param>
    /// <param name="signer">Who signs.</param>
    /// <exception cref="ArgumentException">The text is not such lines.</exception>
    public static string Sign(string text, LogSigner signer)
    {
        if (!IsText(text))
        {
            throw new ArgumentException("a note is lines that end in a newline, without control characters", nameof(text));
        }

        byte[] signature = [.. signer.PublicKey.Id, .. signer.Sign(text)];
        return $"{text}\n— {signer.PublicKey.Name} {Convert.ToBase64String(signature)}\n";
    }

    /// <summary>The text of a note that carries a signature by a key; signatures by others are left alone.</summary>
    public static Result<string> Open(string note, LogKey key)
    {
        var end = note.Length > Longest ? -1 : note.LastIndexOf("\n\n", StringComparison.Ordinal) + 1;
        if (end <= 0 || !IsText(note) || !IsText(note[..end]))
        {
            return new NoSignedNote();
        }

        var text = note[..end];
        var signatures = note[(end + 1)..].TrimEnd('\n').Split('\n').Select(line => SignatureOf(line, key)).OfType<byte[]>().ToList();
        return signatures.Count == 0 ? new NotSignedBy(key.Name)
            : signatures.TrueForAll(s => key.Verifies(text, s)) ? text
            : new SignatureDoesNotFit(key.Name);
    }

    /// <summary>Whether a text can stand in one line of a note or log: not empty, no control characters, no space at an end.</summary>
    public static bool IsLine(string text) => text.Length > 0 && !text.Any(char.IsControl) && text.Trim() == text;

    private static bool IsText(string text) =>
        text.EndsWith('\n') && text.All(sign => sign == '\n' || !char.IsControl(sign));

    /// <summary>The signature of a line, when it says that it is of this key.</summary>
    private static byte[]? SignatureOf(string line, LogKey key)
    {
        var prefix = $"— {key.Name} ";
        if (!line.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var bytes = new byte[line.Length];
        return Convert.TryFromBase64String(line[prefix.Length..], bytes, out var length) && length > KeyIdSize &&
            bytes.AsSpan(0, KeyIdSize).SequenceEqual(key.Id)
            ? bytes[KeyIdSize..length]
            : null;
    }
}

/// <summary>A text that is no signed note.</summary>
public sealed record NoSignedNote() : Problem(new Phrase(
    "this is no signed note: expected lines, an empty line, and lines that begin with '— ' and a key's name",
    "dit is geen ondertekende notitie: verwacht regels, een lege regel, en regels die beginnen met '— ' en de naam van een sleutel"));

/// <summary>A note without a signature by the key that is asked for.</summary>
public sealed record NotSignedBy(string Key) : Problem(new Phrase(
    $"the note carries no signature by the key {Quote(Key)}",
    $"de notitie draagt geen handtekening van de sleutel {Quote(Key)}"));

/// <summary>A note whose signature does not belong to its text: one of them was altered.</summary>
public sealed record SignatureDoesNotFit(string Key) : Problem(new Phrase(
    $"the signature by {Quote(Key)} does not fit the text: the note was altered, or somebody else signed it",
    $"de handtekening van {Quote(Key)} past niet bij de tekst: de notitie is gewijzigd, of iemand anders heeft getekend"));
