using System.Net;
using System.Text;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;

namespace Sluiswachter.App.Documents;

/// <summary>A document as one page of HTML that needs nothing from elsewhere and runs nothing.</summary>
internal static class DocumentHtml
{
    private const string Style =
        "body{font:1rem/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}" +
        "table{border-collapse:collapse;width:100%}th,td{border:1px solid #767676;padding:.4rem;text-align:left;vertical-align:top}" +
        "td.number,th.number{text-align:right}@media print{body{margin:0;max-width:none}}";

    /// <summary>The page.</summary>
    public static string Write(Document document, Language language)
    {
        var page = new StringBuilder();
        page.Append($"<!DOCTYPE html>\n<html lang=\"{(language == Language.Dutch ? "nl" : "en")}\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append($"<title>{Text(document.Title)}</title>\n<style>{Style}</style>\n</head>\n<body>\n<main>\n<h1>{Text(document.Title)}</h1>\n");
        foreach (var part in document.Parts)
        {
            switch (part)
            {
                case Paragraph paragraph:
                    page.Append($"<p>{Text(paragraph.Text)}</p>\n");
                    break;
                case Table table:
                    Write(page, table);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(document), part, "no such part of a document");
            }
        }

        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Write(StringBuilder page, Table table)
    {
        page.Append($"<h2>{Text(table.Heading)}</h2>\n<table>\n<thead><tr>");
        foreach (var column in table.Columns)
        {
            page.Append($"<th scope=\"col\"{Mark(column)}>{Text(column.Heading)}</th>");
        }

        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            page.Append("<tr>");
            for (var i = 0; i < row.Count; i++)
            {
                page.Append($"<td{Mark(table.Columns[i])}>{Text(row[i])}</td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static string Mark(TableColumn column) => column.IsNumber ? " class=\"number\"" : "";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
