namespace Sluiswachter.Exchange.Sheets;

/// <summary>The facts that a spreadsheet states by a mapping, in the vocabulary of the bundle.</summary>
/// <param name="Tables">
/// The facts, for the one door into the register; reading their rows tells what is wrong with single cells. None when
/// mapping and spreadsheet do not fit each other.
/// </param>
/// <param name="Complaints">What is wrong or odd beyond single facts; errors among them mean that there are no tables.</param>
/// <remarks>
/// A kind of fact may come in several tables: one for each statement of the mapping and set of columns, so that what
/// a statement does not fill stays as it is in the register. Rows are those of the spreadsheet.
/// </remarks>
public sealed record SheetFacts(IReadOnlyList<FactTable> Tables, IReadOnlyList<Complaint> Complaints);
