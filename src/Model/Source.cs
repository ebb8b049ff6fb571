namespace Sluiswachter.Model;

/// <summary>Who says so: a register, a document, a measurement, a person in an office.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Url">Where it can be read; null when nowhere.</param>
/// <param name="Licence">Under which licence its facts may be used; null when unknown.</param>
/// <param name="Attribution">The words in which its makers want to be named; null when unknown.</param>
/// <param name="RetrievedOn">The day on which it was read; null when unknown.</param>
/// <param name="Provenance">Validity and marking of the description itself.</param>
public sealed record Source(
    SourceId Id, Label Name, Label? Url, Label? Licence, Label? Attribution, DateOnly? RetrievedOn, Provenance Provenance)
    : Fact(Provenance)
{
    /// <summary>How sources are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<Source>(
        FactKind.Source,
        "sources",
        keyLength: 1,
        [
            Column.Id(IdSpace.Source), Column.Text("name", required: true), Column.Text("url"), Column.Text("licence"),
            Column.Text("attribution"), Column.Day("retrieved_on"),
        ],
        (c, stated) => new Source(
            c.SourceOrNone(0)!.Value, c.Text(1), c.TextOrNone(2), c.TextOrNone(3), c.TextOrNone(4), c.DayOrNone(5), stated),
        s =>
        [
            Cell.Of(s.Id.Text), Cell.Of(s.Name.Text), Cell.Of(s.Url?.Text), Cell.Of(s.Licence?.Text),
            Cell.Of(s.Attribution?.Text), Cell.Of(s.RetrievedOn),
        ]);
}
