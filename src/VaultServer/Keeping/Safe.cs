using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>What a vault works with: what is known, what is kept, the keys of bodies, the log, the time and chance.</summary>
/// <param name="Catalogue">What is known of buckets and objects.</param>
/// <param name="Blobs">Where sealed streams are kept.</param>
/// <param name="Keys">The keys of bodies, as far as they have been unlocked.</param>
/// <param name="Log">Who did what.</param>
/// <param name="Clock">What time it is.</param>
/// <param name="Random">Where chance comes from.</param>
/// <param name="Region">The name that the vault has as a region of S3.</param>
internal sealed record Safe(
    ICatalogue Catalogue, IBlobStore Blobs, BodyKeys Keys, AccessLog Log, TimeProvider Clock, Randomness Random, string Region)
{
    /// <summary>The countries in which ciphertext of the vault is kept: its own, and those of engines elsewhere.</summary>
    /// <remarks>Where nothing is said, the country that the region is named after.</remarks>
    public IReadOnlyList<Country> Places { get; init; } = [Country.Of(Region.ToUpperInvariant()).Value];

    /// <summary>The time, UTC, to the millisecond that catalogues keep.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(Clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>A number that nobody else has.</summary>
    public Guid Chance()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random(bytes);
        return new Guid(bytes);
    }
}
