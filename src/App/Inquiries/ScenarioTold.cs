using System.Text.Json;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>What a question switches off, told back with the answer: for programs, and for people.</summary>
internal static class ScenarioTold
{
    /// <summary>The form in which programs get it.</summary>
    public const string Schema =
        """
        {
          "type": "object",
          "description": "What is switched off.",
          "required": ["countries", "locations", "suppliers", "services", "horizonHours"],
          "properties": {
            "countries": { "type": "array", "items": { "type": "string" } },
            "locations": { "type": "array", "items": { "type": "string" } },
            "suppliers": { "type": "array", "items": { "type": "string" } },
            "services": { "type": "array", "items": { "type": "string" } },
            "at": { "type": "string", "format": "date" },
            "horizonHours": { "type": "integer", "minimum": 0 }
          }
        }
        """;

    /// <summary>Writes it as the member <c>scenario</c>.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="at">The day; null when the answer is about more than one.</param>
    public static void Write(Utf8JsonWriter json, Scenario scenario, DateOnly? at)
    {
        json.WriteStartObject("scenario");
        Write("countries", scenario.Countries.Select(c => c.Code));
        Write("locations", scenario.Locations.Select(c => c.Code));
        Write("suppliers", scenario.Suppliers.Select(id => id.Text));
        Write("services", scenario.Services.Select(id => id.Text));
        if (at is { } day)
        {
            json.WriteDay("at", day);
        }

        json.WriteNumber("horizonHours", scenario.HorizonHours);
        json.WriteEndObject();

        void Write(string name, IEnumerable<string> texts)
        {
            json.WriteStartArray(name);
            foreach (var text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }
    }

    /// <summary>The ids that <see cref="Causes"/> wants to name.</summary>
    public static IEnumerable<string> Ids(Scenario scenario) =>
        scenario.Suppliers.Concat(scenario.Services).Select(id => id.Text);

    /// <summary>All that is switched off, as a list within a sentence.</summary>
    public static string Causes(Scenario scenario, IReadOnlyDictionary<string, string> names, Language language) =>
        string.Join(", ", scenario.Countries.Select(c => CountryNames.InList(c).In(language))
            .Concat(scenario.Locations.Select(l => new Phrase(
                $"what runs in {CountryNames.InList(l).English}", $"wat draait in {CountryNames.InList(l).Dutch}").In(language)))
            .Concat(Ids(scenario).Select(id => names.GetValueOrDefault(id, id))));

    /// <summary>All that is switched off, and how far ahead is looked.</summary>
    public static Phrase WithHorizon(Scenario scenario, IReadOnlyDictionary<string, string> names) => new(
        $"{Causes(scenario, names, Language.English)} — within {Noun.Hour.Count(scenario.HorizonHours, Language.English)}",
        $"{Causes(scenario, names, Language.Dutch)} — binnen {Figures.Number(scenario.HorizonHours, Language.Dutch)} uur");
}
