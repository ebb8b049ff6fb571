using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>What an outsider can check of a log, with its public key and checkpoints that were kept: nothing was altered or lost.</summary>
/// <remarks>
/// Needs nothing of the vault but what it hands out. A log that tells different people different things is found when they compare
/// checkpoints: two of one log, in whatever order they came, must always be joined by a proof.
/// </remarks>
public sealed class LogVerifier(LogKey key)
{
    /// <summary>Checks by a proof that the log of the old checkpoint is how the log of the new one begins; takes O(log n).</summary>
    public Result<LogGrowth> VerifyGrowth(string oldNote, string newNote, IReadOnlyList<LogHash> proof) =>
        Grown(oldNote, newNote).Then<LogGrowth>(growth =>
            MerkleProof.VerifyConsistency(growth.Old.Size, growth.Old.Root, growth.New.Size, growth.New.Root, proof)
                ? growth
                : new LogNotContinued(growth.Old.Size, growth.New.Size));

    /// <summary>Checks by all entries, from the first, that they are those of both checkpoints; takes O(n), and O(log n) memory.</summary>
    /// <param name="oldNote">A checkpoint that was kept.</param>
    /// <param name="newNote">The checkpoint of now.</param>
    /// <param name="entries">As many as the new checkpoint has; words may have been erased, and may not have been altered.</param>
    public Result<LogGrowth> VerifyEntries(string oldNote, string newNote, IEnumerable<RecordedEntry> entries) =>
        Grown(oldNote, newNote).Then(growth => Check(growth, entries));

    /// <summary>Checks by a proof that an entry stands at its place in the log of a checkpoint; takes O(log n).</summary>
    /// <param name="note">The checkpoint.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="index">Its place, from 0.</param>
    /// <param name="proof">The proof of inclusion.</param>
    public Result<Checkpoint> VerifyEntry(string note, RecordedEntry entry, long index, IReadOnlyList<LogHash> proof) =>
        Checkpoint.Read(note, key).Then<Checkpoint>(checkpoint =>
            entry.Entry().Problem is EntryAltered altered ? altered
            : MerkleProof.VerifyInclusion(entry.Leaf, index, checkpoint.Size, checkpoint.Root, proof) ? checkpoint
            : new EntryNotInLog(index, checkpoint.Size));

    private static Result<LogGrowth> Check(LogGrowth growth, IEnumerable<RecordedEntry> entries)
    {
        var tree = new MerkleFrontier();
        var oldRoot = tree.Root;
        foreach (var entry in entries)
        {
            if (tree.Size == growth.New.Size)
            {
                return new EntriesDiffer(growth.New.Size + 1, growth.New.Size);
            }

            if (entry.Entry().Problem is EntryAltered altered)
            {
                return altered;
            }

            tree.Append(entry.Leaf);
            oldRoot = tree.Size == growth.Old.Size ? tree.Root : oldRoot;
        }

        return tree.Size < growth.New.Size ? new EntriesDiffer(tree.Size, growth.New.Size)
            : oldRoot != growth.Old.Root ? new EntriesNotThoseOf(growth.Old)
            : tree.Root != growth.New.Root ? new EntriesNotThoseOf(growth.New)
            : growth;
    }

    private Result<LogGrowth> Grown(string oldNote, string newNote)
    {
        var (old, now) = (Checkpoint.Read(oldNote, key), Checkpoint.Read(newNote, key));
        return !old.Holds ? old.Problem!
            : !now.Holds ? now.Problem!
            : now.Value.Size < old.Value.Size ? new LogShrank(old.Value.Size, now.Value.Size)
            : now.Value.Size == old.Value.Size && now.Value.Root != old.Value.Root ? new LogRewritten(now.Value.Size)
            : new LogGrowth(old.Value, now.Value);
    }
}

/// <summary>A log that only grew.</summary>
/// <param name="Old">What it was.</param>
/// <param name="New">What it is.</param>
public sealed record LogGrowth(Checkpoint Old, Checkpoint New)
{
    /// <summary>What has been shown.</summary>
    public Phrase Says => new(
        $"nothing was altered or lost: the {Old.Size} entries of {Moments.Text(Old.Time)} are the first of the {New.Size} of " +
        $"{Moments.Text(New.Time)}",
        $"er is niets gewijzigd of verdwenen: de {Old.Size} regels van {Moments.Text(Old.Time)} zijn de eerste van de {New.Size} van " +
        $"{Moments.Text(New.Time)}");
}

/// <summary>A log that is shorter than it was: entries were lost.</summary>
public sealed record LogShrank(long OldSize, long Size) : Problem(new Phrase(
    $"entries were lost: the log had {OldSize}, and has {Size}",
    $"er zijn regels verdwenen: het logboek had er {OldSize}, en heeft er {Size}"));

/// <summary>A log of the same length with another root: entries were altered.</summary>
public sealed record LogRewritten(long Size) : Problem(new Phrase(
    $"entries were altered: the log has {Size} as before, and another root",
    $"er zijn regels gewijzigd: het logboek heeft er {Size} zoals eerst, en een andere wortel"));

/// <summary>A proof does not show that the old log is how the new one begins.</summary>
public sealed record LogNotContinued(long OldSize, long Size) : Problem(new Phrase(
    $"it is not proven that the first {OldSize} of {Size} entries are those of before: entries were altered, or the proof is another's",
    $"niet bewezen is dat de eerste {OldSize} van {Size} regels die van eerst zijn: er is iets gewijzigd, of het bewijs is van iets anders"));

/// <summary>Not as many entries as the checkpoint has.</summary>
public sealed record EntriesDiffer(long Found, long Expected) : Problem(new Phrase(
    $"the checkpoint has {Expected} entries, and {(Found > Expected ? "more" : $"{Found}")} were given",
    $"het ijkpunt heeft {Expected} regels, en er zijn er {(Found > Expected ? "meer" : $"{Found}")} gegeven"));

/// <summary>As many entries as a checkpoint has, and others: altered, or in another order.</summary>
public sealed record EntriesNotThoseOf(Checkpoint Checkpoint) : Problem(new Phrase(
    $"the entries are not those of the checkpoint of {Moments.Text(Checkpoint.Time)}: some were altered or moved",
    $"de regels zijn niet die van het ijkpunt van {Moments.Text(Checkpoint.Time)}: er zijn er gewijzigd of verplaatst"));

/// <summary>An entry that is not shown to stand at its place in the log.</summary>
public sealed record EntryNotInLog(long Index, long Size) : Problem(new Phrase(
    $"it is not proven that this is entry {Index} of the {Size} in the log",
    $"niet bewezen is dat dit regel {Index} is van de {Size} in het logboek"));
