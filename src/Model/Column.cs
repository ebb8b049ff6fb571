using System.Globalization;

namespace Sluiswachter.Model;

/// <summary>A column of the register bundle: its name, and how text becomes a <see cref="Cell"/> and back.</summary>
public sealed class Column
{
    /// <summary>The digits of a decimal number that are kept, whatever they are.</summary>
    private const int Digits = 28;

    private readonly long least;
    private readonly long most;
    private readonly Words? words;

    private Column(string name, ColumnType type, bool required, long least = 0, long most = 0, Words? words = null)
    {
        (Name, Type, IsRequired) = (name, type, required);
        (this.least, this.most, this.words) = (least, most, words);
    }

    /// <summary>The name in the header.</summary>
    public string Name { get; }

    /// <summary>What its cells hold.</summary>
    public ColumnType Type { get; }

    /// <summary>Whether the column and each of its cells must be there.</summary>
    public bool IsRequired { get; }

    /// <summary>The space of the id that this column introduces or refers to; null for other columns.</summary>
    public IdSpace? Space { get; private init; }

    /// <summary>The kinds of fact that a reference may name.</summary>
    public IReadOnlyList<FactKind> RefersTo { get; private init; } = [];

    /// <summary>The words of a closed list; empty for other columns.</summary>
    public IReadOnlyList<string> Choices => words?.All ?? [];

    /// <summary>Whether cells of this column are texts (else numbers).</summary>
    public bool HoldsText => Type is ColumnType.Id or ColumnType.Reference or ColumnType.Label or ColumnType.Countries
        or ColumnType.Decimal;

    /// <summary>Turns text into a cell; no text is the empty cell.</summary>
    public Result<Cell> Parse(string text)
    {
        if (text.Length == 0)
        {
            return IsRequired ? new MissingValue(Name) : default(Cell);
        }

        return Type switch
        {
            ColumnType.Id or ColumnType.Reference =>
                IdRule.Check(text) is { } problem ? problem : Cell.Of(text),
            ColumnType.Label => Label.Of(text).Then<Cell>(_ => Cell.Of(text)),
            ColumnType.Country => Country.Of(text).Then<Cell>(c => Cell.Of(c.Number)),
            ColumnType.Countries => ParseCountries(text),
            ColumnType.Date => ParseDate(text),
            ColumnType.Count => ParseCount(text),
            ColumnType.Decimal => ParseDecimal(text),
            ColumnType.Flag => text switch
            {
                "true" => Cell.Of(1),
                "false" => Cell.Of(0),
                _ => new NotAChoice(text, ["true", "false"]),
            },
            ColumnType.Choice => ParseChoice(text),
            ColumnType.Choices => ParseChoices(text),
            _ => throw new InvalidOperationException($"column {Name} has no type"),
        };
    }

    /// <summary>The text of a cell, as <see cref="Parse"/> reads it; the empty cell is no text.</summary>
    public string Render(Cell cell)
    {
        if (cell.IsEmpty)
        {
            return "";
        }

        return Type switch
        {
            ColumnType.Country => Country.FromNumber((int)cell.Number).Code,
            ColumnType.Date => DateOnly.FromDayNumber((int)cell.Number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ColumnType.Count => cell.Number.ToString(CultureInfo.InvariantCulture),
            ColumnType.Flag => cell.Number == 1 ? "true" : "false",
            ColumnType.Choice => words!.WordOf((int)cell.Number),
            ColumnType.Choices => string.Join(' ', words!.All.Where(w => (cell.Number & words.NumberOf(w)!.Value) != 0)),
            _ => cell.Text!,
        };
    }

    internal static Column Id(IdSpace space) => new("id", ColumnType.Id, required: true) { Space = space };

    internal static Column Reference(string name, bool required, params FactKind[] kinds) =>
        new(name, ColumnType.Reference, required) { RefersTo = kinds, Space = FactSchema.SpaceOf(kinds[0]) };

    internal static Column Text(string name, bool required = false) => new(name, ColumnType.Label, required);

    internal static Column Place(string name) => new(name, ColumnType.Country, required: false);

    internal static Column Places(string name) => new(name, ColumnType.Countries, required: false);

    internal static Column Day(string name) => new(name, ColumnType.Date, required: false);

    internal static Column Count(string name, long least, long most) => new(name, ColumnType.Count, false, least, most);

    internal static Column Number(string name, long least, long most) => new(name, ColumnType.Decimal, false, least, most);

    internal static Column Flag(string name) => new(name, ColumnType.Flag, required: false);

    internal static Column Choice<TEnum>(string name, bool required = false)
        where TEnum : struct, Enum => new(name, ColumnType.Choice, required, words: Words.Of<TEnum>());

    internal static Column Several<TEnum>(string name)
        where TEnum : struct, Enum => new(name, ColumnType.Choices, required: false, words: Words.Of<TEnum>());

    private static Result<Cell> ParseCountries(string text)
    {
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var code in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Country.Of(code) is { Holds: false, Problem: var problem })
            {
                return problem!;
            }

            codes.Add(code);
        }

        return codes.Count == 0 ? new BlankText() : Cell.Of(string.Join(' ', codes));
    }

    private static Result<Cell> ParseDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Cell.Of(day)
            : new NotADate(text);

    private Result<Cell> ParseCount(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) &&
        number >= least && number <= most
            ? Cell.Of(number)
            : new NotACount(text, least, most);

    private Result<Cell> ParseDecimal(string text)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ||
            number < least || number > most || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[^1]))
        {
            return new NotADecimal(text, least, most);
        }

        // A shorter text always fits; of a longer one all digits must still be there.
        var kept = number.ToString("0.############################", CultureInfo.InvariantCulture);
        return text.Length > Digits && kept != Shortest(text) ? new TooManyDigits(text, Digits) : Cell.Of(kept);
    }

    /// <summary>A decimal number without zeros that mean nothing.</summary>
    private static string Shortest(string text)
    {
        var whole = text.TrimStart('0');
        var shortest = whole.Contains('.', StringComparison.Ordinal) ? whole.TrimEnd('0').TrimEnd('.') : whole;
        return shortest is "" or ['.', ..] ? "0" + shortest : shortest;
    }

    private Result<Cell> ParseChoice(string text)
    {
        if (words!.NumberOf(text) is { } number)
        {
            return Cell.Of(number);
        }

        return Name == Provenance.MarkingColumn ? new MarkingRefused(text) : new NotAChoice(text, words.All);
    }

    private Result<Cell> ParseChoices(string text)
    {
        long several = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (words!.NumberOf(word) is not { } number)
            {
                return new NotAChoice(word, words.All);
            }

            several |= (long)number;
        }

        return several == 0 ? new BlankText() : Cell.Of(several);
    }
}

/// <summary>What the cells of a column hold.</summary>
public enum ColumnType
{
    /// <summary>The id that the fact itself introduces.</summary>
    Id = 1,

    /// <summary>The id of another fact.</summary>
    Reference,

    /// <summary>Text for people.</summary>
    Label,

    /// <summary>An assigned country code.</summary>
    Country,

    /// <summary>Country codes separated by spaces.</summary>
    Countries,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A whole number of hours, days or people, with a least and a most.</summary>
    Count,

    /// <summary>A decimal number of at most 28 digits.</summary>
    Decimal,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>One word of a closed list.</summary>
    Choice,

    /// <summary>Several words of a closed list, separated by spaces.</summary>
    Choices,
}

/// <summary>A required cell without a value.</summary>
public sealed record MissingValue(string Column) : Problem(new Phrase(
    $"{Column} is empty: expected a value",
    $"{Column} is leeg: verwacht een waarde"));

/// <summary>Text that is not a day of the calendar in the form yyyy-MM-dd.</summary>
public sealed record NotADate(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is not a date: expected yyyy-MM-dd, such as 2026-04-28",
    $"{Quote(Text)} is geen datum: verwacht jjjj-mm-dd, zoals 2026-04-28"));

/// <summary>Text that is not a whole number within its range.</summary>
public sealed record NotACount(string Text, long Least, long Most) : Problem(new Phrase(
    $"{Quote(Text)} is not a whole number from {Least} to {Most}",
    $"{Quote(Text)} is geen geheel getal van {Least} tot en met {Most}"));

/// <summary>Text that is not a decimal number within its range.</summary>
public sealed record NotADecimal(string Text, long Least, long Most) : Problem(new Phrase(
    $"{Quote(Text)} is not a number from {Least} to {Most} with a decimal point, such as 12.5",
    $"{Quote(Text)} is geen getal van {Least} tot en met {Most} met een decimale punt, zoals 12.5"));

/// <summary>A decimal number with digits that would be lost.</summary>
public sealed record TooManyDigits(string Text, int Most) : Problem(new Phrase(
    $"{Quote(Text)} has more digits than are kept: expected at most {Most}",
    $"{Quote(Text)} heeft meer cijfers dan bewaard worden: verwacht er ten hoogste {Most}"));

/// <summary>A word outside a closed list.</summary>
public sealed record NotAChoice(string Text, IReadOnlyList<string> Expected) : Problem(new Phrase(
    $"{Quote(Text)} is not one of: {string.Join(", ", Expected)}",
    $"{Quote(Text)} is geen van: {string.Join(", ", Expected)}"));

/// <summary>A marking above what this register may hold, or none that it knows.</summary>
public sealed record MarkingRefused(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is refused as a marking: expected public, internal or confidential (departementaal vertrouwelijk); this register is no place for state secrets",
    $"{Quote(Text)} wordt geweigerd als rubricering: verwacht public, internal of confidential (departementaal vertrouwelijk); dit register is geen plaats voor staatsgeheimen"));
