using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>Drafts the facts that the rows of one table state.</summary>
internal sealed class MappingDraftFacts
{
    private const string Body = $"{{{Mapping.OrganisationValue}}}";

    private readonly MappingDraft draft;
    private readonly MappingTable table;
    private readonly string application;
    private readonly string? supplier;
    private readonly string? process;
    private readonly string? contract;
    private readonly bool bySupplier;

    public MappingDraftFacts(MappingDraft draft, MappingTable table, bool bySupplier)
    {
        (this.draft, this.table) = (draft, table);
        application = MappingDraft.NameOf(table, ApplicationOf(table));
        supplier = NameOf("supplier");
        process = NameOf("process");
        contract = NameOf("contract");
        this.bySupplier = bySupplier && supplier is not null;
    }

    /// <summary>The column that names what a row is about: the application, else the first that holds names.</summary>
    public static MappingColumn ApplicationOf(MappingTable table) =>
        table.ColumnOf("application")
        ?? table.Columns.FirstOrDefault(
            c => c.Field is null && c.Known.Any() && c.Known.All(k => k.Text.Any(char.IsLetter)))
        ?? table.Columns.First(c => c.Known.Any());

    public void Write()
    {
        if (supplier is not null)
        {
            Fact("suppliers", supplier);
            if (draft.Registered.Count > 0)
            {
                draft.Line(8, $"unless: {{ {MappingDraft.Quote(supplier)}: [{string.Join(", ", draft.Registered.Keys.Select(MappingDraft.Quote))}] }}");
            }

            draft.Line(8, $"id: \"{SupplierId}\"");
            draft.Line(8, $"name: \"{{{supplier}}}\"");
            Fields("suppliers");
        }

        Fact("services", application);
        Id("id", Service(supplier), Service(null), bySupplier);
        draft.Line(8, $"name: \"{{{application}}}\"");
        SupplierOf(isOptional: false);
        Fields("services");

        Fact("functions", application);
        Id("id", Function(process ?? application), Function(application), process is not null);
        draft.Line(8, $"organisation: \"{Body}\"");
        Id("name", $"{{{process}}}", $"{{{application}}}", process is not null);
        Fields("functions");

        if (HasContracts)
        {
            Fact("contracts", application);
            Id("id", Contract(contract ?? application), Contract(application), contract is not null);
            draft.Line(8, $"organisation: \"{Body}\"");
            SupplierOf(isOptional: true);
            Fields("contracts");
        }

        WriteRequirement();
    }

    private void WriteRequirement()
    {
        var purpose = table.ColumnOf("purpose") is not null;
        Fact("requirements", application);
        Id("id", Requirement(process, supplier), Requirement(null, null), process is not null || bySupplier);
        Id("consumer", Function(process ?? application), Function(application), process is not null);
        if (!purpose)
        {
            draft.Line(8, "purpose: hosting", remark: Say(
                "an assumption: without it, it stops at once; for support, updates, licence and other that takes 720 hours",
                "een aanname: zonder dit stopt het meteen; bij support, updates, licence en other duurt dat 720 uur"));
        }

        if (HasContracts)
        {
            Id("contract", Contract(contract ?? application), Contract(application), contract is not null, isOptional: true);
        }

        Fields("requirements");
        Fact("alternatives", application);
        Id("requirement", Requirement(process, supplier), Requirement(null, null), process is not null || bySupplier);
        Id("service", Service(supplier), Service(null), bySupplier);
    }

    private bool HasContracts => table.Columns.Any(c => c.Field?.Fact == "contracts" && c.Field.Name != "reseller");

    private string SupplierId => $"supplier:{{slug({supplier})}}";

    private string Service(string? by) => $"{Body}:service:{{slug({application})}}" + (bySupplier && by is not null ? $":{{slug({by})}}" : "");

    private static string Function(string of) => $"{Body}:function:{{slug({of})}}";

    private static string Contract(string of) => $"{Body}:contract:{{slug({of})}}";

    private string Requirement(string? of, string? by) =>
        $"{Body}:use:" + (of is null ? "" : $"{{slug({of})}}:") + $"{{slug({application})}}" + (bySupplier && by is not null ? $":{{slug({by})}}" : "");

    private void Fact(string fact, string when)
    {
        draft.Line(6, $"- fact: {fact}");
        draft.Line(8, $"when: {MappingDraft.Quote(when)}");
    }

    /// <summary>A value that depends on a cell that may be empty, and what is taken then.</summary>
    private void Id(string column, string value, string otherwise, bool mayBeEmpty, bool isOptional = false) => draft.Line(
        8, mayBeEmpty ? $"{column}: {{ value: \"{value}\", default: \"{otherwise}\" }}" : $"{column}: \"{otherwise}\"", isOptional);

    private void SupplierOf(bool isOptional)
    {
        if (supplier is null || draft.Registered.Count == 0)
        {
            Id("supplier", SupplierId, MappingDraft.UnknownSupplier, supplier is not null, isOptional);
            return;
        }

        draft.Line(8, $"supplier: {{ column: {MappingDraft.Quote(supplier)}, words: {MappingDraft.RegisteredList}, " +
            $"otherwise: \"{SupplierId}\", default: \"{MappingDraft.UnknownSupplier}\" }}", isOptional);
    }

    private void Fields(string fact)
    {
        foreach (var column in table.Columns.Where(
            c => c.Field?.Fact == fact && c.Field.Name is not ("application" or "supplier" or "process" or "contract")))
        {
            var (text, remark) = Value(column);
            draft.Line(8, $"{column.Field!.Column}:{text}", isOptional: true, remark);
        }

        if (fact == "contracts" && table.ColumnOf("currency") is null && table.ColumnOf("annual-cost") is { } cost &&
            cost.Cells.Select(c => c.Text).Append(cost.Header).Any(IsInEuros))
        {
            draft.Line(8, "currency: EUR", isOptional: true);
        }
    }

    private (string Text, string? Remark) Value(MappingColumn column)
    {
        var name = MappingDraft.Quote(MappingDraft.NameOf(table, column));
        var cells = column.Known.ToList();
        switch (column.Field!.Kind)
        {
            case "text":
                return ($" \"{{{MappingDraft.NameOf(table, column)}}}\"", null);
            case "name":
                return ($" \"supplier:{{slug({MappingDraft.NameOf(table, column)})}}\"", null);
            case "country" or "countries":
                var split = column.Field.Kind == "countries" ? MappingEvidence.SplitOf(cells) : "";
                return Countries(name, split, column);
            case "date":
                var forms = MappingEvidence.DatesOf(cells);
                var dates = MappingDate.Of(forms.Count == 0 ? ["d-m-yyyy"] : forms).Value;
                return Inline(column, dates, $"column: {name}, date: [{string.Join(", ", dates.Formats)}]", null);
            case "amount" or "count":
                var (form, units, proven) = MappingEvidence.NumbersOf(cells);
                var amounts = MappingNumber.Of(form, [.. units.Select(u => (u, 1m))]).Value;
                return Inline(
                    column, amounts,
                    $"column: {name}, number: \"{form}\"" + (units.Count == 0 ? "" : $", units: [{string.Join(", ", units.Select(MappingDraft.Quote))}]"),
                    proven ? null : Say("no cell proves this way of writing numbers", "geen cel bewijst deze schrijfwijze van getallen"));
            case "hours" or "days":
                return Durations(name, column, cells);
            default:
                return Words(name, column);
        }
    }

    private (string Text, string? Remark) Countries(string name, string split, MappingColumn column)
    {
        var parts = column.Cells.Where(c => c.Kind == SheetCellKind.Text)
            .SelectMany(c => split.Length == 0 ? [c.Text] : c.Text.Split(split.ToCharArray()).Select(SheetCell.Tidy));
        var strange = parts.Where(p => p.Length > 0 && !MappingVocabulary.Countries.ContainsKey(p))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        var text = $"\n  column: {name}" + (split.Length == 0 ? "" : $"\n  split: {MappingDraft.Quote(split)}");
        return strange.Count == 0
            ? ($"{text}\n  words: countries", null)
            : ($"{text}\n  words:\n    - countries\n    - {string.Join("\n      ", strange.Select(s => $"{MappingDraft.Quote(s)}: \"\"  # {NotUnderstood}"))}", null);
    }

    private (string Text, string? Remark) Words(string name, MappingColumn column)
    {
        var list = MappingVocabulary.List(column.Field!.Kind[6..]);
        var schema = FactSchema.All.First(s => s.Name == column.Field.Fact);
        var expected = schema.Columns[schema.IndexOf(column.Field.Column)];
        var lines = column.Cells.Where(c => !c.IsEmpty && c.Kind != SheetCellKind.Error)
            .Select(c => c.Text)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(text => list.TryGetValue(text, out var word)
                ? $"{MappingDraft.Quote(text)}: {word}"
                : $"{MappingDraft.Quote(text)}: \"\"  # {(MappingVocabulary.Unknown.Contains(text) ? Say("not known", "niet bekend") : $"{NotUnderstood}: {string.Join(", ", expected.Choices)}")}")
            .ToList();
        var remark = lines.Count == 0 ? "{}" : "\n    " + string.Join("\n    ", lines);
        return ($"\n  column: {name}\n  words: {remark}".Replace("words: \n", "words:\n", StringComparison.Ordinal), null);
    }

    private (string Text, string? Remark) Durations(string name, MappingColumn column, List<SheetCell> cells)
    {
        var isHours = column.Field!.Kind == "hours";
        var list = MappingVocabulary.List(column.Field.Kind + "-units");
        var (form, found, _) = MappingEvidence.NumbersOf(cells);
        var units = found.Where(list.ContainsKey)
            .Select(u => (Unit: u, Factor: decimal.Parse(list[u], CultureInfo.InvariantCulture)))
            .ToList();
        var header = column.Header.Split([' ', '(', ')', '/', '-']).FirstOrDefault(list.ContainsKey);
        if (header is not null && list[header] != "1")
        {
            units.Add(("", decimal.Parse(list[header], CultureInfo.InvariantCulture)));
        }

        var conversion = MappingNumber.Of(form, units).Value;
        return Inline(
            column, conversion,
            $"column: {name}, number: \"{form}\"" + (units.Count == 0 ? "" : $", units: {{ {string.Join(", ", units.Select(u => $"{(u.Unit.Length == 0 ? "\"\"" : MappingDraft.Quote(u.Unit))}: {u.Factor}"))} }}"),
            header is null ? isHours ? Say("numbers without a unit are taken as hours", "getallen zonder eenheid gelden als uren")
                : Say("numbers without a unit are taken as days", "getallen zonder eenheid gelden als dagen") : null);
    }

    /// <summary>
    /// A value on one line; cells that the conversion cannot read are declared unknown, for the reader to see.
    /// </summary>
    private (string Text, string? Remark) Inline(
        MappingColumn column, MappingConversion conversion, string text, string? remark)
    {
        var unread = column.Cells.Where(c => !c.IsEmpty && c.Kind != SheetCellKind.Error && !conversion.Read(c).Holds)
            .Select(c => c.Text).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return unread.Count == 0
            ? ($" {{ {text} }}", remark)
            : ($" {{ {text}, unknown: [{string.Join(", ", unread.Select(MappingDraft.Quote))}] }}",
                Say("taken as not known, because not understood: unknown", "gelden als niet bekend, want niet begrepen: unknown") + (remark is null ? "" : "; " + remark));
    }

    private static bool IsInEuros(string text) =>
        text.Contains('€') || text.Contains("eur", StringComparison.OrdinalIgnoreCase);

    private string NotUnderstood => Say("not understood; fill in", "niet begrepen; vul in");

    private string? NameOf(string field) =>
        table.ColumnOf(field) is { } column ? MappingDraft.NameOf(table, column) : null;

    private string Say(string english, string dutch) => new Phrase(english, dutch).In(draft.Language);
}
