using Sluiswachter.Model;

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

        IReadOnlyList<T> Rows<T>(string file, Func<LawRow, T> make, params string[] columns) =>
        [
            .. ForeignCsv.Read(Path.Combine(folder, file), [.. columns, .. Dated], complaints)
                .Select(row => make(new LawRow(row.Place, row.Texts, complaints))),
        ];
    }

    private static Law Law(LawRow row) => new(
        row.Text("id"), row.Countries("countries"), row.Text("title"), row.Text("citation"),
        row.OneOf("standing", "in-force", "unsure") == 1, row.Phrase("allows", isNeeded: true), row.Phrase("note"),
        row.Phrase("likelihood") is { English.Length: > 0 } says ? new Likelihood(says, row.Text("likelihood_source")) : null,
        row.Validity(), row.Evidence());

    private static AdequacyDecision Decision(LawRow row) => new(
        row.Text("id"), row.Countries("country") is [var country, ..] ? country : default, row.Phrase("title", isNeeded: true), row.Text("decision"),
        row.Phrase("scope"), row.Phrase("note"), row.Validity(), row.Evidence());

    private static FreeFlow Flow(LawRow row) =>
        new(row.Countries("countries"), row.Phrase("why", isNeeded: true), row.Validity(), row.Evidence());

    /// <summary>A row that complains about each cell that is not as it should be.</summary>
    private sealed class LawRow(Place place, IReadOnlyDictionary<string, string> texts, List<Complaint> complaints)
    {
        public string Text(string column)
        {
            if (texts[column].Length == 0)
            {
                Complain(column, new MissingValue(column));
            }

            return texts[column];
        }

        public Phrase Phrase(string column, bool isNeeded = false)
        {
            var phrase = new Phrase(texts[column + "_en"], texts[column + "_nl"]);
            if (isNeeded || phrase.English.Length > 0 || phrase.Dutch.Length > 0)
            {
                _ = (Text(column + "_en"), Text(column + "_nl"));
            }

            return phrase;
        }

        public IReadOnlyList<Country> Countries(string column)
        {
            var countries = Text(column).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Country.Of).ToList();
            countries.FindAll(c => !c.Holds).ForEach(c => Complain(column, c.Problem!));
            return [.. countries.Where(c => c.Holds).Select(c => c.Value)];
        }

        public int OneOf(string column, params string[] words)
        {
            var at = Array.IndexOf(words, texts[column]);
            if (at < 0)
            {
                Complain(column, new NotAChoice(texts[column], words));
            }

            return at;
        }

        public Validity Validity()
        {
            var validity = Model.Validity.Of(Day("valid_from"), Day("valid_until"));
            if (!validity.Holds)
            {
                Complain("valid_until", validity.Problem!);
            }

            return validity.Holds ? validity.Value : default;
        }

        public Evidence Evidence() => new(
            (Certainty)(OneOf("certainty", "read", "reported", "recalled") + 1), Phrase("source", isNeeded: true),
            texts["url"].Split(' ', StringSplitOptions.RemoveEmptyEntries));

        private DateOnly? Day(string column)
        {
            var day = ForeignDays.Of(texts[column]);
            if (day is null && texts[column].Length > 0)
            {
                Complain(column, new NotADate(texts[column]));
            }

            return day;
        }

        private void Complain(string column, Problem problem) => complaints.Add(new Complaint(place with { Column = column }, problem));
    }
}
