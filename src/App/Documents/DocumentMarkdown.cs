using System.Text;
using Sluiswachter.App.Inquiries;

namespace Sluiswachter.App.Documents;

/// <summary>A document as Markdown (CommonMark 0.31, with the tables of GitHub).</summary>
internal static class DocumentMarkdown
{
    private const string Special = "\\`*_{}[]<>#+-!|&";

    /// <summary>The text; whatever the facts hold, it stays text.</summary>
    public static string Write(Document document)
    {
        var text = new StringBuilder($"# {Escape(document.Title)}\n");
        foreach (var part in document.Parts)
        {
            text.Append('\n');
            switch (part)
            {
                case Paragraph paragraph:
                    text.Append(Escape(paragraph.Text)).Append('\n');
                    break;
                case Table table:
                    Write(text, table);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(document), part, "no such part of a document");
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, Table table)
    {
        text.Append($"## {Escape(table.Heading)}\n\n");
        text.Append("| ").AppendJoin(" | ", table.Columns.Select(c => Escape(c.Heading))).Append(" |\n");
        text.Append('|').AppendJoin('|', table.Columns.Select(c => c.IsNumber ? "--:" : "---")).Append("|\n");
        foreach (var row in table.Rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select(Escape)).Append(" |\n");
        }
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c))
            {
                escaped.Append(' ');
                continue;
            }

            // A hyphen means something only where a line begins.
            if (Special.Contains(c, StringComparison.Ordinal) && (c is not ('-' or '+') || i == 0))
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
