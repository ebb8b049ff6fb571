using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>What switches a service off.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Country">
/// For control the country of the controller; for a location the place, when it is one; else null.
/// </param>
/// <param name="Suppliers">
/// For control and supplier the positions of the ids of the suppliers from the controller, through a shortest chain of
/// control (ties by ordinal id, from the controller on), to the supplier of the service; else empty.
/// </param>
/// <param name="Locations">For a location the places where the service runs; else empty.</param>
public sealed record Seeding(
    SeedKind Kind, Country? Country, IReadOnlyList<int> Suppliers, IReadOnlyList<Country> Locations);

/// <summary>Why a service fails at hour 0 without needing anything.</summary>
/// <remarks>In the order in which one is preferred when several apply.</remarks>
public enum SeedKind
{
    /// <summary>Its supplier, or one that controls it, is established in a named country.</summary>
    Control = 1,

    /// <summary>All places where it runs are among the named locations.</summary>
    Location = 2,

    /// <summary>Its supplier is named, or controlled by one that is.</summary>
    Supplier = 3,

    /// <summary>It is itself named.</summary>
    Service = 4,
}
