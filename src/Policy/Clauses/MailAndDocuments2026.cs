using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// Rijksbreed cloudbeleid 2026, 4.5: e-mail and documents in a public cloud only if three conditions all hold.
/// </summary>
public sealed class MailAndDocuments2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "4.5", Severity.Conditional,
        new Phrase(
            "Conditional: e-mail and documents in a public cloud only when continuity needs it, analysis and plan are tested, and the minister agreed",
            "Onder voorwaarde: e-mail en documenten alleen in een publieke cloud als de continuïteit het vraagt, analyse en plan getest zijn en de minister instemt"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(Condition.PublicCloud)
        .When(Condition.MailOrDocuments)
        .DemandsAll(
            new Phrase(
                "e-mail or documents are in a public cloud, and not all that this asks is there",
                "e-mail of documenten staan in een publieke cloud, en niet alles wat dat vraagt is er"),
            new Phrase(
                "what lacks, or e-mail and documents outside public clouds",
                "wat ontbreekt, of e-mail en documenten buiten publieke clouds"),
            (Condition.ContinuityNeed, new("independent proof that continuity needs it", "onafhankelijke vaststelling dat de continuïteit het vraagt")),
            (Condition.RiskAnalysis, new("an approved risk analysis", "een goedgekeurde risicoanalyse")),
            (Condition.ExitTested, new("a tested exit plan", "een getest exitplan")),
            (Condition.MinisterAgreed, new("consent of the minister with the state secretary", "instemming van de minister met de staatssecretaris")));
}
