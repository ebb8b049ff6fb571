using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// Rijksbreed cloudbeleid 2026, 3.1: transfer of personal data to a third country without adequacy needs a DTIA.
/// </summary>
/// <remarks>Country by country: that of the supplier, and of each that controls it.</remarks>
public sealed class TransferAssessment2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "3.1-dtia", Severity.Conditional,
        new Phrase(
            "Conditional: personal data that may reach a country without adequacy decision needs an approved DTIA",
            "Onder voorwaarde: persoonsgegevens die naar een land zonder adequaatheidsbesluit kunnen gaan vragen een goedgekeurde DTIA"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(Condition.PublicCloud)
        .When(Condition.AnyPersonalData)
        .When(Condition.NoSafeguard)
        .Demands(
            Condition.Dtia,
            new Phrase(
                "personal data may go to a country without adequacy decision and no transfer assessment (DTIA) is approved",
                "persoonsgegevens kunnen naar een land zonder adequaatheidsbesluit gaan en er is geen goedgekeurde DTIA"),
            new Phrase(
                "an approved DTIA, or a supplier that no such country reaches",
                "een goedgekeurde DTIA, of een leverancier die buiten bereik van zo'n land is"));
}
