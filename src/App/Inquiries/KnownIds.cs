using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>Looks whether the register knows ids, and finds others that may have been meant.</summary>
internal static class KnownIds
{
    private const int MostSuggestions = 3;

    /// <summary>A problem for each id that the register does not know as of a kind.</summary>
    public static IEnumerable<ParameterProblem> Missing(
        string parameter, IEnumerable<EntityId> ids, FactKind kind, IRegisterReader reader) =>
        ids.Where(id => reader.KindOf(id.Text) != kind)
            .Select(id => new ParameterProblem(parameter, new UnknownId(id.Text, kind, Near(id.Text, kind, reader))));

    /// <summary>Ids whose text or name holds the words that were typed.</summary>
    private static List<string> Near(string typed, FactKind kind, IRegisterReader reader)
    {
        var words = typed.Split([':', '-', '_', '.', ' '], StringSplitOptions.RemoveEmptyEntries);
        var name = FactSchema.Of(kind).IndexOf("name");
        return
        [
            .. reader.Facts(kind)
                .Select(cells => (Id: cells[0].Text!, Text: $"{cells[0].Text} {cells[name].Text}"))
                .Select(f => (f.Id, Hits: words.Count(w => f.Text.Contains(w, StringComparison.OrdinalIgnoreCase))))
                .Where(f => f.Hits > 0)
                .OrderByDescending(f => f.Hits).ThenBy(f => f.Id.Length)
                .Select(f => f.Id).Distinct(StringComparer.Ordinal).Take(MostSuggestions),
        ];
    }
}
