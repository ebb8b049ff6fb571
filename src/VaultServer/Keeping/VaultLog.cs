using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>The log of a vault as officers read it and hand it out, also while the vault is being served.</summary>
/// <remarks>Reading an entry takes O(log n), a checkpoint O(log² n).</remarks>
public sealed class VaultLog(ICatalogue catalogue)
{
    /// <summary>How many entries there are.</summary>
    public long Size => catalogue.LogSize;

    /// <summary>
    /// When the last thing was done that it knows of; where the clock jumped shortly before, the last thing before the jump.
    /// Null: it knows of none, or cannot be read.
    /// </summary>
    /// <param name="jump">Two entries that are further apart are a jump, and for how long that counts.</param>
    /// <remarks>What was logged by a clock since it jumped, by this process too, tells nothing of whether it is right.</remarks>
    public DateTimeOffset? LastBeforeAJump(TimeSpan jump)
    {
        var last = Size - 1;
        if (WhenOf(last) is not { } latest)
        {
            return null;
        }

        // Twice as far back each time, to one that is far in time; then by halves to the first that is not.
        var (far, near) = (last - 1, last);
        for (var back = 1L; !IsFar(far); back *= 2)
        {
            (far, near) = (Math.Max(-1, far - back), far);
        }

        while (near - far > 1)
        {
            var middle = far + ((near - far) / 2);
            (far, near) = IsFar(middle) ? (middle, near) : (far, middle);
        }

        return WhenOf(far) is { } before && WhenOf(near) is { } after && (after - before).Duration() > jump ? before : latest;

        bool IsFar(long number) => number < 0 || (WhenOf(number) is { } when && (latest - when).Duration() > jump);
    }

    /// <summary>The checkpoint of now, signed: to be kept by someone who has nothing to do with the vault.</summary>
    /// <exception cref="IOException">The tree in the catalogue is not whole.</exception>
    public string Checkpoint(LogSigner signer, DateTimeOffset now) =>
        Vault.Checkpoint.Sign(MerkleFrontier.Of(Size, node => LogTree.HashOf(catalogue, node)), now, signer);

    /// <summary>Entries from a number on, from 0; null where one is lost or unreadable.</summary>
    public IEnumerable<RecordedEntry?> From(long number)
    {
        for (var size = Size; number < size; number++)
        {
            yield return catalogue.Entry(number) is { } bytes ? RecordedEntry.Read(bytes.Span) : null;
        }
    }

    private DateTimeOffset? WhenOf(long number) => number < 0 ? null : From(number).FirstOrDefault()?.When;

    /// <summary>Writes all entries, each a line of base64, as they are kept: with their words, or what is left of erased ones.</summary>
    /// <returns>How many.</returns>
    public long Export(TextWriter into)
    {
        var size = Size;
        for (var number = 0L; number < size; number++)
        {
            into.Write(catalogue.Entry(number) is { } bytes ? Convert.ToBase64String(bytes.Span) : "");
            into.Write('\n');
        }

        return size;
    }

    /// <summary>The numbers of the entries of what a user did before a moment, as far as they have words that can be erased.</summary>
    public IEnumerable<long> Of(string user, DateTimeOffset before) => From(0)
        .Select((entry, number) => (Entry: entry?.Entry(), Number: (long)number))
        .Where(e => e.Entry is { Holds: true, Value: var words } && words.Who == user && words.When < before &&
            !OfficersActs.Has(words.What))
        .Select(e => e.Number);

    /// <summary>Erases the words of entries: who, from where, what, on what; that there was one, and when, stays proven.</summary>
    /// <param name="numbers">Which; what was erased before stays so.</param>
    /// <param name="by">The role that does it.</param>
    /// <param name="reason">Why; it is in the log for good, so no words that are to be erased.</param>
    /// <param name="clock">What time it is.</param>
    /// <returns>
    /// How many were erased. Refused, with nothing erased, are entries that are lost or altered, for that would hide it, and
    /// acts of officers: by these it is known who erased, and why.
    /// </returns>
    /// <remarks>One entry more tells which were erased, by whom and why.</remarks>
    public Result<int> Erase(IReadOnlyCollection<long> numbers, string by, string reason, TimeProvider clock) =>
        new OfficersChange(catalogue, clock, by).Make<int>(OfficersAct.EraseLogEntries, change =>
        {
            // All are looked at before any is touched: what is refused changes nothing.
            var left = new SortedDictionary<long, byte[]>();
            foreach (var number in numbers)
            {
                if (change.Entry(number) is not { } bytes || RecordedEntry.Read(bytes.Span) is not { } entry)
                {
                    return new EntryUnreadable(number);
                }

                var words = entry.Entry();
                if (words.Problem is EntryErased)
                {
                    continue;
                }

                if (!words.Holds || OfficersActs.Has(words.Value.What))
                {
                    return words.Problem ?? new ActOfAnOfficer(number);
                }

                left[number] = entry.Erased().ToBytes();
            }

            foreach (var (number, bytes) in left)
            {
                change.ReplaceEntry(number, bytes);
            }

            return left.Count == 0 ? new NothingToErase() : (left.Count, $"{Ranges(left.Keys)}: {reason}");
        });

    /// <summary>Numbers as people write them: <c>3, 7-9</c>.</summary>
    private static string Ranges(IReadOnlyCollection<long> ascending)
    {
        var ranges = new List<(long First, long Last)>();
        foreach (var number in ascending)
        {
            if (ranges.Count > 0 && ranges[^1].Last == number - 1)
            {
                ranges[^1] = (ranges[^1].First, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        return string.Join(", ", ranges.Select(r => r.First == r.Last ? $"{r.First}" : $"{r.First}-{r.Last}"));
    }

    /// <summary>Proves that the log of a checkpoint is how the log of a later one begins; takes O(log² n), and reads no entry.</summary>
    /// <param name="key">The public key of the log.</param>
    /// <param name="oldNote">A checkpoint that was kept.</param>
    /// <param name="newNote">A later one, not of more entries than there are.</param>
    /// <exception cref="IOException">The tree in the catalogue is not whole.</exception>
    public Result<LogProof> ProveGrowth(LogKey key, string oldNote, string newNote) =>
        Vault.Checkpoint.Read(oldNote, key).Then(old => Known(key, newNote).Then<LogProof>(now => old.Size > now.Size
            ? new LogShrank(old.Size, now.Size)
            : new LogProof(MerkleProof.Consistency(old.Size, now.Size, node => LogTree.HashOf(catalogue, node)))));

    /// <summary>Proves that an entry is in the log of a checkpoint, and hands it out with the words that it has.</summary>
    /// <param name="key">The public key of the log.</param>
    /// <param name="number">The entry, from 0.</param>
    /// <param name="note">The checkpoint, not of more entries than there are.</param>
    /// <exception cref="IOException">The tree in the catalogue is not whole.</exception>
    public Result<LogProof> ProveEntry(LogKey key, long number, string note) => Known(key, note).Then<LogProof>(checkpoint =>
        number >= checkpoint.Size ? new EntryNotInLog(number, checkpoint.Size)
        : From(number).First() is not { } entry ? new EntryUnreadable(number)
        : new LogProof(MerkleProof.Inclusion(number, checkpoint.Size, node => LogTree.HashOf(catalogue, node)))
        {
            About = (number, entry),
        });

    /// <summary>A checkpoint of this log, which has as many entries at least.</summary>
    private Result<Checkpoint> Known(LogKey key, string note) => Vault.Checkpoint.Read(note, key).Then<Checkpoint>(
        checkpoint => checkpoint.Size > Size ? new LogShrank(checkpoint.Size, Size) : checkpoint);

    /// <summary>Checks as an outsider, by an export, that nothing was altered or lost between two checkpoints.</summary>
    /// <param name="key">The public key of the log.</param>
    /// <param name="oldNote">A checkpoint that was kept.</param>
    /// <param name="newNote">A later one.</param>
    /// <param name="lines">The lines of an export that was made after it; what came after the checkpoint is not looked at.</param>
    public static Result<LogGrowth> Verify(LogKey key, string oldNote, string newNote, IEnumerable<string> lines) =>
        Vault.Checkpoint.Read(newNote, key).Then<LogGrowth>(checkpoint =>
        {
            EntryUnreadable? unreadable = null;
            var growth = new LogVerifier(key).VerifyEntries(oldNote, newNote, Entries());
            return unreadable is null ? growth : unreadable;

            IEnumerable<RecordedEntry> Entries()
            {
                var number = 0L;
                foreach (var line in lines)
                {
                    if (number == checkpoint.Size)
                    {
                        yield break;
                    }

                    if (Read(line) is not { } entry)
                    {
                        unreadable = new EntryUnreadable(number);
                        yield break;
                    }

                    yield return entry;
                    number++;
                }
            }
        });

    private static RecordedEntry? Read(string line)
    {
        var bytes = new byte[line.Length];
        return Convert.TryFromBase64String(line, bytes, out var length) ? RecordedEntry.Read(bytes.AsSpan(0, length)) : null;
    }
}

/// <summary>An entry that is not there, or that is no entry: lost, or altered beyond reading.</summary>
/// <param name="Number">Which, from 0.</param>
public sealed record EntryUnreadable(long Number) : Problem(new Phrase(
    $"entry {Number} of the log is lost, or altered beyond reading",
    $"regel {Number} van het logboek is verdwenen, of onleesbaar gemaakt"));

/// <summary>An entry of what an officer did at the command line, whose words stay.</summary>
/// <param name="Number">Which, from 0.</param>
public sealed record ActOfAnOfficer(long Number) : Problem(new Phrase(
    $"entry {Number} is of an act of an officer, a role and no person; such entries keep their words",
    $"regel {Number} gaat over een handeling van een functionaris, een rol en geen persoon; zulke regels houden hun woorden"));

/// <summary>Nothing of what was asked for has words any more.</summary>
public sealed record NothingToErase() : Problem(new Phrase(
    "there is nothing to erase: no such entry has words", "er is niets te wissen: geen van die regels heeft nog woorden"));
