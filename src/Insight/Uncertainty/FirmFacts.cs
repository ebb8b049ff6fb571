using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>A register of which only facts that are firm enough pass failure on: to see what they show by themselves.</summary>
/// <remarks>
/// <para>
/// Less firm facts are not taken away, for what is an alternative by inference still may keep a requirement up. They
/// only pass nothing on: an alternative, or any of a requirement, is never felt (its grace is beyond the horizon); a
/// holding gives no control; a supplier's country is unknown; a service is switched off only by its own name, since
/// who supplies it and where it runs are in doubt. That organisations, functions, suppliers and services exist, and
/// whose a function is, is not doubted.
/// </para>
/// <para>
/// So what fails, fails in every register in which some of the less firm facts are not so, as long as no requirement
/// becomes unmet by that: with an alternative less a requirement breaks at an arrival less. Linear in the columns.
/// Definition: docs/insight.md, "Uncertainty".
/// </para>
/// </remarks>
internal sealed class FirmFacts
{
    private readonly Scenario scenario;
    private readonly HashSet<int> weakServices = [];

    private FirmFacts(RegisterColumns columns, Firmness least, Scenario scenario)
    {
        this.scenario = scenario;
        var (suppliers, services) = (columns.Supplier, columns.Service);
        for (var i = 0; i < services.Entity.Length; i++)
        {
            if (Firmnesses.Of(services.Basis![i]) > least)
            {
                weakServices.Add(services.Entity[i]);
            }
        }

        Graph = DependencyGraph.Of(new RegisterColumns
        {
            At = columns.At,
            Entities = columns.Entities,
            Requirements = columns.Requirements,
            Sources = columns.Sources,
            Organisation = columns.Organisation,
            Function = columns.Function,
            Supplier = suppliers with
            {
                Country =
                [
                    .. suppliers.Country.Zip(suppliers.Basis!, (c, basis) => Firmnesses.Of(basis) > least ? (short)0 : c),
                ],
            },
            Holdings = [.. columns.Holdings.Where(h => Firmnesses.Of(h.Basis) <= least)],
            Service = services,
            Requirement = columns.Requirement,
            Alternative = columns.Alternative with { GraceHours = GracesOf(columns, least, scenario.HorizonHours + 1) },
        });
    }

    /// <summary>Who depends on whom, and who controls whom, by what is firm enough.</summary>
    public DependencyGraph Graph { get; }

    /// <summary>Leaves failure to facts that are firm enough.</summary>
    /// <param name="columns">The facts, with <see cref="Detail.Bases"/>.</param>
    /// <param name="least">The weakest that is firm enough.</param>
    /// <param name="scenario">What is switched off, and how far is looked ahead.</param>
    public static FirmFacts Of(RegisterColumns columns, Firmness least, Scenario scenario) => new(columns, least, scenario);

    /// <summary>The services that are switched off.</summary>
    public int[] Seeded()
    {
        var named = scenario.Services.Select(id => Graph.Entities.PositionOf(id.Text)).ToHashSet();
        return
        [
            .. Seeds.Of(Graph, scenario).Nodes.Where(node =>
                Graph.EntityOf(node) is var entity && (!weakServices.Contains(entity) || named.Contains(entity))),
        ];
    }

    private static int[] GracesOf(RegisterColumns columns, Firmness least, int neverFelt)
    {
        var (all, requirements) = (columns.Alternative, columns.Requirement);
        var basisOf = new Basis[columns.Requirements.Count];
        for (var i = 0; i < requirements.Requirement.Length; i++)
        {
            basisOf[requirements.Requirement[i]] = requirements.Basis[i];
        }

        var graces = new int[all.GraceHours.Length];
        for (var i = 0; i < graces.Length; i++)
        {
            var firmness = Firmnesses.OfStep(
                basisOf[all.Requirement[i]], all.Basis[i], namesSource: all.Source[i] >= 0);
            graces[i] = firmness > least ? neverFelt : all.GraceHours[i];
        }

        return graces;
    }
}
