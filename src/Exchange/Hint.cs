using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>Says what someone may have meant, and shows lists without flooding the reader.</summary>
internal static class Hint
{
    private const int MostShown = 25;

    /// <summary>"; did you mean …?" when a known word is near, else nothing.</summary>
    public static Phrase For(string word, IReadOnlyList<string> known)
    {
        var nearest = Spelling.Nearest(word, known);
        return nearest is null
            ? new Phrase("", "")
            : new Phrase($" (did you mean {Problem.Quote(nearest)}?)", $" (bedoelt u {Problem.Quote(nearest)}?)");
    }

    /// <summary>The first words of a list, in quotes, and how many more there are.</summary>
    public static string List(IReadOnlyList<string> words)
    {
        var shown = string.Join(", ", words.Take(MostShown).Select(Problem.Quote));
        return words.Count <= MostShown ? shown : $"{shown} … (+{words.Count - MostShown})";
    }

    /// <summary>All words of a short list; a few of a long one.</summary>
    public static Phrase Some(IReadOnlyList<string> words)
    {
        var few = string.Join(", ", words.Take(3).Select(Problem.Quote));
        return words.Count <= MostShown
            ? new Phrase(List(words), List(words))
            : new Phrase($"one of its {words.Count} words, such as {few}", $"een van haar {words.Count} woorden, zoals {few}");
    }
}
