using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Uses;

/// <summary>The findings of a day, kept, and brought up to date by judging only what the journal says has changed.</summary>
/// <remarks>
/// <para>
/// Knows up to which entry of the journal it is current. On from there it reads again the facts that the journal names,
/// and judges the uses that those can touch; all others stay. What comes out equals judging everything anew. For another
/// day, a long journal or another register it does judge everything anew.
/// </para>
/// <para>
/// Safe for any number of threads, one of which works at a time; what it hands out never changes. Takes some kilobytes a
/// use: the facts of the day, the uses made of them, and a byte for each clause.
/// </para>
/// </remarks>
/// <param name="clauses">The clauses; null: all that there are.</param>
public sealed class FindingsBook(IReadOnlyList<UseClause>? clauses = null)
{
    /// <summary>More changed facts than this are not followed one by one.</summary>
    private const int MostEntries = 20_000;

    private readonly Lock working = new();
    private readonly IReadOnlyList<UseClause> clauses = clauses ?? Pack.UseClauses;
    private UsesOfDay? uses;
    private FindingsOfDay? findings;
    private JournalHead? head;

    /// <summary>The findings of a day, at least as new as a picture of the register.</summary>
    public FindingsOfDay Of(IRegisterReader reader, DateOnly at)
    {
        lock (working)
        {
            if (findings is not null && findings.At == at && head is not null && head.Number >= reader.Head.Number)
            {
                return findings;
            }

            // Nothing is known until it is whole: what fails halfway is begun anew next time.
            var known = findings?.At == at ? findings : null;
            findings = null;
            findings = known is not null && ChangedSince(reader) is { } changed ? Follow(reader, known, changed) : Anew(reader, at);
            head = reader.Head;
            return findings;
        }
    }

    private FindingsOfDay Anew(IRegisterReader reader, DateOnly at)
    {
        // What was known before is let go first, so that two days are never held at once.
        uses = null;
        uses = UsesOfDay.Read(reader, at);
        return FindingsOfDay.Of(uses, clauses, keepUses: true);
    }

    /// <summary>The facts that changed, by kind and first id; null when they are too many, or not of this register.</summary>
    private Dictionary<FactKind, HashSet<string>>? ChangedSince(IRegisterReader reader)
    {
        if (head is null || head.Number == 0 || reader.Head.Number - head.Number > MostEntries)
        {
            return null;
        }

        var changed = new Dictionary<FactKind, HashSet<string>>();
        foreach (var entry in reader.Journal(head.Number))
        {
            if (entry.Number == head.Number)
            {
                if (Convert.ToHexStringLower(entry.Hash) != head.Hash)
                {
                    return null;
                }
            }
            else if (DayFacts.Kinds.Contains(entry.Kind))
            {
                if (!changed.TryGetValue(entry.Kind, out var ids))
                {
                    changed.Add(entry.Kind, ids = new HashSet<string>(StringComparer.Ordinal));
                }

                ids.Add(entry.Cells[0].Text!);
            }
        }

        return changed;
    }

    private FindingsOfDay Follow(IRegisterReader reader, FindingsOfDay known, Dictionary<FactKind, HashSet<string>> changed)
    {
        var facts = uses!.Facts;
        var touched = new TouchedUses(facts);
        touched.Add(changed.SelectMany(c => c.Value.SelectMany(id => facts.Of(c.Key, id))));
        List<Fact> now = [.. changed.SelectMany(c => facts.Reread(reader, c.Key, c.Value))];
        touched.Add(now);
        foreach (var body in touched.Bodies)
        {
            uses.Gather(body);
        }

        uses.Renew(
            touched.Suppliers, touched.Shaken, touched.Pairs.SelectMany(p => facts.ExitPlansFor.Of(p.Body)[p.Service]));
        UseKey[] keys =
        [
            .. touched.Pairs.Select(p => (Body: EntityId.Of(p.Body).Value, Service: EntityId.Of(p.Service).Value))
                .SelectMany(p => new[] { new UseKey(p.Body, p.Service, true), new UseKey(p.Body, p.Service, false) }).Order(),
        ];
        var judged = new JudgedUse?[keys.Length];
        Parallel.For(0, keys.Length, i => judged[i] = JudgedUse.Of(uses, keys[i], clauses, keepUse: true));
        return known with { Uses = Merge(known.Uses, keys, judged) };
    }

    /// <summary>Puts what was judged in the place of what it is about; both are in order. A use that is gone has no judgement.</summary>
    /// <remarks>A search for each that was judged; what lies between is copied as a whole.</remarks>
    private static JudgedUse[] Merge(IReadOnlyList<JudgedUse> known, UseKey[] keys, JudgedUse?[] judged)
    {
        var before = known as JudgedUse[] ?? [.. known];
        var merged = new List<JudgedUse>(before.Length + keys.Length);
        var done = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            var place = PlaceOf(keys[i], before, done);
            merged.AddRange(before.AsSpan(done..place));
            done = place < before.Length && before[place].Key == keys[i] ? place + 1 : place;
            if (judged[i] is { } now)
            {
                merged.Add(now);
            }
        }

        merged.AddRange(before.AsSpan(done));
        return [.. merged];
    }

    /// <summary>The place of the first use, from some place on, that is a use or comes after it.</summary>
    private static int PlaceOf(UseKey key, JudgedUse[] uses, int from)
    {
        var (low, high) = (from, uses.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = uses[middle].Key.CompareTo(key) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
