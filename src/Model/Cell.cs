namespace Sluiswachter.Model;

/// <summary>One value of a fact in plain form: nothing, a text, or a whole number.</summary>
/// <remarks>
/// The form in which facts travel between files, the store and the typed facts. Ids, labels, lists and amounts are
/// texts; dates (day numbers since 0001-01-01), counts, hours, countries, choices and booleans (0 or 1) are numbers.
/// The default instance is the empty cell: unknown.
/// </remarks>
public readonly record struct Cell
{
    /// <summary>Stands for what a number holds, so that a cell takes 16 bytes: there are millions.</summary>
    private static readonly object OfNumber = new();

    /// <summary>The text, <see cref="OfNumber"/>, or null when the cell is empty.</summary>
    private readonly object? held;

    private Cell(object? held, long number) => (this.held, Number) = (held, number);

    /// <summary>The text, or null when the cell is empty or a number.</summary>
    public string? Text => held as string;

    /// <summary>The number; 0 when the cell is empty or a text.</summary>
    public long Number { get; }

    /// <summary>True when nothing is known.</summary>
    public bool IsEmpty => held is null;

    /// <summary>The number, or null when the cell is empty.</summary>
    public long? NumberOrNull => ReferenceEquals(held, OfNumber) ? Number : null;

    /// <summary>A cell that holds a text; null makes the empty cell.</summary>
    public static Cell Of(string? text) => new(text, 0);

    /// <summary>A cell that holds a number; null makes the empty cell.</summary>
    public static Cell Of(long? number) => number is { } known ? new(OfNumber, known) : default;

    /// <summary>A cell that holds yes or no.</summary>
    public static Cell Of(bool? flag) => flag is { } known ? Of(known ? 1L : 0L) : default;

    /// <summary>A cell that holds a day.</summary>
    public static Cell Of(DateOnly? day) => Of((long?)day?.DayNumber);
}
