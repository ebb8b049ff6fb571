using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>Takes texts, lists, dates and numbers out of a YAML file, and complains with the line about what is none.</summary>
internal sealed class YamlParts(string file, List<Complaint> complaints)
{
    /// <summary>Complains about a line.</summary>
    public void Complain(int line, Problem problem) => complaints.Add(new Complaint(new Place(file, line), problem));

    /// <summary>What stands under the keys of a map; complains about keys that are not known.</summary>
    public IReadOnlyDictionary<string, YamlNode> Of(YamlNode node, IReadOnlyList<string> known)
    {
        foreach (var (key, _) in Entries(node).Where(e => !known.Contains(e.Key.Text)))
        {
            Complain(key.Line, new UnknownKey(key.Text, known));
        }

        return Of(node);
    }

    /// <summary>What stands under the keys of a map, whatever they are.</summary>
    public IReadOnlyDictionary<string, YamlNode> Of(YamlNode node) =>
        Entries(node).ToDictionary(e => e.Key.Text, e => e.Value, StringComparer.Ordinal);

    /// <summary>The keys of a map; none for nothing.</summary>
    public IReadOnlyList<(YamlText Key, YamlNode Value)> Entries(YamlNode? node)
    {
        if (node is not (null or YamlMap) && !IsNothing(node))
        {
            Complain(node.Line, new NotAsExpected(Describe(node), new Phrase("'key: value' lines", "regels 'sleutel: waarde'")));
        }

        return (node as YamlMap)?.Entries ?? [];
    }

    /// <summary>The items of a list; none for nothing.</summary>
    public IReadOnlyList<YamlNode> Items(YamlNode? node)
    {
        if (node is not (null or YamlList) && !IsNothing(node))
        {
            Complain(node.Line, new NotAsExpected(Describe(node), new Phrase("a list, each item after a '-'", "een lijst, elk onderdeel na een '-'")));
        }

        return (node as YamlList)?.Items ?? [];
    }

    /// <summary>A text; empty for nothing.</summary>
    public string Text(YamlNode? node)
    {
        if (node is null || IsNothing(node))
        {
            return "";
        }

        if (node is not YamlText text)
        {
            Complain(node.Line, new NotAsExpected(Describe(node), new Phrase("a text", "een tekst")));
            return "";
        }

        if (Label.Of(text.Text).Problem is UnprintableText or TextTooLong)
        {
            Complain(node.Line, Label.Of(text.Text).Problem!);
            return "";
        }

        return text.Text.Trim();
    }

    /// <summary>A text that must be there; empty, with a complaint, when it is not.</summary>
    public string Required(YamlNode at, IReadOnlyDictionary<string, YamlNode> parts, string key, Phrase meaning)
    {
        var text = Text(parts.GetValueOrDefault(key));
        if (text.Length == 0)
        {
            Complain(parts.GetValueOrDefault(key)?.Line ?? at.Line, new KeyMissing(key, meaning));
        }

        return text;
    }

    /// <summary>A word of a list; null for nothing and, with a complaint, for another word.</summary>
    public string? Word(YamlNode? node, IReadOnlyList<string> words)
    {
        var text = Text(node);
        if (text.Length == 0 || words.Contains(text))
        {
            return text.Length == 0 ? null : text;
        }

        var hint = Hint.For(text, words);
        return Refuse<string>(node!, text, new Phrase(
            $"one of {string.Join(", ", words)}{hint.English}", $"een van {string.Join(", ", words)}{hint.Dutch}"));
    }

    /// <summary>A member of a closed list by its word; null for nothing and, with a complaint, for another word.</summary>
    public TEnum? Choice<TEnum>(YamlNode? node)
        where TEnum : struct, Enum
    {
        if (node is null)
        {
            return null;
        }

        var words = Words.Of<TEnum>();
        return Word(node, words.All) is { } word ? (TEnum)Enum.ToObject(typeof(TEnum), words.NumberOf(word)!.Value) : null;
    }

    /// <summary>A number with a point before its decimals; null for nothing and, with a complaint, for no number.</summary>
    public decimal? Number(YamlNode? node)
    {
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return Text(node) switch
        {
            "" => null,
            { Length: <= 20 } text
                when decimal.TryParse(text, plain, CultureInfo.InvariantCulture, out var number) => number,
            var text => Refuse<decimal?>(node!, text, new Phrase("a number such as 41.67", "een getal zoals 41.67")),
        };
    }

    /// <summary>A whole number within a range; null for nothing and, with a complaint, for another number.</summary>
    public int? Whole(YamlNode? node, int least, int most) => Text(node) switch
    {
        "" => null,
        var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) &&
            number >= least && number <= most => number,
        var text => Refuse<int?>(node!, text, new Phrase(
            $"a whole number from {least} to {most}", $"een geheel getal van {least} tot en met {most}")),
    };

    /// <summary>A day; null for nothing and, with a complaint, for no day.</summary>
    public DateOnly? Day(YamlNode? node) => Text(node) switch
    {
        "" => null,
        var text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        var text => Refuse<DateOnly?>(node!, text, new Phrase("a date as 2026-06-01", "een datum als 2026-06-01")),
    };

    /// <summary>Whether YAML at large would read nothing here.</summary>
    public static bool IsNothing(YamlNode node) => node is YamlText { IsPlain: true, Text: "" or "~" or "null" };

    private T? Refuse<T>(YamlNode node, string found, Phrase expected)
    {
        Complain(node.Line, new NotAsExpected(Problem.Quote(found), expected));
        return default;
    }

    private static string Describe(YamlNode node) => node switch
    {
        YamlText text => Problem.Quote(text.Text),
        YamlList => "a list [ ]",
        _ => "keys { }",
    };
}
