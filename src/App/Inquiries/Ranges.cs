using System.Globalization;
using System.Text.Json;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>Numbers and answers that facts may leave open, as people and programs read them.</summary>
public static class Ranges
{
    /// <summary>The JSON Schema of <see cref="Write(Utf8JsonWriter, string, Bounds)"/>.</summary>
    public const string Schema =
        """
        {
          "type": "object",
          "description": "A number; when facts are unknown, the two between which it lies.",
          "required": ["atLeast", "atMost"],
          "properties": { "atLeast": { "type": "number", "minimum": 0 }, "atMost": { "type": "number", "minimum": 0 } }
        }
        """;

    /// <summary>A part of a whole: <c>61.2 %</c>, or <c>61.2 – 77.5 %</c> when that is open.</summary>
    public static string Percent(Bounds part, Language language) =>
        Both(part, b => Figures.Share((decimal)b, 1, language), " %");

    /// <summary>A whole number: <c>4,021</c>, or <c>4,021 – 6,013</c> when that is open; a half goes up, as for money.</summary>
    public static string Whole(Bounds number, Language language) =>
        Both(number, b => Figures.Number((long)Math.Round(b, MidpointRounding.AwayFromZero), language), "");

    /// <summary>How many people some functions serve: as <see cref="Whole"/>, with a question mark for what is unknown.</summary>
    public static string People(Bounds people, Bounds functions, Language language) => Joined(
        Figures.People((long)Math.Round(people.Least), (long)Math.Round(functions.Least), language),
        Figures.People((long)Math.Round(people.Most), (long)Math.Round(functions.Most), language), "");

    /// <summary>A number with one decimal.</summary>
    public static string Tenths(Bounds number, Language language) =>
        Both(number, b => Figures.Share((decimal)b, 100, language)[..^2], "");

    /// <summary>Yes, no or unknown.</summary>
    public static string Answer(Truth truth, Language language) => (truth switch
    {
        Truth.Yes => new Phrase("yes", "ja"),
        Truth.No => new Phrase("no", "nee"),
        _ => new Phrase("unknown", "onbekend"),
    }).In(language);

    /// <summary>The word of an answer for programs.</summary>
    public static string Word(Truth truth) => truth.ToString().ToLowerInvariant();

    /// <summary>Writes a number with both its ends, rounded to six decimals.</summary>
    public static void Write(Utf8JsonWriter json, string name, Bounds number)
    {
        json.WriteStartObject(name);
        json.WriteNumber("atLeast", Math.Round(number.Least, 6));
        json.WriteNumber("atMost", Math.Round(number.Most, 6));
        json.WriteEndObject();
    }

    /// <summary>The same; null when there is no number.</summary>
    public static void Write(Utf8JsonWriter json, string name, Bounds? number)
    {
        if (number is { } known)
        {
            Write(json, name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>The words for the members of a closed list, and the members for the words.</summary>
    internal static Result<T> Choice<T>(string text)
        where T : struct, Enum
    {
        var words = Words.Of<T>();
        return words.NumberOf(text) is { } number ? (T)Enum.ToObject(typeof(T), number) : new NotAChoice(text, words.All);
    }

    /// <summary>The word of a member of a closed list.</summary>
    internal static string Word<T>(T member)
        where T : struct, Enum => Words.Of<T>().WordOf(Convert.ToInt32(member, CultureInfo.InvariantCulture));

    private static string Both(Bounds number, Func<double, string> text, string unit) =>
        Joined(text(number.Least), text(number.Most), unit);

    private static string Joined(string least, string most, string unit) =>
        least == most ? least : $"{least[..^unit.Length]} – {most}";
}
