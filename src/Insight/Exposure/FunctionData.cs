using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Data of a function, of one class.</summary>
/// <param name="Function">The node.</param>
/// <param name="Class">The class, or 0 when unknown.</param>
internal readonly record struct FunctionData(int Function, DataClass Class)
{
    private static readonly DataClass[] Classes =
        [DataClass.Confidential, default, DataClass.Internal, DataClass.Public];

    /// <summary>What a search met, of the classes that count: each once, by function and then by class.</summary>
    public static IReadOnlyList<FunctionData> Met(DataFlow flow, DataSearch search, Func<DataClass, bool> counts)
    {
        var all = new List<FunctionData>();
        foreach (var met in search.Met)
        {
            var (consumer, state) = Math.DivRem(met, DataSearch.States);
            if (consumer >= flow.Graph.NodeCount || !flow.Graph.IsFunction(consumer))
            {
                continue;
            }

            var data = new FunctionData(consumer, flow.ClassAt(consumer, state));
            var isTold = state != 0 && data.Class == flow.Class[consumer] && search.HopsFrom(consumer, 0) >= 0;
            if (!isTold && counts(data.Class))
            {
                all.Add(data);
            }
        }

        return [.. all.OrderBy(d => d.Function).ThenBy(d => d.Class)];
    }

    /// <summary>The state by which a search met this data in the fewest hops; null when it did not.</summary>
    public int? StateIn(DataFlow flow, DataSearch search)
    {
        var (owned, stated) = (Class == flow.Class[Function] ? search.HopsFrom(Function, 0) : -1, -1);
        if (Class != default)
        {
            stated = search.HopsFrom(Function, (int)Class);
        }

        return (owned, stated) switch
        {
            (< 0, < 0) => null,
            ( >= 0, _) when stated < 0 || owned <= stated => 0,
            _ => (int)Class,
        };
    }

    /// <summary>Counts all of it together.</summary>
    public static ExposureCounts Count(
        DataFlow flow, IEnumerable<FunctionData> inReach, IEnumerable<FunctionData> certain) =>
        new(Count(flow, inReach), Count(flow, certain));

    /// <summary>Counts it by class, the most confidential first and the unknown second; only classes that occur.</summary>
    public static IReadOnlyList<ClassInReach> CountByClass(
        DataFlow flow, IReadOnlyList<FunctionData> inReach, IReadOnlyList<FunctionData> certain) =>
    [
        .. Classes.Where(c => inReach.Any(d => d.Class == c)).Select(c => new ClassInReach(
            c == default ? null : c, Count(flow, inReach.Where(d => d.Class == c), certain.Where(d => d.Class == c)))),
    ];

    private static Reached Count(DataFlow flow, IEnumerable<FunctionData> data)
    {
        var functions = data.Select(d => d.Function).ToHashSet();
        var largest = new Dictionary<int, long>();
        foreach (var function in functions)
        {
            var body = flow.Graph.Nodes.BodyOf(function);
            largest[body] = Math.Max(largest.GetValueOrDefault(body), flow.Graph.Nodes.PeopleOf(function));
        }

        return new Reached(
            functions.Count, largest.Count, largest.Values.Sum(),
            functions.Count(f => flow.Personal[f] == PersonalData.Special));
    }
}
