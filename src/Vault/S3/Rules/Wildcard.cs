namespace Sluiswachter.Vault;

/// <summary>Patterns of policies and rules: '*' stands for any characters, also none, and '?' for one.</summary>
internal static class Wildcard
{
    /// <summary>Whether a text is what a pattern says.</summary>
    /// <remarks>
    /// Goes back to the last '*' only, which is enough: at most pattern × text steps, no recursion, so that no pattern can
    /// keep a server busy.
    /// </remarks>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (p, t, star, resume) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, resume) = (p++, t);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == text[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }

    /// <summary>Whether a pattern can stand for more than one text.</summary>
    public static bool IsIn(string pattern) => pattern.AsSpan().ContainsAny('*', '?');
}
