using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Rijksbreed cloudbeleid 2026, 4.6: data is encrypted.</summary>
public sealed class Encryption2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "4.6-encryption", Severity.Conditional,
        new Phrase(
            "Conditional: data in a public cloud is encrypted",
            "Onder voorwaarde: gegevens in een publieke cloud zijn versleuteld"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(Condition.PublicCloud)
        .Demands(
            Condition.Encrypted,
            new Phrase(
                "the supplier sees data in the clear",
                "de leverancier ziet gegevens onversleuteld"),
            new Phrase(
                "encryption of the data",
                "versleuteling van de gegevens"));
}
