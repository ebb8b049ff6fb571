using Sluiswachter.Model;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>Takes engines elsewhere into use for a new vault: nothing may be in them yet, for two vaults would harm each other.</summary>
internal static class NewEngines
{
    /// <summary>Takes them; tells why not when that cannot be, and then a vault can still be made over them.</summary>
    public static Problem? Claim(ChosenEngines engines, string name, Surroundings around)
    {
        if (engines.Catalogue is not { } database)
        {
            return ClaimBlobs(engines.Blobs, name, around);
        }

        var opened = SqlCatalogue.OpenPostgres(database.Connection);
        if (!opened.Holds)
        {
            return opened.Problem;
        }

        // That it is nobody's is looked at before anything is written in the other engine, and said to be ours after that.
        using var catalogue = opened.Value;
        return IsNew(catalogue, BlobsUse.Shared, database) ?? ClaimBlobs(engines.Blobs, name, around) ??
            IsNew(catalogue, BlobsUse.Alone, database);
    }

    private static Problem? IsNew(SqlCatalogue catalogue, BlobsUse use, PostgresAddress database)
    {
        var taken = catalogue.Use(use, _ => { });
        if (!taken.Holds)
        {
            return taken.Problem;
        }

        using var held = taken.Value;
        return held.Number == (use == BlobsUse.Alone ? 1 : 0) && catalogue.LogSize == 0 && catalogue.Users(null).Count == 0
            ? null
            : new CatalogueOfAnother(database.ToString());
    }

    private static Problem? ClaimBlobs(ChosenBlobs? blobs, string name, Surroundings around)
    {
        if (blobs is null)
        {
            return null;
        }

        var opened = around.Open(blobs);
        if (!opened.Holds)
        {
            return opened.Problem;
        }

        using var client = opened.Value.Client;
        using var store = opened.Value.Blobs;
        return store.ClaimAsync(name, CancellationToken.None).GetAwaiter().GetResult();
    }
}

/// <summary>A database in which there is the catalogue of a vault already.</summary>
/// <param name="Place">The database.</param>
public sealed record CatalogueOfAnother(string Place) : Problem(new Phrase(
    $"{Quote(Place)} holds the catalogue of a vault already: name an empty database; for a second server, copy the folder of the vault instead",
    $"in {Quote(Place)} staat de catalogus van een kluis al: noem een lege database; kopieer voor een tweede server de map van de kluis"));
