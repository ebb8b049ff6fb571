using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>How the text of a cell becomes the text that a bundle would hold; declared, never guessed.</summary>
internal abstract record MappingConversion
{
    /// <summary>Reads a cell that is neither empty nor an error.</summary>
    public abstract Result<string> Read(SheetCell cell);
}

/// <summary>Days, in one or more declared forms; cells that the spreadsheet knows to be days need none.</summary>
/// <remarks>
/// Forms are written with d, m (or M) and y (or the Dutch j): <c>d-m-jjjj</c> reads 1-2-2026 and 01-02-2026; mmm and
/// mmmm are names of months, Dutch or English; two-digit years lie from 1980 to 2079. <c>excel</c> stands for numbers
/// of days since 1899-12-30. Midnight behind the day is left out.
/// </remarks>
internal sealed partial record MappingDate : MappingConversion
{
    private const string DayNumbers = "excel";

    private static readonly CultureInfo[] Cultures =
    [
        CultureOf("januari februari maart april mei juni juli augustus september oktober november december",
            "jan feb mrt apr mei jun jul aug sep okt nov dec"),
        CultureOf("January February March April May June July August September October November December",
            "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    ];

    private readonly string[] patterns;

    private MappingDate(IReadOnlyList<string> formats, string[] patterns) =>
        (Formats, this.patterns) = (formats, patterns);

    /// <summary>The forms as the mapping writes them.</summary>
    public IReadOnlyList<string> Formats { get; }

    /// <summary>Makes the conversion, or says which form means nothing.</summary>
    public static Result<MappingDate> Of(IReadOnlyList<string> formats)
    {
        var bad = formats.FirstOrDefault(f => PatternOf(f) is null);
        return formats.Count == 0 || bad is not null
            ? new NotAsExpected(Problem.Quote(bad ?? ""), new Phrase(
                "a date form with a day (d), a month (m) and a year (yyyy), such as d-m-yyyy",
                "een datumvorm met een dag (d), een maand (m) en een jaar (jjjj), zoals d-m-jjjj"))
            : new MappingDate(formats, [.. formats.Select(f => PatternOf(f)!)]);
    }

    /// <summary>A day written in a form.</summary>
    public static string Example(string format) =>
        PatternOf(format) is { Length: > 0 } pattern ? new DateOnly(2026, 12, 31).ToString(pattern, Cultures[0]) : "46387";

    /// <inheritdoc />
    public override Result<string> Read(SheetCell cell)
    {
        if (cell.Kind == SheetCellKind.Date)
        {
            return cell.Text;
        }

        if (cell.Kind == SheetCellKind.Number || (Formats.Contains(DayNumbers) && cell.Text.All(char.IsAsciiDigit)))
        {
            return Formats.Contains(DayNumbers) &&
                double.TryParse(cell.Text, CultureInfo.InvariantCulture, out var days) && days is >= 1 and < 2_958_466
                ? SheetCell.Of(DateTime.FromOADate(days)).Text
                : ReadText(cell.Text);
        }

        return ReadText(cell.Text);
    }

    private Result<string> ReadText(string text)
    {
        var day = Midnight().Replace(text, "");
        foreach (var culture in Cultures)
        {
            foreach (var pattern in patterns)
            {
                var tidy = pattern.Contains("MMM", StringComparison.Ordinal)
                    ? day.Replace(".", "", StringComparison.Ordinal).Replace("sept ", "sep ", StringComparison.OrdinalIgnoreCase)
                    : day;
                if (pattern.Length > 0 &&
                    DateOnly.TryParseExact(tidy, pattern, culture, DateTimeStyles.None, out var date))
                {
                    return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                }
            }
        }

        return new NotADateAs(text, Formats);
    }

    /// <summary>The runtime's pattern for a form; empty for day numbers, null when the form means nothing.</summary>
    private static string? PatternOf(string format)
    {
        if (format == DayNumbers)
        {
            return "";
        }

        var pattern = new StringBuilder();
        var parts = "";
        foreach (Match run in Runs().Matches(format.ToLowerInvariant().Replace('j', 'y')))
        {
            var (letter, length) = (run.Value[0], run.Length);
            // Digits that run on into the next number have a fixed length: yyyymmdd.
            var runsOn = "dmy".Contains(letter) && (
                (run.Index > 0 && char.IsAsciiLetter(format[run.Index - 1])) ||
                (run.Index + length < format.Length && char.IsAsciiLetter(format[run.Index + length])));
            var piece = (letter, length) switch
            {
                ('d', 1 or 2) => runsOn ? "dd" : "d",
                ('m', 1 or 2) => runsOn ? "MM" : "M",
                ('m', 3 or 4) => run.Value.ToUpperInvariant(),
                ('y', 2 or 4) => run.Value,
                ('-' or '/' or '.' or ' ' or ',', _) => $"'{run.Value}'",
                _ => null,
            };
            if (piece is null)
            {
                return null;
            }

            pattern.Append(piece);
            parts += "dmy".Contains(letter) ? letter : "";
        }

        return parts.Length == 3 && parts.Order().SequenceEqual("dmy") ? pattern.ToString() : null;
    }

    private static CultureInfo CultureOf(string months, string shortMonths)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var format = culture.DateTimeFormat;
        format.MonthNames = format.MonthGenitiveNames = [.. months.Split(' '), ""];
        format.AbbreviatedMonthNames = format.AbbreviatedMonthGenitiveNames = [.. shortMonths.Split(' '), ""];
        format.Calendar.TwoDigitYearMax = 2079;
        return culture;
    }

    [GeneratedRegex(@"d+|m+|y+|[-/., ]+|.", RegexOptions.None, 1000)]
    private static partial Regex Runs();

    [GeneratedRegex(@"[ T]0?0:00(:00(\.0+)?)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Midnight();
}

/// <summary>Numbers, in a declared form; cells that the spreadsheet knows to be numbers need none.</summary>
/// <remarks>
/// The form is shown by example: <c>1.234,56</c> has dots between thousands and a decimal comma. Thousands may be left
/// out, but where they stand they come in threes. <c>,-</c> and <c>,--</c> mean no cents. A unit before or behind the
/// number multiplies it; a number without a unit counts as it stands unless the unit '' says otherwise.
/// </remarks>
internal sealed record MappingNumber : MappingConversion
{
    private readonly char decimals;
    private readonly char? thousands;
    private readonly IReadOnlyList<(string Unit, decimal Factor)> units;

    private MappingNumber(
        string form, char decimals, char? thousands, IReadOnlyList<(string Unit, decimal Factor)> units)
    {
        (Form, this.decimals, this.thousands) = (form, decimals, thousands);
        this.units = [.. units.OrderByDescending(u => u.Unit.Length)];
    }

    /// <summary>The forms that a mapping may name.</summary>
    public static IReadOnlyList<string> Forms { get; } = ["1.234,56", "1,234.56", "1 234,56", "1234,56", "1234.56"];

    /// <summary>The form as the mapping writes it.</summary>
    public string Form { get; }

    /// <summary>Makes the conversion, or says that the form is not known.</summary>
    public static Result<MappingNumber> Of(
        string form, IReadOnlyList<(string Unit, decimal Factor)> units) => form switch
    {
        "1.234,56" => new MappingNumber(form, ',', '.', units),
        "1,234.56" => new MappingNumber(form, '.', ',', units),
        "1 234,56" => new MappingNumber(form, ',', ' ', units),
        "1234,56" => new MappingNumber(form, ',', null, units),
        "1234.56" => new MappingNumber(form, '.', null, units),
        _ => new NotAsExpected(Problem.Quote(form), new Phrase(
            $"a way of writing numbers: {string.Join("; ", Forms)}", $"een schrijfwijze van getallen: {string.Join("; ", Forms)}")),
    };

    /// <inheritdoc />
    public override Result<string> Read(SheetCell cell)
    {
        if (cell.Kind == SheetCellKind.Number)
        {
            return decimal.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var known)
                ? Written(known, UnitFactor(""))
                : Refuse(cell);
        }

        var (text, factor) = WithoutUnit(cell.Text);
        var negative = text.StartsWith('-') || (text.EndsWith('-') && !text.EndsWith(",-", StringComparison.Ordinal) &&
            !text.EndsWith(",--", StringComparison.Ordinal));
        text = negative ? text.Trim('-').Trim() : text;
        return cell.Kind == SheetCellKind.Text && Plain(text) is { } plain &&
            decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? Written(negative ? -number : number, factor)
            : Refuse(cell);
    }

    private Result<string> Refuse(SheetCell cell) =>
        new NotANumberAs(cell.Text, Form, [.. units.Select(u => u.Unit).Where(u => u.Length > 0)]);

    private decimal UnitFactor(string unit) =>
        units.FirstOrDefault(u => u.Unit == unit, (Unit: unit, Factor: 1m)).Factor;

    private (string Text, decimal Factor) WithoutUnit(string text)
    {
        foreach (var (unit, factor) in units.Where(u => u.Unit.Length > 0))
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                return (text[..^unit.Length].TrimEnd(), factor);
            }

            if (text.StartsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                return (text[unit.Length..].TrimStart(), factor);
            }
        }

        return (text, UnitFactor(""));
    }

    /// <summary>
    /// The number with a decimal point and without thousands; null when it is not written in the form.
    /// </summary>
    private string? Plain(string text)
    {
        var cents = text.IndexOf(decimals, StringComparison.Ordinal);
        var whole = cents < 0 ? text : text[..cents];
        var fraction = cents < 0 ? "" : text[(cents + 1)..];
        if (cents >= 0 && fraction is "-" or "--" or "–" or "—")
        {
            (fraction, cents) = ("", -1);
        }

        if (thousands is { } between && whole.Contains(between))
        {
            var groups = whole.Split(between);
            if (groups[0].Length is < 1 or > 3 || groups.Skip(1).Any(g => g.Length != 3))
            {
                return null;
            }

            whole = string.Concat(groups);
        }

        var isNumber = whole.Length > 0 && whole.All(char.IsAsciiDigit) && fraction.All(char.IsAsciiDigit);
        return isNumber && (cents < 0 || fraction.Length > 0)
            ? $"{whole}.{fraction}"
            : null;
    }

    private static string Written(decimal number, decimal factor)
    {
        // Beyond what a decimal holds the bundle's own limit refuses the number anyway.
        var product = Math.Abs(number) > 1e20m ? number : number * factor;
        return product.ToString("0.############################", CultureInfo.InvariantCulture);
    }
}

/// <summary>Local words, and the words or codes of the bundle for them.</summary>
/// <remarks>Capitals and white space do not matter. Where two lists have a word, the first list counts.</remarks>
internal sealed record MappingWords : MappingConversion
{
    private readonly Dictionary<string, string> words = new(StringComparer.OrdinalIgnoreCase);

    public MappingWords(IEnumerable<(string Text, string Word)> entries)
    {
        foreach (var (text, word) in entries)
        {
            words.TryAdd(SheetCell.Tidy(text), word);
        }
    }

    /// <summary>What an empty cell means; null when the list does not say.</summary>
    public string? ForEmpty => words.GetValueOrDefault("");

    /// <summary>The word for a text; null when the list has none.</summary>
    public string? Find(string text) => words.GetValueOrDefault(text);

    /// <inheritdoc />
    public override Result<string> Read(SheetCell cell) =>
        Find(cell.Text) is { } word ? word : new NotInWordList(cell.Text, [.. words.Keys]);
}

/// <summary>Text that is not a date in the form that the mapping declares.</summary>
public sealed record NotADateAs(string Text, IReadOnlyList<string> Formats) : Problem(new Phrase(
    $"{Quote(Text)} is not a date as {string.Join(" or ", Formats)}: expected one such as {MappingDate.Example(Formats[0])}",
    $"{Quote(Text)} is geen datum als {string.Join(" of ", Formats)}: verwacht er een zoals {MappingDate.Example(Formats[0])}"));

/// <summary>Text that is not a number in the form that the mapping declares.</summary>
public sealed record NotANumberAs(string Text, string Form, IReadOnlyList<string> Units) : Problem(new Phrase(
    $"{Quote(Text)} is not a number written as {Form}{(Units.Count == 0 ? "" : $", alone or with {Hint.List(Units)}")}: expected one such as {Form}",
    $"{Quote(Text)} is geen getal geschreven als {Form}{(Units.Count == 0 ? "" : $", los of met {Hint.List(Units)}")}: verwacht er een zoals {Form}"));

/// <summary>Text that the mapping's word list does not have.</summary>
public sealed record NotInWordList(string Text, IReadOnlyList<string> Words) : Problem(new Phrase(
    $"{Quote(Text)} is not in the word list{Hint.For(Text, Words).English}: expected {Hint.Some(Words).English}; or add it to the list",
    $"{Quote(Text)} staat niet in de woordenlijst{Hint.For(Text, Words).Dutch}: verwacht {Hint.Some(Words).Dutch}; of voeg het toe aan de lijst"));
