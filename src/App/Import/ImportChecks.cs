using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>The rules of an import that only several facts together can keep or break.</summary>
internal sealed class ImportChecks(IRegisterWriter writer, IdBook ids, Complaints complaints)
{
    private const int BatchKeys = 4096;

    private static readonly int NeedColumn = Requirement.Schema.IndexOf("need");

    private readonly Blocks<StatedRequirement> stated = new();
    private readonly Blocks<NewRequirement> newRequirements = new();
    private readonly Dictionary<int, int> olderRequirements = [];
    private readonly Blocks<OlderStatement> olderStatements = new();
    private readonly Dictionary<int, string> faultyRequirements = [];
    private readonly Dictionary<(IdSpace Space, int Key), (Column Column, string Id, Statement At)> references = [];
    private readonly OwnerChecks owners = new(writer, ids, complaints);
    private readonly List<(FactSchema Schema, StoredFact Fact)> withdrawn = [];
    private readonly HashSet<FactKind> unsoundKinds = [];
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
                NoteRequirement(table, row, requirement.Need, requirement.Provenance.Validity.From, keys);
                break;
            case Alternative alternative:
                NoteAlternative(table, row, alternative.Requirement.Text, alternative.Service.Text, keys, isNewKey);
                break;
            case Ownership { Status: OwnershipStatus.InForce } ownership:
                owners.Note(table, row, ownership, keys[1]);
                break;
            default:
                break;
        }
    }

    /// <summary>Remembers what later checks need of a row that is left out, and whose key is sound.</summary>
    public void NoteFaulty(FactTable table, long row, Cell[] cells, int[] keys, uint faults, bool isNewKey)
    {
        switch (table.Schema.Kind)
        {
            case FactKind.Requirement:
                faultyRequirements.TryAdd(keys[0], cells[0].Text!);
                if (!ids.WasThere(IdSpace.Requirement, keys[0]))
                {
                    // A need that could not be read is not missed.
                    var need = (faults & (1u << NeedColumn)) != 0 ? 0 : (int)(cells[NeedColumn].NumberOrNull ?? 1);
                    NoteRequirement(table, row, need, null, keys);
                }

                break;
            case FactKind.Alternative:
                NoteAlternative(table, row, cells[0].Text!, cells[1].Text!, keys, isNewKey);
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
            olderRequirements.TryAdd(fact.Keys[0], 0);
        }
    }

    /// <summary>Complains about every rule that is broken.</summary>
    /// <param name="unsound">Tables with errors: rows that were left out there are not missed a second time.</param>
    public void Finish(IReadOnlySet<FactTable> unsound)
    {
        unsoundKinds.UnionWith(unsound.Select(t => t.Schema.Kind));
        var alternatives = unsound.Where(t => t.Schema.Kind == FactKind.Alternative).ToList();
        leftOut = alternatives.SelectMany(t => t.FirstTexts()).GroupBy(t => t.Text, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var mayMissAny = leftOut.ContainsKey("") || alternatives.Exists(t => !t.Present[0]);
        FindTooFewAlternatives(mayMissAny);
        CheckOlderRequirements(mayMissAny);
        FindReferencesToNothing();
        FindBrokenReferences();
        owners.Finish();
    }

    private void NoteRequirement(FactTable table, long row, int need, DateOnly? from, int[] keys)
    {
        if (ids.WasThere(IdSpace.Requirement, keys[0]))
        {
            NoteOlder(table, row, NamedFacts.Naming.Start(from), keys[0]);
            return;
        }

        ref var known = ref NewRequirementOf(keys[0]);
        stated.Add(new StatedRequirement(table, (int)row, need, keys[1], known.Stated));
        known.Stated = stated.Count;
    }

    private void NoteOlder(FactTable table, long row, int from, int key)
    {
        var next = olderRequirements.GetValueOrDefault(key);
        olderStatements.Add(new OlderStatement(table, (int)row, from, next));
        olderRequirements[key] = olderStatements.Count;
    }

    private void NoteAlternative(
        FactTable table, long row, string requirement, string service, int[] keys, bool isNewKey)
    {
        if (ids.WasThere(IdSpace.Requirement, keys[0]))
        {
            if (olderRequirements.GetValueOrDefault(keys[0]) == 0)
            {
                NoteOlder(table, row, 0, keys[0]);
            }

            return;
        }

        ref var known = ref NewRequirementOf(keys[0]);
        known.Alternatives += isNewKey ? 1 : 0;
        for (var i = known.Stated; i > 0; i = stated[i - 1].Next)
        {
            if (stated[i - 1].Consumer == keys[1])
            {
                complaints.Refuse(table.PlaceOf(row, "service"), new RequiresItself(requirement, service));
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

    private void FindTooFewAlternatives(bool mayMissAny)
    {
        for (var place = 0; place < newRequirements.Count && !mayMissAny; place++)
        {
            var (head, found) = (newRequirements[place].Stated, newRequirements[place].Alternatives);
            for (var i = head; i > 0; i = stated[i - 1].Next)
            {
                if (found < stated[i - 1].Need)
                {
                    var key = place + ids.FirstNew(IdSpace.Requirement);
                    var id = faultyRequirements.GetValueOrDefault(key) ??
                        writer.Versions(FactKind.Requirement, [key])[0].Cells[0].Text!;
                    ComplainAboutNeed(new Statement(stated[i - 1].Table, stated[i - 1].Row), id, stated[i - 1].Need, found);
                }
            }
        }
    }

    private void ComplainAboutNeed(Statement at, string id, int need, int found)
    {
        if (leftOut.GetValueOrDefault(id) < need)
        {
            complaints.Refuse(at.Place(Requirement.Schema, "need"), new TooFewAlternatives(id, need, found));
        }
    }

    /// <summary>Requirements that the register had are judged by what it has now, this import included.</summary>
    /// <remarks>Not those of which a row was left out: they are not as they will be.</remarks>
    private void CheckOlderRequirements(bool mayMissAny)
    {
        foreach (var batch in olderRequirements.Where(r => !faultyRequirements.ContainsKey(r.Key)).Chunk(BatchKeys))
        {
            var places = batch.ToDictionary();
            var versions = writer.Versions(FactKind.Requirement, places.Keys);
            var services = writer.Versions(FactKind.Alternative, places.Keys).ToLookup(a => a.Keys[0], a => a.Keys[1]);
            foreach (var version in versions)
            {
                var requirement = (Requirement)Requirement.Schema.Read(version.Cells).Value;
                var place = StatementOf(requirement, places[version.Keys[0]]);
                var found = services[version.Keys[0]].Distinct().Count();
                if (found < requirement.Need && !mayMissAny)
                {
                    ComplainAboutNeed(place, requirement.Id.Text, requirement.Need, found);
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

    /// <summary>The row that states a version; else the first row about the requirement; else the register itself.</summary>
    private Statement StatementOf(Requirement version, int head)
    {
        var at = default(Statement);
        for (var i = head; i > 0; i = olderStatements[i - 1].Next)
        {
            var here = olderStatements[i - 1];
            at = new Statement(here.Table, here.Row);
            if (here.Table.Schema.Kind == FactKind.Requirement &&
                here.From == NamedFacts.Naming.Start(version.Provenance.Validity.From))
            {
                break;
            }
        }

        return at;
    }

    /// <summary>An id stays reserved after its facts are withdrawn; nothing may refer to it then.</summary>
    private void FindReferencesToNothing()
    {
        foreach (var group in references.GroupBy(r => KindOf(r.Key.Space, r.Key.Key)))
        {
            if (unsoundKinds.Contains(group.Key))
            {
                // A row that was left out may state it anew.
                continue;
            }

            foreach (var batch in group.Chunk(BatchKeys))
            {
                var living = writer.Versions(group.Key, [.. batch.Select(r => r.Key.Key)]).Select(v => v.Keys[0]).ToHashSet();
                foreach (var (key, reference) in batch.Where(r => !living.Contains(r.Key.Key)))
                {
                    var problem = new ReferenceToWithdrawn(reference.Id);
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
        IdSpace.Assessment => FactKind.Assessment,
        IdSpace.ExitPlan => FactKind.ExitPlan,
        IdSpace.Migration => FactKind.Migration,
        IdSpace.Decision => FactKind.Decision,
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

    /// <summary>A version of a requirement that the import introduces; Next is one more than an earlier one, or 0.</summary>
    private readonly record struct StatedRequirement(FactTable Table, int Row, int Need, int Consumer, int Next);

    /// <summary>A requirement that the import introduces; Stated is one more than its last version, or 0.</summary>
    private record struct NewRequirement(int Stated, int Alternatives);

    /// <summary>A row about a requirement that the register had; Next is one more than an earlier one, or 0.</summary>
    private readonly record struct OlderStatement(FactTable Table, int Row, int From, int Next);

    /// <summary>The row that stated something; the default is the register itself.</summary>
    private readonly record struct Statement(FactTable? Table, long Row)
    {
        public Place Place(FactSchema schema, string column) =>
            Table?.PlaceOf(Row, column) ?? new Place(schema.FileName, Column: column);
    }
}
