using System.Text;
using System.Text.RegularExpressions;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>A mapping that is being proposed, as text with comments.</summary>
internal sealed partial class MappingDraft
{
    private readonly SheetWorkbook workbook;
    private readonly IReadOnlyList<MappingTable> tables;
    private readonly Language language;
    private readonly List<MappingDraftLine> lines = [];
    private readonly List<MappingDraftLine> atLine = [];
    private bool tellApartBySupplier;

    public MappingDraft(
        SheetWorkbook workbook,
        IReadOnlyList<MappingTable> tables,
        IReadOnlyDictionary<string, (string Name, string Id)> registered,
        Language language)
    {
        (this.workbook, this.tables, Registered, this.language) = (workbook, tables, registered, language);
        Write();
    }

    /// <summary>The suppliers of the list that the register has, by their names in the list.</summary>
    public IReadOnlyDictionary<string, (string Name, string Id)> Registered { get; }

    /// <summary>The mapping as it stands.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Puts the lines behind a # that did not work; false when there are none.</summary>
    public bool TakeOut(IReadOnlyList<(int Line, Complaint Complaint)> faults)
    {
        var changed = false;
        foreach (var (number, complaint) in faults)
        {
            var line = number >= 1 && number <= atLine.Count ? atLine[number - 1] : null;
            if (line is { IsOptional: true, Fault: null })
            {
                line.Fault = complaint.In(language);
                changed = true;
            }
            else if (line?.Text.StartsWith("supplier:", StringComparison.Ordinal) == true && !tellApartBySupplier)
            {
                // One name, several suppliers: then these are several services.
                tellApartBySupplier = true;
                Write();
                return true;
            }
        }

        Render();
        return changed;
    }

    private string T(string english, string dutch) => new Phrase(english, dutch).In(language);

    private void Write()
    {
        lines.Clear();
        Comment(0, T($"Suggested mapping for {workbook.File}. Read it through and correct it; nothing is read that it does not say.",
            $"Voorgestelde mapping voor {workbook.File}. Lees haar na en verbeter haar; er wordt niets gelezen wat er niet in staat."));
        Comment(0, T("The language is described in docs/formats/spreadsheet.md.", "De taal staat beschreven in docs/formats/spreadsheet.md."));
        Line(0, "mapping: 1");
        if (workbook.IsCsv)
        {
            var delimiter = workbook.Delimiter == '\t' ? "tab" : Quote(workbook.Delimiter.ToString()!);
            Line(0, $"file: {{ encoding: {workbook.Encoding}, delimiter: {delimiter} }}");
        }

        Line(0, "values:");
        Line(2, $"{Mapping.OrganisationValue}: \"{Mapping.ToFillIn}\"", remark: T(
            "fill in: the id of your organisation in the register", "vul in: het id van uw organisatie in het register"));
        WriteRegistered();
        WriteOnce();
        Line(0, "sheets:");
        foreach (var table in tables)
        {
            WriteSheet(table);
        }

        Render();
    }

    /// <summary>The suppliers that are taken for one of the register.</summary>
    private void WriteRegistered()
    {
        if (Registered.Count > 0)
        {
            Line(0, "words:");
            Line(2, $"{RegisteredList}:", remark: T(
                "suppliers that the register has already; strike out who is another", "leveranciers die het register al heeft; haal weg wie een ander is"));
            foreach (var (name, (registeredName, id)) in Registered)
            {
                Line(4, $"{Quote(name)}: {Quote(id)}", remark: registeredName);
            }
        }
    }

    private void WriteOnce()
    {
        var name = MappingTemplate.Slug(Path.GetFileNameWithoutExtension(workbook.File));
        var source = $"{{{Mapping.OrganisationValue}}}:list:{(name.Length == 0 ? "1" : name)}";
        Line(0, "every:", remark: T("what each fact gets", "wat elk feit krijgt"));
        Line(2, $"source: {Quote(source)}");
        Line(0, "facts:", remark: T("stated once", "één keer gesteld"));
        Line(2, "- fact: sources");
        Line(4, $"id: {Quote(source)}");
        Line(4, $"name: {Quote(workbook.File)}");
        Comment(2, T("If the register does not have your organisation yet, state it here (without the #):",
            "Heeft het register uw organisatie nog niet, stel haar dan hier (zonder de #):"));
        Comment(2, "- fact: organisations");
        Comment(2, $"  id: \"{{{Mapping.OrganisationValue}}}\"");
        Comment(2, T("  name: Name of your organisation", "  name: Naam van uw organisatie"));
        if (tables.Any(LacksSuppliers))
        {
            Comment(2, T("For rows without a supplier; its country stays unknown.", "Voor rijen zonder leverancier; het land blijft onbekend."));
            Line(2, "- fact: suppliers");
            Line(4, $"id: \"{UnknownSupplier}\"");
            Line(4, T("name: Supplier not filled in", "name: Leverancier niet ingevuld"));
        }
    }

    private void WriteSheet(MappingTable table)
    {
        var name = table.Sheet.Name.Length == 0 ? null : $"sheet: {Quote(table.Sheet.Name)}";
        var header = table.HeaderFrom == table.HeaderUntil ? $"{table.HeaderFrom}" : $"{table.HeaderFrom}-{table.HeaderUntil}";
        Line(2, "- " + (name ?? $"header: {header}"));
        if (name is not null)
        {
            Line(4, $"header: {header}");
        }

        if (table.Spread)
        {
            Line(4, "spread-headers: yes");
        }

        if (table.EndsByNumber || table.Stop.Count > 0 || table.Skip.Count > 0)
        {
            Line(4, "rows:");
            Optional(6, table.EndsByNumber, $"until: {table.Until}", T("below it stand notes; raise it when the list grows", "daaronder staan notities; verhoog het als de lijst groeit"));
            Optional(6, table.Stop.Count > 0, $"stop: [{string.Join(", ", table.Stop.Select(Quote))}]", T("totals", "totalen"));
            Optional(6, table.Skip.Count > 0, $"skip: [{string.Join(", ", table.Skip.Select(Quote))}]", T("subtotals", "subtotalen"));
        }

        Optional(4, table.HasMergedRows, "merged: repeat", T("a merged value counts for each of its rows", "een samengevoegde waarde geldt voor elk van haar rijen"));
        var unknown = UnknownWords(table);
        Optional(4, unknown.Count > 0, $"unknown: [{string.Join(", ", unknown.Select(Quote))}]", T("these words mean: not known", "deze woorden betekenen: niet bekend"));
        WriteSpelling(table);
        WriteColumns(table);
        Line(4, "facts:");
        new MappingDraftFacts(this, table, tellApartBySupplier).Write();
    }

    /// <summary>The names that differ in punctuation only: one spelling for each.</summary>
    private void WriteSpelling(MappingTable table)
    {
        var started = false;
        foreach (var column in table.Columns.Where(c => c.Field?.Kind == "name" || c == MappingDraftFacts.ApplicationOf(table)))
        {
            var groups = column.Known.Select(c => c.Text).GroupBy(MappingTemplate.Slug)
                .Where(g => g.Key.Length > 0 && g.Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1)
                .ToList();
            if (groups.Count == 0)
            {
                continue;
            }

            Optional(4, !started, "spelling:", T("these are taken for one; remove what is not", "deze gelden als één; haal weg wat dat niet is"));
            started = true;
            Line(6, $"{Quote(NameOf(table, column))}:");
            foreach (var group in groups)
            {
                var usual = group.GroupBy(t => t).MaxBy(t => t.Count())!.Key;
                foreach (var other in group.Except([usual], StringComparer.OrdinalIgnoreCase))
                {
                    Line(8, $"{Quote(other)}: {Quote(usual)}");
                }
            }
        }
    }

    /// <summary>What each column is taken for, and how surely.</summary>
    private void WriteColumns(MappingTable table)
    {
        Comment(4, T("The columns:", "De kolommen:"));
        foreach (var column in table.Columns)
        {
            var taken = column.Field is { } field
                ? $"{field.Meaning.In(language)} ({Certainty(column.Certainty)})" + (field.Fact.Length > 0 ? "" : T("; the register has no place for it yet", "; het register heeft er nog geen plaats voor"))
                : T($"not understood; it holds {MappingEvidence.Looks(column).English}", $"niet begrepen; er staan: {MappingEvidence.Looks(column).Dutch}");
            Comment(4, $"  {Sheet.Letters(column.Index),-3} {table.Header.TextOf(column.Index)}: {taken}");
        }

        var application = MappingDraftFacts.ApplicationOf(table);
        var ignored = table.Columns.Where(c => c.Field is not { Fact.Length: > 0 } && c != application).ToList();
        Optional(4, ignored.Count > 0, $"ignore: [{string.Join(", ", ignored.Select(c => Quote(NameOf(table, c))))}]");
    }

    private string Certainty(MappingCertainty certainty) => certainty switch
    {
        MappingCertainty.Sure => T("sure: by its header", "zeker: naar de kop"),
        MappingCertainty.Likely => T("likely: by part of its header", "waarschijnlijk: naar een deel van de kop"),
        _ => T("a guess", "een gok"),
    };

    /// <summary>
    /// Words for "unknown" in columns that hold names; columns with lists of words deal with their own.
    /// </summary>
    private static List<string> UnknownWords(MappingTable table) =>
    [
        .. table.Columns
            .Where(c => c.Field is { Kind: "name" or "country" or "text", Fact.Length: > 0 } || c == MappingDraftFacts.ApplicationOf(table))
            .SelectMany(c => c.Cells)
            .Where(c => c.Kind == SheetCellKind.Text && MappingVocabulary.Unknown.Contains(c.Text))
            .Select(c => c.Text)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(word => !table.Columns.Any(c => MeansSomething(word, c))),
    ];

    /// <summary>Whether a column uses a word in a sense of its own, as "geen" among kinds of personal data.</summary>
    private static bool MeansSomething(string word, MappingColumn column) =>
        column.Field?.Kind.StartsWith("words:", StringComparison.Ordinal) == true &&
        MappingVocabulary.List(column.Field.Kind[6..]).ContainsKey(word) &&
        column.Cells.Any(cell => string.Equals(cell.Text, word, StringComparison.OrdinalIgnoreCase));

    private static bool LacksSuppliers(MappingTable table)
    {
        var unknown = UnknownWords(table);
        return table.ColumnOf("supplier") is not { } supplier ||
            supplier.Cells.Any(c => c.IsEmpty || unknown.Contains(c.Text, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The id of the supplier of what has none on record.</summary>
    internal const string UnknownSupplier = $"{{{Mapping.OrganisationValue}}}:supplier:unknown";

    /// <summary>The name of the word list of suppliers that the register has.</summary>
    internal const string RegisteredList = "registered-suppliers";

    internal Language Language => language;

    /// <summary>The name by which a mapping calls a column: its header where that is enough, else its letter.</summary>
    internal static string NameOf(MappingTable table, MappingColumn column) =>
        column.Header.Length > 0 && !column.Header.AsSpan().ContainsAny('{', '}') && !column.Header.StartsWith('$') &&
        !string.Equals(column.Header, Mapping.OrganisationValue, StringComparison.OrdinalIgnoreCase) &&
        table.Header.Find(column.Header).Holds
            ? column.Header
            : "$" + Sheet.Letters(column.Index);

    /// <summary>A text as YAML takes it, in quotes where it needs them.</summary>
    internal static string Quote(string text) => Harmless().IsMatch(text) ? text
        : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    internal void Line(int indent, string text, bool isOptional = false, string? remark = null) =>
        lines.Add(new MappingDraftLine(indent, text, isOptional, remark));

    internal void Comment(int indent, string text) => lines.Add(new MappingDraftLine(indent, "# " + text));

    private void Optional(int indent, bool wanted, string text, string? remark = null)
    {
        if (wanted)
        {
            Line(indent, text, remark: remark);
        }
    }

    private void Render()
    {
        var text = new StringBuilder();
        atLine.Clear();
        foreach (var line in lines)
        {
            var indent = new string(' ', line.Indent);
            if (line.Fault is { } fault)
            {
                var reason = T($"left out, because on this file it gives: {fault}", $"weggelaten, want op dit bestand geeft het: {fault}");
                Put(text, line, $"{indent}# {reason}");
            }

            var rows = line.Text.Split('\n');
            for (var i = 0; i < rows.Length; i++)
            {
                var remark = i == 0 && line.Remark is { } said ? $"  # {said}" : "";
                Put(text, line, $"{indent}{(line.Fault is null ? "" : "# ")}{rows[i]}{remark}");
            }
        }

        Text = text.ToString();
    }

    private void Put(StringBuilder text, MappingDraftLine line, string row)
    {
        text.Append(row.ReplaceLineEndings(" ")).Append('\n');
        atLine.Add(line);
    }

    [GeneratedRegex(@"^[\p{L}$][\p{L}\p{N} $()/.€%+'-]*(?<! )$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Harmless();
}

/// <summary>A line or block of a drafted mapping; it can be put behind a # with the reason.</summary>
internal sealed class MappingDraftLine(int indent, string text, bool isOptional = false, string? remark = null)
{
    public int Indent { get; } = indent;

    /// <summary>The text, without its indent; several lines make a block.</summary>
    public string Text { get; } = text;

    public bool IsOptional { get; } = isOptional;

    public string? Remark { get; } = remark;

    /// <summary>Why the line does not work on this file; null when it does.</summary>
    public string? Fault { get; set; }
}
