using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>What the contracts that are in force for a use say.</summary>
/// <remarks>What is told in a weighing goes before facts; each is unknown without a contract in force.</remarks>
public static class UseContracts
{
    /// <summary>The most days of notice that two months can be taken for.</summary>
    public const int DaysOfTwoMonths = 61;

    /// <summary>The words by which a contract says that no negotiated terms apply.</summary>
    private static readonly string[] NoTerms = ["none", "geen"];

    /// <summary>Whether the term of a contract covers a day; an unknown end is no end.</summary>
    public static bool InForce(this Contract contract, DateOnly at) => !(contract.StartsOn > at) && !(contract.EndsOn < at);

    /// <summary>Whether a contract of the use is in force on a day.</summary>
    public static bool UnderContract(this Use use, DateOnly at)
    {
        for (var i = 0; i < use.Contracts.Count; i++)
        {
            if (use.Contracts[i].InForce(at))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a contract in force was bought through a reseller.</summary>
    public static bool Resold(this Use use, DateOnly at) => use.Contracts.Any(c => c.Reseller is not null && c.InForce(at));

    /// <summary>Whether each contract in force can be ended with at most two months of notice.</summary>
    public static Known<bool> NoticeWithinTwoMonths(this Use use, DateOnly at) =>
        use.TellsFlag(UseQuestion.NoticeWithinTwoMonths) ?? Each(
            use, at, _ => true, c => c.NoticeDays is { } days ? days <= DaysOfTwoMonths : null,
            c => new Phrase($"contract {c.Id}: {c.NoticeDays} {(c.NoticeDays == 1 ? "day" : "days")} of notice", $"contract {c.Id}: {c.NoticeDays} {(c.NoticeDays == 1 ? "dag" : "dagen")} opzegtermijn"));

    /// <summary>Whether switching costs nothing: an approved check of the contract by the law says so, or it was told.</summary>
    public static Known<bool> FreeSwitching(this Use use)
    {
        if (use.TellsFlag(UseQuestion.FreeSwitching) is { } told)
        {
            return told;
        }

        var check = use.Approved(AssessmentKind.ContractCheck);
        return check.Value == true ? check : UseFacts.Unknown<bool>();
    }

    /// <summary>Whether each contract that was bought through a reseller says that negotiated terms are passed on.</summary>
    /// <remarks>It says that none are by the word none or geen; an empty cell is unknown.</remarks>
    public static Known<bool> TermsPassedOn(this Use use, DateOnly at) => use.TellsFlag(UseQuestion.TermsPassedOn) ?? Each(
        use, at, c => c.Reseller is not null,
        c => c.NegotiatedTerms is { } terms ? !NoTerms.Contains(terms.Text.Trim(), StringComparer.OrdinalIgnoreCase) : null,
        c => new Phrase(
            $"contract {c.Id}, through {c.Reseller}: negotiated terms {c.NegotiatedTerms}",
            $"contract {c.Id}, via {c.Reseller}: bedongen voorwaarden {c.NegotiatedTerms}"));

    private static Known<bool> Each(
        Use use, DateOnly at, Func<Contract, bool> counts, Func<Contract, bool?> of, Func<Contract, Phrase> says)
    {
        var (shows, unknown) = ((Contract?)null, false);
        foreach (var contract in use.Contracts)
        {
            if (!contract.InForce(at) || !counts(contract))
            {
                continue;
            }

            var value = of(contract);
            if (value == false)
            {
                return new Known<bool>(false, GroundsOf(contract, says));
            }

            (shows, unknown) = (contract, unknown || value is null);
        }

        return shows is null || unknown
            ? UseFacts.Unknown<bool>()
            : new Known<bool>(true, GroundsOf(shows, says));
    }

    private static IReadOnlyList<Ground> GroundsOf(Contract contract, Func<Contract, Phrase> says) => UnspokenGrounds.Of(
        (contract, says), static k => [new Ground(k.says(k.contract), k.contract.Provenance)]);
}
