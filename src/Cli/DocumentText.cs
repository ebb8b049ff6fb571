using Sluiswachter.App.Inquiries;

namespace Sluiswachter.Cli;

/// <summary>Shows a document on a terminal.</summary>
internal sealed class DocumentText(Terminal terminal)
{
    public void Write(Document document)
    {
        terminal.TellResult(document.Title);
        foreach (var part in document.Parts)
        {
            terminal.Out.WriteLine();
            switch (part)
            {
                case Paragraph paragraph:
                    Write(paragraph);
                    break;
                case Table table:
                    Write(table);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(document), part, "no such part of a document");
            }
        }
    }

    /// <summary>Shows a paragraph, as wide as the terminal.</summary>
    public void Write(Paragraph paragraph)
    {
        foreach (var line in Help.Wrap(paragraph.Text, terminal.Width))
        {
            terminal.TellResult(line);
        }
    }

    private void Write(Table table)
    {
        terminal.TellResult(table.Heading);
        Rows.Write(terminal, table.Columns, table.Rows);
        if (table.Whole > table.Rows.Count)
        {
            var more = table.Whole - table.Rows.Count;
            terminal.Out.WriteLine(terminal.Say(
                $"  and {more:N0} more: --lines N shows more, --json all", $"  en nog {more:N0}: --lines N toont er meer, --json alles"));
        }
    }
}
