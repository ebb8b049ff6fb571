namespace Sluiswachter.Discovery;

/// <summary>Whom a domain permits to send mail in its name, by its SPF record (RFC 7208).</summary>
/// <param name="Includes">
/// The names in <c>include:</c> mechanisms that permit (not <c>-include:</c>), in lower case, each once, ordered; their
/// left labels may hold macros.
/// </param>
/// <param name="OtherNames">
/// Names in <c>a:</c>, <c>mx:</c>, <c>exists:</c>, <c>ptr:</c> and <c>redirect=</c>: single hosts, or a record elsewhere.
/// </param>
public sealed record SpfRecord(IReadOnlyList<string> Includes, IReadOnlyList<string> OtherNames)
{
    private static readonly string[] Others = ["a:", "mx:", "exists:", "ptr:", "redirect="];

    /// <summary>Reads a record; what is no SPF record permits nobody.</summary>
    public static SpfRecord Of(string text)
    {
        var terms = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (terms.Length == 0 || !terms[0].Equals("v=spf1", StringComparison.OrdinalIgnoreCase))
        {
            return new SpfRecord([], []);
        }

        var includes = new SortedSet<string>(StringComparer.Ordinal);
        var others = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var term in terms.Skip(1).Where(t => t[0] != '-'))
        {
            var mechanism = term.TrimStart('+', '~', '?').ToLowerInvariant();
            if (mechanism.StartsWith("include:", StringComparison.Ordinal))
            {
                includes.Add(NameIn(mechanism["include:".Length..]));
            }
            else if (Array.Find(Others, o => mechanism.StartsWith(o, StringComparison.Ordinal)) is { } other)
            {
                others.Add(NameIn(mechanism[other.Length..]));
            }
        }

        return new SpfRecord([.. includes], [.. others]);
    }

    /// <summary>The name without a prefix length behind a slash and without a closing dot.</summary>
    private static string NameIn(string text) => text.Split('/')[0].TrimEnd('.');
}
