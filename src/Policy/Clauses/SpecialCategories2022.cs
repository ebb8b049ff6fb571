using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// Rijksbreed cloudbeleid 2022: special categories of personal data in principle not in a public cloud: comply, or
/// explain to CIO Rijk.
/// </summary>
public sealed class SpecialCategories2022 : UseClause
{
    private static readonly Condition Explained =
        Condition.SpecialCategoriesExplained("rijksbreed-cloudbeleid-2022/special-categories");

    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2022(
        "special-categories", Severity.Discouraged,
        new Phrase(
            "Discouraged: special categories of personal data in a public cloud, unless explained to CIO Rijk",
            "Ontraden: bijzondere persoonsgegevens in een publieke cloud, tenzij uitgelegd aan CIO Rijk"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.SpecialCategoriesExplained(
        Judgement.Of(use, at).When(Condition.PublicCloud), Explained);
}
