using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>What is lost, in the measures by which losses are ranked.</summary>
/// <param name="Vital">Functions that are vital.</param>
/// <param name="Functions">Functions.</param>
/// <param name="Organisations">Public bodies of which a function is lost.</param>
/// <param name="People">Per body the most people that one of these functions serves, summed over bodies.</param>
/// <param name="Services">Services, those that are switched off included.</param>
/// <param name="Alternatives">How often a service or function that is lost is an alternative of a requirement.</param>
public readonly record struct Loss(
    int Vital, int Functions, int Organisations, long People, int Services, long Alternatives)
{
    /// <summary>What one loss has beyond another.</summary>
    public static Loss operator -(Loss a, Loss b) => new(
        a.Vital - b.Vital, a.Functions - b.Functions, a.Organisations - b.Organisations, a.People - b.People,
        a.Services - b.Services, a.Alternatives - b.Alternatives);

    /// <summary>Negative when one loss ranks before another: the greater first, by docs/insight.md, "Contingency".</summary>
    public static int WorstFirst(in Loss a, in Loss b)
    {
        var order = b.Vital.CompareTo(a.Vital);
        order = order != 0 ? order : b.Functions.CompareTo(a.Functions);
        order = order != 0 ? order : b.Organisations.CompareTo(a.Organisations);
        order = order != 0 ? order : b.People.CompareTo(a.People);
        return order != 0 ? order : b.Alternatives.CompareTo(a.Alternatives);
    }
}

/// <summary>Adds up a loss, node by node, and can take back what was added last.</summary>
/// <remarks>O(1) per node; allocates nothing once it has grown. Not for several threads at once.</remarks>
internal sealed class LossCount
{
    /// <summary>Fewer than any people whom the functions of a body serve.</summary>
    private const long NoneLost = -1;

    private readonly NodePart nodes;
    private readonly Starts uses;
    private readonly long[] largest;
    private readonly List<(int Body, long Before)> changes = [];
    private int vital, functions, organisations, services;
    private long people, alternatives;

    public LossCount(DependencyGraph graph)
    {
        (nodes, uses) = (graph.Nodes, graph.Uses.Starts);
        largest = new long[graph.OrganisationCount];
        largest.AsSpan().Fill(NoneLost);
    }

    /// <summary>What has been added up.</summary>
    public Loss Total => new(vital, functions, organisations, people, services, alternatives);

    /// <summary>How far it has come: what <see cref="BackTo"/> can go back to.</summary>
    public (Loss Total, int Changes) Mark => (Total, changes.Count);

    /// <summary>Adds a function or service that is lost; each at most once.</summary>
    public void Add(int node)
    {
        var (first, end) = uses[node];
        alternatives += end - first;
        AddNode(node);
    }

    /// <summary>Takes back all that was added since a mark.</summary>
    public void BackTo((Loss Total, int Changes) mark)
    {
        for (var i = changes.Count - 1; i >= mark.Changes; i--)
        {
            largest[changes[i].Body] = changes[i].Before;
        }

        changes.RemoveRange(mark.Changes, changes.Count - mark.Changes);
        (vital, functions, organisations, people, services, alternatives) = mark.Total;
    }

    /// <summary>Adds up what a run lost, from nothing.</summary>
    public Loss Of(Propagation propagation)
    {
        BackTo(default);
        alternatives = propagation.AlternativesLost;
        foreach (var node in propagation.Failed)
        {
            AddNode(node);
        }

        return Total;
    }

    private void AddNode(int node)
    {
        var function = nodes.Functions.PlaceOf(node);
        if (function < 0)
        {
            services++;
            return;
        }

        functions++;
        vital += nodes.About.Criticality[function] == (int)Criticality.Vital ? 1 : 0;
        var body = nodes.BodyOf(node);
        var (known, serves) = (largest[body], nodes.About.People.LongAt(function));
        if (serves > known)
        {
            changes.Add((body, known));
            largest[body] = serves;
            organisations += known == NoneLost ? 1 : 0;
            people += serves - Math.Max(0, known);
        }
    }
}
