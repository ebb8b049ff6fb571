namespace Sluiswachter.Exchange;

/// <summary>Reads <c>laws.csv</c>, <c>adequacy.csv</c> and <c>free-flow.csv</c>, as in <c>content/laws/</c>.</summary>
public static class ForeignLaws
{
    private static readonly string[] Dated = ["valid_from", "valid_until", "certainty", "source_en", "source_nl", "url"];

    /// <summary>Reads the three tables of a folder; every row must give a source.</summary>
    public static ForeignReading<LawBook> Read(string folder)
    {
        var complaints = new List<Complaint>();
        var book = new LawBook(
            Rows("laws.csv", Law, "id", "countries", "title", "citation", "standing", "allows_en", "allows_nl", "note_en",
                "note_nl", "likelihood_en", "likelihood_nl", "likelihood_source"),
            Rows("adequacy.csv", Decision, "id", "country", "title_en", "title_nl", "decision", "scope_en", "scope_nl", "note_en", "note_nl"),
            Rows("free-flow.csv", Flow, "countries", "why_en", "why_nl"));
        return new ForeignReading<LawBook>(complaints.Count == 0 ? book : null, complaints, []);

        IReadOnlyList<T> Rows<T>(string file, Func<ContentRow, T> make, params string[] columns) =>
        [
            .. ForeignCsv.Read(Path.Combine(folder, file), [.. columns, .. Dated], complaints)
                .Select(row => make(new ContentRow(row.Place, row.Texts, complaints))),
        ];
    }

    private static Law Law(ContentRow row) => new(
        row.Text("id"), row.Countries("countries"), row.Text("title"), row.Text("citation"),
        row.OneOf("standing", "in-force", "unsure") == 1, row.Phrase("allows", isNeeded: true), row.Phrase("note"),
        row.Phrase("likelihood") is { English.Length: > 0 } says ? new Likelihood(says, row.Text("likelihood_source")) : null,
        row.Validity(), row.Evidence());

    private static AdequacyDecision Decision(ContentRow row) => new(
        row.Text("id"), row.Countries("country") is [var country, ..] ? country : default, row.Phrase("title", isNeeded: true), row.Text("decision"),
        row.Phrase("scope"), row.Phrase("note"), row.Validity(), row.Evidence());

    private static FreeFlow Flow(ContentRow row) =>
        new(row.Countries("countries"), row.Phrase("why", isNeeded: true), row.Validity(), row.Evidence());
}
