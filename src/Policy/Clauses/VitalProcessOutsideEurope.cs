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
    public override Clause Clause { get; } = new(
        "rijksbreed-cloudbeleid-2026/4.3",
        new Phrase(
            "Discouraged: the primary process of a vital or essential function in a public cloud of a supplier " +
            "(partly) under the law of a country outside the EU and EEA",
            "Ontraden: het primaire proces van een vitale of essentiële dienst in een publieke cloud van een " +
            "leverancier die (deels) onder het recht van een land buiten de EU en EER valt"),
        "Herziening rijksbreed cloudbeleid 2026, 4.3 (letter of 3 July 2026, Kamerstuk 26643, nr. 1541)",
        new Phrase("press and practitioners", "pers en vakgenoten"),
        Validity.Of(new DateOnly(2026, 7, 3), null).Value,
        Severity.Discouraged);

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at)
    {
        var (weight, cloud, primary, outside) =
            (use.Criticality(), use.PublicCloud(), use.PrimaryProcess(), use.UnderLawOutsideEurope());
        if (weight.Value is Criticality.Important or Criticality.Supporting || cloud.Value == false || primary.Value == false)
        {
            return null;
        }

        IReadOnlyList<Ground> grounds = [.. weight.Grounds, .. cloud.Grounds, .. primary.Grounds, .. outside.Grounds];
        if (outside.Value == false)
        {
            return new Ruling.Met(grounds);
        }

        UseQuestion? missing =
            cloud.IsUnknown ? UseQuestion.Deployment
            : weight.IsUnknown ? UseQuestion.Criticality
            : primary.IsUnknown ? UseQuestion.PrimaryProcess
            : outside.IsUnknown ? use.MissingAboutCountry()
            : null;
        return missing is { } question
            ? new Ruling.Open(question, AskedQuestion.Of(question).Unknown, grounds)
            : new Ruling.Broken(
                new Phrase(
                    "the primary process stands on a public cloud under the law of a country outside Europe",
                    "het primaire proces staat op een publieke cloud onder het recht van een land buiten Europa"),
                new Phrase(
                    "another supplier, or reasons to use this one (reports differ on whether all marks of the clause must hold)",
                    "een andere leverancier, of redenen voor deze (bronnen verschillen of alle kenmerken van de bepaling moeten gelden)"),
                grounds);
    }
}
