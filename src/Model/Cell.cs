namespace Sluiswachter.Model;

/// <summary>One value of a fact in plain form: nothing, a text, or a whole number.</summary>
/// <remarks>
/// The form in which facts travel between files, the store and the typed facts. Ids, labels, lists and amounts are
/// texts; dates (day numbers since 0001-01-01), counts, hours, countries, choices and booleans (0 or 1) are numbers.
/// The default instance is the empty cell: unknown.
/// </remarks>
public readonly record struct Cell
{
    private readonly bool isNumber;

    private Cell(string? text, long number, bool isNumber) => (Text, Number, this.isNumber) = (text, number, isNumber);

    /// <summary>The text, or null when the cell is empty or a number.</summary>
    public string? Text { get; }

    /// <summary>The number; 0 when the cell is empty or a text.</summary>
    public long Number { get; }

    /// <summary>True when nothing is known.</summary>
    public bool IsEmpty => Text is null && !isNumber;

    /// <summary>The number, or null when the cell is empty.</summary>
    public long? NumberOrNull => isNumber ? Number : null;

    /// <summary>A cell that holds a text; null makes the empty cell.</summary>
    public static Cell Of(string? text) => new(text, 0, false);

    /// <summary>A cell that holds a number; null makes the empty cell.</summary>
    public static Cell Of(long? number) => number is { } known ? new(null, known, true) : default;

    /// <summary>A cell that holds yes or no.</summary>
    public static Cell Of(bool? flag) => flag is { } known ? Of(known ? 1L : 0L) : default;

    /// <summary>A cell that holds a day.</summary>
    public static Cell Of(DateOnly? day) => Of((long?)day?.DayNumber);
}
