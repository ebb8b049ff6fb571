using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>Reads how a column of the bundle is filled, and the word lists that this takes.</summary>
internal sealed class MappingValueReader(Action<int, Problem> complain)
{
    internal static readonly string[] Keys =
        ["column", "value", "date", "number", "units", "words", "split", "otherwise", "default", "unknown"];

    private readonly Dictionary<string, List<(int Line, string Text, string Word)>> lists = new(StringComparer.Ordinal)
    {
        ["countries"] = [.. MappingVocabulary.Countries.Select(c => (0, c.Key, c.Value))],
        ["yes-no"] = [.. MappingVocabulary.YesNo.Select(w => (0, w.Key, w.Value))],
    };

    /// <summary>Takes up a word list that has a name.</summary>
    public void Define(YamlText name, YamlNode list)
    {
        if (!lists.TryAdd(name.Text, Words(list)))
        {
            complain(name.Line, new NotAsExpected(Problem.Quote(name.Text), new Phrase(
                "another name: that list is part of the language", "een andere naam: die lijst hoort bij de taal")));
        }
    }

    /// <summary>The spellings of a column, and what each stands for.</summary>
    public MappingWords Spellings(YamlNode node) => new(Words(node).Select(w => (w.Text, w.Word)));

    /// <summary>How the column is filled; null when that was complained about.</summary>
    public MappingValue? Read(YamlNode node, Column column)
    {
        if (node is YamlText text)
        {
            return Checked(text, column) is { } template ? new MappingValue(text.Line, template) : null;
        }

        if (node is not YamlMap map)
        {
            complain(node.Line, new NotAsExpected(Describe(node), Expected));
            return null;
        }

        if (map.Entries is [{ Value: YamlText { Text: "" } } only] && !Keys.Contains(only.Key.Text))
        {
            complain(node.Line, new NotAsExpected($"{{{only.Key.Text}}}", new Phrase(
                $"quotes around a text that starts with a brace: \"{{{only.Key.Text}}}\"",
                $"aanhalingstekens om een tekst die met een accolade begint: \"{{{only.Key.Text}}}\"")));
            return null;
        }

        return ReadMap(map, column);
    }

    /// <summary>The text of a node; null when it is none, which was complained about.</summary>
    public string? Text(YamlNode node)
    {
        if (node is not YamlText text)
        {
            complain(node.Line, new NotAsExpected(Describe(node), new Phrase("a text", "een tekst")));
            return null;
        }

        return text.Text;
    }

    /// <summary>A text, or a list of texts.</summary>
    public IReadOnlyList<YamlText> Texts(YamlNode? node) => node switch
    {
        null => [],
        YamlList list => [.. list.Items.Where(i => Text(i) is not null).Cast<YamlText>()],
        _ => Text(node) is null ? [] : [(YamlText)node],
    };

    /// <summary>What a node is, for complaints.</summary>
    public string Describe(YamlNode node) => node switch
    {
        YamlText text => Problem.Quote(text.Text),
        YamlList => "a list [ ]",
        _ => "keys { }",
    };

    private static Phrase Expected => new(
        "a text, or { column: … } with how to read it", "een tekst, of { column: … } met hoe die te lezen is");

    private MappingValue? ReadMap(YamlMap map, Column column)
    {
        var parts = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Entries)
        {
            parts[key.Text] = value;
            if (!Keys.Contains(key.Text))
            {
                complain(key.Line, new UnknownKey(key.Text, Keys));
            }
        }

        var source = parts.ContainsKey("column") == parts.ContainsKey("value") ? null
            : parts.TryGetValue("column", out var named) ? Text(named) is { } name ? MappingTemplate.OfColumn(name) : null
            : Template(parts["value"]);
        var ways = new[] { "date", "number", "words" }.Where(parts.ContainsKey).ToList();
        if (source is null && parts.Keys.Except(Keys).Any())
        {
            return null;
        }

        if (parts.ContainsKey("column") == parts.ContainsKey("value") || ways.Count > 1 || (ways.Count == 1 && source?.WholeCell is null))
        {
            complain(map.Line, new NotAsExpected(
                string.Join(", ", parts.Keys), new Phrase(
                    "either column or value, and at most one of date, number and words (for a column)",
                    "column of value, en hoogstens één van date, number en words (bij een kolom)")));
            return null;
        }

        var read = source is null ? null : new MappingValue(map.Line, source)
        {
            Conversion = Conversion(parts, column),
            Split = parts.TryGetValue("split", out var split) ? Text(split) ?? "" : "",
            Otherwise = parts.TryGetValue("otherwise", out var otherwise) ? Checked(otherwise, column) : null,
            Default = parts.TryGetValue("default", out var byDefault) ? Checked(byDefault, column) : null,
            Unknown = [.. Texts(parts.GetValueOrDefault("unknown")).Select(t => SheetCell.Tidy(t.Text))],
        };
        return read is not null && (read.Conversion is not null || Checked(read.Source, map.Line, column)) ? read : null;
    }

    private MappingConversion? Conversion(Dictionary<string, YamlNode> parts, Column column)
    {
        if (parts.TryGetValue("date", out var date))
        {
            return Held(MappingDate.Of([.. Texts(date).Select(t => t.Text)]), date.Line);
        }

        if (parts.TryGetValue("number", out var number))
        {
            return Text(number) is { } form ? Held(MappingNumber.Of(form, Units(parts.GetValueOrDefault("units"))), number.Line) : null;
        }

        if (!parts.TryGetValue("words", out var words))
        {
            return null;
        }

        var entries = Words(words);
        foreach (var (line, _, word) in entries.Where(e => e.Line > 0 && e.Word.Length > 0))
        {
            if (column.Parse(word).Problem is { } problem)
            {
                complain(line, problem);
            }
        }

        return new MappingWords(entries.Select(e => (e.Text, e.Word)));
    }

    private TConversion? Held<TConversion>(Result<TConversion> made, int line)
        where TConversion : MappingConversion
    {
        if (made.Problem is { } problem)
        {
            complain(line, problem);
            return null;
        }

        return made.Value;
    }

    /// <summary>Units: a list of names, or names with what they multiply by.</summary>
    private List<(string Unit, decimal Factor)> Units(YamlNode? node)
    {
        if (node is not YamlMap map)
        {
            return [.. Texts(node).Select(t => (SheetCell.Tidy(t.Text), 1m))];
        }

        var units = new List<(string, decimal)>();
        foreach (var (unit, factor) in map.Entries)
        {
            if (decimal.TryParse(
                Text(factor), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0)
            {
                units.Add((SheetCell.Tidy(unit.Text), number));
            }
            else
            {
                complain(factor.Line, new NotAsExpected(Describe(factor), new Phrase(
                    "what the unit multiplies by, such as 24", "waarmee de eenheid vermenigvuldigt, zoals 24")));
            }
        }

        return units;
    }

    /// <summary>A word list: the name of one, its entries, or several of these.</summary>
    private List<(int Line, string Text, string Word)> Words(YamlNode node)
    {
        switch (node)
        {
            case YamlText name when lists.TryGetValue(name.Text, out var list):
                return [.. list];
            case YamlText name:
                complain(name.Line, new UnknownKey(name.Text, [.. lists.Keys]));
                return [];
            case YamlList several:
                return [.. several.Items.SelectMany(Words)];
            case YamlMap map:
                return [.. map.Entries.Where(e => Text(e.Value) is not null)
                    .Select(e => (e.Key.Line, e.Key.Text, ((YamlText)e.Value).Text))];
            default:
                return [];
        }
    }

    private MappingTemplate? Template(YamlNode node)
    {
        if (Text(node) is not { } text)
        {
            return null;
        }

        var made = MappingTemplate.Of(text);
        if (made.Problem is { } problem)
        {
            complain(node.Line, problem);
            return null;
        }

        return made.Value;
    }

    private MappingTemplate? Checked(YamlNode node, Column column) =>
        Template(node) is { } template && Checked(template, node.Line, column) ? template : null;

    /// <summary>
    /// Whether a constant is one that the column can hold; what names cells is judged when they are read.
    /// </summary>
    private bool Checked(MappingTemplate template, int line, Column column)
    {
        if (template.Constant is { } constant && column.Parse(constant).Problem is { } problem)
        {
            complain(line, problem);
            return false;
        }

        return true;
    }
}
