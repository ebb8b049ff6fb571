using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>The facts that a spreadsheet states by a mapping, in the vocabulary of the bundle.</summary>
/// <param name="Tables">
/// The facts, for the one door into the register; reading their rows tells what is wrong with single cells. None when
/// mapping and spreadsheet do not fit each other.
/// </param>
/// <param name="Complaints">What is wrong or odd beyond single facts; errors among them mean that there are no tables.</param>
/// <remarks>
/// A kind of fact may come in several tables: one for each statement of the mapping and set of columns, so that what
/// a statement does not fill stays as it is in the register. Rows are those of the spreadsheet.
/// </remarks>
public sealed record SheetFacts(IReadOnlyList<FactTable> Tables, IReadOnlyList<Complaint> Complaints);

/// <summary>Applies a mapping to a workbook.</summary>
internal sealed class MappingRun
{
    private readonly Mapping mapping;
    private readonly SheetWorkbook workbook;
    private readonly List<Complaint> complaints = [];
    private readonly List<(int Line, Complaint Complaint)> faults = [];
    private readonly MappingGathering gathering;
    private int statements;

    private MappingRun(Mapping mapping, SheetWorkbook workbook)
    {
        (this.mapping, this.workbook) = (mapping, workbook);
        gathering = new MappingGathering(complaints.Add);
    }

    /// <summary>What is wrong with single cells, by the line of the mapping that reads them.</summary>
    public IReadOnlyList<(int Line, Complaint Complaint)> Faults => faults;

    /// <summary>The facts and what was complained about.</summary>
    public SheetFacts Facts => new(complaints.Any(c => !c.IsWarning) ? [] : gathering.Tables(), complaints);

    public static MappingRun Of(Mapping mapping, SheetWorkbook workbook)
    {
        var run = new MappingRun(mapping, workbook);
        foreach (var (name, value) in mapping.Values.Where(v => v.Value.Text.Trim() == Mapping.ToFillIn))
        {
            run.Complain(value.Line, new ValueToFillIn(name));
        }

        run.StateOnce();
        foreach (var sheet in mapping.Sheets)
        {
            run.ReadSheet(sheet);
        }

        return run;
    }

    private void StateOnce()
    {
        var scope = new MappingScope(mapping.Values, new MappingSheet(0), null, new Dictionary<string, int>());
        foreach (var fact in mapping.Facts)
        {
            State(fact, scope, new MappingGiven(statements++, mapping.File, fact.Schema, fact.Line), null);
        }
    }

    private void ReadSheet(MappingSheet rule)
    {
        var first = statements;
        statements += rule.Facts.Count;
        if (Choose(rule) is not { } sheet)
        {
            return;
        }

        var header = SheetHeader.Of(sheet, rule.HeaderFrom, rule.HeaderUntil, rule.SpreadHeaders);
        if (Bind(rule, header) is not { } columns)
        {
            return;
        }

        var file = workbook.NameOf(sheet);
        var from = rule.From ?? rule.HeaderUntil + 1;
        var until = Math.Min(rule.Until ?? sheet.Height, sheet.Height);
        var scope = new MappingScope(mapping.Values, rule, sheet, columns);
        var read = 0;
        for (var row = from; row <= until; row++)
        {
            var start = sheet.Row(row).FirstOrDefault(c => !c.IsEmpty, SheetCell.Empty).Text;
            if (start.Length == 0 || MappingVocabulary.IsTotal(start, rule.Skip))
            {
                continue;
            }

            if (MappingVocabulary.IsTotal(start, rule.Stop))
            {
                until = row - 1;
                break;
            }

            scope.Row = row;
            read++;
            ReadRow(rule, first, scope, file, header, start);
        }

        if (read == 0)
        {
            complaints.Add(new Complaint(new Place(file, from), new NoDataRows(from)));
        }

        CheckMerges(rule, sheet, header, file, from, until, columns);
        TellUnused(rule, sheet, header, file, from, until, columns);
    }

    private void ReadRow(MappingSheet rule, int first, MappingScope scope, string file, SheetHeader header, string start)
    {
        var stated = false;
        for (var i = 0; i < rule.Facts.Count; i++)
        {
            var fact = rule.Facts[i];
            if (fact.When.All(scope.Holds) && !fact.Unless.Any(scope.Holds))
            {
                stated = true;
                State(fact, scope, new MappingGiven(first + i, file, fact.Schema, scope.Row), header);
            }
        }

        var odd = !stated ? new RowWithoutFacts()
            : MappingVocabulary.IsTotal(start, MappingVocabulary.Totals) ? new LooksLikeTotals(start) : (Problem?)null;
        if (odd is not null)
        {
            complaints.Add(new Complaint(new Place(file, scope.Row), odd, IsWarning: true));
        }
    }

    /// <summary>States one fact: fills its columns, and notes all that is wrong with them.</summary>
    private void State(MappingFact fact, MappingScope scope, MappingGiven given, SheetHeader? header)
    {
        var cells = new Cell[fact.Schema.Columns.Count];
        foreach (var (position, value) in fact.Columns)
        {
            var column = fact.Schema.Columns[position];
            var outcome = scope.Read(value, column);
            given.Places[position] = outcome.Column >= 0
                ? new Place(given.File, given.Row, header!.LabelOf(outcome.Column))
                : new Place(mapping.File, value.Line, column.Name);
            given.Texts[position] = outcome.Text;
            var problem = outcome.Problem;
            if (problem is null && outcome.Text.Length == 0 && column.IsRequired && outcome.Column >= 0)
            {
                problem = new CellEmpty(fact.Schema.Name, column.Name, header!.TextOf(outcome.Column));
            }
            else if (problem is null)
            {
                var cell = column.Parse(outcome.Text);
                problem = cell.Problem is { } bad && outcome.Shown.Length > 0 && outcome.Shown != outcome.Text
                    ? new CellReadAs(outcome.Shown, outcome.Text, bad)
                    : cell.Problem;
                (cells[position], given.Texts[position]) = cell.Holds ? (cell.Value, column.Render(cell.Value)) : (default, "");
            }

            if (problem is not null)
            {
                Fault(given, value.Line, given.Places[position], problem);
            }
        }

        if (given.Faults.Count == 0 && fact.Schema.Read(cells).Problem is { } broken)
        {
            Fault(given, fact.Line, new Place(given.File, given.Row), broken);
        }

        var before = given.Faults.Count;
        gathering.Add(given);
        foreach (var (place, problem) in given.Faults.Skip(before))
        {
            var at = Array.IndexOf(given.Places, place);
            faults.Add((fact.Columns.FirstOrDefault(c => c.Position == at).Value?.Line ?? fact.Line, new Complaint(place, problem)));
        }
    }

    private void Fault(MappingGiven given, int line, Place place, Problem problem)
    {
        gathering.Fault(given, place, problem);
        faults.Add((line, new Complaint(place, problem)));
    }

    private Sheet? Choose(MappingSheet rule)
    {
        var names = workbook.Sheets.Select(s => s.Name).ToList();
        if (workbook.IsCsv)
        {
            return workbook.Sheets[0];
        }

        if (rule.Name is { } name)
        {
            var found = workbook.Sheets.FirstOrDefault(
                s => string.Equals(SheetCell.Tidy(s.Name), SheetCell.Tidy(name), StringComparison.OrdinalIgnoreCase));
            if (found is null)
            {
                Complain(rule.Line, new SheetNotFound(name, names));
            }

            return found;
        }

        var candidates = workbook.Sheets.Where(s => !s.IsHidden && s.Height > 0).ToList();
        if (candidates.Count != 1)
        {
            Complain(rule.Line, candidates.Count == 0 ? new SheetFileEmpty() : new WhichSheet([.. candidates.Select(s => s.Name)]));
            return null;
        }

        return candidates[0];
    }

    /// <summary>The column of each name that the mapping uses; null when some name is none, which was complained about.</summary>
    private Dictionary<string, int>? Bind(MappingSheet rule, SheetHeader header)
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var sound = true;
        foreach (var (line, name) in NamesOf(rule).DistinctBy(n => n.Name, StringComparer.OrdinalIgnoreCase))
        {
            var found = header.Find(name);
            var isValue = mapping.Values.ContainsKey(name);
            if (found.Holds && !isValue)
            {
                columns[name] = found.Value;
            }
            else if (found.Holds || !isValue)
            {
                sound = false;
                Complain(line, found.Holds ? new ColumnOrValue(name, Sheet.Letters(found.Value)) : found.Problem!);
            }
        }

        return sound ? columns : null;
    }

    private static IEnumerable<(int Line, string Name)> NamesOf(MappingSheet rule) =>
        rule.Facts.SelectMany(f => f.When.Concat(f.Unless).Select(c => (c.Column.Line, SheetCell.Tidy(c.Column.Text)))
                .Concat(f.Columns.SelectMany(c => c.Value.Names.Select(n => (c.Value.Line, n)))))
            .Concat(rule.Spelling.Select(s => (s.Column.Line, SheetCell.Tidy(s.Column.Text))))
            .Concat(rule.Ignore.Select(i => (i.Line, SheetCell.Tidy(i.Text))));

    /// <summary>Complains about merged data of which the mapping does not say for which rows it counts.</summary>
    private void CheckMerges(
        MappingSheet rule, Sheet sheet, SheetHeader header, string file, int from, int until, Dictionary<string, int> columns)
    {
        if (rule.RepeatMerged is not null)
        {
            return;
        }

        foreach (var merge in sheet.Merges.Where(m => m.FirstRow >= from && m.FirstRow <= until && m.LastRow > m.FirstRow))
        {
            if (columns.ContainsValue(merge.FirstColumn))
            {
                var range = $"{Sheet.Letters(merge.FirstColumn)}{merge.FirstRow}:{Sheet.Letters(merge.LastColumn)}{merge.LastRow}";
                complaints.Add(new Complaint(
                    new Place(file, merge.FirstRow, header.LabelOf(merge.FirstColumn)), new MergedData(range)));
            }
        }
    }

    private void TellUnused(
        MappingSheet rule, Sheet sheet, SheetHeader header, string file, int from, int until, Dictionary<string, int> columns)
    {
        var used = columns.Values.ToHashSet();
        var unused = Enumerable.Range(0, sheet.Width)
            .Where(c => !used.Contains(c) && Enumerable.Range(from, Math.Max(0, until - from + 1)).Any(r => !sheet.At(r, c).IsEmpty))
            .Select(header.LabelOf)
            .ToList();
        if (unused.Count > 0)
        {
            complaints.Add(new Complaint(new Place(file, rule.HeaderUntil), new ColumnsNotUsed(unused), IsWarning: true));
        }
    }

    private void Complain(int line, Problem problem) => complaints.Add(new Complaint(new Place(mapping.File, line), problem));
}
