namespace Sluiswachter.Model;

/// <summary>Finds the word that someone may have meant.</summary>
public static class Spelling
{
    /// <summary>The known word that is nearest to what was typed, capitals aside; null when none is near.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="known">The words that could be meant.</param>
    /// <remarks>
    /// Near is one slip, or one for each three letters of the shorter word; a slip is a letter put in, left out,
    /// replaced or swapped with its neighbour. O(words × letters²).
    /// </remarks>
    public static string? Nearest(string typed, IEnumerable<string> known)
    {
        var tidy = typed.ToLowerInvariant();
        var best = known
            .Select(k => (Word: k, Distance: Distance(tidy, k.ToLowerInvariant())))
            .OrderBy(k => k.Distance)
            .FirstOrDefault((Word: "", Distance: int.MaxValue));
        return best.Distance <= Math.Max(1, Math.Min(typed.Length, best.Word.Length) / 3) ? best.Word : null;
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
