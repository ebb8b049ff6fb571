using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Data Act, chapter VI: a contract in force is checked against it.</summary>
/// <remarks>The act binds suppliers; that a body checks is how it finds out.</remarks>
public sealed class ContractChecked : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.DataAct(
        "contract-check", "art. 25, 28, 29, 30", read: false, new DateOnly(2025, 9, 12),
        new Phrase(
            "Contracts for cloud services are checked against chapter VI",
            "Contracten voor clouddiensten zijn getoetst aan hoofdstuk VI"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(use.UnderContract(at))
        .When(Condition.Cloud)
        .Demands(
            Condition.ContractCheck,
            new Phrase(
                "the contract was not checked against the Data Act",
                "het contract is niet getoetst aan de Dataverordening"),
            new Phrase(
                "an approved check of the contract",
                "een goedgekeurde toets van het contract"));
}
