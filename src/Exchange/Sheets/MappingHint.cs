using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>Says what someone may have meant, and shows lists without flooding the reader.</summary>
internal static class MappingHint
{
    private const int MostShown = 25;

    /// <summary>"; did you mean …?" when a known word is near, else nothing.</summary>
    public static Phrase For(string word, IReadOnlyList<string> known)
    {
        var tidy = word.ToLowerInvariant();
        var best = known
            .Select(k => (Word: k, Distance: Distance(tidy, k.ToLowerInvariant())))
            .OrderBy(k => k.Distance)
            .FirstOrDefault((Word: "", Distance: int.MaxValue));
        return best.Distance <= Math.Max(1, Math.Min(word.Length, best.Word.Length) / 3)
            ? new Phrase($" (did you mean {Problem.Quote(best.Word)}?)", $" (bedoelt u {Problem.Quote(best.Word)}?)")
            : new Phrase("", "");
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

    /// <summary>How many letters must be put in, left out, replaced or swapped with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 8 || a.Length > 80 || b.Length > 80)
        {
            return int.MaxValue;
        }

        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
