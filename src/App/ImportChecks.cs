using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>The rules of an import that only several facts together can keep or break.</summary>
internal sealed class ImportChecks(IRegisterWriter writer, IdBook ids, Complaints complaints)
{
    private const int BatchKeys = 4096;

    private readonly Blocks<StatedRequirement> stated = new();
    private readonly Blocks<NewRequirement> newRequirements = new();
    private readonly Dictionary<int, Statement> olderRequirements = [];
    private readonly Dictionary<(IdSpace Space, int Key), (Column Column, string Id, Statement At)> references = [];
    private readonly Dictionary<string, List<StatedHolding>> holdings = new(StringComparer.Ordinal);
    private readonly List<(FactSchema Schema, StoredFact Fact)> withdrawn = [];
    private Dictionary<string, int> leftOut = [];

    /// <summary>Remembers that a row refers to an id which the register had before the import.</summary>
    public void NoteReference(Column column, string id, int key, FactTable table, long row)
    {
        if (ids.WasThere(column.Space!.Value, key))
        {
            references.TryAdd((column.Space.Value, key), (column, id, new Statement(table, row)));
        }
    }

    /// <summary>Remembers what later checks need of a sound row.</summary>
    /// <param name="table">The table it stands in.</param>
    /// <param name="row">Its row.</param>
    /// <param name="fact">The fact it states.</param>
    /// <param name="keys">Keys of its ids, per column.</param>
    /// <param name="isNewKey">Whether no earlier row of the import stated a version of the same fact.</param>
    public void Note(FactTable table, long row, Fact fact, int[] keys, bool isNewKey)
    {
        switch (fact)
        {
            case Requirement requirement:
                NoteRequirement(table, row, requirement, keys);
                break;
            case Alternative alternative:
                NoteAlternative(table, row, alternative, keys, isNewKey);
                break;
            case Ownership { Status: OwnershipStatus.InForce } ownership:
                NoteHolding(new Statement(table, row), ownership);
                break;
            default:
                break;
        }
    }

    /// <summary>Remembers that a fact was withdrawn.</summary>
    public void NoteWithdrawal(FactSchema schema, StoredFact fact)
    {
        withdrawn.Add((schema, fact));
        if (schema.Kind == FactKind.Alternative)
        {
            olderRequirements.TryAdd(fact.Keys[0], default);
        }
    }

    /// <summary>Complains about every rule that is broken.</summary>
    /// <param name="unsoundAlternatives">
    /// Tables of alternatives with errors: rows that were left out there are not missed a second time.
    /// </param>
    public void Finish(IReadOnlyList<FactTable> unsoundAlternatives)
    {
        leftOut = unsoundAlternatives.SelectMany(t => t.FirstTexts()).GroupBy(t => t.Text, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        FindTooFewAlternatives();
        CheckOlderRequirements();
        FindReferencesToNothing();
        FindBrokenReferences();
        FindTooManyOwners();
    }

    private void NoteRequirement(FactTable table, long row, Requirement requirement, int[] keys)
    {
        if (ids.WasThere(IdSpace.Requirement, keys[0]))
        {
            olderRequirements.TryAdd(keys[0], new Statement(table, row));
            return;
        }

        ref var known = ref NewRequirementOf(keys[0]);
        stated.Add(new StatedRequirement(table, (int)row, requirement.Need, keys[1], known.Stated));
        known.Stated = stated.Count;
    }

    private void NoteAlternative(FactTable table, long row, Alternative alternative, int[] keys, bool isNewKey)
    {
        if (ids.WasThere(IdSpace.Requirement, keys[0]))
        {
            olderRequirements.TryAdd(keys[0], new Statement(table, row));
            return;
        }

        ref var known = ref NewRequirementOf(keys[0]);
        known.Alternatives += isNewKey ? 1 : 0;
        for (var i = known.Stated; i > 0; i = stated[i - 1].Next)
        {
            if (stated[i - 1].Consumer == keys[1])
            {
                var problem = new RequiresItself(alternative.Requirement.Text, alternative.Service.Text);
                complaints.Refuse(table.PlaceOf(row, "service"), problem);
                return;
            }
        }
    }

    /// <summary>What is known of a requirement that the import introduces; their keys follow one another.</summary>
    private ref NewRequirement NewRequirementOf(int key)
    {
        var place = key - ids.FirstNew(IdSpace.Requirement);
        newRequirements.Reach(place + 1);
        return ref newRequirements[place];
    }

    private void NoteHolding(Statement at, Ownership ownership)
    {
        if (!holdings.TryGetValue(ownership.Owned.Text, out var list))
        {
            holdings.Add(ownership.Owned.Text, list = []);
        }

        list.Add(new StatedHolding(at, ownership));
    }

    private void FindTooFewAlternatives()
    {
        for (var place = 0; place < newRequirements.Count; place++)
        {
            var (head, found) = (newRequirements[place].Stated, newRequirements[place].Alternatives);
            for (var i = head; i > 0; i = stated[i - 1].Next)
            {
                if (found < stated[i - 1].Need)
                {
                    var key = place + ids.FirstNew(IdSpace.Requirement);
                    ComplainAboutNeed(new Statement(stated[i - 1].Table, stated[i - 1].Row), key, stated[i - 1].Need, found);
                }
            }
        }
    }

    private void ComplainAboutNeed(Statement at, int key, int need, int found)
    {
        var id = writer.Versions(FactKind.Requirement, [key])[0].Cells[0].Text!;
        if (leftOut.GetValueOrDefault(id) < need)
        {
            complaints.Refuse(at.Place(Requirement.Schema, "need"), new TooFewAlternatives(id, need, found));
        }
    }

    /// <summary>Requirements that the register had are judged by what it has now, this import included.</summary>
    private void CheckOlderRequirements()
    {
        foreach (var batch in olderRequirements.Chunk(BatchKeys))
        {
            var places = batch.ToDictionary();
            var versions = writer.Versions(FactKind.Requirement, places.Keys);
            var services = writer.Versions(FactKind.Alternative, places.Keys).ToLookup(a => a.Keys[0], a => a.Keys[1]);
            foreach (var version in versions)
            {
                var requirement = (Requirement)Requirement.Schema.Read(version.Cells).Value;
                var place = places[version.Keys[0]];
                var found = services[version.Keys[0]].Distinct().Count();
                if (found < requirement.Need)
                {
                    ComplainAboutNeed(place, version.Keys[0], requirement.Need, found);
                }

                if (services[version.Keys[0]].Contains(version.Keys[1]))
                {
                    var problem = new RequiresItself(requirement.Id.Text, requirement.Consumer.Text);
                    var column = place.Table?.Schema.Kind == FactKind.Alternative ? "service" : "consumer";
                    complaints.Refuse(place.Place(Requirement.Schema, column), problem);
                }
            }
        }
    }

    /// <summary>An id stays reserved after its facts are withdrawn; nothing may refer to it then.</summary>
    private void FindReferencesToNothing()
    {
        foreach (var group in references.GroupBy(r => KindOf(r.Key.Space, r.Key.Key)))
        {
            foreach (var batch in group.Chunk(BatchKeys))
            {
                var living = writer.Versions(group.Key, [.. batch.Select(r => r.Key.Key)]).Select(v => v.Keys[0]).ToHashSet();
                foreach (var (key, reference) in batch.Where(r => !living.Contains(r.Key.Key)))
                {
                    var problem = new UnknownReference(reference.Id, reference.Column.RefersTo);
                    complaints.Refuse(reference.At.Place(Requirement.Schema, reference.Column.Name), problem);
                }
            }
        }
    }

    private FactKind KindOf(IdSpace space, int key) => space switch
    {
        IdSpace.Entity => writer.KindOf(key),
        IdSpace.Requirement => FactKind.Requirement,
        IdSpace.Contract => FactKind.Contract,
        IdSpace.Source => FactKind.Source,
        _ => throw new ArgumentOutOfRangeException(nameof(space), space, "no such space"),
    };

    private void FindBrokenReferences()
    {
        foreach (var (schema, fact) in withdrawn.Where(w => w.Schema.Introduces is not null))
        {
            if (writer.Versions(schema.Kind, [fact.Keys[0]]).Count > 0)
            {
                continue;
            }

            foreach (var referring in writer.Referring(schema.Introduces!.Value, [fact.Keys[0]]))
            {
                var key = ImportRun.KeyText(FactSchema.Of(referring.Kind), referring.Cells);
                var problem = new WouldReferToNothing(fact.Cells[0].Text!, referring.Kind, key);
                complaints.Refuse(new Place(schema.FileName), problem);
            }
        }
    }

    private void FindTooManyOwners()
    {
        foreach (var (owned, all) in holdings.Where(h => h.Value.Count > 1))
        {
            foreach (var (at, holding) in all)
            {
                var day = holding.Provenance.Validity.From ?? DateOnly.MinValue;
                var onThatDay = all.Where(h => h.Ownership.Provenance.Validity.Contains(day)).ToList();
                var total = onThatDay.Sum(h => h.Ownership.SharePercent ?? 0);
                if (total > 100)
                {
                    complaints.Warn(at.Place(Ownership.Schema, "share"), new SharesAboveHundred(owned, total));
                }

                if (holding.Control == Control.Sole && onThatDay.Count(h => h.Ownership.Control == Control.Sole) > 1)
                {
                    complaints.Warn(at.Place(Ownership.Schema, "control"), new TwoSoleOwners(owned));
                }
            }
        }
    }

    /// <summary>A version of a requirement that the import introduces; Next is one more than an earlier one, or 0.</summary>
    private readonly record struct StatedRequirement(FactTable Table, int Row, int Need, int Consumer, int Next);

    /// <summary>A requirement that the import introduces; Stated is one more than its last version, or 0.</summary>
    private record struct NewRequirement(int Stated, int Alternatives);

    private readonly record struct StatedHolding(Statement At, Ownership Ownership);

    /// <summary>The row that stated something; the default is the register itself.</summary>
    private readonly record struct Statement(FactTable? Table, long Row)
    {
        public Place Place(FactSchema schema, string column) =>
            Table?.PlaceOf(Row, column) ?? new Place(schema.FileName, Column: column);
    }
}
