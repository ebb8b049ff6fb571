using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Data of a function, of one class.</summary>
/// <param name="Function">The node.</param>
/// <param name="Class">The class, or 0 when unknown.</param>
internal readonly record struct FunctionData(int Function, DataClass Class)
{
    /// <summary>What a search met, of the classes that count: each once, in no order.</summary>
    public static List<FunctionData> Met(DataFlow flow, DataSearch search, Func<DataClass, bool> counts)
    {
        var all = new List<FunctionData>();
        foreach (var met in search.Met)
        {
            var (consumer, state) = Math.DivRem(met, DataSearch.States);
            if (consumer >= flow.BodyOf.Length || flow.BodyOf[consumer] < 0)
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

        return all;
    }

    /// <summary>The state by which a search met this data in the fewest hops; null when it did not.</summary>
    public int? StateIn(DataFlow flow, DataSearch search)
    {
        var owned = Class == flow.Class[Function] ? search.HopsFrom(Function, 0) : -1;
        var stated = Class == default ? -1 : search.HopsFrom(Function, (int)Class);
        return (owned, stated) switch
        {
            (< 0, < 0) => null,
            ( >= 0, _) when stated < 0 || owned <= stated => 0,
            _ => (int)Class,
        };
    }
}

/// <summary>Counts functions, their bodies and people; may be used again and again, at the cost of what is counted.</summary>
internal sealed class ReachedTally(DataFlow flow)
{
    private static readonly DataClass[] Classes =
        [DataClass.Confidential, default, DataClass.Internal, DataClass.Public];

    private readonly int[] functionIn = new int[flow.Graph.NodeCount];
    private readonly int[] bodyIn = new int[flow.Graph.OrganisationCount];
    private readonly long[] largest = new long[flow.Graph.OrganisationCount];
    private int count;

    /// <summary>Counts all of it together.</summary>
    public ExposureCounts Of(IReadOnlyList<FunctionData> inReach, IReadOnlyList<FunctionData> certain) =>
        new(Of(inReach, of: null), Of(certain, of: null));

    /// <summary>Counts it by class, the most confidential first and the unknown second; only classes that occur.</summary>
    public IReadOnlyList<ClassInReach> ByClass(IReadOnlyList<FunctionData> inReach, IReadOnlyList<FunctionData> certain) =>
    [
        .. Classes
            .Select(c => new ClassInReach(c == default ? null : c, new ExposureCounts(Of(inReach, c), Of(certain, c))))
            .Where(c => c.Counts.InReach.Functions > 0),
    ];

    /// <summary>Counts data of a class; null: of any.</summary>
    public Reached Of(IReadOnlyList<FunctionData> data, DataClass? of)
    {
        count++;
        var (functions, bodies, people, special) = (0, 0, 0L, 0);
        foreach (var (function, dataClass) in data)
        {
            if ((of is { } only && dataClass != only) || functionIn[function] == count)
            {
                continue;
            }

            functionIn[function] = count;
            functions++;
            special += flow.Personal[function] == PersonalData.Special ? 1 : 0;
            var body = flow.BodyOf[function];
            if (bodyIn[body] != count)
            {
                (bodyIn[body], largest[body]) = (count, 0);
                bodies++;
            }

            var more = Math.Max(0, flow.People[function] - largest[body]);
            (largest[body], people) = (largest[body] + more, people + more);
        }

        return new Reached(functions, bodies, people, special);
    }
}
