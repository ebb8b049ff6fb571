using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

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
        if (Bind(rule, sheet, header) is not { } columns)
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

    private void ReadRow(
        MappingSheet rule, int first, MappingScope scope, string file, SheetHeader header, string start)
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
            var line = fact.Columns.FirstOrDefault(c => c.Position == at).Value?.Line ?? fact.Line;
            faults.Add((line, new Complaint(place, problem)));
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
            Complain(
                rule.Line,
                candidates.Count == 0 ? new SheetFileEmpty() : new WhichSheet([.. candidates.Select(s => s.Name)]));
            return null;
        }

        return candidates[0];
    }

    /// <summary>
    /// The column of each name that the mapping uses; null when some name is none, which was complained about.
    /// </summary>
    private Dictionary<string, int>? Bind(MappingSheet rule, Sheet sheet, SheetHeader header)
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var sound = true;
        if (HeaderElsewhere(rule, sheet, header) is { } elsewhere)
        {
            Complain(rule.Line, elsewhere);
            return null;
        }

        foreach (var (line, name) in NamesOf(rule).DistinctBy(n => n.Name, StringComparer.OrdinalIgnoreCase))
        {
            var found = header.Find(name);
            var isValue = mapping.Values.ContainsKey(name);
            if (found.Holds && !isValue)
            {
                columns[name] = found.Value;
            }
            else if (!isValue)
            {
                sound = false;
                Complain(line, found.Problem!);
            }
            else if (found.Holds)
            {
                var odd = new ColumnOrValue(name, Sheet.Letters(found.Value));
                complaints.Add(new Complaint(new Place(mapping.File, line), odd, IsWarning: true));
            }
        }

        return sound ? columns : null;
    }

    /// <summary>
    /// When most names are not in the header and some other row has more of them: then the header is not there.
    /// </summary>
    private HeaderNotHere? HeaderElsewhere(MappingSheet rule, Sheet sheet, SheetHeader header)
    {
        var names = NamesOf(rule).Select(n => n.Name).Where(n => !n.StartsWith('$') && !mapping.Values.ContainsKey(n))
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var missing = names.Where(n => header.Find(n).Problem is ColumnNotFound).ToList();
        var parts = missing.SelectMany(n => n.Split(" / ")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var row = Enumerable.Range(1, Math.Min(sheet.Height, 50))
            .Where(r => r < rule.HeaderFrom || r > rule.HeaderUntil)
            .Select(r => (Row: r, Found: sheet.Row(r).Count(c => parts.Contains(c.Text))))
            .MaxBy(r => r.Found);
        return missing.Count > names.Count / 2 && row.Found > Math.Max(1, names.Count - missing.Count)
            ? new HeaderNotHere(rule.HeaderFrom, rule.HeaderUntil, row.Row, missing)
            : null;
    }

    private static IEnumerable<(int Line, string Name)> NamesOf(MappingSheet rule) =>
        rule.Facts.SelectMany(f => f.When.Concat(f.Unless).Select(c => (c.Column.Line, SheetCell.Tidy(c.Column.Text)))
                .Concat(f.Columns.SelectMany(c => c.Value.Names.Select(n => (c.Value.Line, n)))))
            .Concat(rule.Spelling.Select(s => (s.Column.Line, SheetCell.Tidy(s.Column.Text))))
            .Concat(rule.Ignore.Select(i => (i.Line, SheetCell.Tidy(i.Text))));

    /// <summary>Complains about merged data of which the mapping does not say for which rows it counts.</summary>
    private void CheckMerges(
        MappingSheet rule, Sheet sheet, SheetHeader header, string file, int from, int until,
        Dictionary<string, int> columns)
    {
        if (rule.RepeatMerged is not null)
        {
            return;
        }

        foreach (var merge in sheet.Merges.Where(m => m.FirstRow >= from && m.FirstRow <= until))
        {
            if (merge.LastRow > merge.FirstRow && columns.ContainsValue(merge.FirstColumn))
            {
                var range = $"{Sheet.Letters(merge.FirstColumn)}{merge.FirstRow}:{Sheet.Letters(merge.LastColumn)}{merge.LastRow}";
                complaints.Add(new Complaint(
                    new Place(file, merge.FirstRow, header.LabelOf(merge.FirstColumn)), new MergedData(range)));
            }
        }
    }

    private void TellUnused(
        MappingSheet rule, Sheet sheet, SheetHeader header, string file, int from, int until,
        Dictionary<string, int> columns)
    {
        var used = columns.Values.ToHashSet();
        var unused = Enumerable.Range(0, sheet.Width)
            .Where(c => !used.Contains(c))
            .Where(c => Enumerable.Range(from, Math.Max(0, until - from + 1)).Any(r => !sheet.At(r, c).IsEmpty))
            .Select(header.LabelOf)
            .ToList();
        if (unused.Count > 0)
        {
            var place = new Place(file, rule.HeaderUntil);
            complaints.Add(new Complaint(place, new ColumnsNotUsed(unused), IsWarning: true));
        }
    }

    private void Complain(int line, Problem problem) =>
        complaints.Add(new Complaint(new Place(mapping.File, line), problem));
}

/// <summary>A value that only the reader of the suggestion can fill in, and that was not.</summary>
public sealed record ValueToFillIn(string Name) : Problem(new Phrase(
    $"values.{Name} is still '?': fill in {(Name == Mapping.OrganisationValue ? "the id of your organisation in the register, such as gm0363" : "its value")}",
    $"values.{Name} is nog '?': vul {(Name == Mapping.OrganisationValue ? "het id van uw organisatie in het register in, zoals gm0363" : "de waarde in")}"));

/// <summary>A sheet that the workbook does not have.</summary>
public sealed record SheetNotFound(string Name, IReadOnlyList<string> Sheets) : Problem(new Phrase(
    $"there is no sheet {Quote(Name)}{Hint.For(Name, Sheets).English}: the workbook has {Hint.List(Sheets)}",
    $"er is geen werkblad {Quote(Name)}{Hint.For(Name, Sheets).Dutch}: de werkmap heeft {Hint.List(Sheets)}"));

/// <summary>A workbook with several sheets, of which the mapping names none.</summary>
public sealed record WhichSheet(IReadOnlyList<string> Sheets) : Problem(new Phrase(
    $"the workbook has several sheets ({Hint.List(Sheets)}): name one, such as sheet: {Sheets[0]}",
    $"de werkmap heeft meerdere werkbladen ({Hint.List(Sheets)}): noem er een, zoals sheet: {Sheets[0]}"));

/// <summary>A header that stands in another row than the mapping says.</summary>
public sealed record HeaderNotHere(int From, int Until, int Row, IReadOnlyList<string> Missing) : Problem(new Phrase(
    $"the header in {From}-{Until} lacks {Hint.List(Missing)}, and row {Row} has some of these: is 'header' right?",
    $"de kop in {From}-{Until} mist {Hint.List(Missing)}, en rij {Row} heeft er enkele van: klopt 'header'?"));

/// <summary>A name that is both a value of the mapping and a header of the sheet; the value counts.</summary>
public sealed record ColumnOrValue(string Name, string Letter) : Problem(new Phrase(
    $"{Quote(Name)} is taken for the value of the mapping, though it is also the header of column {Letter}: name that column as ${Letter}",
    $"{Quote(Name)} is gelezen als de waarde van de mapping, hoewel het ook de kop van kolom {Letter} is: noem die kolom ${Letter}"));

/// <summary>A cell that must hold something and does not.</summary>
public sealed record CellEmpty(string Fact, string Column, string Header) : Problem(new Phrase(
    $"the cell is empty: expected a value for {Fact}.{Column}; if such rows give no {Fact}, add 'when: {Header}'",
    $"de cel is leeg: verwacht een waarde voor {Fact}.{Column}; geven zulke rijen geen {Fact}, voeg dan 'when: {Header}' toe"));

/// <summary>A cell whose text, once converted, is refused.</summary>
public sealed record CellReadAs(string Text, string Read, Problem Why) : Problem(new Phrase(
    $"{Quote(Text)}, read as {Quote(Read)}: {Why.Says.English}",
    $"{Quote(Text)}, gelezen als {Quote(Read)}: {Why.Says.Dutch}"));

/// <summary>A merged block among the data, without a word in the mapping on what its other rows hold.</summary>
public sealed record MergedData(string Range) : Problem(new Phrase(
    $"the cells {Range} are merged: add 'merged: repeat' to the sheet if their value counts for each row, or 'merged: leave' if only for the first",
    $"de cellen {Range} zijn samengevoegd: zet 'merged: repeat' bij het werkblad als hun waarde voor elke rij geldt, of 'merged: leave' als alleen voor de eerste"));

/// <summary>A row with cells that gave no fact.</summary>
public sealed record RowWithoutFacts() : Problem(new Phrase(
    "the row holds something but gives no fact: no condition of the mapping is met",
    "de rij bevat iets maar geeft geen feit: aan geen voorwaarde van de mapping is voldaan"));

/// <summary>A data row that looks like a total.</summary>
public sealed record LooksLikeTotals(string Text) : Problem(new Phrase(
    $"{Quote(Text)} looks like a row of totals and is read as data: if so, add it to rows.stop or rows.skip",
    $"{Quote(Text)} lijkt een totaalrij en wordt als gegeven gelezen: zo ja, zet het in rows.stop of rows.skip"));

/// <summary>Columns that the mapping passes over.</summary>
public sealed record ColumnsNotUsed(IReadOnlyList<string> Columns) : Problem(new Phrase(
    $"the mapping does not use {string.Join(", ", Columns)}: map them, or list them under 'ignore'",
    $"de mapping gebruikt {string.Join(", ", Columns)} niet: wijs ze toe, of noem ze onder 'ignore'"));

/// <summary>A sheet in which the mapping finds no data rows.</summary>
public sealed record NoDataRows(int From) : Problem(new Phrase(
    $"there are no data rows from row {From} on: expected at least one; look at 'header' and 'rows'",
    $"er zijn geen gegevensrijen vanaf rij {From}: verwacht er minstens één; kijk naar 'header' en 'rows'"));
