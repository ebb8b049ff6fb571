using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>What changed since the last segment of a copy that is closed.</summary>
/// <param name="Records">As the copy is told of it.</param>
/// <param name="Fresh">Sealed streams that it needs and does not have, with their lengths.</param>
/// <param name="Reaches">Where in the feed it ends.</param>
/// <param name="Root">The root of the log there.</param>
/// <param name="IsAll">Whether that is the end.</param>
/// <param name="ErasesWords">Whether words of the log were erased since.</param>
/// <param name="IsSkippingOthers">Whether other buckets stay home now than the copy was told: then all of this is of no use.</param>
/// <remarks>Memory: about 8 MiB.</remarks>
internal sealed record FeedChanges(
    IReadOnlyList<FeedRecord> Records, Dictionary<BlobId, long> Fresh, FeedPlace Reaches, LogHash Root, bool IsAll, bool ErasesWords,
    bool IsSkippingOthers)
{
    private const int MostChanges = 5_000;
    private const int MostEntries = 20_000;
    private const int MostBytes = 8 << 20;

    /// <summary>What changed, as it is now, each thing once; a bucket before what is in it, and its end after that.</summary>
    public static FeedChanges Of(IFeed feed, Embassy embassy)
    {
        var skipped = SkippedBy(feed, embassy.Place).ToHashSet(StringComparer.Ordinal);
        var (end, reached, bytes, erasesWords) = (feed.End, embassy.Closed.Change, 0L, false);
        var records = new Dictionary<FeedThing, FeedRecord>();
        var fresh = new Dictionary<BlobId, long>();
        var changes = feed.Changes(embassy.Closed.Change, MostChanges);
        foreach (var change in changes)
        {
            if (bytes > MostBytes)
            {
                break;
            }

            // A version is one thing, whether it was put or set.
            var thing = change.Of.Kind == FeedKind.VersionSetting ? change.Of with { Kind = FeedKind.Version } : change.Of;
            if (!records.TryGetValue(thing, out var record) && Told(feed.Now(thing), skipped) is { } told)
            {
                records[thing] = record = told;
                bytes += told is VersionRecord { Version: var known } ? 600 + known.Attributes.Length + (200L * known.Parts.Count) : 500;
            }

            if (change.Number > embassy.Sent.Change && change.Of.Kind == FeedKind.Version && record is VersionRecord put)
            {
                AddParts(fresh, put.Version);
            }

            erasesWords |= change.Of.Kind == FeedKind.Entry && change.Number > embassy.Sent.Change;
            reached = change.Number;
        }

        var isWhole = changes.Count < MostChanges && (changes.Count == 0 || reached == changes[^1].Number);
        var entries = Math.Min(end.Entries, embassy.Closed.Entries + MostEntries);
        List<FeedRecord> all =
        [
            .. records.Values.OfType<BucketRecord>(), .. records.Values.Where(r => r is not (BucketRecord or BucketGone)),
            .. records.Values.OfType<BucketGone>(), .. feed.Entries(embassy.Closed.Entries, entries).Select(e => Told(e, skipped)!),
        ];
        var reaches = new FeedPlace(isWhole ? end.Change : reached, entries);
        return new FeedChanges(
            all, fresh, reaches, feed.RootOf(entries), isWhole && entries == end.Entries, erasesWords, !skipped.SetEquals(embassy.Skipped));
    }

    /// <summary>The buckets that may not be kept in a country.</summary>
    public static string[] SkippedBy(IFeed feed, Country place) =>
        [.. feed.Buckets.Where(b => !b.MayBeKeptIn(place)).Select(b => b.Name.Text)];

    /// <summary>What the copy is told of a record; null: nothing, as it is of a bucket that stays home.</summary>
    public static FeedRecord? Told(FeedRecord record, HashSet<string> skipped) => skipped.Count == 0 ? record : record switch
    {
        BucketRecord { Bucket.Name.Text: var bucket } when skipped.Contains(bucket) => null,
        VersionRecord { Version.Bucket.Text: var bucket } when skipped.Contains(bucket) => null,
        VersionGone { Bucket.Text: var bucket } when skipped.Contains(bucket) => null,
        EntryRecord entry when RecordedEntry.Read(entry.Bytes.Span) is { } recorded && recorded.Entry() is { Holds: true } words &&
            skipped.Contains(words.Value.OnWhat.Split('/', 2)[0]) => entry with { Bytes = recorded.Erased().ToBytes() },
        _ => record,
    };

    /// <summary>Adds the sealed streams of a version, with their lengths.</summary>
    public static void AddParts(Dictionary<BlobId, long> blobs, ObjectVersion version)
    {
        foreach (var part in version.Parts)
        {
            blobs[part.Blob] = SealedLength.Of(part.Size);
        }
    }
}
