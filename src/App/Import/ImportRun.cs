using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>One import under way.</summary>
internal sealed class ImportRun
{
    /// <summary>Rows that are looked up and written together: large enough to make few round trips, small in memory.</summary>
    private const int BatchRows = 4096;

    private static readonly List<StoredFact> NoVersions = [];

    private readonly IRegisterWriter writer;
    private readonly ImportOptions options;
    private readonly DateOnly today;
    private readonly ImportOutcome outcome;
    private readonly IProgress<ImportProgress>? progress;
    private readonly IdBook ids;
    private readonly ImportChecks checks;
    private readonly Dictionary<FactKind, NamedFacts> named = FactSchema.All.ToDictionary(s => s.Kind, _ => new NamedFacts());
    private readonly RowReferences references;
    private readonly OverlapChecks overlaps;
    private readonly HashSet<FactTable> unsound = [];
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
        references = new RowReferences(writer, ids, checks, outcome.Complaints);
        overlaps = new OverlapChecks(writer, outcome.Complaints);
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
            var (errorsBefore, keptBefore) = (outcome.Complaints.Errors, outcome.Complaints.Count);
            var found = new Complaints();
            foreach (var batch in ReadAhead.Of(tables[t].Rows(found, alsoFaulty: true).Chunk(BatchRows)))
            {
                ImportBatch(t, batch);
                rowsRead += batch.Length;
                progress?.Report(new ImportProgress(tables[t].Schema.Kind, rowsRead));
            }

            outcome.Complaints.AddAll(found, keptBefore);
            if (outcome.Complaints.Errors > errorsBefore || !tables[t].HasRequired)
            {
                unsound.Add(tables[t]);
            }

            ForgetWhatIsDone(t);
        }

        var replacement = new SourceReplacement(writer, ids, checks, outcome, today);
        if (options.ReplaceSource is { } source)
        {
            replacement.End(source, named);
        }

        overlaps.Finish(named, BatchRows);
        checks.Finish(unsound);
        replacement.Finish();
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
        if (!table.Present[0])
        {
            ids.NoteUnread(kind);
        }

        foreach (var rows in ReadAhead.Of(table.Ids().Chunk(BatchRows)))
        {
            var batch = rows;
            if (Array.Exists(rows, r => r.Id.Length == 0))
            {
                ids.NoteUnread(kind);
                batch = [.. rows.Where(r => r.Id.Length > 0)];
            }

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
        var rows = references.Resolve(table, batch);
        var existing = ExistingVersions(schema, rows);
        foreach (var row in rows)
        {
            var key = row.HasKey(schema) ? named[schema.Kind].KeyOf(schema, row.Cells, row.Keys) : 0;
            var versions = existing.GetValueOrDefault(key) ?? NoVersions;
            if (row.Faults == 0)
            {
                ImportRow(tableNumber, row, key, versions);
            }
            else
            {
                unsound.Add(table);
                JudgeFaulty(tableNumber, row, key, versions);
            }
        }
    }

    private Dictionary<long, List<StoredFact>> ExistingVersions(FactSchema schema, ResolvedRow[] rows)
    {
        var space = schema.Columns[0].Space!.Value;
        var first = rows.Select(r => r.Keys[0]).Where(k => k != 0 && ids.WasThere(space, k)).Distinct().ToList();
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
            JudgeFaulty(tableNumber, row, key, versions);
            return;
        }

        var validity = fact.Value.Provenance.Validity;
        if (!TakeUp(tableNumber, row, key, validity, out var isNewKey))
        {
            return;
        }

        checks.Note(table, row.Number, fact.Value, row.Keys, isNewKey);
        if (versions.Count > (old is null ? 0 : 1))
        {
            overlaps.Note(table, row.Number, key, row.Keys[0], validity);
        }

        Write(table, row, old, schema.Write(fact.Value));
    }

    /// <summary>Complains about what else is wrong with a row that is left out, as far as its sound cells show.</summary>
    private void JudgeFaulty(int tableNumber, ResolvedRow row, long key, List<StoredFact> versions)
    {
        var table = tables[tableNumber];
        var schema = table.Schema;
        var hasKey = row.HasKey(schema);
        var from = 1u << schema.ValidFrom;
        row.Faults |= hasKey || table.Present[schema.ValidFrom] ? 0 : from;
        if (hasKey && (row.Faults & from) == 0)
        {
            var found = VersionNamedBy(table, row, versions);
            if (found.Problem is { } which)
            {
                Complain(table, row.Number, schema.Columns[0].Name, which);
                return;
            }

            CompleteFaulty(table, row, found.Value.Version);
        }

        foreach (var (column, problem) in RowRules.Broken(schema, row.Cells, row.Faults))
        {
            Complain(table, row.Number, column, problem);
        }

        // Without its days a row cannot be told from other versions, but it still says that there is one.
        var isNewKey = hasKey && !named[schema.Kind].Names(key);
        var hasDays = (row.Faults & (from | (1u << schema.ValidUntil))) == 0;
        var validity = schema.ValidityOf(row.Cells);
        if (hasKey && (!hasDays || !validity.Holds || TakeUp(tableNumber, row, key, validity.Value, out isNewKey)))
        {
            checks.NoteFaulty(table, row.Number, row.Cells, row.Keys, row.Faults, isNewKey);
        }
    }

    private void CompleteFaulty(FactTable table, in ResolvedRow row, StoredFact? old)
    {
        if (old is null)
        {
            return;
        }

        KeepAbsentColumns(table, row, old);
        var source = table.Schema.SourceColumn;
        if ((row.Faults & (1u << source)) == 0 && old.Cells[source] != row.Cells[source])
        {
            RefuseChangeOfAnother(table, row, old);
        }
    }

    /// <summary>Remembers what a row states, unless another row states it for some of the same days.</summary>
    private bool TakeUp(int tableNumber, in ResolvedRow row, long key, Validity validity, out bool isNewKey)
    {
        var table = tables[tableNumber];
        var stated = named[table.Schema.Kind];
        isNewKey = !stated.Names(key);
        if (!isNewKey && stated.Overlapping(key, validity) is { } other)
        {
            var place = tables[other.Table].PlaceOf(other.Row, table.Schema.Columns[0].Name);
            var twice = new StatedTwice(KeyText(table.Schema, row.Cells), place.ToString());
            Complain(table, row.Number, table.Schema.Columns[0].Name, twice);
            return false;
        }

        stated.Add(key, validity, tableNumber, row.Number);
        return true;
    }

    private void Write(FactTable table, in ResolvedRow row, StoredFact? old, Cell[] cells)
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
        else if (!RefuseChangeOfAnother(table, row, old))
        {
            outcome.Of(kind).Changed++;
            writer.Change(old, new FactRow(cells, row.Keys));
        }
    }

    /// <summary>Complains when a row changes what another source states; without a column for it, it names none.</summary>
    private bool RefuseChangeOfAnother(FactTable table, in ResolvedRow row, StoredFact old)
    {
        var source = table.Schema.SourceColumn;
        var ours = table.Present[source] ? row.Cells[source].Text : null;
        if (options.Override || old.Cells[source].Text is not { } theirs || theirs == ours)
        {
            return false;
        }

        var problem = new FactOfAnotherSource(KeyText(table.Schema, old.Cells), theirs, ours);
        Complain(table, row.Number, "source", problem);
        return true;
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

    internal static string KeyText(FactSchema schema, Cell[] cells) =>
        string.Join(" → ", cells.Take(schema.KeyLength).Select(c => c.Text));

    private void Complain(FactTable table, long row, string column, Problem problem) =>
        outcome.Complaints.Refuse(table.PlaceOf(row, column), problem);

    private readonly record struct Named(StoredFact? Version);
}
