using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>What public bodies spend a year on whom, by the contracts of a day.</summary>
/// <remarks>
/// A contract counts for its supplier, whoever resells it; the reseller is told besides. Its controller is the supplier
/// at the top of the chain of control. Amounts are added within a currency, never across. Contracts without an amount or
/// without a currency are counted apart: what is unknown is never taken for nothing. Lines are in the order of the
/// currency, then of the amount, the largest first. Source: docs/insight.md.
/// </remarks>
public sealed class Spend
{
    private Spend()
    {
    }

    /// <summary>Per currency, all that is known to be spent.</summary>
    public required IReadOnlyList<SpendLine> Totals { get; init; }

    /// <summary>By the supplier at the top of the chain of control.</summary>
    public required IReadOnlyList<SpendLine> ByController { get; init; }

    /// <summary>By the country of that supplier; position -1 and no country when it is unknown.</summary>
    public required IReadOnlyList<SpendLine> ByCountry { get; init; }

    /// <summary>By the public body that pays.</summary>
    public required IReadOnlyList<SpendLine> ByBody { get; init; }

    /// <summary>By the reseller, of contracts that have one.</summary>
    public required IReadOnlyList<SpendLine> ByReseller { get; init; }

    /// <summary>How many contracts hold on the day.</summary>
    public required int Contracts { get; init; }

    /// <summary>How many of them have no yearly cost, or no currency for it.</summary>
    public required int WithoutAmount { get; init; }

    /// <summary>Bodies that require something on the day, themselves or for a function, and have no contract at all.</summary>
    public required int BodiesWithoutContract { get; init; }

    /// <summary>Adds up the contracts of a day.</summary>
    /// <param name="columns">The facts, with <see cref="Detail.Contracts"/>.</param>
    /// <remarks>n log n in the contracts.</remarks>
    public static Spend Of(RegisterColumns columns)
    {
        var contracts = columns.Contract ?? throw new ArgumentException("read without contracts", nameof(columns));
        var controllers = Controllers.Of(columns);
        var paid = Enumerable.Range(0, contracts.Id.Length)
            .Where(c => contracts.AnnualCost[c] is not null && contracts.Currency[c] is not null).ToList();
        return new Spend
        {
            Totals = Lines(_ => (-1, null)),
            ByController = Lines(c => Top(c) is var top ? (top, controllers.CountryOf(top)) : default),
            ByCountry = Lines(c => (-1, controllers.CountryOf(Top(c)))),
            ByBody = Lines(c => (contracts.Organisation[c], null)),
            ByReseller = Lines(c => (contracts.Reseller[c], controllers.CountryOf(contracts.Reseller[c])), c => contracts.Reseller[c] >= 0),
            Contracts = contracts.Id.Length,
            WithoutAmount = contracts.Id.Length - paid.Count,
            BodiesWithoutContract = Requiring(columns).Except(contracts.Organisation).Count(),
        };

        int Top(int contract) => controllers.TopOf(contracts.Supplier[contract]);

        List<SpendLine> Lines(Func<int, (int, Country?)> subject, Func<int, bool>? counts = null) =>
        [
            .. paid.Where(c => counts?.Invoke(c) != false)
                .GroupBy(c => (Subject: subject(c), Currency: contracts.Currency[c]!))
                .Select(g => new SpendLine(
                    g.Key.Subject.Item1, g.Key.Subject.Item2, g.Key.Currency, g.Sum(c => contracts.AnnualCost[c]!.Value),
                    g.Count(), g.Select(c => contracts.Organisation[c]).Distinct().Count()))
                .OrderBy(l => l.Currency, StringComparer.Ordinal).ThenByDescending(l => l.AnnualCost)
                .ThenBy(l => l.Subject).ThenBy(l => l.Country?.Code, StringComparer.Ordinal),
        ];
    }

    /// <summary>The bodies that require something, themselves or for one of their functions.</summary>
    private static IEnumerable<int> Requiring(RegisterColumns columns)
    {
        var bodies = columns.Organisation.Entity.ToHashSet();
        var bodyOf = new Dictionary<int, int>();
        for (var f = 0; f < columns.Function.Entity.Length; f++)
        {
            bodyOf.Add(columns.Function.Entity[f], columns.Function.Organisation[f]);
        }

        return columns.Requirement.Consumer
            .Select(c => bodies.Contains(c) ? c : bodyOf.GetValueOrDefault(c, -1))
            .Where(bodies.Contains).Distinct();
    }
}

/// <summary>What is spent on one subject, in one currency.</summary>
/// <param name="Subject">The position of its id; -1 when the line is about a country or about everything.</param>
/// <param name="Country">The country of the subject; null when unknown or when it is no matter.</param>
/// <param name="Currency">The currency, as contracts have it.</param>
/// <param name="AnnualCost">The sum of what the contracts cost a year.</param>
/// <param name="Contracts">How many contracts.</param>
/// <param name="Bodies">How many public bodies pay them.</param>
public sealed record SpendLine(
    int Subject, Country? Country, string Currency, decimal AnnualCost, int Contracts, int Bodies);
