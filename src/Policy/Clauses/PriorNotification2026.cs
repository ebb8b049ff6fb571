using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Rijksbreed cloudbeleid 2026, 3.3: prior notification to CISO Rijk.</summary>
/// <remarks>What was in use at the revision could no longer be told beforehand, so it is not asked of that.</remarks>
public sealed class PriorNotification2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "3.3", Severity.Conditional,
        new Phrase(
            "Conditional: CISO Rijk is told of the use of a public cloud beforehand, and may give directions",
            "Onder voorwaarde: CISO Rijk wordt vooraf op de hoogte gesteld van gebruik van een publieke cloud, en kan aanwijzingen geven"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(!use.ExistedBefore(Documents.Revision))
        .When(Condition.PublicCloud)
        .Demands(
            Condition.Notified,
            new Phrase(
                "CISO Rijk was not told of it",
                "CISO Rijk is niet op de hoogte gesteld"),
            new Phrase(
                "a notification to CISO Rijk",
                "een melding aan CISO Rijk"));
}
