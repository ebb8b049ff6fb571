using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// Rijksbreed cloudbeleid 2026, 4.3: a vital or essential function should not have its primary process in a public
/// cloud of a supplier that falls (partly) under the law of a country outside the EU and EEA.
/// </summary>
/// <remarks>
/// The reports of the policy differ on whether all three marks must hold; here they must, and the finding says so. The
/// policy binds the central government; independent bodies follow it, and it is advice to others.
/// </remarks>
public sealed class VitalProcessOutsideEurope : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "4.3", Severity.Discouraged,
        new Phrase(
            "Discouraged: the primary process of a vital or essential function in a public cloud of a supplier " +
            "(partly) under the law of a country outside the EU and EEA",
            "Ontraden: het primaire proces van een vitale of essentiële dienst in een publieke cloud van een " +
            "leverancier die (deels) onder het recht van een land buiten de EU en EER valt"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(Condition.PublicCloud)
        .When(Condition.VitalOrEssential)
        .When(Condition.PrimaryProcess)
        .Demands(
            Condition.EuropeanLaw,
            new Phrase(
                "the primary process stands on a public cloud under the law of a country outside Europe",
                "het primaire proces staat op een publieke cloud onder het recht van een land buiten Europa"),
            new Phrase(
                "another supplier, or reasons to use this one (reports differ on whether all marks of the clause must hold)",
                "een andere leverancier, of redenen voor deze (bronnen verschillen of alle kenmerken van de bepaling moeten gelden)"));
}
