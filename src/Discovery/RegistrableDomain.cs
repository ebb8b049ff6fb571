using System.Collections.Frozen;

namespace Sluiswachter.Discovery;

/// <summary>The part of a host name that somebody registered: <c>_spf.zivver.com</c> is <c>zivver.com</c>'s.</summary>
/// <remarks>
/// By the ICANN part of the Public Suffix List (<c>content/suffixes/icann-suffixes.txt</c>, MPL-2.0). The private part is
/// left out on purpose: a name under a hoster's own suffix belongs to a customer of that hoster, and here it is the hoster
/// that we look for. Time is linear in the length of the name.
/// </remarks>
public static class RegistrableDomain
{
    private static readonly FrozenSet<string> Suffixes = ReadSuffixes();

    /// <summary>The registrable domain of a host in lower case; null for a suffix, a single label or an address.</summary>
    public static string? Of(string host)
    {
        var labels = host.Split('.');
        if (labels.Length < 2 || labels.Any(l => l.Length == 0) || labels[^1].All(char.IsAsciiDigit))
        {
            return null;
        }

        var suffixStarts = labels.Length - 1;
        for (var i = 0; i < labels.Length; i++)
        {
            var name = string.Join('.', labels[i..]);
            if (Suffixes.Contains("!" + name))
            {
                return name;
            }

            if (Suffixes.Contains(name) || Suffixes.Contains("*." + string.Join('.', labels[(i + 1)..])))
            {
                suffixStarts = i;
                break;
            }
        }

        return suffixStarts == 0 ? null : string.Join('.', labels[(suffixStarts - 1)..]);
    }

    private static FrozenSet<string> ReadSuffixes()
    {
        using var lines = new StreamReader(
            typeof(RegistrableDomain).Assembly.GetManifestResourceStream("icann-suffixes.txt")!);
        return lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(l => !l.StartsWith("//", StringComparison.Ordinal)).ToFrozenSet(StringComparer.Ordinal);
    }
}
