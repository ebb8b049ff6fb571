using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>Looks whether the register knows ids, and finds others that may have been meant.</summary>
internal static class KnownIds
{
    private const int MostSuggestions = 3;

    /// <summary>Shorter ones are in everything and tell nothing.</summary>
    private const int ShortestWord = 3;

    /// <summary>Among more things no misspelled words are looked for: it would take seconds.</summary>
    private const int MostSpelled = 20_000;

    /// <summary>A problem for each id that the register does not know as of a kind.</summary>
    public static IEnumerable<ParameterProblem> Missing(
        string parameter, IEnumerable<EntityId> ids, FactKind kind, IRegisterReader reader) =>
        ids.Where(id => reader.KindOf(id.Text) != kind)
            .Select(id => new ParameterProblem(parameter, new UnknownId(id.Text, kind, Near(id.Text, kind, reader))));

    /// <summary>
    /// Things whose id or name holds the words that were typed, each with its name; of a word that nothing holds those count
    /// that have nearly that word.
    /// </summary>
    public static List<string> Near(string typed, FactKind kind, IRegisterReader reader)
    {
        var words = WordsOf(typed).Where(w => w.Length >= ShortestWord).ToList();
        var name = FactSchema.Of(kind).IndexOf("name");
        var known = reader.Facts(kind).Select(cells => (Id: cells[0].Text!, Name: cells[name].Text!)).DistinctBy(f => f.Id).ToList();
        var nowhere = known.Count > MostSpelled ? [] : words.Where(w => !known.Exists(f => Holds(f, w))).ToList();
        return Best(known, f =>
            words.Count(w => Holds(f, w)) + nowhere.Count(w => Spelling.Nearest(w, WordsOf($"{f.Id} {f.Name}")) is not null));
    }

    private static bool Holds((string Id, string Name) fact, string word) =>
        fact.Id.Contains(word, StringComparison.OrdinalIgnoreCase) || fact.Name.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static List<string> Best(List<(string Id, string Name)> known, Func<(string Id, string Name), int> hits) =>
    [
        .. known.Select(f => (Fact: f, Hits: hits(f))).Where(f => f.Hits > 0)
            .OrderByDescending(f => f.Hits).ThenBy(f => f.Fact.Id.Length).ThenBy(f => f.Fact.Id, StringComparer.Ordinal)
            .Take(MostSuggestions).Select(f => f.Fact.Name == f.Fact.Id ? f.Fact.Id : $"{f.Fact.Id} ({f.Fact.Name})"),
    ];

    private static string[] WordsOf(string text) => text.Split([':', '-', '_', '.', ',', ' '], StringSplitOptions.RemoveEmptyEntries);
}
