using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.Exchange.Frameworks;

/// <summary>The texts of a library of CISO Assistant: one language, and translations beside it.</summary>
/// <param name="yaml">The file.</param>
/// <param name="locale">The language in which the library is written.</param>
/// <remarks>A text that is missing in Dutch or English is shown in the other, else in the language of the library.</remarks>
internal sealed class CisoAssistantTexts(YamlParts yaml, string locale)
{
    /// <summary>The key under which we keep what the format has no place for.</summary>
    public const string OwnKey = "sluiswachter";

    private static readonly string[] Ours = ["en", "nl"];

    private readonly HashSet<string> translated = new(StringComparer.Ordinal);

    /// <summary>Which of Dutch and English were seen so far, the library's own first; its own when neither was.</summary>
    public IReadOnlyList<string> Languages
    {
        get
        {
            var seen = Ours.Where(l => l == locale || translated.Contains(l)).OrderBy(l => l != locale).ToList();
            return seen.Count > 0 ? seen : [locale];
        }
    }

    /// <summary>A text with its translations; empty when there is none.</summary>
    public Phrase Of(IReadOnlyDictionary<string, YamlNode> parts, string key)
    {
        var own = yaml.Text(parts.GetValueOrDefault(key));
        string? english = null, dutch = null;
        foreach (var (language, translation) in yaml.Entries(parts.GetValueOrDefault("translations")))
        {
            translated.Add(language.Text);
            if (language.Text is "en" or "nl" && yaml.Text(yaml.Of(translation).GetValueOrDefault(key)) is { Length: > 0 } text)
            {
                (english, dutch) = language.Text == "en" ? (text, dutch) : (english, text);
            }
        }

        return locale switch
        {
            "en" => new Phrase(own, dutch ?? own),
            "nl" => new Phrase(english ?? own, own),
            _ => new Phrase(english ?? dutch ?? own, dutch ?? english ?? own),
        };
    }

    /// <summary>A text that we wrote in both languages.</summary>
    public Phrase Pair(YamlNode node)
    {
        var parts = yaml.Of(node);
        return new Phrase(yaml.Text(parts.GetValueOrDefault("en")), yaml.Text(parts.GetValueOrDefault("nl")));
    }

    /// <summary>What an answer says, by the word of CISO Assistant; null when it says nothing.</summary>
    public static Fulfilment? FulfilmentOf(string result) => result switch
    {
        "compliant" => Fulfilment.Met,
        "partially_compliant" => Fulfilment.PartlyMet,
        "non_compliant" => Fulfilment.NotMet,
        "not_applicable" => Fulfilment.NotApplicable,
        _ => null,
    };

    /// <summary>The word of CISO Assistant for what an answer says.</summary>
    public static string ResultOf(Fulfilment fulfilment) => fulfilment switch
    {
        Fulfilment.Met => "compliant",
        Fulfilment.PartlyMet => "partially_compliant",
        Fulfilment.NotMet => "non_compliant",
        _ => "not_applicable",
    };

    /// <summary>What people call a part that is left out.</summary>
    public static Phrase NameOf(string key) => key switch
    {
        "requirement_mapping_set" or "requirement_mapping_sets" => new("mappings between frameworks", "afbeeldingen tussen raamwerken"),
        "reference_controls" => new("reference controls", "referentiemaatregelen"),
        "threats" => new("threats", "dreigingen"),
        "implementation_groups" => new("memberships of groups of requirements", "lidmaatschappen van groepen vereisten"),
        "implementation_groups_definition" => new("groups of requirements", "groepen vereisten"),
        "scores_definition" => new("scales of maturity", "schalen van volwassenheid"),
        "questions of another type" => new("questions that want a text, date, number or several choices", "vragen om een tekst, datum, getal of meer keuzes"),
        "depends_on" => new("conditions under which a question is asked", "voorwaarden waaronder een vraag wordt gesteld"),
        _ => new(key, key),
    };
}
