using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Data Act, article 29: no charges for switching from 12 January 2027.</summary>
/// <remarks>
/// An approved check of the contract by the act shows it; else it is a question, for contracts in the register do not
/// tell.
/// </remarks>
public sealed class FreeSwitching : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.DataAct(
        "29-switching", "art. 29", read: true, new DateOnly(2027, 1, 12),
        new Phrase(
            "Switching to another supplier is free of charge",
            "Overstappen naar een andere leverancier is kosteloos"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(use.UnderContract(at))
        .When(Condition.Cloud)
        .Demands(
            Condition.FreeSwitching,
            new Phrase(
                "the contract charges for switching",
                "het contract rekent kosten voor overstappen"),
            new Phrase(
                "a contract that follows the Data Act",
                "een contract dat de Dataverordening volgt"));
}
