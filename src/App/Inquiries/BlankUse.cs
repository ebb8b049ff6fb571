using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Inquiries;

/// <summary>A use of which nothing is known yet: for a weighing without a register.</summary>
internal static class BlankUse
{
    private static readonly EntityId Body = EntityId.Of("body").Value;
    private static readonly EntityId Service = EntityId.Of("service").Value;
    private static readonly EntityId Supplier = EntityId.Of("supplier").Value;

    /// <summary>The name of what nobody named.</summary>
    public static Label Unnamed { get; } = Label.Of("–").Value;

    /// <summary>The body that nobody named.</summary>
    public static Organisation Nobody { get; } = new(Body, Unnamed, null, null, null, null, null, null, Provenance.Unstated);

    /// <summary>Whether nothing is known of a use but perhaps what the service is called.</summary>
    public static bool Is(Use use) => use.Body == Nobody && use.Service.Id == Service && use.Told.Count == 0;

    /// <summary>The use of a service that is called so, by a body and from a supplier that are not named.</summary>
    /// <param name="name">What the service is called; null when nobody said.</param>
    public static Use Of(Label? name) => new()
    {
        Body = Nobody,
        Service = new Service(
            Service, name ?? Unnamed, Supplier, ServiceModels.None, null, [], null, null, Provenance.Unstated),
        Supplier = new Supplier(Supplier, Unnamed, null, null, Provenance.Unstated),
        IsInUse = false,
    };
}
