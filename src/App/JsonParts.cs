using System.Text.Json;
using Sluiswachter.Model;

namespace Sluiswachter.App;

/// <summary>Parts that many answers write alike.</summary>
internal static class JsonParts
{
    /// <summary>Writes a text in both languages; null when there is none.</summary>
    public static void WritePhrase(this Utf8JsonWriter json, string name, Phrase? phrase)
    {
        if (phrase is not { } text)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("en", text.English);
        json.WriteString("nl", text.Dutch);
        json.WriteEndObject();
    }

    /// <summary>Writes an array with an object for each item.</summary>
    public static void WriteEach<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> members)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            members(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a day; null when there is none.</summary>
    public static void WriteDay(this Utf8JsonWriter json, string name, DateOnly? day) => json.WriteString(name, Days.Text(day));
}
