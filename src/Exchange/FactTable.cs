using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>The facts of one kind that someone gave us, in the vocabulary of the register bundle.</summary>
/// <remarks>
/// Bundle files and foreign formats alike become tables, so that there is one door into the register. A table can be
/// read any number of times and never holds more than a row in memory unless its maker does.
/// </remarks>
public sealed class FactTable
{
    private readonly Func<IEnumerable<TextRow>> rows;
    private readonly int[] positions;
    private readonly Func<long, string, Place>? places;
    private readonly uint missing;

    /// <summary>Makes a table.</summary>
    /// <param name="file">The file, for complaints.</param>
    /// <param name="schema">The kind of fact.</param>
    /// <param name="positions">For each cell of a text row, the column of the schema that it fills, or -1 for none.</param>
    /// <param name="rows">Starts reading from the first row.</param>
    /// <param name="places">
    /// Where a row (and a column of the schema, or all of it when empty) stands in the file that its maker gave us;
    /// null when that is the row and column of this table themselves.
    /// </param>
    /// <remarks>Its maker complains about required columns that are missing; no row of such a table is sound.</remarks>
    public FactTable(
        string file,
        FactSchema schema,
        IReadOnlyList<int> positions,
        Func<IEnumerable<TextRow>> rows,
        Func<long, string, Place>? places = null)
    {
        (File, Schema, this.positions, this.rows, this.places) = (file, schema, [.. positions], rows, places);
        Present = new bool[schema.Columns.Count];
        foreach (var position in positions.Where(p => p >= 0))
        {
            Present[position] = true;
        }

        for (var i = 0; i < Present.Length; i++)
        {
            missing |= schema.Columns[i].IsRequired && !Present[i] ? 1u << i : 0;
        }
    }

    /// <summary>A table of a file that cannot be read at all, which its maker has complained about.</summary>
    public static FactTable Unreadable(string file, FactSchema schema) => new(file, schema, [], () => []);

    /// <summary>The file, for complaints.</summary>
    public string File { get; }

    /// <summary>The kind of fact.</summary>
    public FactSchema Schema { get; }

    /// <summary>Which columns of the schema the table has.</summary>
    public bool[] Present { get; }

    /// <summary>Whether the table has every column that its facts require.</summary>
    public bool HasRequired => missing == 0;

    /// <summary>
    /// The ids that the rows introduce, in order, none for kinds without ids; empty for a row whose id could not be read.
    /// </summary>
    public IEnumerable<(long Row, string Id)> Ids() =>
        Schema.Introduces is null ? [] : FirstTexts().Select(r => Schema.Columns[0].Parse(r.Text).Holds ? r : (r.Row, ""));

    /// <summary>
    /// The texts in the first column of the schema, in order, without judging them or their rows; empty where there is none.
    /// </summary>
    public IEnumerable<(long Row, string Text)> FirstTexts()
    {
        var at = Array.IndexOf(positions, 0);
        return at < 0 ? [] : rows().Select(r => (r.Number, at < r.Texts.Count ? r.Texts[at] : ""));
    }

    /// <summary>The place that a complaint about a row, or about one of its cells, points to.</summary>
    /// <param name="row">The number of the row.</param>
    /// <param name="column">The name of the column; empty when the whole row is meant.</param>
    public Place PlaceOf(long row, string column = "") => places?.Invoke(row, column) ?? new Place(File, row, column);

    /// <summary>
    /// Reads the rows; what is wrong with a row is complained about, all of it, and the row left out.
    /// </summary>
    /// <param name="complaints">Told what is wrong.</param>
    /// <param name="alsoFaulty">
    /// Whether to give rows of which some cells are bad or missing as well, to judge the others; never those whose cells
    /// cannot be told apart.
    /// </param>
    /// <remarks>Reading stops after <see cref="BundleLimits.ErrorsPerFile"/> errors, with a last one that says so.</remarks>
    public IEnumerable<CellRow> Rows(Complaints complaints, bool alsoFaulty = false)
    {
        // Neighbouring rows often repeat a text (a date, a source): then its cell is taken over, not parsed again.
        var lastTexts = new string?[positions.Length];
        var lastCells = new Cell[positions.Length];
        var errorsBefore = complaints.Errors;
        foreach (var row in rows())
        {
            if (row.Faults is { } faults)
            {
                Complain(row, faults, complaints);
            }
            else if (Parse(row, lastTexts, lastCells, complaints) is var cells && (alsoFaulty || cells.Faults == 0))
            {
                yield return cells;
            }

            if (complaints.Errors - errorsBefore >= BundleLimits.ErrorsPerFile)
            {
                complaints.Refuse(PlaceOf(row.Number), new TooManyErrors(BundleLimits.ErrorsPerFile));
                yield break;
            }
        }
    }

    private CellRow Parse(in TextRow row, string?[] lastTexts, Cell[] lastCells, Complaints complaints)
    {
        var cells = new Cell[Schema.Columns.Count];
        var faults = missing;
        for (var i = 0; i < positions.Length; i++)
        {
            if (positions[i] < 0)
            {
                continue;
            }

            var text = i < row.Texts.Count ? row.Texts[i] : "";
            if (!ReferenceEquals(text, lastTexts[i]))
            {
                var cell = Schema.Columns[positions[i]].Parse(text);
                if (!cell.Holds)
                {
                    Refuse(row.Number, positions[i], cell.Problem!, text, complaints);
                    faults |= 1u << positions[i];
                    continue;
                }

                (lastTexts[i], lastCells[i]) = (text, cell.Value);
            }

            cells[positions[i]] = lastCells[i];
        }

        return new CellRow(row.Number, cells, faults);
    }

    /// <summary>Complains about the faults of a row, and about those of its other cells that could be read.</summary>
    private void Complain(in TextRow row, IReadOnlyList<RowFault> faults, Complaints complaints)
    {
        foreach (var fault in faults)
        {
            complaints.Refuse(PlaceOf(row.Number, fault.Column), fault.Problem);
        }

        // A cell that could not be read is empty here; only when all could is emptiness a mistake of its own.
        var allRead = faults.All(fault => fault.Column.Length == 0);
        for (var i = 0; i < Math.Min(positions.Length, row.Texts.Count); i++)
        {
            if (positions[i] >= 0 && (allRead || row.Texts[i].Length > 0) &&
                Schema.Columns[positions[i]].Parse(row.Texts[i]).Problem is { } problem)
            {
                Refuse(row.Number, positions[i], problem, row.Texts[i], complaints);
            }
        }
    }

    private void Refuse(long row, int position, Problem problem, string text, Complaints complaints) =>
        complaints.Add(new Complaint(PlaceOf(row, Schema.Columns[position].Name), problem), text.Length);
}

/// <summary>A place in a file that someone gave us.</summary>
/// <param name="File">The file, as its maker knows it.</param>
/// <param name="Row">The row, the header being row 1; 0 when the whole file is meant.</param>
/// <param name="Column">The column; empty when the whole row is meant.</param>
public readonly record struct Place(string File, long Row = 0, string Column = "")
{
    /// <inheritdoc />
    public override string ToString() => $"{File}:{Row}:{Column}";
}

/// <summary>Something wrong, or odd, at a place in a file.</summary>
/// <param name="Place">Where.</param>
/// <param name="Problem">What was found and what was expected.</param>
/// <param name="IsWarning">A warning keeps nothing from being stored.</param>
public sealed record Complaint(Place Place, Problem Problem, bool IsWarning = false)
{
    /// <summary>The complaint as <c>file:row:column: message</c>.</summary>
    public string In(Language language) => $"{Place}: {Problem.In(language)}";
}

/// <summary>One row of text, before anything is made of it.</summary>
/// <param name="Number">The row, the header being row 1.</param>
/// <param name="Texts">Its cells, left to right; missing trailing cells are empty.</param>
/// <param name="Faults">What was wrong with the writing of the row; null when nothing was.</param>
/// <remarks>A row with faults is never used; its texts are as far as they could be read.</remarks>
public readonly record struct TextRow(
    long Number, IReadOnlyList<string> Texts, IReadOnlyList<RowFault>? Faults = null);

/// <summary>Something wrong with the writing of a row, before its cells mean anything.</summary>
/// <param name="Column">The column; empty when the whole row is meant.</param>
/// <param name="Problem">What was found and what was expected.</param>
public readonly record struct RowFault(string Column, Problem Problem);

/// <summary>One row whose cells are well formed, each by itself.</summary>
/// <param name="Number">The row, the header being row 1.</param>
/// <param name="Cells">One cell per column of the schema; columns that the table lacks are empty.</param>
/// <param name="Faults">
/// A bit per column of the schema, the first the lowest: the cell is bad, or required and missing, and empty here.
/// </param>
public readonly record struct CellRow(long Number, Cell[] Cells, uint Faults = 0);

/// <summary>A file with so many errors that reading it further helps nobody.</summary>
public sealed record TooManyErrors(int Most) : Problem(new Phrase(
    $"reading stopped here after {Most} errors: expected a file of this kind of fact",
    $"het lezen is hier gestopt na {Most} fouten: verwacht een bestand met dit soort feiten"));
