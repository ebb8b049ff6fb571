using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Rijksbreed cloudbeleid 2022: no state secrets in a public cloud.</summary>
public sealed class StateSecrets2022 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2022(
        "state-secrets", Severity.Prohibited,
        new Phrase(
            "Prohibited: state secrets in a public cloud",
            "Verboden: staatsgeheimen in een publieke cloud"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.NoStateSecrets(
        Judgement.Of(use, at).When(Condition.PublicCloud));
}
