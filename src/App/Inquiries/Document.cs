namespace Sluiswachter.App.Inquiries;

/// <summary>An answer as a person reads it: sentences and tables, in order, without a word about how it looks.</summary>
/// <param name="Title">What was asked, in one line.</param>
/// <param name="Parts">What follows from the facts.</param>
public sealed record Document(string Title, IReadOnlyList<DocumentPart> Parts);

/// <summary>A part of a document.</summary>
public abstract record DocumentPart;

/// <summary>A few sentences.</summary>
public sealed record Paragraph(string Text) : DocumentPart;

/// <summary>A table under a heading.</summary>
/// <param name="Heading">What it shows.</param>
/// <param name="Columns">The columns, left to right.</param>
/// <param name="Rows">The rows; each has a text per column.</param>
/// <param name="Whole">How many rows there are in all; more than those shown when there are too many.</param>
public sealed record Table(
    string Heading, IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, int Whole)
    : DocumentPart
{
    /// <summary>A table that shows at most some rows of what there is.</summary>
    public static Table Of<T>(
        string heading, IReadOnlyList<TableColumn> columns, IReadOnlyCollection<T> items, int lines,
        Func<T, IReadOnlyList<string>> row) =>
        new(heading, columns, [.. items.Take(lines).Select(row)], items.Count);
}

/// <summary>A column of a table.</summary>
/// <param name="Heading">What it holds.</param>
/// <param name="IsNumber">Whether it holds numbers, which stand right.</param>
public sealed record TableColumn(string Heading, bool IsNumber = false)
{
    /// <summary>A column of texts.</summary>
    public static implicit operator TableColumn(string heading) => new(heading);
}
