using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Who can still work after a switch-off.</summary>
public static class StillRunning
{
    /// <summary>Comes after all that are known.</summary>
    private const Criticality Unknown = (Criticality)byte.MaxValue;

    /// <summary>
    /// The functions that do not fail within the horizon: first those that lost something and go on, then by how much
    /// depends on them, by the people they serve, and by id.
    /// </summary>
    /// <remarks>n log n in the functions that go on, linear in the alternatives.</remarks>
    public static IReadOnlyList<RunningFunction> Of(SwitchOffAnswer answer)
    {
        var graph = answer.Graph;
        var spares = new Spare?[graph.NodeCount];
        for (var requirement = 0; requirement < graph.RequirementCount; requirement++)
        {
            if (SpareOf(answer, requirement) is not { } spare)
            {
                continue;
            }

            var consumer = graph.Required.Consumer[requirement];
            if (consumer < graph.NodeCount)
            {
                spares[consumer] ??= spare;
                continue;
            }

            foreach (var function in graph.FunctionsOf[consumer - graph.NodeCount])
            {
                spares[function] ??= spare;
            }
        }

        return
        [
            .. Enumerable.Range(0, graph.NodeCount)
                .Where(node => graph.IsFunction(node) && answer.HourOf(graph.EntityOf(node)) is null)
                .Select(node => new RunningFunction(
                    graph.EntityOf(node), graph.Bodies.Entity[graph.Nodes.BodyOf(node)], graph.Nodes.PeopleOf(node),
                    graph.Nodes.ServesNobody(node), SwitchOffAnswer.CriticalityOf(graph, node), spares[node]))
                .OrderByDescending(f => f.Spare is not null).ThenBy(f => f.Criticality ?? Unknown)
                .ThenByDescending(f => f.People).ThenBy(f => f.Entity),
        ];
    }

    /// <summary>What a requirement lost and what it kept; null when it lost nothing, or everything.</summary>
    private static Spare? SpareOf(SwitchOffAnswer answer, int requirement)
    {
        var (graph, alternatives) = (answer.Graph, answer.Graph.Alternatives);
        var (lost, kept) = (-1, -1);
        for (var (a, end) = alternatives.Starts[requirement]; a < end; a++)
        {
            var entity = graph.EntityOf(alternatives.Node[a]);
            if (answer.HourOf(entity) is null)
            {
                kept = kept < 0 ? entity : kept;
            }
            else
            {
                lost = lost < 0 ? entity : lost;
            }
        }

        return lost >= 0 && kept >= 0 ? new Spare(graph.Required.Position[requirement], lost, kept) : null;
    }
}

/// <summary>A function that goes on.</summary>
/// <param name="Entity">Position of its id.</param>
/// <param name="Organisation">Position of the id of its body.</param>
/// <param name="People">People it serves: its own number, else the population of its body, else 0.</param>
/// <param name="ServesNobody">Whether it says that it serves no people itself.</param>
/// <param name="Criticality">How much depends on it, or null when unknown.</param>
/// <param name="Spare">What keeps it going although it lost something; null when it lost nothing.</param>
public readonly record struct RunningFunction(
    int Entity, int Organisation, long People, bool ServesNobody, Criticality? Criticality, Spare? Spare);

/// <summary>Why a function goes on although it lost something that it uses.</summary>
/// <param name="Requirement">Position of the id of the requirement that held.</param>
/// <param name="Lost">Position of the id of a service or function that failed.</param>
/// <param name="KeptBy">Position of the id of one that did not.</param>
public readonly record struct Spare(int Requirement, int Lost, int KeptBy);
