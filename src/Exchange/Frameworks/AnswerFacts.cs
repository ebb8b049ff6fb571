using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Frameworks;

/// <summary>
/// Reads answers to a framework from a CSV file: <c>question</c>, <c>option</c>, <c>not_applicable</c>, <c>explanation</c>,
/// <c>evidence</c> and <c>evidence_sha256</c>, of which only the first must be there.
/// </summary>
/// <remarks>As <c>answers.csv</c> of the register bundle without the assessment, with the same rules and limits.</remarks>
public static class AnswerFacts
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="assessment">The assessment that the answers will be of.</param>
    /// <param name="stated">Who says so and when they hold.</param>
    /// <param name="complaints">What is wrong, by row and column.</param>
    /// <returns>The answers with their rows; those with a mistake are left out.</returns>
    public static IReadOnlyList<StatedFact> Read(string path, AssessmentId assessment, Provenance stated, Complaints complaints)
    {
        var (file, found) = (Path.GetFileName(path), new Complaints());
        try
        {
            var table = CsvFile.Read(file, Answer.Schema, () => File.OpenRead(path), found);
            var facts = new List<StatedFact>();
            foreach (var row in table.Rows(found, alsoFaulty: true).Where(row => (row.Faults & ~1u) == 0))
            {
                if (Of(row.Cells, assessment, stated) is { Holds: true } answer)
                {
                    facts.Add(new StatedFact(row.Number, answer.Value));
                }
                else
                {
                    found.Refuse(table.PlaceOf(row.Number), Of(row.Cells, assessment, stated).Problem!);
                }
            }

            foreach (var complaint in found.Where(c => c.Problem is not MissingColumn { Column: "assessment" }))
            {
                complaints.Add(complaint);
            }

            return facts;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            complaints.Refuse(new Place(path), new UnreadableFile(path));
            return [];
        }
    }

    /// <summary>The answer of a row, whatever it says of the assessment and of who says so.</summary>
    private static Result<Fact> Of(Cell[] row, AssessmentId assessment, Provenance stated)
    {
        var cells = (Cell[])row.Clone();
        cells[0] = Cell.Of(assessment.Text);
        Array.Clear(cells, Answer.Schema.ValidFrom, cells.Length - Answer.Schema.ValidFrom);
        return Answer.Schema.Read(cells).Then<Fact>(answer => answer with { Provenance = stated });
    }
}
