using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>What a vault declares when it destroys keys of a body.</summary>
/// <param name="Body">Whose keys.</param>
/// <param name="Keys">Which keys, with the fingerprint that each had.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="At">When, UTC, to the second.</param>
/// <remarks>
/// A signed note. It proves that the vault said so then, and by the fingerprints which keys it meant; whoever kept a copy of a key
/// file could still open it, which is why files are destroyed with the key.
/// </remarks>
public sealed record ErasureProof(string Body, IReadOnlyList<DestroyedVersion> Keys, string By, DateTimeOffset At)
{
    private const string Title = "sluiswachter vault erasure 1";

    /// <summary>The lines that are signed.</summary>
    public string Text => string.Concat(
        $"{Title}\nbody {Body}\nat {Moments.Text(At)}\nby {By}\n",
        string.Concat(Keys.Select(k => $"key {k.Key} sha256:{k.Fingerprint}\n")));

    /// <summary>Reads a proof, when its note is signed by the vault's log key.</summary>
    public static Result<ErasureProof> Read(string note, LogKey key) => SignedNote.Open(note, key).Then(Parse);

    internal static ErasureProof Of(string body, IReadOnlyList<KeyVersion> versions, string by, DateTimeOffset at) =>
        new(body, [.. versions.Select(v => new DestroyedVersion(v.Name, v.Fingerprint))], by, Moments.WholeSeconds(at));

    private static Result<ErasureProof> Parse(string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        if (lines.Length < 5 || lines[0] != Title || After("body ", lines[1]) is not { } body ||
            Moments.Read(After("at ", lines[2]) ?? "") is not { } at || After("by ", lines[3]) is not { } by)
        {
            return new NoErasureProof();
        }

        var keys = lines[4..].Select(line => KeyOf(After("key ", line))).ToList();
        return keys.Contains(null) ? new NoErasureProof() : new ErasureProof(body, [.. keys.OfType<DestroyedVersion>()], by, at);
    }

    private static string? After(string label, string line) =>
        line.StartsWith(label, StringComparison.Ordinal) ? line[label.Length..] : null;

    private static DestroyedVersion? KeyOf(string? line) =>
        line?.Split(" sha256:") is [var name, { Length: 64 } fingerprint] && KeyName.Read(name) is { } key &&
        fingerprint.All(char.IsAsciiHexDigitLower)
            ? new DestroyedVersion(key, fingerprint)
            : null;
}

/// <summary>A key that was destroyed.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Fingerprint">The fingerprint it had.</param>
public sealed record DestroyedVersion(KeyName Key, string Fingerprint);

/// <summary>A note that is signed, and no proof of erasure.</summary>
public sealed record NoErasureProof() : Problem(new Phrase(
    "this note is signed, but it is no proof that keys were destroyed",
    "deze notitie is ondertekend, maar is geen bewijs dat sleutels zijn vernietigd"));

/// <summary>Moments as notes and files write them: UTC, to the second.</summary>
internal static class Moments
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    public static DateTimeOffset? Read(string text) =>
        DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;

    public static DateTimeOffset WholeSeconds(DateTimeOffset moment) =>
        DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds());
}
