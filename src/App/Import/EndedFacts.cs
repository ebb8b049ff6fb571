using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Tells what facts that end leave behind: requirements that become unmet, and facts that stood on them.</summary>
/// <remarks>Only what this import brings about: what was unmet before, or for another reason, is not told.</remarks>
internal sealed class EndedFacts(IRegisterWriter writer, Complaints complaints, DateOnly today)
{
    private const int BatchKeys = 4096;

    /// <summary>The kinds that no longer count when something to which they refer does not.</summary>
    private static readonly FactKind[] Standing =
        [FactKind.Function, FactKind.Service, FactKind.Ownership, FactKind.Alternative];

    private readonly HashSet<int> entities = [];
    private readonly List<(Place Place, EndsUnderOthers Problem)> standing = [];
    private readonly Dictionary<int, List<(int Service, Validity Days)>> lost = [];

    /// <summary>Remembers a fact, as it was, that ended or was withdrawn.</summary>
    public void Note(StoredFact fact)
    {
        if (fact.Kind == FactKind.Alternative)
        {
            Lose(fact);
        }
        else if (FactSchema.Of(fact.Kind).Introduces == IdSpace.Entity)
        {
            entities.Add(fact.Keys[0]);
        }
    }

    /// <summary>Warns about what is left behind, unmet requirements first: of a flood only the beginning is shown.</summary>
    public void Tell()
    {
        var falling = new HashSet<int>();
        foreach (var batch in entities.Chunk(BatchKeys))
        {
            FindWhatStandsOn([.. batch], falling);
        }

        foreach (var batch in falling.Except(entities).Chunk(BatchKeys))
        {
            foreach (var alternative in writer.Referring(IdSpace.Entity, batch, [FactKind.Alternative]))
            {
                Lose(alternative);
            }
        }

        foreach (var batch in lost.Keys.Chunk(BatchKeys))
        {
            TellUnmet(batch);
        }

        standing.ForEach(s => complaints.Warn(s.Place, s.Problem));
    }

    private void Lose(StoredFact alternative)
    {
        if (!lost.TryGetValue(alternative.Keys[0], out var list))
        {
            lost.Add(alternative.Keys[0], list = []);
        }

        list.Add((alternative.Keys[1], EntityDays.DaysOf(alternative)));
    }

    /// <summary>Finds entities that end while facts that stand on them go on; those facts fall with them.</summary>
    private void FindWhatStandsOn(HashSet<int> ended, HashSet<int> falling)
    {
        var days = new EntityDays(writer);
        days.Load(ended);
        var found = new Dictionary<int, (int Times, StoredFact First)>();
        foreach (var fact in writer.Referring(IdSpace.Entity, ended, Standing).Where(GoesOn))
        {
            var columns = FactSchema.Of(fact.Kind).Columns;
            for (var c = 0; c < columns.Count; c++)
            {
                if (columns[c] is { Type: ColumnType.Reference, Space: IdSpace.Entity } && ended.Contains(fact.Keys[c]))
                {
                    var (times, first) = found.GetValueOrDefault(fact.Keys[c], (0, fact));
                    found[fact.Keys[c]] = (times + 1, first);
                }
            }

            if (fact.Kind == FactKind.Alternative)
            {
                Lose(fact);
            }
            else if (fact.Kind != FactKind.Ownership)
            {
                falling.Add(fact.Keys[0]);
            }
        }

        foreach (var key in ended.Where(k => found.ContainsKey(k) && !days.GoesOn(k, today)))
        {
            var (times, first) = found[key];
            var schema = FactSchema.Of(writer.KindOf(key));
            var id = writer.Versions(schema.Kind, [key])[0].Cells[0].Text!;
            var such = ImportRun.KeyText(FactSchema.Of(first.Kind), first.Cells);
            standing.Add((new Place(schema.FileName), new EndsUnderOthers(id, today, times, first.Kind, such)));
        }
    }

    private bool GoesOn(StoredFact fact) => EntityDays.DaysOf(fact).Until is not { } until || until > today;

    private void TellUnmet(int[] keys)
    {
        var requirements = writer.Versions(FactKind.Requirement, keys).ToLookup(r => r.Keys[0]);
        var alternatives = writer.Versions(FactKind.Alternative, keys).ToLookup(a => a.Keys[0]);
        var days = new EntityDays(writer);
        days.Load(requirements.SelectMany(g => g.Select(r => r.Keys[1])));
        days.Load(alternatives.SelectMany(g => g.Select(a => a.Keys[1])));
        days.Load(keys.SelectMany(k => lost[k].Select(l => l.Service)));
        foreach (var key in keys)
        {
            var ways = alternatives[key].Select(a => (Service: a.Keys[1], Days: EntityDays.DaysOf(a))).ToList();
            foreach (var version in requirements[key].OrderBy(v => EntityDays.DaysOf(v).From))
            {
                if (FirstUnmet(version, ways, lost[key], days) is { } unmet)
                {
                    complaints.Warn(new Place(Alternative.Schema.FileName), unmet);
                    break;
                }
            }
        }
    }

    /// <summary>The first day from today on which a requirement lacks what it would have had; null when there is none.</summary>
    private LeftUnmet? FirstUnmet(
        StoredFact version, List<(int Service, Validity Days)> ways, List<(int Service, Validity Days)> gone, EntityDays days)
    {
        var requirement = (Requirement)Requirement.Schema.Read(version.Cells).Value;
        var holds = requirement.Provenance.Validity;
        var changes = ways.Concat(gone).SelectMany(w => EntityDays.ChangesAfter(w.Days, today).Concat(days.ChangesAfter(w.Service, today)))
            .Concat(days.ChangesAfter(version.Keys[1], today)).Concat(EntityDays.ChangesAfter(holds, today)).Prepend(today);
        foreach (var day in changes.Order().Distinct().Where(d => holds.Contains(d) && days.Counts(version.Keys[1], d)))
        {
            var left = ways.Where(w => w.Days.Contains(day) && days.Counts(w.Service, day)).Select(w => w.Service).ToHashSet();
            var before = gone.Where(w => w.Days.Contains(day)).Select(w => w.Service).Union(left).Count();
            if (left.Count < requirement.Need && before >= requirement.Need)
            {
                return new LeftUnmet(requirement.Id.Text, day, requirement.Need, left.Count);
            }
        }

        return null;
    }
}
