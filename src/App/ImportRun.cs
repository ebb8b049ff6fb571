using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>One import under way.</summary>
internal sealed class ImportRun
{
    /// <summary>Rows that are looked up and written together: large enough to make few round trips, small in memory.</summary>
    private const int BatchRows = 4096;

    private readonly IRegisterWriter writer;
    private readonly ImportOptions options;
    private readonly DateOnly today;
    private readonly ImportOutcome outcome;
    private readonly IProgress<ImportProgress>? progress;
    private readonly IdBook ids;
    private readonly ImportChecks checks;
    private readonly Dictionary<FactKind, NamedFacts> named = FactSchema.All.ToDictionary(s => s.Kind, _ => new NamedFacts());
    private readonly List<Suspect> suspects = [];
    private readonly List<FactTable> unsoundAlternatives = [];
    private IReadOnlyList<FactTable> tables = [];
    private long rowsRead;

    public ImportRun(
        IRegisterWriter writer,
        ImportOptions options,
        DateOnly today,
        ImportOutcome outcome,
        IProgress<ImportProgress>? progress)
    {
        (this.writer, this.options, this.today) = (writer, options, today);
        (this.outcome, this.progress) = (outcome, progress);
        ids = new IdBook(writer);
        checks = new ImportChecks(writer, ids, outcome.Complaints);
    }

    /// <summary>Reads all tables; they come in the order of their kinds.</summary>
    public void Import(IReadOnlyList<FactTable> inOrder)
    {
        tables = inOrder;
        foreach (var table in tables)
        {
            IntroduceIds(table);
        }

        for (var t = 0; t < tables.Count; t++)
        {
            var errorsBefore = outcome.Complaints.Errors;
            var found = new Complaints();
            foreach (var batch in ReadAhead.Of(tables[t].Rows(found).Chunk(BatchRows)))
            {
                ImportBatch(t, batch);
                rowsRead += batch.Length;
                progress?.Report(new ImportProgress(tables[t].Schema.Kind, rowsRead));
            }

            outcome.Complaints.AddAll(found);
            if (tables[t].Schema.Kind == FactKind.Alternative && outcome.Complaints.Errors > errorsBefore)
            {
                unsoundAlternatives.Add(tables[t]);
            }

            ForgetWhatIsDone(t);
        }

        if (options.ReplaceSource is { } source)
        {
            ReplaceSource(source);
        }

        FindOverlaps();
        checks.Finish(unsoundAlternatives);
    }

    /// <summary>What was named of a kind is needed later only to find what a replaced source no longer names.</summary>
    private void ForgetWhatIsDone(int tableNumber)
    {
        var kind = tables[tableNumber].Schema.Kind;
        var isLast = tableNumber + 1 == tables.Count || tables[tableNumber + 1].Schema.Kind != kind;
        if (isLast && options.ReplaceSource is null)
        {
            named[kind] = new NamedFacts();
        }
    }

    private void IntroduceIds(FactTable table)
    {
        var kind = table.Schema.Kind;
        foreach (var batch in ReadAhead.Of(table.Ids().Chunk(BatchRows)))
        {
            var keys = ids.Introduce(kind, [.. batch.Select(b => b.Id)]);
            if (FactSchema.SpaceOf(kind) != IdSpace.Entity)
            {
                continue;
            }

            for (var i = 0; i < keys.Length; i++)
            {
                var found = writer.KindOf(keys[i]);
                if (found != kind)
                {
                    Complain(table, batch[i].Row, "id", new IdOfAnotherKind(batch[i].Id, found, kind));
                }
            }
        }
    }

    private void ImportBatch(int tableNumber, CellRow[] batch)
    {
        var table = tables[tableNumber];
        var schema = table.Schema;
        var rows = Resolve(table, batch);
        var existing = ExistingVersions(schema, rows);
        foreach (var row in rows)
        {
            var key = named[schema.Kind].KeyOf(schema, row.Cells, row.Keys);
            existing.TryGetValue(key, out var versions);
            ImportRow(tableNumber, row, key, versions ?? []);
        }
    }

    /// <summary>Finds the keys of all ids in a batch; rows that refer to nothing are complained about and left out.</summary>
    private List<ResolvedRow> Resolve(FactTable table, CellRow[] batch)
    {
        var columns = table.Schema.Columns;
        var rows = batch.Select(row => new ResolvedRow(row.Number, row.Cells, new int[columns.Count])).ToList();
        var unsound = new HashSet<long>();
        for (var c = 0; c < columns.Count; c++)
        {
            if (columns[c].Space is not { } space)
            {
                continue;
            }

            var referring = rows.Where(r => !r.Cells[c].IsEmpty).ToList();
            var keys = ids.KeysOf(space, [.. referring.Select(r => r.Cells[c].Text!)]);
            for (var i = 0; i < keys.Length; i++)
            {
                referring[i].Keys[c] = keys[i];
                if (!RefersWell(table, columns[c], referring[i], keys[i]))
                {
                    unsound.Add(referring[i].Number);
                }
            }
        }

        return unsound.Count == 0 ? rows : [.. rows.Where(r => !unsound.Contains(r.Number))];
    }

    private bool RefersWell(FactTable table, Column column, ResolvedRow row, int key)
    {
        if (column.Type == ColumnType.Id)
        {
            return true;
        }

        var id = row.Cells[table.Schema.IndexOf(column.Name)].Text!;
        if (Refuses(column, id, key) is { } problem)
        {
            Complain(table, row.Number, column.Name, problem);
            return false;
        }

        checks.NoteReference(column, id, key, table, row.Number);
        return true;
    }

    private Problem? Refuses(Column column, string id, int key)
    {
        if (key == 0)
        {
            return new UnknownReference(id, column.RefersTo);
        }

        return column.Space == IdSpace.Entity && writer.KindOf(key) is var found && !column.RefersTo.Contains(found)
            ? new ReferenceToAnotherKind(id, found, column.RefersTo)
            : null;
    }

    private Dictionary<long, List<StoredFact>> ExistingVersions(FactSchema schema, List<ResolvedRow> rows)
    {
        var space = schema.Columns[0].Space!.Value;
        var first = rows.Select(r => r.Keys[0]).Where(k => ids.WasThere(space, k)).Distinct().ToList();
        var versions = new Dictionary<long, List<StoredFact>>();
        if (first.Count == 0)
        {
            return versions;
        }

        foreach (var version in writer.Versions(schema.Kind, first))
        {
            var key = named[schema.Kind].KeyOf(schema, version.Cells, version.Keys);
            if (!versions.TryGetValue(key, out var list))
            {
                versions.Add(key, list = []);
            }

            list.Add(version);
        }

        return versions;
    }

    private void ImportRow(int tableNumber, ResolvedRow row, long key, List<StoredFact> versions)
    {
        var table = tables[tableNumber];
        var schema = table.Schema;
        var found = VersionNamedBy(table, row, versions);
        if (found.Problem is { } which)
        {
            Complain(table, row.Number, schema.Columns[0].Name, which);
            return;
        }

        var old = found.Value.Version;
        if (old is not null)
        {
            KeepAbsentColumns(table, row, old);
        }

        var fact = schema.Read(row.Cells);
        if (!fact.Holds)
        {
            Complain(table, row.Number, ColumnOf(fact.Problem!), fact.Problem!);
            return;
        }

        var validity = fact.Value.Provenance.Validity;
        var text = KeyText(schema, row.Cells);
        if (named[schema.Kind].Overlapping(key, validity) is { } other)
        {
            var place = tables[other.Table].PlaceOf(other.Row, schema.Columns[0].Name);
            Complain(table, row.Number, schema.Columns[0].Name, new StatedTwice(text, place.ToString()));
            return;
        }

        var isNewKey = !named[schema.Kind].Names(key);
        named[schema.Kind].Add(key, validity, tableNumber, row.Number);
        checks.Note(table, row.Number, fact.Value, row.Keys, isNewKey);
        if (versions.Count > (old is null ? 0 : 1))
        {
            suspects.Add(new Suspect(tableNumber, row.Number, key, row.Keys[0], validity));
        }

        Write(table, row, old, schema.Write(fact.Value), text);
    }

    private void Write(FactTable table, ResolvedRow row, StoredFact? old, Cell[] cells, string text)
    {
        var kind = table.Schema.Kind;
        if (old is null)
        {
            outcome.Of(kind).Added++;
            writer.Add(kind, new FactRow(cells, row.Keys));
        }
        else if (old.Cells.AsSpan().SequenceEqual(cells))
        {
            outcome.Of(kind).Unchanged++;
        }
        else if (old.Cells[table.Schema.SourceColumn].Text is { } theirs && !options.Override &&
            theirs != cells[table.Schema.SourceColumn].Text)
        {
            var ours = cells[table.Schema.SourceColumn].Text;
            Complain(table, row.Number, "source", new FactOfAnotherSource(text, theirs, ours));
        }
        else
        {
            outcome.Of(kind).Changed++;
            writer.Change(old, new FactRow(cells, row.Keys));
        }
    }

    private static Result<Named> VersionNamedBy(FactTable table, ResolvedRow row, List<StoredFact> versions)
    {
        var from = table.Schema.ValidFrom;
        if (table.Present[from])
        {
            return new Named(versions.Find(v => v.Cells[from] == row.Cells[from]));
        }

        return versions.Count > 1
            ? new WhichVersion(KeyText(table.Schema, row.Cells), versions.Count)
            : new Named(versions.SingleOrDefault());
    }

    private static void KeepAbsentColumns(FactTable table, ResolvedRow row, StoredFact old)
    {
        for (var c = 0; c < row.Cells.Length; c++)
        {
            if (!table.Present[c])
            {
                (row.Cells[c], row.Keys[c]) = (old.Cells[c], old.Keys[c]);
            }
        }
    }

    private void ReplaceSource(string source)
    {
        var sourceKey = ids.KeysOf(IdSpace.Source, [source])[0];
        if (sourceKey == 0)
        {
            outcome.Complaints.Refuse(new Place("--replace-source"), new SourceToReplaceIsUnknown(source));
            return;
        }

        foreach (var schema in FactSchema.All)
        {
            foreach (var fact in writer.VersionsOfSource(schema.Kind, sourceKey).ToList())
            {
                EndUnlessNamed(schema, fact);
            }
        }
    }

    private void EndUnlessNamed(FactSchema schema, StoredFact fact)
    {
        var from = fact.Cells[schema.ValidFrom].NumberOrNull;
        var until = fact.Cells[schema.ValidUntil].NumberOrNull;
        var key = named[schema.Kind].KeyOf(schema, fact.Cells, fact.Keys);
        var isNamed = named[schema.Kind].Names(key, from is { } day ? DateOnly.FromDayNumber((int)day) : null);
        if (isNamed || until <= today.DayNumber)
        {
            return;
        }

        if (from >= today.DayNumber)
        {
            outcome.Of(schema.Kind).Withdrawn++;
            checks.NoteWithdrawal(schema, fact);
            writer.Withdraw(fact);
        }
        else
        {
            outcome.Of(schema.Kind).Ended++;
            var ended = (Cell[])fact.Cells.Clone();
            ended[schema.ValidUntil] = Cell.Of(today);
            writer.Change(fact, new FactRow(ended, fact.Keys));
        }
    }

    /// <summary>Looks once more at facts of which the register had versions that a row did not replace.</summary>
    private void FindOverlaps()
    {
        foreach (var group in suspects.GroupBy(s => tables[s.Table].Schema))
        {
            foreach (var batch in group.Chunk(BatchRows))
            {
                var versions = writer.Versions(group.Key.Kind, [.. batch.Select(s => s.FirstKey).Distinct()])
                    .ToLookup(v => named[group.Key.Kind].KeyOf(group.Key, v.Cells, v.Keys));
                foreach (var suspect in batch)
                {
                    FindOverlap(group.Key, suspect, versions[suspect.Key]);
                }
            }
        }
    }

    private void FindOverlap(FactSchema schema, Suspect suspect, IEnumerable<StoredFact> versions)
    {
        foreach (var version in versions)
        {
            var validity = schema.Read(version.Cells).Value.Provenance.Validity;
            if (validity.From != suspect.Validity.From && validity.Overlaps(suspect.Validity))
            {
                var text = KeyText(schema, version.Cells);
                var problem = new OverlapsTheRegister(text, validity);
                Complain(tables[suspect.Table], suspect.Row, "valid_from", problem);
            }
        }
    }

    private static string ColumnOf(Problem problem) => problem switch
    {
        EndsBeforeItStarts => "valid_until",
        FutureWithoutDate => "valid_from",
        OwnsItself => "owned",
        ReplacesItself => "replaces",
        _ => "",
    };

    internal static string KeyText(FactSchema schema, Cell[] cells) =>
        string.Join(" → ", cells.Take(schema.KeyLength).Select(c => c.Text));

    private void Complain(FactTable table, long row, string column, Problem problem) =>
        outcome.Complaints.Refuse(table.PlaceOf(row, column), problem);

    private readonly record struct ResolvedRow(long Number, Cell[] Cells, int[] Keys);

    private readonly record struct Named(StoredFact? Version);

    private readonly record struct Suspect(int Table, long Row, long Key, int FirstKey, Validity Validity);
}
