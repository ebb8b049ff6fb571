using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// Rijksbreed cloudbeleid 2026, 5.2: no state secrets and highest protected interests in a public cloud.
/// </summary>
public sealed class StateSecrets2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "5.2", Severity.Prohibited,
        new Phrase(
            "Prohibited: state secrets and the highest protected interests (TBB 1 to 3) in a public cloud",
            "Verboden: staatsgeheimen en de hoogste te beschermen belangen (TBB 1 tot en met 3) in een publieke cloud"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.NoStateSecrets(
        Judgement.Of(use, at).When(Condition.PublicCloud));
}
