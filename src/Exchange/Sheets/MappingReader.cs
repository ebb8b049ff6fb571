using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>
/// Turns the YAML of a mapping into a <see cref="Mapping"/>, and complains about all that means nothing.
/// </summary>
internal sealed class MappingReader
{
    /// <summary>The keys of each part of a mapping; the schema under content/mappings lists the same.</summary>
    internal static readonly string[] FileKeys = ["mapping", "name", "file", "values", "words", "every", "facts", "sheets"];

    internal static readonly string[] DialectKeys = ["encoding", "delimiter"];

    internal static readonly string[] SheetKeys =
        ["sheet", "header", "spread-headers", "rows", "merged", "unknown", "spelling", "ignore", "facts"];

    internal static readonly string[] RowKeys = ["from", "until", "stop", "skip"];

    /// <summary>What a mapping is, and how large it may be.</summary>
    internal static readonly YamlKind Kind = new(
        new Phrase("a mapping", "een mapping"),
        new Phrase(
            "'mapping: 1' and 'sheets:'; sluis import FILE --suggest-map proposes one",
            "'mapping: 1' en 'sheets:'; sluis import BESTAND --suggest-map stelt er een voor"),
        MostCharacters: 1 << 20, Deepest: 12);

    private static readonly string[] FactKeys = ["fact", "when", "unless"];

    private readonly string file;
    private readonly List<Complaint> complaints = [];
    private readonly MappingValueReader valueReader;
    private readonly List<(YamlText Key, YamlNode Value)> every = [];

    private MappingReader(string file)
    {
        this.file = file;
        valueReader = new MappingValueReader(Complain);
    }

    public static MappingReading Open(string path) =>
        Read(YamlDocument.Open(path, Kind), Path.GetFileName(path));

    public static MappingReading Read(string text, string file) => Read(YamlDocument.Read(text, Kind), file);

    private static MappingReading Read((YamlNode? Root, int Line, Problem? Problem) document, string file)
    {
        var (root, line, problem) = document;
        if (problem is not null)
        {
            return new MappingReading(null, [new Complaint(new Place(file, line), problem)]);
        }

        var reader = new MappingReader(file);
        var mapping = reader.ReadFile(root!);
        return new MappingReading(reader.complaints.Count == 0 ? mapping : null, reader.complaints);
    }

    private Mapping ReadFile(YamlNode root)
    {
        var parts = Parts(root, FileKeys);
        CheckVersion(root, parts.GetValueOrDefault("mapping"));
        var values = Entries(parts.GetValueOrDefault("values"))
            .Where(v => Text(v.Value) is not null)
            .ToDictionary(v => SheetCell.Tidy(v.Key.Text), v => (YamlText)v.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, list) in Entries(parts.GetValueOrDefault("words")))
        {
            valueReader.Define(name, list);
        }

        every.AddRange(Entries(parts.GetValueOrDefault("every")));
        var facts = Items(parts.GetValueOrDefault("facts")).Select(ReadFact).OfType<MappingFact>().ToList();
        foreach (var (_, value) in facts.SelectMany(f => f.Columns))
        {
            foreach (var name in value.Names.Where(n => !values.ContainsKey(n)))
            {
                Complain(value.Line, new UnknownKey(name, [.. values.Keys]));
            }
        }

        var sheets = Items(parts.GetValueOrDefault("sheets")).Select(ReadSheet).ToList();
        if (sheets.Count == 0)
        {
            Complain(root.Line, new KeyMissing("sheets", new Phrase("at least one sheet", "minstens één werkblad")));
        }

        return new Mapping(file, values, ReadDialect(parts.GetValueOrDefault("file")), facts, sheets);
    }

    private void CheckVersion(YamlNode root, YamlNode? version)
    {
        if (version is null)
        {
            Complain(root.Line, new KeyMissing("mapping", new Phrase("'mapping: 1' at the top", "'mapping: 1' bovenaan")));
        }
        else if (Text(version) is { } text && text != "1")
        {
            Complain(version.Line, new UnknownMappingVersion(text));
        }
    }

    private SheetDialect ReadDialect(YamlNode? node)
    {
        if (node is null)
        {
            return SheetDialect.Plain;
        }

        var parts = Parts(node, DialectKeys);
        var encoding = Word(parts.GetValueOrDefault("encoding"), SheetEncodings.Names);
        var delimiter = TextOf(parts.GetValueOrDefault("delimiter"));
        if (delimiter is not (null or "tab" or { Length: 1 }))
        {
            Complain(node.Line, new NotAsExpected(Problem.Quote(delimiter), new Phrase(
                "one character between cells, such as ';', or tab", "één teken tussen cellen, zoals ';', of tab")));
        }

        return new SheetDialect(encoding, delimiter == "tab" ? '\t' : delimiter?.FirstOrDefault());
    }

    private MappingSheet ReadSheet(YamlNode node)
    {
        var parts = Parts(node, SheetKeys);
        var header = Range(parts.GetValueOrDefault("header")) ?? (1, 1);
        if (header.Until - header.From > 2)
        {
            Complain(parts["header"].Line, new NotAsExpected($"{header.Until - header.From + 1} header rows", new Phrase(
                "one to three, such as 4 or 4-5", "één tot drie, zoals 4 of 4-5")));
        }

        var rows = parts.TryGetValue("rows", out var rowsNode) ? Parts(rowsNode, RowKeys) : [];
        var facts = Items(parts.GetValueOrDefault("facts")).Select(ReadFact).OfType<MappingFact>().ToList();
        if (!parts.ContainsKey("facts"))
        {
            Complain(node.Line, new KeyMissing("facts", new Phrase("what the rows state", "wat de rijen stellen")));
        }

        return new MappingSheet(node.Line)
        {
            Name = TextOf(parts.GetValueOrDefault("sheet")),
            HeaderFrom = header.From,
            HeaderUntil = header.Until,
            SpreadHeaders = Word(parts.GetValueOrDefault("spread-headers"), ["yes", "no"]) == "yes",
            From = Number(rows.GetValueOrDefault("from")),
            Until = Number(rows.GetValueOrDefault("until")),
            Stop = TidyTexts(rows.GetValueOrDefault("stop")),
            Skip = TidyTexts(rows.GetValueOrDefault("skip")),
            Unknown = TidyTexts(parts.GetValueOrDefault("unknown")),
            Ignore = Texts(parts.GetValueOrDefault("ignore")),
            RepeatMerged = Word(parts.GetValueOrDefault("merged"), ["repeat", "leave"]) is { } merged ? merged == "repeat" : null,
            Spelling = [.. Entries(parts.GetValueOrDefault("spelling")).Select(s => (s.Key, valueReader.Spellings(s.Value)))],
            Facts = facts,
        };
    }

    private MappingFact? ReadFact(YamlNode node)
    {
        if (Entries(node) is not { Count: > 0 } entries)
        {
            return null;
        }

        var named = entries.FirstOrDefault(e => e.Key.Text == "fact").Value;
        if (named is null)
        {
            Complain(node.Line, new KeyMissing("fact", new Phrase("a kind of fact, such as fact: services", "een soort feit, zoals fact: services")));
            return null;
        }

        if (Word(named, [.. FactSchema.All.Select(s => s.Name)]) is not { } name)
        {
            return null;
        }

        var schema = FactSchema.All.First(s => s.Name == name);
        var columns = new List<(int, MappingValue)>();
        var own = entries.Where(e => !FactKeys.Contains(e.Key.Text)).ToList();
        foreach (var (key, value) in own.Concat(every.Where(e => Inherits(schema, own, e.Key.Text))))
        {
            var position = schema.IndexOf(key.Text);
            if (position < 0)
            {
                Complain(key.Line, new UnknownKey(key.Text, [.. FactKeys, .. schema.Columns.Select(c => c.Name)]));
            }
            else if (valueReader.Read(value, schema.Columns[position]) is { } read)
            {
                columns.Add((position, read));
            }
        }

        foreach (var missing in schema.Columns.Where(c => c.IsRequired && own.All(o => o.Key.Text != c.Name)))
        {
            Complain(node.Line, new RequiredColumnNotMapped(schema.Name, missing.Name));
        }

        return new MappingFact(
            node.Line, schema,
            [.. Conditions(entries.FirstOrDefault(e => e.Key.Text == "when").Value)],
            [.. Conditions(entries.FirstOrDefault(e => e.Key.Text == "unless").Value)], columns);
    }

    /// <summary>
    /// Whether a fact takes over what every fact states: not what it states itself, and no source of a source.
    /// </summary>
    private static bool Inherits(FactSchema schema, List<(YamlText Key, YamlNode Value)> own, string column) =>
        own.All(o => o.Key.Text != column) &&
        !(schema.Kind == FactKind.Source && schema.IndexOf(column) == schema.SourceColumn);

    /// <summary><c>when: A</c>, <c>when: [A, B]</c>, or <c>when: { A: [x, y] }</c>; all must hold.</summary>
    private IEnumerable<MappingCondition> Conditions(YamlNode? node) => node switch
    {
        null => [],
        YamlText column => [new MappingCondition(column, null)],
        YamlList list => list.Items.SelectMany(Conditions),
        YamlMap map => map.Entries.Select(e => new MappingCondition(e.Key, TidyTexts(e.Value))),
        _ => [],
    };

    private Dictionary<string, YamlNode> Parts(YamlNode node, IReadOnlyList<string> known)
    {
        var parts = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in Entries(node))
        {
            if (!known.Contains(key.Text))
            {
                Complain(key.Line, new UnknownKey(key.Text, known));
            }

            parts[key.Text] = value;
        }

        return parts;
    }

    private IReadOnlyList<(YamlText Key, YamlNode Value)> Entries(YamlNode? node)
    {
        if (node is YamlMap map)
        {
            return map.Entries;
        }

        if (node is not null)
        {
            Complain(node.Line, new NotAsExpected(valueReader.Describe(node), new Phrase("'key: value' lines", "regels 'sleutel: waarde'")));
        }

        return [];
    }

    private IReadOnlyList<YamlNode> Items(YamlNode? node)
    {
        if (node is not (null or YamlList))
        {
            Complain(node.Line, new NotAsExpected(valueReader.Describe(node), new Phrase("a list, each item after a '-'", "een lijst, elk onderdeel na een '-'")));
        }

        return (node as YamlList)?.Items ?? [];
    }

    private string? TextOf(YamlNode? node) => node is null ? null : Text(node);

    private string? Text(YamlNode node) => valueReader.Text(node);

    private IReadOnlyList<YamlText> Texts(YamlNode? node) => valueReader.Texts(node);

    private IReadOnlyList<string> TidyTexts(YamlNode? node) => [.. Texts(node).Select(t => SheetCell.Tidy(t.Text))];

    private string? Word(YamlNode? node, IReadOnlyList<string> words)
    {
        if (TextOf(node) is not { } text)
        {
            return null;
        }

        if (words.Contains(text))
        {
            return text;
        }

        var hint = Hint.For(text, words);
        Complain(node!.Line, new NotAsExpected(Problem.Quote(text), new Phrase(
            $"one of {string.Join(", ", words)}{hint.English}", $"een van {string.Join(", ", words)}{hint.Dutch}")));
        return null;
    }

    private int? Number(YamlNode? node) => Range(node) is { } range ? range.From : null;

    /// <summary>A row such as 4, rows such as 4-5, or none (0).</summary>
    private (int From, int Until)? Range(YamlNode? node)
    {
        if (TextOf(node) is not { } text)
        {
            return null;
        }

        var ends = (text == "none" ? "0" : text).Split('-', 2);
        if (int.TryParse(ends[0], NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var from) &&
            int.TryParse(ends[^1], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var until) &&
            until >= from && until <= SheetLimits.Rows)
        {
            return (from, until);
        }

        Complain(node!.Line, new NotAsExpected(Problem.Quote(text), new Phrase("a row such as 4, or rows such as 4-5", "een rij zoals 4, of rijen zoals 4-5")));
        return null;
    }

    private void Complain(int line, Problem problem) => complaints.Add(new Complaint(new Place(file, line), problem));
}

/// <summary>A version of the mapping language that this program does not speak.</summary>
public sealed record UnknownMappingVersion(string Found) : Problem(new Phrase(
    $"mapping version {Quote(Found)} is not known: expected 'mapping: 1'",
    $"mappingversie {Quote(Found)} is onbekend: verwacht 'mapping: 1'"));

/// <summary>A column of the bundle that a fact needs and the mapping does not fill.</summary>
public sealed record RequiredColumnNotMapped(string Fact, string Column) : Problem(new Phrase(
    $"{Fact} needs '{Column}': expected a line that fills it",
    $"{Fact} heeft '{Column}' nodig: verwacht een regel die het vult"));
