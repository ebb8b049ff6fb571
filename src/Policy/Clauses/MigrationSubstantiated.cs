using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// Motion 26643-1315: a move needs independent proof that service to citizens is in danger otherwise.
/// </summary>
/// <remarks>The cabinet took this condition over.</remarks>
public sealed class MigrationSubstantiated : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.Motion(
        "1315", "substantiated", Severity.Conditional,
        new Phrase(
            "Conditional: a move to an American supplier only when it is shown independently that service to citizens is at risk otherwise (the cabinet took this over)",
            "Onder voorwaarde: een overstap naar een Amerikaanse leverancier alleen als onafhankelijk is vastgesteld dat anders de dienstverlening in gevaar komt (het kabinet nam dit over)"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(!use.IsInUse)
        .When(Condition.UnitedStates)
        .Demands(
            Condition.ContinuityNeed,
            new Phrase(
                "it is not shown independently that service to citizens is at risk otherwise",
                "niet onafhankelijk is vastgesteld dat anders de dienstverlening aan burgers in gevaar komt"),
            new Phrase(
                "independent proof, or another supplier",
                "een onafhankelijke vaststelling, of een andere leverancier"));
}
