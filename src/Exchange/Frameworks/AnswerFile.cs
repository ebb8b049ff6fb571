using Sluiswachter.Policy;

namespace Sluiswachter.Exchange.Frameworks;

/// <summary>Reads the answers to a framework from a CSV file, a row per question.</summary>
/// <remarks>
/// Columns: <c>question</c> and <c>option</c>; <c>not_applicable</c> (the reason), <c>explanation</c> and <c>evidence</c> may be
/// left out. A question without a row, or without option and reason, is unknown.
/// </remarks>
public static class AnswerFile
{
    private static readonly string[] Columns = ["question", "option", "not_applicable", "explanation", "evidence"];
    private static readonly string[] Optional = ["not_applicable", "explanation", "evidence"];

    /// <summary>Reads the file; the sheet is null when anything is wrong with it.</summary>
    public static (AnswerSheet? Sheet, IReadOnlyList<Complaint> Complaints) Open(string path, Framework framework)
    {
        var complaints = new List<Complaint>();
        var rows = ForeignCsv.Read(path, Columns, complaints, Optional);
        if (rows.Count == 0 && complaints.Count == 0)
        {
            complaints.Add(new Complaint(new Place(Path.GetFileName(path)), new NothingInIt()));
        }

        var (sheet, problems) = AnswerSheet.Of(framework, [.. rows.Select(r => r.Texts).Select(t => new GivenAnswer(
            t["question"], t["option"], t["not_applicable"], t["explanation"], t["evidence"]))]);
        complaints.AddRange(problems.Select(p => new Complaint(rows[p.Position].Place, p.Problem)));
        return (complaints.Count == 0 ? sheet : null, complaints);
    }
}
