using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// Rijksbreed cloudbeleid 2026, 4.6: special categories of personal data preferably not in a public cloud.
/// </summary>
public sealed class SpecialCategories2026 : UseClause
{
    private static readonly Condition Explained =
        Condition.SpecialCategoriesExplained("rijksbreed-cloudbeleid-2026/4.6-special-categories");

    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "4.6-special-categories", Severity.Attention,
        new Phrase(
            "Preferred: no special categories of personal data in a public cloud",
            "Bij voorkeur: geen bijzondere persoonsgegevens in een publieke cloud"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.SpecialCategoriesExplained(
        Judgement.Of(use, at).When(Condition.PublicCloud), Explained);
}
