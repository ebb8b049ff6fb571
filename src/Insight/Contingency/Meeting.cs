using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Where two subjects meet: the requirement through which only both together stop a function.</summary>
/// <param name="Function">Position of the id of the function.</param>
/// <param name="Requirement">Position of the id of the requirement that only both break.</param>
/// <param name="Consumer">Position of the id of the function, service or body that requires it.</param>
/// <param name="Alternatives">Its alternatives that fail, in the order of their ids.</param>
/// <param name="Need">How many alternatives must work.</param>
/// <param name="Of">How many there are.</param>
public sealed record Meeting(
    int Function, int Requirement, int Consumer, IReadOnlyList<MetAlternative> Alternatives, int Need, int Of)
{
    /// <summary>The order of functions of which that is unknown: after all that are known.</summary>
    private const Criticality Unknown = (Criticality)byte.MaxValue;

    /// <summary>Finds where two meet for functions that neither stops alone.</summary>
    internal static IReadOnlyList<Meeting> Find(
        DependencyGraph graph, Propagation both, Func<int, bool> first, Func<int, bool> second, int most)
    {
        var hidden = both.Failed.ToArray().Where(n => graph.IsFunction(n) && !first(n) && !second(n))
            .OrderBy(n => SwitchOffAnswer.CriticalityOf(graph, n) ?? Unknown)
            .ThenByDescending(graph.Nodes.PeopleOf).ThenBy(n => n);
        var reasons = Reasons.Of(graph, both);
        return [.. hidden.Take(most).Select(MeetingOf)];

        Meeting MeetingOf(int function)
        {
            var node = function;
            while (true)
            {
                var requirement = reasons.RequirementOf(node);
                var failed = AlternativesOf(graph, requirement)
                    .Where(n => HasArrived(graph, both, n, requirement, both.PairOf(node))).ToList();
                var deeper = failed.FindIndex(n => !first(n) && !second(n));
                if (deeper >= 0)
                {
                    node = failed[deeper];
                    continue;
                }

                return new Meeting(
                    graph.EntityOf(function), graph.Required.Position[requirement], ConsumerOf(graph, requirement),
                    [.. failed.Select(n => new MetAlternative(graph.EntityOf(n), first(n), second(n)))],
                    AlternativesOf(graph, requirement).Count() - graph.Required.Arrivals[requirement] + 1,
                    AlternativesOf(graph, requirement).Count());
            }
        }
    }

    /// <summary>Whether the failure of a node is felt by a requirement at an hour and step, or before.</summary>
    internal static bool HasArrived(
        DependencyGraph graph, Propagation run, int node, int requirement, (int Hour, int Step) by)
    {
        if (!run.HasFailed(node))
        {
            return false;
        }

        var (hour, step) = run.PairOf(node);
        return (hour + graph.Uses.GraceHoursOf(node, requirement), step + 1).CompareTo(by) <= 0;
    }

    internal static int ConsumerOf(DependencyGraph graph, int requirement)
    {
        var consumer = graph.Required.Consumer[requirement];
        return consumer < graph.NodeCount
            ? graph.EntityOf(consumer)
            : graph.Bodies.Entity[consumer - graph.NodeCount];
    }

    /// <summary>The nodes of the alternatives of a requirement, in the order of their ids.</summary>
    internal static IEnumerable<int> AlternativesOf(DependencyGraph graph, int requirement)
    {
        var (first, end) = graph.Alternatives.Starts[requirement];
        return Enumerable.Range(first, end - first).Select(a => graph.Alternatives.Node[a]);
    }
}

/// <summary>An alternative that fails when both go, and with whom alone it fails too.</summary>
/// <param name="Service">Position of its id.</param>
/// <param name="WithFirst">Whether the first alone stops it.</param>
/// <param name="WithSecond">Whether the second alone stops it.</param>
public readonly record struct MetAlternative(int Service, bool WithFirst, bool WithSecond);
