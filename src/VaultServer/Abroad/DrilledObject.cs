using System.Security.Cryptography;
using System.Text.Json;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>An object of a copy that is opened with the keys, from end to end, and compared with home.</summary>
internal sealed class DrilledObject(DrillOf of, Bucket bucket, ObjectVersion version, TextSearch search, int firstBytes)
{
    /// <summary>Whether each of its sealed streams was compared with that at home, so far.</summary>
    public bool IsCompared { get; private set; } = of.HomeBlobs is not null;

    /// <summary>Its sealed streams that do not open at the copy, and do at home.</summary>
    public List<BlobId> Harmed { get; } = [];

    /// <summary>Opens it.</summary>
    /// <exception cref="IOException">It is not what it was; the message says why, in English.</exception>
    /// <exception cref="NeedsCustomerException">It needs a key of a customer, and is as it was at home as far as can be seen.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        var ring = of.Keys[bucket.Body] ?? throw new IOException($"the keys of {bucket.Body} stay locked");
        var arrival = AttributesBy(ring).Arrival;
        using var digest = IncrementalHash.CreateHash(arrival is null ? HashAlgorithmName.MD5 : HashAlgorithmName.SHA256);
        var tags = new List<byte[]>();
        await CompareAsync(ring, stop);
        foreach (var part in version.Parts)
        {
            var key = ring.Unwrap(part.WrappedKey.Span, part.Blob);
            if (!key.Holds)
            {
                throw key.Problem is CustomerKeyIsNeeded ? new NeedsCustomerException() : new IOException(key.Problem!.ToString());
            }

            using var unwrapped = key.Value;
            await OpenAsync(part, unwrapped, digest, stop);
            if (arrival is null)
            {
                tags.Add(digest.GetHashAndReset());
            }
        }

        // The entity tag of another service need not be an MD5, nor of these parts: what came from there has a digest.
        if (arrival is not null && Convert.ToHexStringLower(digest.GetHashAndReset()) != arrival.Sha256)
        {
            throw new IOException("its bytes are not those that came from the other service");
        }

        if (arrival is null && EtagOf(tags) != version.ETag)
        {
            throw new IOException("its bytes are not those of its entity tag");
        }
    }

    private ObjectAttributes AttributesBy(KeyRing ring)
    {
        var about = ring.OpenAttributes(version.Attributes.Span, version.About);
        try
        {
            return about.Holds ? ObjectAttributes.Read(about.Value) : throw new IOException(about.Problem!.ToString());
        }
        catch (JsonException e)
        {
            throw new IOException("what is known of it cannot be read", e);
        }
    }

    // S3's entity tag is an MD5: it names content, and protects nothing. What protects is the seal.
    private string EtagOf(List<byte[]> tags)
    {
        if (tags.Count == 1 && !version.ETag.Contains('-', StringComparison.Ordinal))
        {
            return Convert.ToHexStringLower(tags[0]);
        }

        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        tags.ForEach(md5.AppendData);
        return $"{Convert.ToHexStringLower(md5.GetHashAndReset())}{(tags.Count == 0 ? "" : $"-{tags.Count}")}";
    }

    private async Task OpenAsync(StoredPart part, DataKey key, IncrementalHash digest, CancellationToken stop)
    {
        await using var opening = new OpeningStream(await ReadAsync(of.Copy.Blobs, part, "the copy", stop), key, SegmentRange.Whole(part.Size));
        var buffer = new byte[SealedLength.Segment];
        var isFirst = true;
        while (await opening.ReadAsync(buffer, stop) is > 0 and var count)
        {
            if (isFirst)
            {
                search.TryAdd(buffer.AsSpan(0, Math.Min(count, firstBytes)));
                isFirst = false;
            }

            digest.AppendData(buffer, 0, count);
        }
    }

    /// <summary>Compares its sealed streams with home; that of an object which was removed there meanwhile is let be.</summary>
    private async Task CompareAsync(KeyRing ring, CancellationToken stop)
    {
        string? difference = null;
        foreach (var part in of.HomeBlobs is null ? [] : version.Parts)
        {
            if (!of.Home!.Catalogue.Refers(part.Blob))
            {
                IsCompared = false;
            }
            else if (await HashAsync(of.HomeBlobs!, part, "home", stop) != await HashAsync(of.Copy.Blobs, part, "the copy", stop))
            {
                var said = await WhichIsHarmedAsync(part, ring, stop);
                difference ??= said;
            }
        }

        if (difference is not null)
        {
            throw new IOException(difference);
        }
    }

    /// <summary>What is to be said of a part that differs: what opens is as it was.</summary>
    private async Task<string> WhichIsHarmedAsync(StoredPart part, KeyRing ring, CancellationToken stop)
    {
        var opensThere = await OpensAsync(of.Copy.Blobs, part, ring, stop);
        var opensHere = await OpensAsync(of.HomeBlobs!, part, ring, stop);
        if (opensHere && !opensThere)
        {
            Harmed.Add(part.Blob);
        }

        return opensThere && !opensHere
            ? $"part {part.Number} was altered at home, and opens at the copy: run a scrub"
            : $"part {part.Number} at the copy differs from home";
    }

    private static async Task<bool> OpensAsync(IBlobStore blobs, StoredPart part, KeyRing ring, CancellationToken stop)
    {
        var key = ring.Unwrap(part.WrappedKey.Span, part.Blob);
        if (!key.Holds)
        {
            return false;
        }

        using var unwrapped = key.Value;
        try
        {
            await using var opening = new OpeningStream(
                await ReadAsync(blobs, part, "one of both", stop), unwrapped, SegmentRange.Whole(part.Size));
            await opening.CopyToAsync(Stream.Null, stop);
            return true;
        }
        catch (BrokenSealException)
        {
            return false;
        }
    }

    private static async Task<LogHash> HashAsync(IBlobStore blobs, StoredPart part, string where, CancellationToken stop)
    {
        await using var hashed = new HashedStream(await ReadAsync(blobs, part, where, stop));
        await hashed.CopyToAsync(Stream.Null, stop);
        return hashed.Sha256;
    }

    private static async Task<Stream> ReadAsync(IBlobStore blobs, StoredPart part, string where, CancellationToken stop) =>
        await blobs.ReadAsync(part.Blob, 0, long.MaxValue, stop) ?? throw new IOException($"part {part.Number} is missing at {where}");
}

/// <summary>An object that needs a key of a customer.</summary>
internal sealed class NeedsCustomerException() : Exception("a key of a customer is needed");
