using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Rijksbreed cloudbeleid 2026, 4.6: storage in the EEA or Switzerland.</summary>
public sealed class StorageInEurope2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "4.6-storage", Severity.Conditional,
        new Phrase(
            "Conditional: data in a public cloud is stored in the EEA or Switzerland",
            "Onder voorwaarde: gegevens in een publieke cloud worden opgeslagen in de EER of Zwitserland"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(Condition.PublicCloud)
        .Demands(
            Condition.StorageInEurope,
            new Phrase(
                "data is stored outside the EEA and Switzerland",
                "gegevens worden opgeslagen buiten de EER en Zwitserland"),
            new Phrase(
                "storage in the EEA or Switzerland",
                "opslag in de EER of Zwitserland"));
}
