using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>Sets of countries with a name, each member for the days on which it belongs to the set.</summary>
/// <param name="Members">The members, in the order of the file.</param>
/// <remarks>Read from <c>content/country-groups/members.csv</c>.</remarks>
public sealed record CountryGroups(IReadOnlyList<CountryGroupMembers> Members)
{
    private static readonly string[] Columns = ["group", "countries", "valid_from", "valid_until", "certainty", "source"];

    /// <summary>The names of the groups.</summary>
    public IReadOnlyList<string> Names => [.. Members.Select(m => m.Group).Distinct(StringComparer.Ordinal)];

    /// <summary>The countries of a group on a day; none for a name that is no group's.</summary>
    public IReadOnlySet<Country> Of(string group, DateOnly at) =>
        Members.Where(m => m.Group == group && m.Validity.Contains(at)).SelectMany(m => m.Countries).ToHashSet();

    /// <summary>The days of a period, its ends included, on which some country joins or leaves a group.</summary>
    public IEnumerable<DateOnly> DaysOfChange(DateOnly from, DateOnly until) =>
        Members.SelectMany(m => new[] { m.Validity.From, m.Validity.Until }).OfType<DateOnly>()
            .Where(day => day >= from && day <= until).Distinct();

    /// <summary>Reads the table; every row must give a source and how sure it is.</summary>
    public static ForeignReading<CountryGroups> Read(string path)
    {
        var complaints = new List<Complaint>();
        var members = new List<CountryGroupMembers>();
        foreach (var (place, texts) in ForeignCsv.Read(path, Columns, complaints))
        {
            var countries = texts["countries"].Split(' ').Select(Country.Of).ToList();
            var validity = Validity.Of(ForeignDays.Of(texts["valid_from"]), ForeignDays.Of(texts["valid_until"]));
            Expect(validity.Problem, "valid_until");
            countries.ForEach(c => Expect(c.Problem, "countries"));
            Expect(texts["source"].Length > 0 ? null : new MissingValue("source"), "source");
            Expect(Certainties.Problem(texts["certainty"]), "certainty");
            if (complaints.Count == 0)
            {
                members.Add(new CountryGroupMembers(
                    texts["group"], [.. countries.Select(c => c.Value)], validity.Value, texts["certainty"], texts["source"]));
            }

            void Expect(Problem? problem, string column)
            {
                if (problem is not null)
                {
                    complaints.Add(new Complaint(place with { Column = column }, problem));
                }
            }
        }

        return new ForeignReading<CountryGroups>(complaints.Count == 0 ? new CountryGroups(members) : null, complaints, []);
    }
}

/// <summary>Countries that belong to a group on some days.</summary>
/// <param name="Group">The name of the group.</param>
/// <param name="Countries">The countries.</param>
/// <param name="Validity">The days.</param>
/// <param name="Certainty"><c>read</c>, <c>reported</c> or <c>recalled</c>.</param>
/// <param name="Source">Who says so.</param>
public sealed record CountryGroupMembers(
    string Group, IReadOnlyList<Country> Countries, Validity Validity, string Certainty, string Source);

/// <summary>How sure a row of content is: read in the primary text, reported by others, or recalled from memory.</summary>
internal static class Certainties
{
    private static readonly string[] Words = ["read", "reported", "recalled"];

    public static Problem? Problem(string word) => Words.Contains(word, StringComparer.Ordinal) ? null : new NotAChoice(word, Words);
}
