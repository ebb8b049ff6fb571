using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Opens every segment of every sealed stream of a vault, and tells those that are not what was sealed there.</summary>
/// <remarks>
/// Of a body whose keys are locked, and of what needs a customer's key as well, only presence and length are looked at. One
/// stream at a time; memory does not depend on their lengths. That each is the content of what the catalogue says is told by
/// <see cref="SealedRows"/>.
/// </remarks>
public static class VaultScrub
{
    /// <summary>Opens all.</summary>
    /// <param name="catalogue">What ought to be there.</param>
    /// <param name="blobs">What is.</param>
    /// <param name="keys">The keys of bodies that are unlocked.</param>
    /// <param name="tell">Takes what is found.</param>
    /// <param name="stop">Asks to stop.</param>
    public static async Task<VaultScrubTotal> RunAsync(
        ICatalogue catalogue, IBlobStore blobs, BodyKeys keys, Action<ScrubFinding> tell, CancellationToken stop)
    {
        var unopened = 0L;
        var total = await Scrub.RunAsync(catalogue, blobs, SealedLength.Of, OpensAsync, tell, stop);
        return new VaultScrubTotal(total, unopened);

        async Task<bool> OpensAsync(ReferredBlob blob, Stream sealedBytes, CancellationToken stopping)
        {
            if (keys[blob.Bucket.Body] is not { } ring)
            {
                unopened++;
                return true;
            }

            var unwrapped = ring.Unwrap(blob.Part.WrappedKey.Span, blob.Part.Blob);
            if (!unwrapped.Holds)
            {
                var needsCustomer = unwrapped.Problem is CustomerKeyIsNeeded;
                unopened += needsCustomer ? 1 : 0;
                return needsCustomer;
            }

            using var key = unwrapped.Value;
            return await OpensWithAsync(key, blob.Part.Size, sealedBytes, stopping);
        }
    }

    private static async Task<bool> OpensWithAsync(DataKey key, long size, Stream sealedBytes, CancellationToken stop)
    {
        try
        {
            await using var opening = new OpeningStream(sealedBytes, key, SegmentRange.Whole(size));
            await opening.CopyToAsync(Stream.Null, SealedLength.Segment, stop);
            return true;
        }
        catch (BrokenSealException)
        {
            return false;
        }
    }
}

/// <summary>How much of a vault was looked at.</summary>
/// <param name="Total">How much, and how much of it is not what was sealed.</param>
/// <param name="Unopened">Of how many streams only presence and length could be looked at.</param>
public sealed record VaultScrubTotal(ScrubTotal Total, long Unopened);
