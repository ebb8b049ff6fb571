using Spectre.Console;
using TableColumn = Sluiswachter.App.Inquiries.TableColumn;

namespace Sluiswachter.Cli;

/// <summary>A table that fits the terminal.</summary>
/// <remarks>
/// When its words do not fit side by side it is told in parts, one under the other: each has the first column, and as many of
/// the others as fit.
/// </remarks>
internal static class Rows
{
    /// <summary>What a column takes besides its text: a space on either side, and one to the next.</summary>
    private const int Between = 3;

    /// <summary>Writes rows under a heading; says so when there are none.</summary>
    public static void Write(Terminal terminal, string[] heading, IReadOnlyList<string[]> rows) =>
        Write(terminal, [.. heading.Select(title => new TableColumn(title))], rows);

    /// <summary>Writes rows under columns, numbers to the right; says so when there are none.</summary>
    public static void Write(
        Terminal terminal, IReadOnlyList<TableColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0)
        {
            terminal.Out.WriteLine(terminal.Say("  (none)", "  (geen)"));
            return;
        }

        foreach (var part in PartsOf(columns, rows, terminal.Width))
        {
            Show(terminal, [.. part.Select(i => columns[i])], [.. rows.Select(r => (IReadOnlyList<string>)[.. part.Select(i => r[i])])]);
        }
    }

    private static void Show(Terminal terminal, IReadOnlyList<TableColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var table = new Spectre.Console.Table { Border = TableBorder.Simple, Expand = false };
        foreach (var ((heading, isNumber), width) in columns.Zip(WidthsOf(columns, rows, terminal.Width)))
        {
            var alignment = isNumber ? Justify.Right : Justify.Left;
            table.AddColumn(new Spectre.Console.TableColumn(new Text(Terminal.Plain(heading))) { Alignment = alignment, Width = width });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(Terminal.Plain(cell))));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(terminal.Out),
        });
        console.Profile.Width = terminal.Width;
        console.Profile.Capabilities.Unicode = true;
        console.Write(table);
    }

    /// <summary>The columns of each part, by their places.</summary>
    private static List<List<int>> PartsOf(
        IReadOnlyList<TableColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        int[] needed = [.. columns.Select((c, i) => Between + Math.Max(LongestWord(c.Heading), rows.Max(r => LongestWord(r[i]))))];
        var parts = new List<List<int>> { new() { 0 } };
        for (var i = 1; i < columns.Count; i++)
        {
            if (parts[^1].Count > 1 && parts[^1].Append(i).Sum(place => needed[place]) + 1 > width)
            {
                parts.Add([0]);
            }

            parts[^1].Add(i);
        }

        return parts;
    }

    /// <summary>How wide columns are within a width: no word is broken as long as there is another way.</summary>
    /// <remarks>
    /// Each gets its longest word, and as much of what is left as the others, until its text fits on a line. When words do
    /// not fit, those of the widest give way; never a number, a day or a bar.
    /// </remarks>
    private static IReadOnlyList<int> WidthsOf(
        IReadOnlyList<TableColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        int[] most = [.. columns.Select((c, i) => Math.Max(c.Heading.Length, rows.Max(r => r[i].Length)))];
        int[] cells = [.. columns.Select((_, i) => rows.Max(r => LongestWord(r[i])))];
        int[] widths = [.. columns.Select((c, i) => Math.Max(1, Math.Max(LongestWord(c.Heading), cells[i])))];
        var left = width - (Between * columns.Count) - 1 - widths.Sum();
        while (left > 0 && Where(i => widths[i] < most[i]) is [_, ..] unfinished)
        {
            unfinished.Take(left).ToList().ForEach(i => widths[i]++);
            left -= Math.Min(left, unfinished.Count);
        }

        for (; left < 0 && Where(i => widths[i] > (HasWords(i) ? 1 : cells[i])) is [_, ..] wide; left++)
        {
            widths[wide.MaxBy(i => widths[i])]--;
        }

        return widths;

        bool HasWords(int column) => !columns[column].IsNumber && rows.Any(r => r[column].Any(char.IsLetter));

        List<int> Where(Func<int, bool> holds) => [.. Enumerable.Range(0, widths.Length).Where(holds)];
    }

    /// <summary>The longest part of a text that is not to be broken; a number keeps its sign with it.</summary>
    private static int LongestWord(string text) => text.Replace(" %", "_%", StringComparison.Ordinal)
        .Replace(" –", "_–", StringComparison.Ordinal).Split(' ').Max(word => word.Length);
}
