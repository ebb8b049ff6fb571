using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>A field that a column of a spreadsheet may hold; data of content/mappings.</summary>
internal sealed record MappingField(string Name, string Fact, string Column, string Kind, Phrase Meaning)
{
    private static readonly Lazy<IReadOnlyDictionary<string, MappingField>> Fields = new(() => MappingVocabulary
        .Rows("fields.csv")
        .ToDictionary(r => r[0], r => new MappingField(r[0], r[1], r[2], r[3], new Phrase(r[5], r[4]))));

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Headers = new(() => MappingVocabulary
        .Rows("headers.csv").DistinctBy(r => Plain(r[1])).ToDictionary(r => Plain(r[1]), r => r[0], StringComparer.Ordinal));

    public static MappingField Of(string name) => Fields.Value[name];

    /// <summary>The field that a header names, and whether it does so in full; null when it names none.</summary>
    /// <remarks>
    /// Of a header in several rows the whole counts first (Contract / Nummer), then its last row (Leverancier /
    /// Vestigingsland), then, when that says no more than "name", the row above it (Aanbieder / Naam).
    /// </remarks>
    public static (MappingField Field, bool InFull)? Under(string header)
    {
        var parts = header.Split(" / ");
        var named = Named(Plain(header)) ?? Named(Plain(parts[^1])) ??
            (parts.Length > 1 && Plain(parts[^1]) is "naam" or "name" ? Named(Plain(parts[^2])) : null);
        if (named is not null)
        {
            return (Of(named), true);
        }

        var words = Plain(header);
        var part = Headers.Value.Keys
            .Where(known => known.Length > 3 && $" {words} ".Contains($" {known} ", StringComparison.Ordinal))
            .OrderByDescending(known => known.Length)
            .FirstOrDefault();
        return part is null ? null : (Of(Headers.Value[part]), false);
    }

    private static string? Named(string words) =>
        Headers.Value.GetValueOrDefault(words) ?? Headers.Value.GetValueOrDefault(Unbroken(words));

    /// <summary>Without the gaps of words that were broken to fit a narrow column: persoons- gegevens.</summary>
    private static string Unbroken(string words) => words.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Letters and digits in small words, one space between.</summary>
    private static string Plain(string text) => string.Join(' ', new string(
            [.. text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')])
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
