using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>Fills a new catalogue from the feed of a copy, and checks the log on the way.</summary>
/// <remarks>A thousand records to a change; memory does not depend on the length of the feed.</remarks>
internal sealed class Rebuilding
{
    private const int AtOnce = 1_000;

    private readonly ICatalogue catalogue;
    private readonly FeedHead head;
    private readonly Checkpoint? old;
    private readonly List<FeedRecord> waiting = [];
    private LogHash? oldRoot;
    private LogHash root = LogHash.OfNothing;
    private long entries;

    /// <summary>Prepares to fill a catalogue in which nothing is.</summary>
    public Rebuilding(ICatalogue catalogue, FeedHead head, Checkpoint? old)
    {
        (this.catalogue, this.head, this.old) = (catalogue, head, old);
        oldRoot = old is { Size: 0 } ? LogHash.OfNothing : null;
    }

    /// <summary>Reads all segments; what is wrong is told, and the catalogue is of no use then.</summary>
    public async Task<Problem?> RunAsync(ICopy copy, KeyRing ring, CancellationToken stop)
    {
        if (old is not null && old.Size > head.Reaches.Entries)
        {
            return new CopyIsOlder(head.Reaches.Entries, old.Size);
        }

        foreach (var segment in head.Segments)
        {
            var problem = await FeedReader.ReadAsync(copy, segment, ring, record => Take(record, segment), stop) ?? Write(segment);
            if (problem is not null)
            {
                return problem;
            }
        }

        if (entries != head.Reaches.Entries || root != head.Root)
        {
            return new CopyOfAnotherLog(entries, head.Reaches.Entries);
        }

        if (old is not null && oldRoot != old.Root)
        {
            return new EntriesNotThoseOf(old);
        }

        catalogue.Change(change =>
        {
            change.Feed.EndRestoring();
            return true;
        });
        return null;
    }

    private Problem? Take(FeedRecord record, FeedSegment segment)
    {
        waiting.Add(record);
        return waiting.Count < AtOnce ? null : Write(segment);
    }

    private Problem? Write(FeedSegment segment)
    {
        var problem = catalogue.Change<Problem?>(change =>
        {
            var tree = MerkleFrontier.Of(change.LogSize, node => Keeping.LogTree.HashOf(change, node));
            foreach (var record in waiting)
            {
                if (record is not EntryRecord entry)
                {
                    change.Feed.Restore(record);
                }
                else if (!TryAppend(change, tree, entry))
                {
                    return new SegmentBroken(segment.Number, new Phrase(
                        $"entry {entry.Number} of the log is not the one that belongs there", $"regel {entry.Number} van het logboek hoort daar niet"));
                }
            }

            (entries, root) = (tree.Size, tree.Root);
            return null;
        });
        waiting.Clear();
        return problem;
    }

    /// <summary>Appends an entry, or replaces one by what is left of it; false when it is not the one that is due.</summary>
    private bool TryAppend(ICatalogueChange change, MerkleFrontier tree, EntryRecord entry)
    {
        if (RecordedEntry.Read(entry.Bytes.Span) is not { } recorded || entry.Number > tree.Size)
        {
            return false;
        }

        if (entry.Number < tree.Size)
        {
            var isTheSame = Keeping.LogTree.HashOf(change, new TreeNode(0, entry.Number)) == recorded.Leaf;
            if (isTheSame)
            {
                change.ReplaceEntry(entry.Number, entry.Bytes.Span);
            }

            return isTheSame;
        }

        change.Append(entry.Bytes.Span);
        tree.Append(recorded.Leaf, (node, hash) => change.PutNode(node.Level, node.Index, hash.ToBytes()));
        oldRoot = old?.Size == tree.Size ? tree.Root : oldRoot;
        return true;
    }
}

/// <summary>A copy that ends before a checkpoint that was kept: it is not the newest that there was.</summary>
/// <param name="Entries">Entries of the log in the copy.</param>
/// <param name="Expected">Those of the checkpoint.</param>
public sealed record CopyIsOlder(long Entries, long Expected) : Problem(new Phrase(
    $"the copy is older than the checkpoint: its log has {Entries} entries, and had {Expected} then",
    $"de kopie is ouder dan het ijkpunt: het logboek erin heeft {Entries} regels, en had er toen {Expected}"));

/// <summary>A copy whose log is not the one that its head was signed for.</summary>
/// <param name="Entries">Entries that were found.</param>
/// <param name="Expected">Those that the head has.</param>
public sealed record CopyOfAnotherLog(long Entries, long Expected) : Problem(new Phrase(
    $"the log in the copy is not the one that was signed: {Entries} entries were found, and the head has {Expected} with another root",
    $"het logboek in de kopie is niet dat waarvoor is getekend: {Entries} regels gevonden, en de kop heeft er {Expected} met een andere wortel"));
