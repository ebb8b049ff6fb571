using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.S3;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Looks at the rows of a catalogue that are tied to the keys of their body (docs/adr/0016), each once.</summary>
/// <remarks>
/// Of a body whose keys are locked, who may do what is listed and not opened; a customer's key is not needed. A row of a body that
/// has no keys at all was altered: nothing is made for such a body. Memory: a page.
/// </remarks>
public static class SealedRows
{
    /// <summary>All of them: who may do what, and what there is.</summary>
    /// <param name="view">The catalogue.</param>
    /// <param name="keys">The keys that are unlocked.</param>
    /// <param name="mayHaveKeys">Whether a body can have keys, unlocked or not.</param>
    public static IEnumerable<SealedRow> All(ICatalogueView view, BodyKeys keys, Func<string, bool> mayHaveKeys) =>
        OfRights(view, keys, mayHaveKeys).Concat(view.BucketsOf(null).SelectMany(bucket => keys[bucket.Body] is { } ring
            ? OfVersions(view, bucket.Name, ring).Concat(OfUploads(view, bucket.Name, ring))
            : []));

    /// <summary>Who may do what: buckets, and access keys with whose they are.</summary>
    /// <param name="view">The catalogue.</param>
    /// <param name="keys">The keys that are unlocked.</param>
    /// <param name="mayHaveKeys">Whether a body can have keys, unlocked or not.</param>
    public static IEnumerable<SealedRow> OfRights(ICatalogueView view, BodyKeys keys, Func<string, bool> mayHaveKeys) =>
        OfRights(view, null, body => keys[body], mayHaveKeys);

    /// <summary>Those of one body: who may do what. When they are not to be opened, none counts as intact.</summary>
    internal static IEnumerable<SealedRow> OfRights(ICatalogueView view, KeyRing ring, bool opens) =>
        OfRights(view, ring.Body, _ => ring, _ => true, opens);

    private static IEnumerable<SealedRow> OfRights(
        ICatalogueView view, string? body, Func<string, KeyRing?> keys, Func<string, bool> mayHaveKeys, bool opens = true)
    {
        foreach (var bucket in view.BucketsOf(body))
        {
            yield return Row(
                SealedKind.Bucket, bucket.Name.Text, bucket.Body, bucket.Seal, ring => BucketSeal.Holds(bucket, ring));
        }

        foreach (var user in view.Users(body))
        {
            foreach (var key in view.AccessKeys(user.Id))
            {
                yield return Row(
                    SealedKind.AccessKey, $"{key.Id} {user.Name}", user.Body, key.Secret, ring => Secrets.Opens(ring, key, user));
            }
        }

        SealedRow Row(SealedKind kind, string name, string of, ReadOnlyMemory<byte> seal, Func<KeyRing, bool> holds) =>
            keys(of) is { } ring
                ? new SealedRow(kind, name, opens && holds(ring)) { SealedBy = KeyRing.SealedBy(seal.Span) }
                : new SealedRow(kind, name, IsIntact: mayHaveKeys(of)) { IsLocked = true };
    }

    private static IEnumerable<SealedRow> OfVersions(ICatalogueView view, BucketName bucket, KeyRing ring) =>
        view.AllVersions(bucket).Select(version => new SealedRow(
            SealedKind.Version, $"{bucket}/{version.Key}?versionId={version.Id}", VersionSeal.Holds(version, ring)));

    private static IEnumerable<SealedRow> OfUploads(ICatalogueView view, BucketName bucket, KeyRing ring)
    {
        foreach (var upload in view.AllUploads(bucket))
        {
            var name = $"{bucket}/{upload.Key}?uploadId={upload.Text}";
            yield return new SealedRow(SealedKind.Upload, name, ring.OpenAttributes(upload.Attributes.Span, upload.About).Holds);
            foreach (var part in view.Parts(upload.Id, 0, int.MaxValue))
            {
                yield return new SealedRow(SealedKind.Part, $"{name}&partNumber={part.Part.Number}", part.IsIntact(ring));
            }
        }
    }
}

/// <summary>A row of a catalogue that is tied to the keys of its body.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Which: names as the protocol writes them, not encoded.</param>
/// <param name="IsIntact">Whether it is as it was sealed.</param>
public sealed record SealedRow(SealedKind Kind, string Name, bool IsIntact)
{
    /// <summary>The key that sealed it, as a row of who may do what says itself; null: none, or it is another row.</summary>
    public KeyName? SealedBy { get; init; }

    /// <summary>Whether it was not opened, as the keys of its body are not unlocked, or there are none.</summary>
    public bool IsLocked { get; init; }
}

/// <summary>What a row of a catalogue is.</summary>
public enum SealedKind
{
    /// <summary>A bucket, with what it allows.</summary>
    Bucket = 1,

    /// <summary>An access key, with whose it is.</summary>
    AccessKey = 2,

    /// <summary>A version of an object.</summary>
    Version = 3,

    /// <summary>An upload.</summary>
    Upload = 4,

    /// <summary>A part of an upload.</summary>
    Part = 5,
}
