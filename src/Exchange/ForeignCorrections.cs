using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>Reads tables of corrections, as in <c>content/corrections/</c>.</summary>
public static class ForeignCorrections
{
    private static readonly string[] Columns = ["id", "column", "stated", "corrected", "reason", "source"];

    /// <summary>Reads a table; every row must give a reason and a source.</summary>
    public static ForeignReading<IReadOnlyList<ForeignCorrection>> Read(string path)
    {
        var complaints = new List<Complaint>();
        var corrections = new List<ForeignCorrection>();
        foreach (var (place, texts) in ForeignCsv.Read(path, Columns, complaints))
        {
            foreach (var empty in Columns.Where(c => c != "corrected" && texts[c].Length == 0))
            {
                complaints.Add(new Complaint(place with { Column = empty }, new MissingValue(empty)));
            }

            DateOnly? corrected = null;
            if (texts["corrected"] is { Length: > 0 } text)
            {
                corrected = ForeignDays.Of(text);
                if (corrected is null)
                {
                    complaints.Add(new Complaint(place with { Column = "corrected" }, new NotADate(text)));
                }
            }

            corrections.Add(new ForeignCorrection(
                place, texts["id"], texts["column"], texts["stated"], corrected, texts["reason"], texts["source"]));
        }

        return new ForeignReading<IReadOnlyList<ForeignCorrection>>(
            complaints.Count == 0 ? corrections : null, complaints, []);
    }
}

/// <summary>A value in a file of others that is known to be wrong, and what to read instead.</summary>
/// <param name="Place">The row of the table of corrections.</param>
/// <param name="Id">The id of the row that is wrong, as the foreign file writes it.</param>
/// <param name="Column">The name of the value.</param>
/// <param name="Stated">What the foreign file says; when it says something else, the correction is out of date.</param>
/// <param name="Corrected">What to read instead: a day, the first on which it no longer holds; null for nothing.</param>
/// <param name="Reason">Why.</param>
/// <param name="Source">Where that can be seen.</param>
public sealed record ForeignCorrection(
    Place Place, string Id, string Column, string Stated, DateOnly? Corrected, string Reason, string Source);

/// <summary>Days as foreign files write them: yyyy-MM-dd.</summary>
internal static class ForeignDays
{
    public static DateOnly? Of(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}

/// <summary>A correction that no longer meets what it corrects.</summary>
public sealed record CorrectionOutOfDate(string Id, string Column, string Stated, string? Found) : Problem(new Phrase(
    $"the correction of {Column} of {Quote(Id)} expects {Quote(Stated)}, the file says {Quote(Found ?? "")}: not applied",
    $"de correctie van {Column} van {Quote(Id)} verwacht {Quote(Stated)}, het bestand zegt {Quote(Found ?? "")}: niet toegepast"));
