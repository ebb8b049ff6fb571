using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>A row of content that complains about each cell that is not as it should be.</summary>
internal sealed class ContentRow(Place place, IReadOnlyDictionary<string, string> texts, List<Complaint> complaints)
{
    public string Text(string column)
    {
        if (texts[column].Length == 0)
        {
            Complain(column, new MissingValue(column));
        }

        return texts[column];
    }

    public string TextOrNone(string column) => texts[column];

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

    public Country? CountryOrNone(string column) =>
        texts[column].Length > 0 && Countries(column) is [var country] ? country : null;

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

    public Evidence Evidence(string url = "url") => new(
        (Certainty)(OneOf("certainty", "read", "reported", "recalled") + 1), Phrase("source", isNeeded: true),
        (texts.GetValueOrDefault(url) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public void Complain(string column, Problem problem) => complaints.Add(new Complaint(place with { Column = column }, problem));

    private DateOnly? Day(string column)
    {
        var day = ForeignDays.Of(texts[column]);
        if (day is null && texts[column].Length > 0)
        {
            Complain(column, new NotADate(texts[column]));
        }

        return day;
    }
}
