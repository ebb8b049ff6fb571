using System.Buffers;

namespace Sluiswachter.Exchange;

/// <summary>
/// Keeps a spreadsheet from running the text of a cell as a formula, and gives the text back on import.
/// </summary>
/// <remarks>
/// <para>
/// A text <i>runs</i> when it begins with a tab, carriage return or line feed, or when its first character that is not
/// white space is <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c> or the full-width form of one of them (the list of OWASP's page
/// "CSV Injection"; the white space before it is ours, since some spreadsheets strip it).
/// </para>
/// <para>
/// Export puts one apostrophe before every text that is any number of apostrophes followed by a text that runs. Import
/// takes one apostrophe from every text that is at least one apostrophe followed by a text that runs. Law:
/// <c>Restore(Neutralise(x)) = x</c> for every text, and a text such as <c>'s-Hertogenbosch</c> is touched by neither.
/// </para>
/// </remarks>
public static class Formulas
{
    private static readonly SearchValues<char> Starters = SearchValues.Create("=+-@\uFF1D\uFF0B\uFF0D\uFF20");

    /// <summary>Whether a spreadsheet could run the text.</summary>
    public static bool Runs(ReadOnlySpan<char> text)
    {
        if (text is ['\t' or '\r' or '\n', ..])
        {
            return true;
        }

        var rest = text.TrimStart();
        return rest.Length > 0 && Starters.Contains(rest[0]);
    }

    /// <summary>The text as it is written in a file for spreadsheets.</summary>
    public static string Neutralise(string text) => Runs(text.AsSpan().TrimStart('\'')) ? "'" + text : text;

    /// <summary>The text that was meant by what a file for spreadsheets holds.</summary>
    public static string Restore(string text) =>
        text is ['\'', ..] && Runs(text.AsSpan().TrimStart('\'')) ? text[1..] : text;
}
