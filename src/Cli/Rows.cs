using Spectre.Console;

namespace Sluiswachter.Cli;

/// <summary>A table that fits the terminal.</summary>
internal static class Rows
{
    /// <summary>Writes rows under a heading; says so when there are none.</summary>
    public static void Write(Terminal terminal, string[] heading, IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
        {
            terminal.Out.WriteLine(terminal.Say("  (none)", "  (geen)"));
            return;
        }

        var table = new Table { Border = TableBorder.Simple, Expand = false };
        foreach (var title in heading)
        {
            table.AddColumn(new TableColumn(new Text(title)));
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
}
