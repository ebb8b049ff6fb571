using System.Globalization;
using System.Text.Json;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>Words that questions about groups of functions share.</summary>
internal static class GroupedWords
{
    /// <summary>In which groups the answer is given.</summary>
    public static InquiryParameter By { get; } = new(
        "by", new Phrase("GROUP", "GROEP"), new Phrase(
            "In groups by purpose (default), data-class, kind (of body), criticality, or all together",
            "In groepen naar purpose (waarvoor, standaard), data-class (gegevens), kind (soort organisatie), criticality " +
            "(hoe vitaal), of all (alles bij elkaar)"),
        "purpose");

    /// <summary>What groups are called above a list of them.</summary>
    public static Phrase Heading(GroupedBy by) => by switch
    {
        GroupedBy.Purpose => new("for", "waarvoor"),
        GroupedBy.DataClass => new("data", "gegevens"),
        GroupedBy.Kind => new("kind of body", "soort organisatie"),
        GroupedBy.Criticality => new("criticality", "hoe vitaal"),
        _ => new("of", "van"),
    };

    /// <summary>What one group is called.</summary>
    /// <param name="by">Of what it is a group.</param>
    /// <param name="group">Its name: a word of a choice, or a kind of body as the register has it; null: unknown.</param>
    /// <param name="language">The language.</param>
    public static string Name(GroupedBy by, string? group, Language language) => (group, by) switch
    {
        (null, _) => new Phrase("unknown", "onbekend").In(language),
        (_, GroupedBy.All) => new Phrase("all together", "alles bij elkaar").In(language),
        (_, GroupedBy.Purpose) => ChoiceWords.Of((Purpose)Words.Of<Purpose>().NumberOf(group)!).In(language),
        (_, GroupedBy.DataClass) => ChoiceWords.Of((DataClass)Words.Of<DataClass>().NumberOf(group)!).In(language),
        (_, GroupedBy.Criticality) => ChoiceWords.Of((Criticality)Words.Of<Criticality>().NumberOf(group)!).In(language),
        _ => group,
    };

    /// <summary>Writes the members with which such answers begin: the day, what is grouped by, and what is weighed.</summary>
    public static void Write(Utf8JsonWriter json, DateOnly at, GroupedBy by, ShareWeight weight)
    {
        json.WriteString("at", Day(at));
        json.WriteString("by", Ranges.Word(by));
        json.WriteString("weight", Ranges.Word(weight));
    }

    /// <summary>A day in a title.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
