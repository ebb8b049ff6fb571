using System.Collections.Concurrent;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Uses;

/// <summary>Whose laws reach data through a supplier on a day, and what lets personal data go there.</summary>
/// <remarks>From the shipped content about law (<see cref="LawBook"/>); a country without a row is one that nobody looked at.</remarks>
internal sealed class LawReach(LawBook laws, DateOnly at)
{
    /// <summary>How a safeguard is named by a decision that relies on it, before the code of the country.</summary>
    private const string Adequacy = "adequacy:";

    private readonly ConcurrentDictionary<Country, (IReadOnlyList<string> Laws, Phrase? Safeguard, string? Id, DateOnly? Since)> known = [];

    /// <summary>The reach through each of some suppliers, of countries other than a body's own.</summary>
    /// <param name="suppliers">The supplier of a service and those that control it.</param>
    /// <param name="own">The country that the body governs; null when unknown.</param>
    public IReadOnlyList<ForeignReach> Through(IEnumerable<Supplier> suppliers, Country? own)
    {
        var found = new List<ForeignReach>();
        foreach (var supplier in suppliers)
        {
            if (supplier.Country is { } country && country != own)
            {
                var (names, safeguard, id, since) = known.GetOrAdd(country, Look);
                found.Add(new ForeignReach(supplier, country, names, safeguard, id, since));
            }
        }

        return found;
    }

    private (IReadOnlyList<string> Laws, Phrase? Safeguard, string? Id, DateOnly? Since) Look(Country country)
    {
        IReadOnlyList<string> names = [.. laws.LawsOf(country, at).Select(l => l.Title).Distinct(StringComparer.Ordinal)];
        if (laws.FreeFlowTo(country, at) is { } free)
        {
            return (names, free.Why, null, free.Validity.From);
        }

        return laws.DecisionsFor(country, at).FirstOrDefault() is { } decision
            ? (names, decision.Title, Adequacy + country.Code, decision.Validity.From)
            : (names, null, null, null);
    }
}
