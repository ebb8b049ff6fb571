using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>Proposes a mapping for a spreadsheet that nobody prepared.</summary>
/// <remarks>
/// Recognises headers by the words of content/mappings and checks them against the cells; says for every column what
/// it is taken for and how surely. Every conversion is written out, so that the reader can see and correct it. The
/// proposal is tried on the file itself: what does not work is put behind a # together with the complaint, so that
/// the rest works unchanged once <see cref="Mapping.OrganisationValue"/> is filled in.
/// </remarks>
public static class MappingSuggestion
{
    private const int MostTries = 12;

    /// <summary>The text of a mapping for a workbook, with comments in a language.</summary>
    /// <param name="workbook">The workbook, best opened with <see cref="SheetDialect.Detect"/>.</param>
    /// <param name="language">The language of the comments.</param>
    /// <param name="registered">
    /// The suppliers that the register has, their ids by their names, so that a supplier of the list that is among
    /// them does not become another one; null when none are known.
    /// </param>
    public static Result<string> For(
        SheetWorkbook workbook,
        Language language = Language.English,
        IReadOnlyCollection<KeyValuePair<string, string>>? registered = null)
    {
        var tables = workbook.Sheets.Where(s => !s.IsHidden).Select(MappingTable.In).OfType<MappingTable>().ToList();
        var used = tables.Where(t => t.ColumnOf("application") is not null).ToList();
        if (used.Count == 0 && tables.MaxBy(t => t.Columns.Count(c => c.Field is not null)) is { } likeliest)
        {
            used = [likeliest];
        }

        if (used.Count == 0)
        {
            return new NothingToSuggest();
        }

        var draft = new MappingDraft(workbook, used, MappingSuppliers.Of(used, registered ?? []), language);
        for (var i = 0; i < MostTries; i++)
        {
            var reading = Mapping.Read(draft.Text, workbook.File);
            if (reading.Mapping is not { } mapping)
            {
                throw new InvalidOperationException($"the suggestion is no mapping: {string.Join("; ", reading.Complaints)}");
            }

            var filledIn = mapping.With(new Dictionary<string, string> { [Mapping.OrganisationValue] = "body" });
            if (!draft.TakeOut(MappingRun.Of(filledIn, workbook).Faults))
            {
                break;
            }
        }

        return draft.Text;
    }
}

/// <summary>A spreadsheet in which no table can be seen.</summary>
public sealed record NothingToSuggest() : Problem(new Phrase(
    "no sheet has a row of headers with rows below it: expected a list with a header",
    "geen werkblad heeft een kopregel met rijen eronder: verwacht een lijst met een kop"));
