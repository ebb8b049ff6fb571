using System.Text.RegularExpressions;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>The suppliers of a list that the register already has.</summary>
/// <remarks>
/// Names are compared as ids are made of them, and then without the form of the legal person (B.V., Inc.), where that
/// leaves one candidate. The reader of the suggestion sees every pair and may strike it out.
/// </remarks>
internal static partial class MappingSuppliers
{
    /// <summary>For each name in the list, the name and id in the register; names without one are left out.</summary>
    public static IReadOnlyDictionary<string, (string Name, string Id)> Of(
        IEnumerable<MappingTable> tables, IReadOnlyCollection<KeyValuePair<string, string>> registered)
    {
        var exact = Unique(registered, name => MappingTemplate.Slug(name));
        var bare = Unique(registered, Bare);
        var found = new Dictionary<string, (string, string)>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in tables.SelectMany(t => t.ColumnOf("supplier")?.Known ?? []).Select(c => c.Text))
        {
            if (exact.TryGetValue(MappingTemplate.Slug(name), out var same) || bare.TryGetValue(Bare(name), out same))
            {
                found.TryAdd(name, (same.Key, same.Value));
            }
        }

        return found;
    }

    private static Dictionary<string, KeyValuePair<string, string>> Unique(
        IReadOnlyCollection<KeyValuePair<string, string>> registered, Func<string, string> key) => registered
        .GroupBy(r => key(r.Key))
        .Where(g => g.Key.Length > 0 && g.Select(r => r.Value).Distinct().Count() == 1)
        .ToDictionary(g => g.Key, g => g.First());

    private static string Bare(string name) => LegalForm().Replace(MappingTemplate.Slug(name), "");

    [GeneratedRegex(
        @"(-(b-?v|n-?v|inc|incorporated|corp|corporation|co|llc|ltd|limited|plc|gmbh|ag|s-?a|s-?a-?s|s-?r-?l|sarl|ab|a-?s|oy|as|se|u-?a))+$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LegalForm();
}
