using System.CommandLine;
using Sluiswachter.Model;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.Cli;

/// <summary>The options that say which engines keep a new vault.</summary>
internal sealed record VaultEngineOptions(
    Option<string?> Catalogue, Option<string?> Blobs, Option<string?> BlobsPlace, Option<string?> BlobsRegion)
{
    /// <summary>What they say.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="place">The country of the vault.</param>
    public Result<ChosenEngines> Read(ParseResult parsed, Country place)
    {
        PostgresAddress? database = null;
        if (parsed.GetValue(Catalogue) is { } typed)
        {
            var read = PostgresAddress.Of(typed);
            if (!read.Holds)
            {
                return read.Problem!;
            }

            database = read.Value;
        }

        if (parsed.GetValue(Blobs) is not { } address)
        {
            return parsed.GetValue(BlobsPlace) is null && parsed.GetValue(BlobsRegion) is null
                ? new ChosenEngines(database, null)
                : new NoBlobsElsewhere();
        }

        var country = parsed.GetValue(BlobsPlace) is { } code ? Country.Of(code) : place;
        return BlobsAddress.Of(address).Then(there => country.Then<ChosenEngines>(where => new ChosenEngines(
            database, new ChosenBlobs(there, where, parsed.GetValue(BlobsRegion) ?? ChosenBlobs.UsualRegion))));
    }
}

/// <summary>Something is said of an S3 service that is not named.</summary>
internal sealed record NoBlobsElsewhere() : Problem(new Phrase(
    "--blobs-place and --blobs-region say something of an S3 service: name it with --blobs",
    "--blobs-place en --blobs-region zeggen iets over een S3-dienst: noem die met --blobs"));
