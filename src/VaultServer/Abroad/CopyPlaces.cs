using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>Opens places of copies: folders, and buckets of S3 services.</summary>
/// <param name="credential">Who signs requests to an S3 service, for a region; null: nobody can.</param>
/// <param name="clock">What time it is.</param>
public sealed class CopyPlaces((string AccessKeyId, string Secret)? credential, TimeProvider clock)
{
    /// <summary>Whether an address is one of an S3 service.</summary>
    public static bool IsS3(string address) =>
        address.StartsWith("https://", StringComparison.Ordinal) || address.StartsWith("http://", StringComparison.Ordinal);

    /// <summary>Opens a copy that was made.</summary>
    public Result<ICopy> Open(string address, string region) => IsS3(address)
        ? At(address, region)
        : FolderCopy.Open(address).Then(copy => Result<ICopy>.Of(copy));

    /// <summary>Makes the place of a copy, where nothing is yet.</summary>
    public async Task<Problem?> MakeAsync(string address, string region, CancellationToken stop)
    {
        if (!IsS3(address))
        {
            var made = FolderCopy.Make(address);
            if (made.Holds)
            {
                made.Value.Dispose();
            }

            return made.Problem;
        }

        var opened = At(address, region);
        if (!opened.Holds)
        {
            return opened.Problem;
        }

        using var copy = opened.Value;
        try
        {
            var isEmpty = (await copy.ReadHeadAsync(stop)).Length == 0 && !await copy.Blobs.ListAsync(stop).AnyAsync(stop);
            return isEmpty ? null : new CopyNotEmpty(address);
        }
        catch (IOException e)
        {
            return new NoCopy(address, MachineReason.Of(e));
        }
    }

    private Result<ICopy> At(string address, string region)
    {
        var (id, secret) = credential ?? ("", "");
        var http = Surroundings.NewClient();
        var copy = S3Copy.At(http, address, new S3Credential(id, secret, region), clock);
        if (copy.Holds && credential is not null)
        {
            return copy.Then(c => Result<ICopy>.Of(c));
        }

        http.Dispose();
        return copy.Problem ?? new NoCopyCredential(address);
    }
}

/// <summary>An S3 service is to be asked, and nobody is named who may.</summary>
/// <param name="Address">The address.</param>
public sealed record NoCopyCredential(string Address) : Problem(new Phrase(
    $"{Quote(Address)} asks for an access key: set SLUIS_EMBASSY_ACCESS_KEY_ID and SLUIS_EMBASSY_SECRET_ACCESS_KEY",
    $"{Quote(Address)} vraagt om een toegangssleutel: zet SLUIS_EMBASSY_ACCESS_KEY_ID en SLUIS_EMBASSY_SECRET_ACCESS_KEY"));
