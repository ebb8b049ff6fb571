using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Supplier management: what is in use stands under a contract that has not ended.</summary>
/// <remarks>
/// In the register a use without any contract has none on file, which is what is found; a weighing has none yet. What a
/// body supplies to itself needs no contract.
/// </remarks>
public sealed class ContractInForce : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.SupplierManagement(
        "contract",
        new Phrase(
            "What is in use stands under a contract that has not ended",
            "Wat in gebruik is, staat onder een contract dat niet is afgelopen"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at)
    {
        if (!use.IsInUse || use.Dossier is null || use.Supplier.Organisation == use.Body.Id)
        {
            return null;
        }

        if (use.UnderContract(at))
        {
            return new Ruling.Met([.. use.Contracts.Where(c => c.InForce(at)).Select(GroundOf)]);
        }

        var settledBy = new Phrase("a contract in force, or the end of the use", "een lopend contract, of het einde van het gebruik");
        return use.Contracts.Count == 0
            ? new Ruling.Broken(
                new Phrase("it is in use and no contract is on file", "het is in gebruik en er is geen contract bekend"), settledBy,
                [.. use.Functions.Take(1).Select(f => new Ground(new Phrase("it is in use", "het is in gebruik"), f.Requirement.Provenance))])
            : new Ruling.Broken(
                new Phrase("it is in use outside the term of its contract", "het is in gebruik buiten de looptijd van het contract"),
                settledBy,
                [.. use.Contracts.Select(GroundOf)]);
    }

    private static Ground GroundOf(Contract contract) => new(
        new Phrase(
            $"contract {contract.Id}: {contract.StartsOn:yyyy-MM-dd} to {contract.EndsOn:yyyy-MM-dd}",
            $"contract {contract.Id}: {contract.StartsOn:yyyy-MM-dd} tot en met {contract.EndsOn:yyyy-MM-dd}"),
        contract.Provenance);
}
