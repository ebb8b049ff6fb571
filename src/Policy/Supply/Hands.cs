using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>In whose hands something is: its supplier and all that control that supplier.</summary>
/// <param name="All">The supplier first, then those that control it, nearest first, the top last; at least one.</param>
/// <param name="IsKnown">Whether it is known who is in control, and where that is.</param>
public sealed record Hands(IReadOnlyList<Party> All, bool IsKnown)
{
    /// <summary>Who stands at the top.</summary>
    public Party Top => All[^1];

    /// <summary>Whether an offer in other hands would fall with what it replaces.</summary>
    /// <param name="left">In whose hands what is replaced is; null when nothing in particular is.</param>
    /// <param name="offered">In whose hands the offer is.</param>
    /// <param name="avoided">Countries under whose law it may not be.</param>
    /// <param name="home">The country of who asks, which never counts as the same country; null when none.</param>
    /// <remarks>Which hands are whose is compared by <see cref="Party.Key"/>.</remarks>
    public static ControlReach Compare(Hands? left, Hands offered, IReadOnlySet<Country> avoided, Country? home = null)
    {
        if (left is not null && offered.All.Any(hand => left.All.Any(l => l.Key == hand.Key)))
        {
            return ControlReach.SameController;
        }

        if (offered.All.Any(hand => hand.Country is { } country && avoided.Contains(country)))
        {
            return ControlReach.AvoidedCountry;
        }

        if (left?.Top.Country is { } same && same != home && offered.All.Any(hand => hand.Country == same))
        {
            return ControlReach.SameCountry;
        }

        return offered.IsKnown && left is not { IsKnown: false } ? ControlReach.Free : ControlReach.Unknown;
    }
}

/// <summary>A supplier, or one that controls it.</summary>
/// <param name="Key">By what it is told apart; the same for the same one wherever it is named.</param>
/// <param name="Country">Where it is established; null when unknown.</param>
public sealed record Party(string Key, Country? Country);
