using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.Bench;

/// <summary>Plain reachability: what can be reached from some nodes along edges, the same for every engine.</summary>
/// <param name="Nodes">Nodes are numbered from 0 to this.</param>
/// <param name="From">Of each edge the node that is needed.</param>
/// <param name="To">Of each edge the node that needs it.</param>
/// <param name="Seeds">The nodes to begin with.</param>
public sealed record PlainQuestion(int Nodes, int[] From, int[] To, int[] Seeds)
{
    /// <summary>The facts of a day, but each consumer fails at once, as soon as one thing that it needs does.</summary>
    public static RegisterColumns Plain(RegisterColumns columns)
    {
        var (requirement, alternative) = (columns.Requirement, columns.Alternative);
        var graph = DependencyGraph.Of(columns);
        var counting = new int[columns.Requirements.Count];
        for (var i = 0; i < alternative.Requirement.Length; i++)
        {
            counting[alternative.Requirement[i]] += graph.NodeOf(alternative.Service[i]) >= 0 ? 1 : 0;
        }

        return new RegisterColumns
        {
            At = columns.At,
            Entities = columns.Entities,
            Requirements = columns.Requirements,
            Sources = columns.Sources,
            Organisation = columns.Organisation,
            Function = columns.Function,
            Supplier = columns.Supplier,
            Holdings = columns.Holdings,
            Service = columns.Service,
            Requirement = requirement with { Need = Array.ConvertAll(requirement.Requirement, r => Math.Max(1, counting[r])) },
            Alternative = alternative with { GraceHours = new int[alternative.GraceHours.Length] },
        };
    }

    /// <summary>The question that a scenario is on plain facts, with edges between nodes of their graph.</summary>
    public static PlainQuestion Of(RegisterColumns plain, DependencyGraph graph, SwitchOffAnswer answer)
    {
        var functionsOf = plain.Function.Entity.Zip(plain.Function.Organisation).ToLookup(f => f.Second, f => f.First);
        var consumerOf = new int[plain.Requirements.Count];
        Array.Fill(consumerOf, -1);
        for (var i = 0; i < plain.Requirement.Requirement.Length; i++)
        {
            consumerOf[plain.Requirement.Requirement[i]] = plain.Requirement.Consumer[i];
        }

        var (from, to) = (new List<int>(), new List<int>());
        for (var i = 0; i < plain.Alternative.Service.Length; i++)
        {
            var (service, consumer) = (graph.NodeOf(plain.Alternative.Service[i]), consumerOf[plain.Alternative.Requirement[i]]);
            if (service < 0 || consumer < 0)
            {
                continue;
            }

            // A consumer is one node, or a body that stands for all its functions.
            foreach (var entity in functionsOf.Contains(consumer) ? functionsOf[consumer] : [consumer])
            {
                if (graph.NodeOf(entity) is var node and >= 0)
                {
                    from.Add(service);
                    to.Add(node);
                }
            }
        }

        return new PlainQuestion(graph.NodeCount, [.. from], [.. to], SeedsOf(answer));
    }

    /// <summary>
    /// Bytes that any engine must read at least once, with numbers of 32 bits: of each node that is reached where its
    /// edges begin and whether it was reached before, and of each edge from there its other end.
    /// </summary>
    /// <param name="isReached">Whether a node can be reached.</param>
    public long LeastBytes(Func<int, bool> isReached) =>
        sizeof(int) * ((2L * Enumerable.Range(0, Nodes).Count(isReached)) + From.Count(isReached));

    /// <summary>The nodes that a scenario itself switches off.</summary>
    public static int[] SeedsOf(SwitchOffAnswer answer) =>
        [.. answer.Services.Where(s => s.SeededBy is not null).Select(s => answer.Graph.NodeOf(s.Entity))];

    /// <summary>How many functions and services there are among what stopped.</summary>
    public static int Stopped(Counts failed) => failed.Functions + failed.Services;

    /// <summary>
    /// Of the first so many services, or suppliers with all that they control, the one whose loss stops most.
    /// </summary>
    public static Scenario WidestOf(DependencyGraph graph, RegisterColumns columns, bool suppliers, int candidates)
    {
        var entities = suppliers ? columns.Supplier.Entity : columns.Service.Entity;
        return entities.Order().Take(candidates).Select(e => EntityId.Of(graph.Entities[e]).Value)
            .Select(id => (suppliers ? Scenario.Of(suppliers: [id]) : Scenario.Of(services: [id])).Value)
            .MaxBy(s => Stopped(SwitchOff.Run(graph, s).Failed))!;
    }
}
