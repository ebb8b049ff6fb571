using System.Globalization;
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
    public static string Name(string? group, Language language) => (group switch
    {
        null => new Phrase("unknown", "onbekend"),
        "all" => new Phrase("all together", "alles bij elkaar"),
        _ => new Phrase(group, group),
    }).In(language);

    /// <summary>A day in a title.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
