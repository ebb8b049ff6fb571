using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>Lists of countries as they are typed and told: <c>NL,DE</c>, or <c>any</c> for none in particular.</summary>
public static class PlaceList
{
    /// <summary>The word for no country in particular.</summary>
    public const string Any = "any";

    /// <summary>Reads a list; empty when any country will do.</summary>
    public static Result<IReadOnlyList<Country>> Read(string text)
    {
        if (text.Trim().Equals(Any, StringComparison.OrdinalIgnoreCase))
        {
            return Result<IReadOnlyList<Country>>.Of([]);
        }

        var places = new SortedDictionary<string, Country>(StringComparer.Ordinal);
        foreach (var code in text.Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var country = Country.Of(code);
            if (!country.Holds)
            {
                return country.Problem!;
            }

            places[country.Value.Code] = country.Value;
        }

        return places.Count == 0 ? new NoPlaces(text) : Result<IReadOnlyList<Country>>.Of([.. places.Values]);
    }

    /// <summary>The text of a list.</summary>
    public static string Text(IReadOnlyList<Country> places) => places.Count == 0 ? Any : string.Join(',', places);
}

/// <summary>A list of countries with nothing in it.</summary>
public sealed record NoPlaces(string Text) : Problem(new Phrase(
    $"{Quote(Text)} names no country; expected codes such as NL,DE, or {PlaceList.Any}",
    $"{Quote(Text)} noemt geen land; verwacht codes zoals NL,DE, of {PlaceList.Any}"));
