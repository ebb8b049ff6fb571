using Spectre.Console;
using TableColumn = Sluiswachter.App.Inquiries.TableColumn;

namespace Sluiswachter.Cli;

/// <summary>A table that fits the terminal.</summary>
internal static class Rows
{
    /// <summary>What a column takes besides its text: a space on either side, and one to the next.</summary>
    private const int Between = 3;

    /// <summary>Letters of a heading that stay together, so that it can still be read.</summary>
    private const int LeastOfHeading = 4;

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

        var table = new Spectre.Console.Table { Border = TableBorder.Simple, Expand = false };
        foreach (var ((heading, isNumber), width) in columns.Zip(WidthsOf(columns, rows, terminal.Width)))
        {
            var alignment = isNumber ? Justify.Right : Justify.Left;
            table.AddColumn(new Spectre.Console.TableColumn(new Text(heading)) { Alignment = alignment, Width = width });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
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

    /// <summary>How wide columns are within a width: no word is broken as long as there is another way.</summary>
    /// <remarks>
    /// Each gets its longest word, and as much of what is left as the others, until its text fits on a line. When words do
    /// not fit, those of headings give way, as few as will do; then those of texts, the widest first; never a number, a day
    /// or a bar.
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

        int[] floors = [.. widths.Zip(cells, (w, cell) => Math.Max(cell, Math.Min(w, LeastOfHeading)))];
        foreach (var i in Where(i => widths[i] > floors[i]).OrderByDescending(i => widths[i] - floors[i]).ToList())
        {
            var broken = Math.Clamp(-left, 0, widths[i] - floors[i]);
            (widths[i], left) = (widths[i] - broken, left + broken);
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
