namespace Sluiswachter.Insight;

/// <summary>What fails when one supplier after the other is switched off, each with all whom it controls.</summary>
/// <remarks>
/// The answer of a switch-off of that supplier (docs/switch-off.md) at the same horizon, without its explanation. A
/// workspace: a question takes time that grows with what fails. Not for several threads at once; the graph may be shared.
/// </remarks>
public sealed class SupplierLoss
{
    private readonly DependencyGraph graph;
    private readonly SubjectSeeds seeds;
    private readonly Propagation propagation;
    private readonly int horizonHours;

    /// <summary>Makes a workspace.</summary>
    /// <param name="graph">The facts.</param>
    /// <param name="horizonHours">The last hour that counts, 0 to 1,000,000.</param>
    public SupplierLoss(DependencyGraph graph, int horizonHours = Scenario.DefaultHorizonHours) =>
        (this.graph, this.horizonHours, seeds, propagation) =
            (graph, horizonHours, new SubjectSeeds(new Subjects(graph)), new Propagation(graph));

    /// <summary>Switches a supplier off; one that does not hold on the day stops nothing.</summary>
    /// <param name="supplier">The position of its id.</param>
    public void SwitchOff(int supplier) => propagation.Run(
        graph.SupplierOf(supplier) >= 0 ? seeds.Of(new Subject(SubjectKind.Controller, supplier)) : [], horizonHours);

    /// <summary>Whether a service or function fails within the horizon, of the supplier switched off last.</summary>
    /// <param name="entity">The position of its id; one that does not count on the day never fails.</param>
    public bool HasFailed(int entity) => graph.NodeOf(entity) is var node and >= 0 && propagation.HasFailed(node);
}
