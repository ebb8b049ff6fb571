using System.Collections.Frozen;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>The words for markings and classes of data: those of bundles, and the official Dutch ones.</summary>
/// <remarks>
/// Capitals, hyphens, points and the like do not matter. Source of the Dutch names: Besluit voorschrift informatiebeveiliging
/// rijksdienst bijzondere informatie (VIRBI 2013): departementaal vertrouwelijk, and above it the state secrets
/// stg. confidentieel, stg. geheim and stg. zeer geheim, with their like in the EU and NATO. Those are refused by name.
/// </remarks>
public static class SensitivityWords
{
    private static readonly Words Markings = Words.Of<Marking>();
    private static readonly Words Classes = Words.Of<DataClass>();

    private static readonly FrozenDictionary<string, Marking> KnownMarkings = new Dictionary<string, Marking>(StringComparer.Ordinal)
    {
        ["public"] = Model.Marking.Public,
        ["openbaar"] = Model.Marking.Public,
        ["internal"] = Model.Marking.Internal,
        ["intern"] = Model.Marking.Internal,
        ["ongerubriceerd"] = Model.Marking.Internal,
        ["confidential"] = Model.Marking.Confidential,
        ["vertrouwelijk"] = Model.Marking.Confidential,
        ["departementaal vertrouwelijk"] = Model.Marking.Confidential,
        ["dep vertrouwelijk"] = Model.Marking.Confidential,
        ["dep v"] = Model.Marking.Confidential,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, DataClass> KnownClasses = new Dictionary<string, DataClass>(StringComparer.Ordinal)
    {
        ["public"] = Model.DataClass.Public,
        ["openbaar"] = Model.DataClass.Public,
        ["internal"] = Model.DataClass.Internal,
        ["intern"] = Model.DataClass.Internal,
        ["confidential"] = Model.DataClass.Confidential,
        ["vertrouwelijk"] = Model.DataClass.Confidential,
        ["departementaal vertrouwelijk"] = Model.DataClass.Confidential,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> WordsOfSecrets = new[]
    {
        "stg", "staatsgeheim", "geheim", "confidentieel", "secret", "confidentiel", "cosmic",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Secrets = new[] { "eu confidential", "nato confidential" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The marking of a word; or why it is none that the vault takes.</summary>
    public static Result<Marking> Marking(string text)
    {
        var plain = Plain(text);
        return IsSecret(plain) ? new StateSecret(text)
            : KnownMarkings.TryGetValue(plain, out var known) ? known
            : new UnknownMarking(text, Expected(Markings, "departementaal-vertrouwelijk"));
    }

    /// <summary>The class of data of a word; or why it is none that the vault takes.</summary>
    public static Result<DataClass> DataClass(string text)
    {
        var plain = Plain(text);
        return IsSecret(plain) ? new StateSecret(text)
            : KnownClasses.TryGetValue(plain, out var known) ? known
            : new UnknownDataClass(text, Expected(Classes, "vertrouwelijk"));
    }

    /// <summary>The word of a marking, as bundles write it.</summary>
    public static string Of(Marking marking) => Markings.WordOf((int)marking);

    /// <summary>The word of a class of data, as bundles write it.</summary>
    public static string Of(DataClass dataClass) => Classes.WordOf((int)dataClass);

    private static bool IsSecret(string plain) => Secrets.Contains(plain) || plain.Split(' ').Any(WordsOfSecrets.Contains);

    private static string Expected(Words words, string dutch) => $"{string.Join(", ", words.All)} (openbaar, intern, {dutch})";

    private static string Plain(string text) => string.Join(' ', new string(
        [.. text.Select(sign => char.IsLetterOrDigit(sign) ? char.ToLowerInvariant(sign) : ' ')])
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A marking above departementaal vertrouwelijk: it does not belong in this vault, whatever bucket.</summary>
public sealed record StateSecret(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is above departementaal vertrouwelijk; nothing above that may be kept in this vault",
    $"{Quote(Text)} is hoger dan departementaal vertrouwelijk; niets daarboven mag in deze kluis"));

/// <summary>A word that is no marking.</summary>
public sealed record UnknownMarking(string Text, string Expected) : Problem(new Phrase(
    $"{Quote(Text)} is no marking; expected one of {Expected}", $"{Quote(Text)} is geen rubricering; verwacht een van {Expected}"));

/// <summary>A word that is no class of data.</summary>
public sealed record UnknownDataClass(string Text, string Expected) : Problem(new Phrase(
    $"{Quote(Text)} is no class of data; expected one of {Expected}", $"{Quote(Text)} is geen gegevensklasse; verwacht een van {Expected}"));
