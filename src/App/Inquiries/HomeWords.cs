using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>What a question calls home: countries, and groups of countries by their members of a day.</summary>
internal static class HomeWords
{
    /// <summary>What is home when nothing else is asked.</summary>
    public const string Usual = "EU";

    /// <summary>The parameter.</summary>
    public static InquiryParameter Parameter { get; } = new(
        "home", new Phrase("C", "L"), new Phrase(
            "What is not abroad: a country, or a group of countries by its members of that day such as EU or EEA (default EU)",
            "Wat geen buitenland is: een land, of een groep landen naar de leden van die dag zoals EU of EEA (standaard EU)"),
        Usual, IsRepeatable: true);

    /// <summary>The countries that are home on a day.</summary>
    public static IReadOnlySet<Country> On(DateOnly day, InquiryWords words)
    {
        var home = words.Each(Parameter, text => Of(text, day)).SelectMany(c => c).ToHashSet();
        return words.Mentions(Parameter) ? home : ShippedContent.CountryGroups.Of(Usual, day);
    }

    private static Result<IReadOnlyCollection<Country>> Of(string text, DateOnly at)
    {
        var groups = ShippedContent.CountryGroups;
        if (groups.Names.Contains(text, StringComparer.Ordinal))
        {
            return Result<IReadOnlyCollection<Country>>.Of(groups.Of(text, at));
        }

        var country = Country.Of(text);
        return country.Holds
            ? Result<IReadOnlyCollection<Country>>.Of([country.Value])
            : new NeitherCountryNorGroup(country.Problem!, groups.Names);
    }
}

/// <summary>Text that names neither a country nor a group of countries.</summary>
public sealed record NeitherCountryNorGroup(Problem Country, IReadOnlyList<string> Groups) : Problem(new Phrase(
    $"{Country.Says.English}; or one of the groups {string.Join(", ", Groups)}",
    $"{Country.Says.Dutch}; of een van de groepen {string.Join(", ", Groups)}"));
