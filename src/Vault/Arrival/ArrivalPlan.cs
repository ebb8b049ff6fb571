namespace Sluiswachter.Vault;

/// <summary>What a pull would bring, and what would not survive it; told before anything is moved.</summary>
/// <param name="Bucket">The bucket at the source.</param>
/// <param name="Into">The bucket in the vault.</param>
/// <param name="Settings">What becomes of its settings.</param>
/// <param name="Stock">What is in it.</param>
/// <param name="HasVersions">Whether the source lists versions; else only the objects of now can be brought.</param>
public sealed record ArrivalPlan(string Bucket, BucketName Into, CarriedSettings Settings, SourceStock Stock, bool HasVersions)
{
    /// <summary>All that does not survive: of the settings and of what is in the bucket.</summary>
    public IReadOnlyList<ArrivalLoss> Losses => [.. Settings.Losses, .. Stock.Losses];
}

/// <summary>What is in a bucket of a source, added up while it is listed.</summary>
/// <remarks>Memory does not depend on the bucket. Not for several threads.</remarks>
public sealed class SourceStock
{
    private const string Usual = "STANDARD";
    private readonly SortedDictionary<string, long> classes = new(StringComparer.Ordinal);
    private long unheld;
    private string example = "";

    /// <summary>Versions that are objects.</summary>
    public long Objects { get; private set; }

    /// <summary>Versions that are the newest of their key, and objects.</summary>
    public long Current { get; private set; }

    /// <summary>Delete markers.</summary>
    public long Markers { get; private set; }

    /// <summary>Bytes of all versions.</summary>
    public long Bytes { get; private set; }

    /// <summary>The bytes of the largest version.</summary>
    public long Largest { get; private set; }

    /// <summary>What of it does not survive the move.</summary>
    public IReadOnlyList<ArrivalLoss> Losses =>
    [
        .. classes.Select(c => new ArrivalLoss(
            new SourceVersion("", "", false, default, 0, "", c.Key).IsFrozen ? LossKind.Frozen : LossKind.StorageClass, c.Value, c.Key)),
        .. unheld > 0 ? [new ArrivalLoss(LossKind.Key, unheld, example)] : Array.Empty<ArrivalLoss>(),
    ];

    /// <summary>Adds all versions of a key.</summary>
    public void Add(SourceKey key)
    {
        Current += key.Versions is [{ IsDeleteMarker: false }, ..] ? 1 : 0;
        if (ObjectKey.Of(key.Key) is { Holds: false } unheldKey)
        {
            unheld += key.Versions.Count;
            example = example.Length > 0 ? example : ((NoObjectKey)unheldKey.Problem!).Text[..Math.Min(40, key.Key.Length)];
        }

        foreach (var version in key.Versions)
        {
            (Objects, Markers) = version.IsDeleteMarker ? (Objects, Markers + 1) : (Objects + 1, Markers);
            Bytes += version.Size;
            Largest = Math.Max(Largest, version.Size);
            if (version.StorageClass is not ("" or Usual))
            {
                classes[version.StorageClass] = classes.GetValueOrDefault(version.StorageClass) + 1;
            }
        }
    }
}
