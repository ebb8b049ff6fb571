using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>Looks whether the register knows ids, and finds others that may have been meant.</summary>
internal static class KnownIds
{
    private const int MostSuggestions = 3;

    /// <summary>Shorter ones are in everything and tell nothing.</summary>
    private const int ShortestWord = 3;

    /// <summary>Of more unknown ids in one question nothing is suggested: each means a look at every name.</summary>
    private const int MostExplained = 5;

    /// <summary>Among more things no misspelled words are looked for: it would take seconds.</summary>
    private const int MostSpelled = 20_000;

    /// <summary>A problem for each id that the register does not know as of a kind.</summary>
    public static IEnumerable<ParameterProblem> Missing(
        string parameter, IEnumerable<EntityId> ids, FactKind kind, IRegisterReader reader)
    {
        var unknown = ids.Where(id => reader.KindOf(id.Text) != kind).ToList();
        var suggestions = new Suggestions(reader);
        return [.. unknown.Select(id => new ParameterProblem(parameter, new UnknownId(id.Text, kind, suggestions.For(id.Text, kind))))];
    }

    /// <summary>
    /// Things whose id or name holds the words that were typed, each with its name; of a word that nothing holds those count
    /// that have nearly that word.
    /// </summary>
    public static List<string> Near(string typed, FactKind kind, IRegisterReader reader) => Near(typed, Known(kind, reader));

    private static List<string> Near(string typed, List<Thing> known)
    {
        var words = WordsOf(typed).Where(w => w.Length >= ShortestWord).ToList();
        var nowhere = known.Count > MostSpelled ? [] : words.Where(w => !known.Exists(thing => thing.Holds(w))).ToList();
        return Best(known, thing =>
            words.Count(thing.Holds) + nowhere.Count(w => Spelling.Nearest(w, WordsOf($"{thing.Id} {thing.Names}")) is not null));
    }

    /// <summary>All things of a kind.</summary>
    private static List<Thing> Known(FactKind kind, IRegisterReader reader)
    {
        var name = FactSchema.Of(kind).IndexOf("name");
        var known = new List<Thing>();
        foreach (var cells in reader.Facts(kind))
        {
            var (id, called) = (cells[0].Text!, cells[name].Text!);
            if (known is [.., var last] && last.Id == id)
            {
                known[^1] = new Thing(id, last.Name == called ? last.Names : $"{last.Names} {called}", called);
            }
            else
            {
                known.Add(new Thing(id, called, called));
            }
        }

        return known;
    }

    private static List<string> Best(List<Thing> known, Func<Thing, int> hits) =>
    [
        .. known.Select(thing => (Thing: thing, Hits: hits(thing))).Where(f => f.Hits > 0)
            .OrderByDescending(f => f.Hits).ThenBy(f => f.Thing.Id.Length).ThenBy(f => f.Thing.Id, StringComparer.Ordinal)
            .Take(MostSuggestions).Select(f => f.Thing.Name == f.Thing.Id ? f.Thing.Id : $"{f.Thing.Id} ({f.Thing.Name})"),
    ];

    private static string[] WordsOf(string text) => text.Split([':', '-', '_', '.', ',', ' '], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What may have been meant by the first few unknown ids of a question; the names of a kind are read once.</summary>
    internal sealed class Suggestions(IRegisterReader reader)
    {
        private readonly Dictionary<FactKind, List<Thing>> read = [];
        private int explained;

        /// <summary>What may have been meant; nothing when enough were explained.</summary>
        public IReadOnlyList<string> For(string typed, FactKind kind)
        {
            if (explained++ >= MostExplained)
            {
                return [];
            }

            if (!read.TryGetValue(kind, out var known))
            {
                read.Add(kind, known = Known(kind, reader));
            }

            return Near(typed, known);
        }
    }

    /// <summary>A thing with all names that it ever had, and the last of them.</summary>
    private readonly record struct Thing(string Id, string Names, string Name)
    {
        public bool Holds(string word) =>
            Id.Contains(word, StringComparison.OrdinalIgnoreCase) || Names.Contains(word, StringComparison.OrdinalIgnoreCase);
    }
}
