using Sluiswachter.Discovery;
using Sluiswachter.Exchange;
using Sluiswachter.Exchange.Sheets;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Something to import, in whatever format, open for reading.</summary>
/// <remarks>Never fails: what cannot be opened is a complaint and no tables.</remarks>
public sealed class ImportSource : IDisposable
{
    private readonly List<FactTable> tables = [];
    private readonly List<Phrase> notes = [];
    private readonly List<IDisposable> open = [];

    private ImportSource()
    {
    }

    /// <summary>The facts.</summary>
    public IReadOnlyList<FactTable> Tables => tables;

    /// <summary>What was found on opening; errors here keep everything from being stored.</summary>
    public Complaints Complaints { get; } = new();

    /// <summary>What people want to know beside counts: what was understood, and what was left out and why.</summary>
    public IReadOnlyList<Phrase> Notes => notes;

    /// <summary>Opens a path.</summary>
    /// <param name="path">A file, folder or zip.</param>
    /// <param name="format">What it is; null: recognised from its content.</param>
    /// <param name="map">The mapping of a spreadsheet; null for other formats.</param>
    /// <param name="store">The register, for bodies that it already knows.</param>
    public static ImportSource Open(string path, ImportFormat? format, string? map, IRegisterStore store)
    {
        var source = new ImportSource();
        try
        {
            source.Read(path, map is null ? format : ImportFormat.Sheet, map, store);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            source.Complaints.Refuse(new Place(path), new CannotRead(path, e));
            source.tables.Clear();
        }

        return source;
    }

    /// <summary>Proposes a mapping for a spreadsheet.</summary>
    /// <param name="path">The spreadsheet.</param>
    /// <param name="language">The language of the comments.</param>
    /// <param name="store">The register, whose suppliers are recognised by their names.</param>
    /// <returns>Commented YAML.</returns>
    public static Result<string> SuggestMap(string path, Language language, IRegisterStore store)
    {
        try
        {
            if (Directory.Exists(path))
            {
                return new MapWithoutSheet(path);
            }

            var reading = SheetWorkbook.Open(path, SheetDialect.Detect);
            if (reading.Workbook is not { } workbook)
            {
                return reading.Complaint!.Problem;
            }

            using var reader = store.Read();
            return MappingSuggestion.For(
                workbook, language, [.. reader.Facts(FactKind.Supplier).Select(s => KeyValuePair.Create(s[1].Text!, s[0].Text!))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CannotRead(path, e);
        }
    }

    /// <inheritdoc />
    public void Dispose() => open.ForEach(o => o.Dispose());

    private void Read(string path, ImportFormat? asked, string? map, IRegisterStore store)
    {
        if (!Path.Exists(path))
        {
            Complaints.Refuse(new Place(path), new CannotRead(path, MachineReason.NotThere));
            return;
        }

        // A folder without anything in it is the export of an empty register.
        var isEmpty = Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any();
        var recognised = asked is null && !isEmpty ? ForeignFormat.Recognise(path) : null;
        switch (asked ?? (isEmpty ? ImportFormat.Bundle : recognised!.Format))
        {
            case ImportFormat.Bundle:
                ReadBundle(path);
                break;
            case ImportFormat.Fedramp:
                Take(ForeignFedramp.Read(path));
                break;
            case ImportFormat.OrganisationsNl:
                Take(ForeignOrganisationsNl.Read(path, ShippedContent.OrganisationCorrections(Complaints)));
                break;
            case ImportFormat.MxmapNl:
                ReadMeasuredMail(path, store);
                break;
            case ImportFormat.Sheet when map is not null:
                ReadSheet(path, map);
                break;
            case ImportFormat.Sheet:
                Complaints.Refuse(new Place(path), new SheetWithoutMap(path));
                break;
            default:
                Complaints.Refuse(new Place(path), new UnrecognisedFormat(path, recognised!.Because));
                break;
        }
    }

    private void ReadBundle(string path)
    {
        var bundle = Bundle.Open(path);
        open.Add(bundle);
        Complaints.AddAll(bundle.Complaints);
        tables.AddRange(bundle.Tables);
    }

    private void Take(ForeignFacts facts)
    {
        tables.AddRange(facts.Tables);
        Complain(facts.Complaints);
        TellLeftOut(facts.LeftOut);
    }

    /// <summary>Measured names become facts about services; bodies that the register knows are left as they are.</summary>
    private void ReadMeasuredMail(string path, IRegisterStore store)
    {
        var measured = ForeignMxmapNl.Read(path);
        Complain(measured.Complaints);
        TellLeftOut(measured.LeftOut);
        if (measured.Value is not { } measurement)
        {
            return;
        }

        ReadBundle(ShippedContent.Suppliers);
        var mail = MailFacts.Of(measurement, ShippedContent.Names(Complaints));
        using var reader = store.Read();
        tables.AddRange(FactTables.From(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(path)),
            mail.Facts.Where(f => f.Fact is not Organisation body || reader.KindOf(body.Id.Text) != FactKind.Organisation)));
        notes.Add(mail.Coverage.InWords);
        TellLeftOut(mail.LeftOut);
    }

    private void ReadSheet(string path, string map)
    {
        if (!File.Exists(map))
        {
            Complaints.Refuse(new Place(map), new CannotRead(map, MachineReason.NotThere));
            return;
        }

        var mapping = Mapping.Open(map);
        Complain(mapping.Complaints);
        if (mapping.Mapping is not { } known)
        {
            return;
        }

        var reading = SheetWorkbook.Open(path, known.Dialect);
        if (reading.Complaint is { } complaint)
        {
            Complaints.Add(complaint);
        }

        if (reading.Workbook is { } workbook)
        {
            var facts = known.Apply(workbook);
            tables.AddRange(facts.Tables);
            Complain(facts.Complaints);
        }
    }

    private void Complain(IEnumerable<Complaint> complaints)
    {
        foreach (var complaint in complaints)
        {
            Complaints.Add(complaint);
        }
    }

    private void TellLeftOut(IEnumerable<LeftOut> leftOut) =>
        notes.AddRange(leftOut.Select(l => new Phrase(
            $"left out: {l.Times:N0} × {l.What.English} ({l.Why.English})",
            $"weggelaten: {l.Times:N0} × {l.What.Dutch} ({l.Why.Dutch})")));
}
