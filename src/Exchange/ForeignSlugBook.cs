using System.Security.Cryptography;
using System.Text;

namespace Sluiswachter.Exchange;

/// <summary>Ids made of names: readable, each name its own, whatever the order in which the names come.</summary>
/// <remarks>
/// A slug is the name in lower case with a hyphen for every run of other characters than ASCII letters and digits. Names
/// that share a slug (<c>Medallia Inc.</c> and <c>Medallia, Inc.</c>) all get eight digits of their SHA-256 behind it;
/// so do names without such characters. Nobody is merged on the likeness of names.
/// </remarks>
internal sealed class ForeignSlugBook
{
    private const int Longest = 120;

    private readonly string prefix;
    private readonly HashSet<string> shared;

    public ForeignSlugBook(string prefix, IEnumerable<string> names)
    {
        this.prefix = prefix;
        shared = [.. names.Distinct(StringComparer.Ordinal).GroupBy(SlugOf).Where(g => g.Count() > 1).Select(g => g.Key)];
    }

    public string IdOf(string name)
    {
        var slug = SlugOf(name);
        return slug.Length == 0 || shared.Contains(slug)
            ? $"{prefix}{slug}{(slug.Length == 0 ? "" : "-")}{Digits(name)}"
            : prefix + slug;
    }

    private static string SlugOf(string name)
    {
        var slug = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }

            if (slug.Length == Longest)
            {
                break;
            }
        }

        return slug.ToString().TrimEnd('-');
    }

    private static string Digits(string name) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];
}
