using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>Says, for one spreadsheet of someone's own, which facts of the register its cells state.</summary>
/// <remarks>
/// Written in YAML by people, or by <see cref="MappingSuggestion"/> for them to correct; the language is described in
/// docs/formats/spreadsheet.md and in content/mappings/mapping-1.schema.json. Nothing is read from a cell in a way
/// that the mapping does not declare.
/// </remarks>
public sealed class Mapping
{
    /// <summary>The value by which a suggested mapping asks for the id of the body whose list it is.</summary>
    public const string OrganisationValue = "organisation";

    internal const string ToFillIn = "?";

    internal Mapping(
        string file,
        IReadOnlyDictionary<string, YamlText> values,
        SheetDialect dialect,
        IReadOnlyList<MappingFact> facts,
        IReadOnlyList<MappingSheet> sheets) =>
        (File, Values, Dialect, Facts, Sheets) = (file, values, dialect, facts, sheets);

    /// <summary>The mapping file, for complaints.</summary>
    public string File { get; }

    /// <summary>How a CSV file of this mapping is to be opened.</summary>
    public SheetDialect Dialect { get; }

    internal IReadOnlyDictionary<string, YamlText> Values { get; }

    /// <summary>Facts that are stated once, whatever the rows hold.</summary>
    internal IReadOnlyList<MappingFact> Facts { get; }

    internal IReadOnlyList<MappingSheet> Sheets { get; }

    /// <summary>Reads a mapping from a file.</summary>
    /// <exception cref="IOException">The file cannot be read from the disk.</exception>
    public static MappingReading Open(string path) => MappingReader.Open(path);

    /// <summary>Reads a mapping from text.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">The file's name, for complaints.</param>
    public static MappingReading Read(string text, string file) => MappingReader.Read(text.TrimStart('\uFEFF'), file);

    /// <summary>
    /// The same mapping with other values, such as the organisation that was named on the command line.
    /// </summary>
    public Mapping With(IReadOnlyDictionary<string, string> values) => new(
        File,
        Values.Keys.Union(values.Keys, StringComparer.OrdinalIgnoreCase).ToDictionary(
            name => name,
            name => new YamlText(
                Values.GetValueOrDefault(name)?.Line ?? 0, values.TryGetValue(name, out var other) ? other : Values[name].Text),
            StringComparer.OrdinalIgnoreCase),
        Dialect, Facts, Sheets);

    /// <summary>The facts that a workbook states, by this mapping.</summary>
    public SheetFacts Apply(SheetWorkbook workbook) => MappingRun.Of(this, workbook).Facts;
}

/// <summary>A mapping, or what is wrong with it.</summary>
/// <param name="Mapping">The mapping; null when anything is wrong with it.</param>
/// <param name="Complaints">All that is wrong, by line of the mapping file.</param>
public sealed record MappingReading(Mapping? Mapping, IReadOnlyList<Complaint> Complaints);

/// <summary>What one sheet holds and where.</summary>
internal sealed record MappingSheet(int Line)
{
    public string? Name { get; init; }

    /// <summary>The first row of the header; 0 when there is none.</summary>
    public int HeaderFrom { get; init; } = 1;

    public int HeaderUntil { get; init; } = 1;

    /// <summary>Whether a header text counts for the empty header cells to its right, as merged cells do.</summary>
    public bool SpreadHeaders { get; init; }

    public int? From { get; init; }

    public int? Until { get; init; }

    public IReadOnlyList<string> Stop { get; init; } = [];

    public IReadOnlyList<string> Skip { get; init; } = [];

    public IReadOnlyList<string> Unknown { get; init; } = [];

    public IReadOnlyList<YamlText> Ignore { get; init; } = [];

    /// <summary>
    /// Whether the value of a merged block counts for each of its cells; null when nothing is declared.
    /// </summary>
    public bool? RepeatMerged { get; init; }

    public IReadOnlyList<(YamlText Column, MappingWords Spellings)> Spelling { get; init; } = [];

    public IReadOnlyList<MappingFact> Facts { get; init; } = [];
}

/// <summary>A kind of fact that a row states, or that is stated once.</summary>
internal sealed record MappingFact(
    int Line,
    FactSchema Schema,
    IReadOnlyList<MappingCondition> When,
    IReadOnlyList<MappingCondition> Unless,
    IReadOnlyList<(int Position, MappingValue Value)> Columns);

/// <summary>A column (or value) that must hold something, or one of some texts ('' is the empty cell).</summary>
internal sealed record MappingCondition(YamlText Column, IReadOnlyList<string>? Texts);

/// <summary>How a column of the bundle is filled.</summary>
internal sealed record MappingValue(int Line, MappingTemplate Source)
{
    public MappingConversion? Conversion { get; init; }

    /// <summary>Characters between the several values of one cell; empty when it holds one.</summary>
    public string Split { get; init; } = "";

    /// <summary>What is meant by a word that the list does not have; null: then it is refused.</summary>
    public MappingTemplate? Otherwise { get; init; }

    /// <summary>What is meant when nothing comes out; null: then it is unknown.</summary>
    public MappingTemplate? Default { get; init; }

    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>All columns and values that it names.</summary>
    public IEnumerable<string> Names => Source.Names.Concat(Otherwise?.Names ?? []).Concat(Default?.Names ?? []);
}
