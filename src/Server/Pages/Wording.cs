using System.Globalization;
using Sluiswachter.App;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.Server.Pages;

/// <summary>How numbers, days, spans of time and lists are said in one language.</summary>
/// <remarks>The runtime's tables of languages are left out on purpose; these two languages are ours.</remarks>
/// <param name="Language">The language.</param>
public sealed record Wording(Language Language)
{
    private const int HoursPerDay = 24;
    private const int HoursPerYear = 8760;
    private const long Million = 1_000_000;

    private static readonly string[] EnglishMonths =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    private static readonly string[] DutchMonths =
    [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
    ];

    /// <summary>The language tag of HTML and HTTP (BCP 47).</summary>
    public string Tag => Language == Language.Dutch ? "nl" : "en";

    /// <summary>The sentence in this language.</summary>
    public string Say(string english, string dutch) => Language == Language.Dutch ? dutch : english;

    /// <summary>The sentence in this language.</summary>
    public string Say(Phrase phrase) => phrase.In(Language);

    /// <summary>A whole number with its thousands apart: 1,234 or 1.234.</summary>
    public string Number(long number)
    {
        var text = number.ToString("N0", CultureInfo.InvariantCulture);
        return Language == Language.Dutch ? text.Replace(',', '.') : text;
    }

    /// <summary>How many people some functions serve; unknown when there are functions and of none of them that is known.</summary>
    public string People(long people, long functions) => IsUnknown(people, functions) ? Say("unknown", "onbekend") : Number(people);

    /// <summary>The same, rounded as <see cref="Rounded"/> does.</summary>
    public string RoundedPeople(long people, long functions) =>
        IsUnknown(people, functions) ? People(people, functions) : Rounded(people);

    /// <summary>Whether there are functions and of none of them it is known how many people they serve.</summary>
    public static bool IsUnknown(long people, long functions) => people == 0 && functions > 0;

    /// <summary>A number of people as one says it: 14.8 million from a million up, exact below.</summary>
    public string Rounded(long number)
    {
        if (number < Million)
        {
            return Number(number);
        }

        // Rounded down: nobody is to be counted who is not there.
        var tenths = number / (Million / 10);
        var text = tenths % 10 == 0 ? Number(tenths / 10) : $"{Number(tenths / 10)}{Say(".", ",")}{tenths % 10}";
        return $"{text} {Say("million", "miljoen")}";
    }

    /// <summary>A share of a whole in per cent, one decimal; never 0 or 100 when it is not all or nothing.</summary>
    public string Share(long part, long whole)
    {
        if (whole == 0)
        {
            return "–";
        }

        var tenths = Math.Round(1000m * part / whole);
        tenths = part > 0 && tenths == 0 ? 1 : part < whole && tenths == 1000 ? 999 : tenths;
        var text = (tenths / 10).ToString(tenths % 10 == 0 ? "0" : "0.0", CultureInfo.InvariantCulture);
        return $"{(Language == Language.Dutch ? text.Replace('.', ',') : text)}%";
    }

    /// <summary>A day: 28 April 2026.</summary>
    public string Day(DateOnly day) =>
        $"{day.Day} {(Language == Language.Dutch ? DutchMonths : EnglishMonths)[day.Month - 1]} {day.Year}";

    /// <summary>A moment after the switching off: at once, after 24 hours.</summary>
    public string After(int hours) => hours == 0 ? Say("at once", "meteen") : Say($"after {Span(hours)}", $"na {Span(hours)}");

    /// <summary>A span of time: 24 hours, 3 days, 2 years.</summary>
    public string Span(int hours) => hours switch
    {
        _ when hours >= HoursPerYear && hours % HoursPerYear == 0 => Count(hours / HoursPerYear, "year", "years", "jaar", "jaar"),
        _ when hours > HoursPerDay && hours % HoursPerDay == 0 => Count(hours / HoursPerDay, "day", "days", "dag", "dagen"),
        _ => Count(hours, "hour", "hours", "uur", "uur"),
    };

    /// <summary>A span of time as short as it goes, for a scale: 24 h, 3 d, 1 y.</summary>
    public string ShortSpan(int hours) => hours switch
    {
        0 => Say("at once", "meteen"),
        _ when hours >= HoursPerYear && hours % HoursPerYear == 0 => $"{hours / HoursPerYear} {Say("y", "jr")}",
        _ when hours > HoursPerDay && hours % HoursPerDay == 0 => $"{hours / HoursPerDay} d",
        _ => $"{Number(hours)} {Say("h", "u")}",
    };

    /// <summary>A number with its noun: 1 function, 2 functions.</summary>
    public string Count(long number, string englishOne, string englishMany, string dutchOne, string dutchMany) =>
        $"{Number(number)} {(number == 1 ? Say(englishOne, dutchOne) : Say(englishMany, dutchMany))}";

    /// <summary>A clause as a sentence of its own.</summary>
    public static string Sentence(string clause) => $"{char.ToUpperInvariant(clause[0])}{clause[1..]}.";

    /// <summary>A list as one says it: a, b and c.</summary>
    public string List(IReadOnlyList<string> items) => items switch
    {
        [] => "",
        [var only] => only,
        _ => $"{string.Join(", ", items.SkipLast(1))} {Say("and", "en")} {items[^1]}",
    };

    /// <summary>The name of a country within a sentence.</summary>
    public string Name(Country country) => Say(CountryNames.InSentence(country));

    /// <summary>The name of a country in a list.</summary>
    public string ListName(Country country) => Say(CountryNames.InList(country));

    /// <summary>On what ground a fact is stated.</summary>
    public string WordOf(Basis basis) => Say(ChoiceWords.Of(basis));

    /// <summary>How much depends on a function.</summary>
    public string WordOf(Criticality criticality) => Say(ChoiceWords.Of(criticality));

    /// <summary>What switches a service off, as the end of a sentence about it.</summary>
    public string Because(SeedKind kind, Country? country, IReadOnlyList<string> suppliers) => kind switch
    {
        SeedKind.Control when suppliers is [var only] => Say(
            $"its supplier {only} is established in {Name(country!.Value)}",
            $"de leverancier {only} is gevestigd in {Name(country!.Value)}"),
        SeedKind.Control => Say(
            $"its supplier {suppliers[^1]} is controlled by {Chain(suppliers)}, established in {Name(country!.Value)}",
            $"de leverancier {suppliers[^1]} valt onder zeggenschap van {Chain(suppliers)}, gevestigd in {Name(country!.Value)}"),
        SeedKind.Location => country is { } place
            ? Say($"it runs only in {Name(place)}", $"hij draait alleen in {Name(place)}")
            : Say("it runs only in places that are lost", "hij draait alleen op plaatsen die wegvallen"),
        SeedKind.Supplier when suppliers is [var named] => Say(
            $"its supplier {named} is switched off", $"de leverancier {named} wordt uitgezet"),
        SeedKind.Supplier => Say(
            $"its supplier {suppliers[^1]} is controlled by {Chain(suppliers)}, which is switched off",
            $"de leverancier {suppliers[^1]} valt onder zeggenschap van {Chain(suppliers)}, die wordt uitgezet"),
        SeedKind.Service => Say("it is itself switched off", "hij wordt zelf uitgezet"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind of seed"),
    };

    /// <summary>The controllers of a supplier, the nearest first.</summary>
    private string Chain(IReadOnlyList<string> suppliers) =>
        string.Join(Say(", that by ", ", die weer onder "), suppliers.Reverse().Skip(1));
}
