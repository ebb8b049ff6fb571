using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Brings facts into the register: all of them, or none and every reason why.</summary>
/// <remarks>
/// The import works in one transaction and a bounded number of rows at a time. It first reads the ids that the tables
/// introduce, then the facts, each kind after the kinds it refers to, and last checks what only the whole can show.
/// </remarks>
public sealed class ImportFacts(IRegisterStore store, TimeProvider clock)
{
    /// <summary>Reads tables into the register.</summary>
    /// <param name="tables">The facts, of any kinds, in any order.</param>
    /// <param name="options">How to do it.</param>
    /// <param name="complaints">Where complaints go; errors in it from opening the files keep all from being stored.</param>
    /// <param name="progress">Told now and then how far it is; null for nobody.</param>
    public ImportOutcome Run(
        IReadOnlyList<FactTable> tables,
        ImportOptions options,
        Complaints complaints,
        IProgress<ImportProgress>? progress = null)
    {
        var now = clock.GetUtcNow();
        var outcome = new ImportOutcome { Complaints = complaints };
        using var writer = store.Write(new ChangeNote(options.By, now, options.Why));
        if (options.OnlyAfter is { } known && HeadOf(writer) != known)
        {
            complaints.Refuse(new Place(""), new ChangedMeanwhile());
            return outcome;
        }

        var run = new ImportRun(writer, options, Days.InTheNetherlands(now), outcome, progress);
        run.Import([.. tables.OrderBy(t => t.Schema.Kind)]);
        if (complaints.Errors == 0 && !options.DryRun)
        {
            if (writer.Entries > 0)
            {
                writer.Commit();
            }

            outcome.Stored = true;
        }

        return outcome;
    }

    private static JournalHead HeadOf(IRegisterWriter writer)
    {
        using var before = writer.Preview();
        return before.Head;
    }
}

/// <summary>A register that someone else changed between the reading and the writing of what follows from it.</summary>
public sealed record ChangedMeanwhile() : Problem(new Phrase(
    "someone else changed the register just now: look at it again, and try again",
    "iemand anders heeft het register zojuist gewijzigd: kijk er opnieuw naar en probeer het nog eens"));

/// <summary>How an import is to be done.</summary>
/// <param name="By">Who does it: a role, an account or a system.</param>
/// <param name="Why">The reason, for the journal.</param>
/// <param name="Override">Whether facts of another source may be changed.</param>
/// <param name="ReplaceSource">The source of which the import is the whole truth; null when it is an update.</param>
/// <param name="DryRun">Whether to check and count only.</param>
public sealed record ImportOptions(
    string By, string Why, bool Override = false, string? ReplaceSource = null, bool DryRun = false)
{
    /// <summary>The end of the journal that the facts were made from; null: whatever was changed since matters not.</summary>
    public JournalHead? OnlyAfter { get; init; }
}

/// <summary>What an import did, or would have done.</summary>
public sealed class ImportOutcome
{
    private readonly Dictionary<FactKind, ImportCount> counts = FactSchema.All.ToDictionary(s => s.Kind, _ => new ImportCount());

    /// <summary>Everything wrong or odd that was found.</summary>
    public required Complaints Complaints { get; init; }

    /// <summary>Whether the register now holds the facts; false with errors and in a dry run.</summary>
    public bool Stored { get; internal set; }

    /// <summary>What happened per kind of fact.</summary>
    public IReadOnlyDictionary<FactKind, ImportCount> Counts => counts;

    /// <summary>How many facts were added, changed, ended or withdrawn together.</summary>
    public long Changes => counts.Values.Sum(c => c.Added + c.Changed + c.Ended + c.Withdrawn);

    internal ImportCount Of(FactKind kind) => counts[kind];
}

/// <summary>What an import did with one kind of fact.</summary>
public sealed class ImportCount
{
    /// <summary>Facts that the register did not have.</summary>
    public long Added { get; internal set; }

    /// <summary>Facts that now say something else.</summary>
    public long Changed { get; internal set; }

    /// <summary>Facts that the register had just so.</summary>
    public long Unchanged { get; internal set; }

    /// <summary>Facts that end on the day of the import, because their source no longer names them.</summary>
    public long Ended { get; internal set; }

    /// <summary>Facts taken back before they began, because their source no longer names them.</summary>
    public long Withdrawn { get; internal set; }
}

/// <summary>How far an import is.</summary>
/// <param name="Kind">The kind of fact being read.</param>
/// <param name="Rows">How many rows of all kinds were read.</param>
public readonly record struct ImportProgress(FactKind Kind, long Rows);
