using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>Numbers as they are written in a language: 1,234.5 in English is 1.234,5 in Dutch.</summary>
public static class Figures
{
    /// <summary>A whole number.</summary>
    public static string Number(long number, Language language) => In(language, number.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>
    /// How many people some functions serve; a question mark when there are functions and of none of them that is known.
    /// </summary>
    public static string People(long people, long functions, Language language) =>
        people == 0 && functions > 0 ? "?" : Number(people, language);

    /// <summary>An amount of money, rounded to whole units.</summary>
    public static string Amount(string currency, decimal amount, Language language) =>
        $"{currency} {In(language, amount.ToString("N0", CultureInfo.InvariantCulture))}";

    /// <summary>A part of a whole, with one decimal; a dash when there is no whole.</summary>
    public static string Share(decimal part, decimal whole, Language language) => whole == 0
        ? "–"
        : In(language, (100 * part / whole).ToString("0.0", CultureInfo.InvariantCulture)) + " %";

    private static string In(Language language, string text) => language == Language.English
        ? text
        : string.Create(text.Length, text, (place, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                place[i] = from[i] switch { ',' => '.', '.' => ',', var other => other };
            }
        });
}
