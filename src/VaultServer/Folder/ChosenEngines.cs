using Sluiswachter.Model;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>Which engines keep a vault; what is null is kept in its folder.</summary>
/// <param name="Catalogue">The database of the catalogue; null: a file of SQLite.</param>
/// <param name="Blobs">The S3 service of the sealed streams; null: files.</param>
public sealed record ChosenEngines(PostgresAddress? Catalogue, ChosenBlobs? Blobs)
{
    /// <summary>All in the folder.</summary>
    public static ChosenEngines Folder { get; } = new(null, null);

    /// <summary>The engines that a description names.</summary>
    internal static Result<ChosenEngines> Of(VaultDescription description)
    {
        PostgresAddress? catalogue = null;
        if (description.Catalogue is { } database)
        {
            var read = PostgresAddress.Of(database);
            if (!read.Holds)
            {
                return read.Problem!;
            }

            catalogue = read.Value;
        }

        if (description.Blobs is not { } kept)
        {
            return new ChosenEngines(catalogue, null);
        }

        return BlobsAddress.Of(kept.Address ?? "").Then(address => Country.Of(kept.Place ?? "").Then<ChosenEngines>(place =>
            new ChosenEngines(catalogue, new ChosenBlobs(address, place, kept.Region ?? ChosenBlobs.UsualRegion))));
    }

    /// <summary>Adds to a description which engines these are.</summary>
    internal VaultDescription In(VaultDescription description) => description with
    {
        Format = this == Folder ? VaultDescription.InFolder : VaultDescription.OverEngines,
        Catalogue = Catalogue?.ToString(),
        Blobs = Blobs is null ? null : new KeptBlobs(Blobs.Address.ToString(), Blobs.Region, Blobs.Place.Code),
    };
}

/// <summary>An S3 service that keeps the sealed streams of a vault.</summary>
/// <param name="Address">The bucket, and what names begin with.</param>
/// <param name="Place">The country in which the service keeps them.</param>
/// <param name="Region">The region for which requests to it are signed.</param>
public sealed record ChosenBlobs(BlobsAddress Address, Country Place, string Region = ChosenBlobs.UsualRegion)
{
    /// <summary>The region that services take which have none.</summary>
    public const string UsualRegion = "us-east-1";
}
