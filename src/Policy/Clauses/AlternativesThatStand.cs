using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Supplier management: an exit plan leads to something that does not fall with what is left.</summary>
/// <remarks>
/// Whether an alternative falls is told by a switch-off of the supplier, and of those that control it.
/// </remarks>
public sealed class AlternativesThatStand : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.SupplierManagement(
        "exit-alternatives",
        new Phrase(
            "An exit plan leads to an alternative that does not fall with the supplier that is left",
            "Een exitplan leidt naar een alternatief dat niet valt met de leverancier die wordt verlaten"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at)
    {
        if (use.ExitPlan() is not { Alternatives.Count: > 0 } way)
        {
            return null;
        }

        foreach (var alternative in way.Alternatives)
        {
            if (alternative.FallsWith is null)
            {
                return new Ruling.Met(new Ground(
                    new Phrase(
                        $"exit plan {way.Plan.Id} leads to {alternative.Service.Name}",
                        $"exitplan {way.Plan.Id} leidt naar {alternative.Service.Name}"),
                    way.Plan.Provenance));
            }
        }

        return new Ruling.Broken(
            new Phrase(
                "every alternative in the exit plan falls with the same controller",
                "elk alternatief in het exitplan valt met dezelfde zeggenschap"),
            new Phrase("an alternative that keeps working without it", "een alternatief dat zonder die blijft werken"),
            [.. way.Alternatives.Select(a => new Ground(
                new Phrase(
                    $"{a.Service.Name} of {a.Supplier.Name} falls with {a.FallsWith!.Name}",
                    $"{a.Service.Name} van {a.Supplier.Name} valt met {a.FallsWith.Name}"),
                way.Plan.Provenance))]);
    }
}
