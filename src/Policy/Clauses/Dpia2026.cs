using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// Rijksbreed cloudbeleid 2026, 3.1: a high privacy risk in a public cloud needs an approved DPIA.
/// </summary>
public sealed class Dpia2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "3.1-dpia", Severity.Conditional,
        new Phrase(
            "Conditional: a high privacy risk in a public cloud needs an approved DPIA",
            "Onder voorwaarde: een hoog privacyrisico in een publieke cloud vraagt een goedgekeurde DPIA"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.Dpia(
        Judgement.Of(use, at).When(Condition.PublicCloud));
}
