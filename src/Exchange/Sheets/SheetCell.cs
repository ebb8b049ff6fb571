using System.Globalization;
using System.Text;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>One cell of a spreadsheet.</summary>
/// <param name="Kind">What the spreadsheet says it holds.</param>
/// <param name="Text">
/// Texts with their white space made plain; numbers with a decimal point and without an exponent; dates as yyyy-MM-dd;
/// <c>true</c> or <c>false</c>; errors as the spreadsheet shows them. Empty for an empty cell.
/// </param>
public readonly record struct SheetCell(SheetCellKind Kind, string Text)
{
    /// <summary>The text of a formula whose value the spreadsheet does not hold.</summary>
    public const string Uncalculated = "#UNCALCULATED";

    /// <summary>The empty cell.</summary>
    public static SheetCell Empty { get; } = new(SheetCellKind.Empty, "");

    /// <summary>Whether nothing is there.</summary>
    public bool IsEmpty => Kind == SheetCellKind.Empty;

    /// <summary>A cell that holds text; white space alone is an empty cell.</summary>
    public static SheetCell Of(string text) =>
        Tidy(text) is { Length: > 0 } tidy ? new SheetCell(SheetCellKind.Text, tidy) : Empty;

    /// <summary>A cell that holds a number, to the 15 digits that a spreadsheet keeps.</summary>
    public static SheetCell Of(double number) => new(
        SheetCellKind.Number,
        Math.Abs(number) < 1e28
            ? ((decimal)number).ToString("0.############################", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A cell that holds a day; the time of day is left out.</summary>
    public static SheetCell Of(DateTime moment) =>
        new(SheetCellKind.Date, moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>A cell that holds true or false.</summary>
    public static SheetCell Of(bool flag) => new(SheetCellKind.Flag, flag ? "true" : "false");

    /// <summary>A cell that holds an error.</summary>
    public static SheetCell Error(string shown) => new(SheetCellKind.Error, shown);

    /// <summary>
    /// Text without white space at its ends, every run of white space within (line ends, tabs, non-breaking and
    /// zero-width spaces included) one plain space.
    /// </summary>
    public static string Tidy(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return text;
        }

        var tidy = new StringBuilder(text.Length);
        var gap = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || c is '\u200B' or '\u2060' or '\uFEFF')
            {
                gap = tidy.Length > 0;
                continue;
            }

            if (gap)
            {
                tidy.Append(' ');
                gap = false;
            }

            tidy.Append(c);
        }

        return tidy.ToString();
    }
}

/// <summary>What a spreadsheet says a cell holds.</summary>
public enum SheetCellKind
{
    /// <summary>Nothing, or white space only.</summary>
    Empty = 0,

    /// <summary>Text; every cell of a CSV file is text.</summary>
    Text,

    /// <summary>A number that the spreadsheet knows to be one.</summary>
    Number,

    /// <summary>A day that the spreadsheet knows to be one.</summary>
    Date,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>An error such as <c>#REF!</c>, or a formula that was never calculated.</summary>
    Error,
}
