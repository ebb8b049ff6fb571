using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>Where the register is kept: facts in versions, and the journal of how they came to be.</summary>
/// <remarks>
/// One contract, two engines (SQLite and PostgreSQL), one suite of tests that both pass. Nothing is overwritten: a
/// changed fact is a new row, and the old one keeps the number of the journal entry that superseded it, so that the
/// register can be read as it was known at any time. Where the machine fails, members throw <see cref="StoreFailure"/>.
/// A store may be used by many threads at once; a reader or a writer by one at a time.
/// </remarks>
public interface IRegisterStore : IDisposable
{
    /// <summary>Opens the register for reading: one consistent picture, whatever is written meanwhile.</summary>
    /// <param name="knownBefore">
    /// Only what was recorded before this moment, up to and including the last change that bears an earlier one; null:
    /// all. Ids and their kinds are those of today.
    /// </param>
    IRegisterReader Read(DateTimeOffset? knownBefore = null);

    /// <summary>Opens the register for one change; waits until no other change is under way.</summary>
    /// <param name="note">Who changes it, when and why.</param>
    /// <remarks>
    /// Disposed without <see cref="IRegisterWriter.Commit"/>, nothing has happened. The moment is kept in UTC
    /// and cut to whole microseconds.
    /// </remarks>
    /// <exception cref="ArgumentException">Who or why is not readable text.</exception>
    /// <exception cref="StoreFailure">Another change took longer than a minute, or the machine failed.</exception>
    IRegisterWriter Write(ChangeNote note);
}

/// <summary>Who changed the register, when and why.</summary>
/// <param name="By">A role, an account or a system; never a secret.</param>
/// <param name="At">The moment, in UTC, whole microseconds.</param>
/// <param name="Why">The reason, in the words of who did it.</param>
public sealed record ChangeNote(string By, DateTimeOffset At, string Why);

/// <summary>One consistent picture of the register.</summary>
public interface IRegisterReader : IDisposable
{
    /// <summary>How many versions of a kind of fact are current.</summary>
    long Count(FactKind kind);

    /// <summary>
    /// The current versions of a kind, streamed, ordered by the ids and texts of their key (ordinal) and then by
    /// valid_from; one cell per column of the schema, references as texts.
    /// </summary>
    IEnumerable<Cell[]> Facts(FactKind kind);

    /// <summary>
    /// The current versions of a kind that hold on a day, streamed in no order, faster than <see cref="Facts"/>; cells as
    /// there, and an id that occurs more than once is the same text.
    /// </summary>
    /// <remarks>Nothing else can be read by this reader until the last was read or the rest is given up.</remarks>
    IEnumerable<Cell[]> FactsOn(FactKind kind, DateOnly day);

    /// <summary>The current versions of a kind that ended on a day or before it; else as <see cref="FactsOn"/>.</summary>
    IEnumerable<Cell[]> FactsEndedBy(FactKind kind, DateOnly day);

    /// <summary>The current versions of a kind whose first column is one of these ids, in no order; cells as in <see cref="Facts"/>.</summary>
    IReadOnlyList<Cell[]> FactsOf(FactKind kind, IReadOnlyCollection<string> firstIds);

    /// <summary>The facts that hold on a day, as integers; reads no labels.</summary>
    /// <param name="at">The day.</param>
    /// <param name="includeConsidered">Whether requirements with the status considered count.</param>
    /// <param name="detail">What else is needed.</param>
    RegisterColumns Columns(DateOnly at, bool includeConsidered, Detail detail = Detail.None);

    /// <summary>The facts that hold on some day of a period, its ends included, from which each of its days is cut.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="until">The last day.</param>
    /// <param name="includeConsidered">Whether requirements with the status considered count.</param>
    /// <param name="detail">What else is needed.</param>
    RegisterPeriod Period(DateOnly from, DateOnly until, bool includeConsidered, Detail detail = Detail.None);

    /// <summary>When the requirements that hold on a day were observed; reads their table once.</summary>
    /// <param name="at">The day.</param>
    /// <param name="includeConsidered">Whether requirements with the status considered count.</param>
    Observations Observed(DateOnly at, bool includeConsidered);

    /// <summary>
    /// The kind of each entity id that was ever declared, or null for an id that is not in the register.
    /// </summary>
    FactKind? KindOf(string entityId);

    /// <summary>
    /// Labels (the column <c>name</c>) of organisations, functions, suppliers and services; of versions that hold on
    /// the day, else of any current version. Ids without one are left out.
    /// </summary>
    IReadOnlyDictionary<string, string> Names(IReadOnlyCollection<string> entityIds, DateOnly at);

    /// <summary>The journal from an entry on, streamed in order.</summary>
    /// <param name="from">The number of the first entry wanted; entries are numbered from 1.</param>
    IEnumerable<JournalEntry> Journal(int from = 1);

    /// <summary>The last entry's number and hash; number 0 and 32 zero bytes for an empty journal.</summary>
    JournalHead Head { get; }

    /// <summary>
    /// Recomputes the whole chain from the facts themselves and tells the first and every further place where journal
    /// and facts do not agree; empty when all is well.
    /// </summary>
    /// <param name="anchor">A head that was noted outside the register earlier; null when there is none.</param>
    IEnumerable<JournalFault> Verify(JournalHead? anchor = null);
}

/// <summary>One change of the register, all or nothing.</summary>
/// <remarks>
/// Memory is bounded however many facts are written: ids take some 50 bytes each, up to four million of
/// them. A step that throws spoils the change: it can then only be disposed.
/// </remarks>
public interface IRegisterWriter : IDisposable
{
    /// <summary>
    /// The keys of ids in a space, 0 for an id that is not in the register; ids declared earlier in this change count.
    /// </summary>
    /// <remarks>Ask for thousands at a time; ids that this change declared or asked for before cost nothing.</remarks>
    int[] KeysOf(IdSpace space, IReadOnlyList<string> ids);

    /// <summary>The kinds of entity keys.</summary>
    FactKind KindOf(int entityKey);

    /// <summary>Adds ids that are not yet in the register and returns their keys, in order.</summary>
    /// <param name="kind">A kind that has ids of its own.</param>
    int[] Declare(FactKind kind, IReadOnlyList<string> ids);

    /// <summary>
    /// The current versions whose first key column refers to one of these keys, in the order of their entries.
    /// </summary>
    /// <remarks>Ask for thousands at a time; keys that are known to have no versions cost nothing.</remarks>
    IReadOnlyList<StoredFact> Versions(FactKind kind, IReadOnlyCollection<int> firstKeys);

    /// <summary>
    /// The current versions of a kind that a source states, streamed; may be changed meanwhile. Reads the whole table.
    /// </summary>
    IEnumerable<StoredFact> VersionsOfSource(FactKind kind, int sourceKey);

    /// <summary>
    /// The current versions, of any kind, that refer to one of these keys of a space (other than by being its own
    /// version). Reads every table that can refer to that space.
    /// </summary>
    /// <param name="space">The space of the keys.</param>
    /// <param name="keys">The keys that are referred to.</param>
    /// <param name="among">Only facts of these kinds, so that other tables need not be read; null: of all kinds.</param>
    IReadOnlyList<StoredFact> Referring(
        IdSpace space, IReadOnlyCollection<int> keys, IReadOnlyCollection<FactKind>? among = null);

    /// <summary>Records a new fact.</summary>
    void Add(FactKind kind, FactRow row);

    /// <summary>Records a new version that takes the place of an old one.</summary>
    void Change(StoredFact old, FactRow row);

    /// <summary>Records that a fact is withdrawn.</summary>
    void Withdraw(StoredFact old);

    /// <summary>How many entries this change has made so far.</summary>
    int Entries { get; }

    /// <summary>The register as it would be if the change were made permanent now.</summary>
    /// <remarks>
    /// Reads within the change: dispose the reader before the next step, and do not use it once the change has ended.
    /// Its journal ends with the head that the change would leave.
    /// </remarks>
    IRegisterReader Preview();

    /// <summary>Makes the change permanent: facts, journal and head together.</summary>
    /// <exception cref="StoreFailure">
    /// Nothing was kept; or everything was, and only the answer was lost.
    /// </exception>
    void Commit();
}

/// <summary>A row to be written: its cells, and the keys of the ids that they hold.</summary>
/// <param name="Cells">One cell per column of the schema, defaults filled in.</param>
/// <param name="Keys">
/// One number per column: the key of the id for columns of type Id and Reference (0 when empty); 0 for the others.
/// </param>
/// <remarks>The arrays are read at once and may be used again by the caller after the call.</remarks>
public readonly record struct FactRow(Cell[] Cells, int[] Keys);

/// <summary>A version of a fact as the register has it.</summary>
/// <param name="Kind">The kind of fact.</param>
/// <param name="Entry">The number of the journal entry that recorded it.</param>
/// <param name="Cells">One cell per column of the schema, references as texts.</param>
/// <param name="Keys">One number per column: keys of ids, as in <see cref="FactRow.Keys"/>.</param>
public sealed record StoredFact(FactKind Kind, int Entry, Cell[] Cells, int[] Keys);

/// <summary>What an entry of the journal did.</summary>
/// <remarks>The numbers are written to disk and never change.</remarks>
public enum JournalAct
{
    /// <summary>A new fact.</summary>
    Added = 1,

    /// <summary>A new version in the place of an old one.</summary>
    Changed = 2,

    /// <summary>A fact taken back.</summary>
    Withdrawn = 3,
}

/// <summary>One entry of the journal: one changed fact.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Note">Who, when and why; shared by the entries of one change.</param>
/// <param name="Act">What was done.</param>
/// <param name="Kind">To which kind of fact.</param>
/// <param name="Replaces">The entry that recorded the version that was replaced or withdrawn; null when none.</param>
/// <param name="Cells">The fact after the change; for a withdrawal, the fact that was withdrawn.</param>
/// <param name="Hash">SHA-256 over the entry before and this one.</param>
public sealed record JournalEntry(
    int Number, ChangeNote Note, JournalAct Act, FactKind Kind, int? Replaces, Cell[] Cells, byte[] Hash);

/// <summary>The end of the journal: noted outside, it proves later that nothing before it was altered.</summary>
/// <param name="Number">The number of the last entry; 0 when there is none.</param>
/// <param name="Hash">Its hash as 64 lower-case hexadecimal digits.</param>
public sealed record JournalHead(int Number, string Hash);

/// <summary>A place where the journal or the facts were altered.</summary>
/// <param name="Entry">The number of the entry at which it shows.</param>
/// <param name="Says">What does not agree.</param>
public sealed record JournalFault(int Entry, Phrase Says);
