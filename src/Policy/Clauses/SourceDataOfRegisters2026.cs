using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Rijksbreed cloudbeleid 2026, 5.4: no source data of base registers in a public cloud.</summary>
public sealed class SourceDataOfRegisters2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "5.4", Severity.Prohibited,
        new Phrase(
            "Prohibited: source data of base registers in a public cloud",
            "Verboden: brongegevens van basisregistraties in een publieke cloud"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(Condition.PublicCloud)
        .When(Condition.BaseRegister)
        .Forbids(
            new Phrase(
                "source data of a base register is in a public cloud",
                "brongegevens van een basisregistratie staan in een publieke cloud"),
            new Phrase(
                "another kind of cloud, or own rooms",
                "een ander soort cloud, of eigen ruimte"));
}
