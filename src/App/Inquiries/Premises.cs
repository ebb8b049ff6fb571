using System.Text.Json;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>What an answer rests on besides the plain facts of the register.</summary>
/// <param name="Imagined">The bundle whose facts are imagined as imported, as it was typed; null: none.</param>
/// <param name="AsKnownOn">Only what the register knew on this day; null: all.</param>
/// <param name="IncludesConsidered">Whether requirements that are only considered count.</param>
public readonly record struct Premises(string? Imagined, DateOnly? AsKnownOn, bool IncludesConsidered)
{
    /// <summary>The form in which programs get it.</summary>
    public const string Schema =
        """
        {
          "type": "object",
          "description": "What the answer rests on besides the facts of the register as it is.",
          "required": ["imagined", "asKnownOn", "includesConsidered"],
          "properties": {
            "imagined": { "type": ["string", "null"], "description": "The bundle whose facts are imagined as imported." },
            "asKnownOn": { "type": ["string", "null"], "format": "date", "description": "Only what the register knew on this day." },
            "includesConsidered": { "type": "boolean", "description": "Whether requirements that are only considered count." }
          }
        }
        """;

    /// <summary>Writes it as the member <c>premises</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("premises");
        json.WriteString("imagined", Imagined);
        json.WriteDay("asKnownOn", AsKnownOn);
        json.WriteBoolean("includesConsidered", IncludesConsidered);
        json.WriteEndObject();
    }

    /// <summary>Says it in a few sentences; null when the answer rests on the plain facts alone.</summary>
    public Phrase? Says
    {
        get
        {
            List<Phrase> sentences = [];
            if (Imagined is { } bundle)
            {
                sentences.Add(new Phrase(
                    $"Supposing that the register had the facts of {bundle} as well.", $"Stel: het register had ook de feiten van {bundle}."));
            }

            if (AsKnownOn is { } day)
            {
                sentences.Add(new Phrase($"As known on {day:yyyy-MM-dd}.", $"Zoals bekend op {day:yyyy-MM-dd}."));
            }

            if (IncludesConsidered)
            {
                sentences.Add(new Phrase(
                    "Requirements that are only considered count as well.",
                    "Afhankelijkheden die alleen worden overwogen, tellen ook mee."));
            }

            return sentences.Count == 0
                ? null
                : new Phrase(string.Join(' ', sentences.Select(s => s.English)), string.Join(' ', sentences.Select(s => s.Dutch)));
        }
    }
}
