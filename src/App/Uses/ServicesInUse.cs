using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Uses;

/// <summary>The cloud services that public bodies use on a day, counted as the Netherlands Court of Audit counted them.</summary>
/// <remarks>
/// A body and a service make one, however many functions stand on it. What is ended, planned or only considered is not in
/// use. A service that is registered twice counts once for each body: see <see cref="ServiceTwins"/>. Method: docs/policy.md,
/// "The report"; after Algemene Rekenkamer, "Het Rijk in de cloud" (15 January 2025).
/// </remarks>
/// <param name="At">The day.</param>
/// <param name="All">Each use once, ordered by body and service.</param>
/// <param name="Duplicates">Uses that were left out because the same service is registered twice.</param>
/// <param name="NotInUse">Uses that were left out because they are planned or considered.</param>
internal sealed record ServicesInUse(DateOnly At, IReadOnlyList<ServiceInUse> All, int Duplicates, int NotInUse)
{
    /// <summary>Counts the services of a day.</summary>
    /// <param name="reader">The register.</param>
    /// <param name="at">The day.</param>
    /// <param name="bodies">Of these bodies only; null: of all.</param>
    public static ServicesInUse Of(IRegisterReader reader, DateOnly at, IReadOnlySet<EntityId>? bodies)
    {
        var uses = UsesOfDay.Read(reader, at, includeConsidered: true);
        var twins = ServiceTwins.Of(uses.Facts.Services.All, reader.FactsOn(FactKind.Identifier, at)
            .Select(cells => (Identifier)Identifier.Schema.Read(cells).Value));
        List<UseKey> keys = [.. uses.Keys.Where(k => bodies?.Contains(k.Body) != false)];
        var used = keys.Where(k => k.IsInUse).Select(k => (k.Body, k.Service)).ToHashSet();
        List<ServiceInUse> all =
        [
            .. keys.Where(k => k.IsInUse).GroupBy(k => (k.Body, Service: twins.Of(k.Service)))
                .Select(same => ServiceInUse.Of([.. same.Select(k => uses.Of(k)!)], uses.Control)),
        ];
        return new ServicesInUse(
            at, all, used.Count - all.Count, keys.Count(k => !k.IsInUse && !used.Contains((k.Body, k.Service))));
    }
}

/// <summary>One service that one body uses.</summary>
/// <param name="Body">The body.</param>
/// <param name="Service">The service; of one that is registered more than once the first by id.</param>
/// <param name="Controller">Who controls its supplier, at the top of the chain; itself when nobody does.</param>
/// <param name="Place">What kind of cloud it is.</param>
/// <param name="IsMaterial">Whether the body calls the use material; null when it does not say.</param>
/// <param name="HasAnalysis">Whether there is an approved risk analysis.</param>
internal sealed record ServiceInUse(
    Organisation Body, Service Service, Supplier Controller, CloudPlace Place, bool? IsMaterial, bool HasAnalysis)
{
    /// <summary>Takes together what is registered of one service.</summary>
    public static ServiceInUse Of(IReadOnlyList<Use> same, ControlOfDay control) => new(
        same[0].Body, same[0].Service, control.TopOf(same[0].Supplier),
        same.Min(u => PlaceOf(u.Service.Deployment)),
        same.Any(u => u.CalledMaterial().Value == true) ? true : same.Any(u => u.CalledMaterial().IsUnknown) ? null : false,
        same.Any(u => u.Approved(AssessmentKind.RiskAnalysis).Value == true));

    private static CloudPlace PlaceOf(Deployment? deployment) => deployment switch
    {
        null => CloudPlace.Unknown,
        Deployment.Public => CloudPlace.Public,
        _ => CloudPlace.PrivateOrHybrid,
    };
}

/// <summary>The kinds of cloud that the Court of Audit told apart.</summary>
/// <remarks>In the order in which one goes before another when the same service is registered twice.</remarks>
internal enum CloudPlace
{
    /// <summary>A public cloud.</summary>
    Public = 1,

    /// <summary>Private, community or hybrid, or in own rooms.</summary>
    PrivateOrHybrid = 2,

    /// <summary>Nobody said.</summary>
    Unknown = 3,
}
