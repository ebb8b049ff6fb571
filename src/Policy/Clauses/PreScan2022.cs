using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Rijksbreed cloudbeleid 2022: personal data in a public cloud needs an approved pre-scan DPIA.</summary>
public sealed class PreScan2022 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2022(
        "pre-scan-dpia", Severity.Conditional,
        new Phrase(
            "Conditional: personal data in a public cloud needs an approved pre-scan DPIA",
            "Onder voorwaarde: persoonsgegevens in een publieke cloud vragen een goedgekeurde pre-scan DPIA"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.PreScan(
        Judgement.Of(use, at).When(Condition.PublicCloud));
}
