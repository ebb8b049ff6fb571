using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Motion 26643-1315: a move is approved by the coordinating state secretary.</summary>
/// <remarks>
/// The motion was adopted, but the cabinet declined this role (answers of 19 September 2025): so it asks for
/// attention, and binds nobody.
/// </remarks>
public sealed class MigrationApproved : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.Motion(
        "1315", "approved", Severity.Attention,
        new Phrase(
            "A move to an American supplier is approved by the coordinating state secretary (the House asks it; the cabinet declined this role)",
            "Een overstap naar een Amerikaanse leverancier is goedgekeurd door de coördinerend staatssecretaris (de Kamer vraagt dit; het kabinet wees deze rol af)"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(!use.IsInUse)
        .When(Condition.UnitedStates)
        .Demands(
            Condition.MinisterAgreed,
            new Phrase(
                "the coordinating state secretary did not approve the move, as the House asks; the cabinet declined this role, so it does not bind",
                "de coördinerend staatssecretaris keurde de overstap niet goed, zoals de Kamer vraagt; het kabinet wees deze rol af, dus het bindt niet"),
            new Phrase(
                "consent of the minister with the state secretary",
                "instemming van de minister met de staatssecretaris"));
}
