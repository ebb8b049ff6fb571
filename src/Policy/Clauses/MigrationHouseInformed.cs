using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Motion 26643-1315: the House is informed of a move in time.</summary>
/// <remarks>The cabinet took this condition over.</remarks>
public sealed class MigrationHouseInformed : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.Motion(
        "1315", "house-informed", Severity.Conditional,
        new Phrase(
            "Conditional: the House is informed in time of a move to an American supplier (the cabinet took this over)",
            "Onder voorwaarde: de Kamer is tijdig geïnformeerd over een overstap naar een Amerikaanse leverancier (het kabinet nam dit over)"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(!use.IsInUse)
        .When(Condition.UnitedStates)
        .Demands(
            Condition.HouseInformed,
            new Phrase(
                "the House was not informed of the move",
                "de Kamer is niet over de overstap geïnformeerd"),
            new Phrase(
                "a letter to the House before the move",
                "een brief aan de Kamer vóór de overstap"));
}
