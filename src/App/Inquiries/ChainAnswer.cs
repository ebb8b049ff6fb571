using System.Text.Json;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>A chain, for programs and for people.</summary>
internal sealed class ChainAnswer(
    DependencyGraph graph, Chain chain, int function, Country here, IReadOnlyDictionary<string, string> names)
    : InquiryAnswer
{
    /// <summary>The form of the answer.</summary>
    public const string Schema =
        """
        {
          "type": "object",
          "required": ["at", "function", "country", "verdict", "withoutElsewhere", "withoutUnknown", "unmet", "links"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "function": { "type": "string" },
            "country": { "type": "string", "pattern": "^[A-Z]{2}$" },
            "verdict": { "enum": ["here", "elsewhere", "unknown"] },
            "withoutElsewhere": { "type": ["integer", "null"], "minimum": 0, "description": "Hour at which the function stops when all that is elsewhere goes; null when it goes on." },
            "withoutUnknown": { "type": ["integer", "null"], "minimum": 0, "description": "The same when all goes of which it is unknown where it is as well." },
            "unmet": { "type": "array", "items": { "type": "string" } },
            "links": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["depth", "consumer", "requirement", "purpose", "need", "of", "used", "role", "control", "places", "verdict", "basis", "source"],
                "properties": {
                  "depth": { "type": "integer", "minimum": 1, "description": "1 is direct." },
                  "consumer": { "type": "string" },
                  "requirement": { "type": "string" },
                  "purpose": { "type": "string" },
                  "need": { "type": "integer", "minimum": 1 },
                  "of": { "type": "integer", "minimum": 1, "description": "More than needed are fallbacks for each other." },
                  "used": { "type": "string" },
                  "role": { "enum": ["active", "standby"] },
                  "control": { "type": ["array", "null"], "description": "From the top of the chain of control to the supplier; null for a function, whose own links follow.", "items": {
                    "type": "object", "required": ["supplier", "country"],
                    "properties": { "supplier": { "type": "string" }, "country": { "type": ["string", "null"] } } } },
                  "places": { "type": "array", "items": { "type": "string" } },
                  "controlIs": { "enum": ["here", "elsewhere", "unknown"] },
                  "placeIs": { "enum": ["here", "elsewhere", "unknown"] },
                  "verdict": { "enum": ["here", "elsewhere", "unknown", null] },
                  "basis": { "enum": ["declared", "measured", "inferred"] },
                  "source": { "type": ["string", "null"] }
                }
              }
            }
          }
        }
        """;

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteDay("at", graph.At);
        json.WriteString("function", graph.Entities[function]);
        json.WriteString("country", here.Code);
        json.WriteString("verdict", WordOf(chain.Verdict));
        WriteNumberOrNull(json, "withoutElsewhere", chain.StopsAtHours);
        WriteNumberOrNull(json, "withoutUnknown", chain.MayStopAtHours);
        WriteTexts(json, "unmet", chain.Unmet.Select(r => graph.Requirements[r]));
        json.WriteStartArray("links");
        foreach (var link in chain.Links)
        {
            WriteLink(json, link);
            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var (name, country) = (NameOf(function), CountryNames.InSentence(here));
        var direct = chain.Links.Where(l => l.Depth == 1).ToList();
        var indirect = chain.Links.Where(l => l.Depth > 1).ToList();
        var parts = new List<DocumentPart> { new Paragraph(Verdict(language, country)) };
        if (chain.Links.Count > 0)
        {
            parts.Add(LinksOf(direct, new Phrase("What it uses itself", "Wat zij zelf gebruikt"), language, lines));
            if (indirect.Count > 0)
            {
                parts.Add(LinksOf(
                    indirect, new Phrase("What those use in turn", "Wat die op hun beurt gebruiken"), language, lines));
            }
        }

        if (chain.Unmet.Count > 0)
        {
            var ids = string.Join(", ", chain.Unmet.Select(r => graph.Requirements[r]));
            parts.Add(new Paragraph(new Phrase(
                $"Not met, for lack of alternatives, and so left out: {ids}.",
                $"Niet vervuld, bij gebrek aan alternatieven, en daarom weggelaten: {ids}.").In(language)));
        }

        return new Document(new Phrase(
            $"Does the chain of {name} run in {country.English}? Facts of {graph.At:yyyy-MM-dd}",
            $"Draait de keten van {name} in {country.Dutch}? Feiten van {graph.At:yyyy-MM-dd}").In(language), parts);
    }

    private string Verdict(Language language, Phrase country)
    {
        var services = chain.Links.Where(l => l.Supplier is not null).DistinctBy(l => l.Used).ToList();
        int Count(Whereabouts where) => services.Count(l => l.Verdict == where);
        if (services.Count == 0)
        {
            return new Phrase(
                "The register knows of no service that it uses, so it cannot tell.",
                "Het register kent geen clouddienst die zij gebruikt, en kan het dus niet zeggen.").In(language);
        }

        var verdict = chain.Verdict switch
        {
            Whereabouts.Here => new Phrase("Yes.", "Ja."),
            Whereabouts.Elsewhere => new Phrase("No.", "Nee."),
            _ => new Phrase("Not known.", "Niet bekend."),
        };
        var counts = new Phrase(
            $"It stands on {Noun.Service.Count(services.Count, Language.English)}: {Count(Whereabouts.Here)} wholly in {country.English}, {Count(Whereabouts.Elsewhere)} elsewhere in hands or place, {Count(Whereabouts.Unknown)} not known.",
            $"Zij staat op {Noun.Service.Count(services.Count, Language.Dutch)}: {Count(Whereabouts.Here)} geheel in {country.Dutch}, {Count(Whereabouts.Elsewhere)} elders in handen of plaats, {Count(Whereabouts.Unknown)} niet bekend.");
        return $"{verdict.In(language)} {counts.In(language)} {Remains(language)}";
    }

    /// <summary>What would be left if only what is here remained.</summary>
    private string Remains(Language language)
    {
        Phrase remains = (chain.StopsAtHours, chain.MayStopAtHours) switch
        {
            ({ } hours, _) => new(
                $"Without what is elsewhere it stops{After(hours).English}.",
                $"Zonder wat elders is stopt zij{After(hours).Dutch}."),
            (null, { } hours) => new(
                $"Without what is elsewhere it goes on, as long as what is unknown is here; without that too it stops{After(hours).English}.",
                $"Zonder wat elders is gaat zij door, mits wat onbekend is hier is; ook zonder dat stopt zij{After(hours).Dutch}."),
            _ => new("With only what is certainly here it goes on.", "Met alleen wat zeker hier is gaat zij door."),
        };
        return remains.In(language);
    }

    private static Phrase After(int hours) => hours == 0
        ? new Phrase(" at once", " meteen")
        : new Phrase($" after {Noun.Hour.Count(hours).English}", $" na {Noun.Hour.Count(hours).Dutch}");

    private Table LinksOf(IReadOnlyCollection<ChainLink> links, Phrase heading, Language language, int lines) => Table.Of(
        heading.In(language),
        [
            new Phrase("uses", "gebruikt").In(language), new Phrase("for", "voor").In(language),
            new Phrase("in the hands of", "in handen van").In(language), new Phrase("runs in", "draait in").In(language),
            new Phrase("here?", "hier?").In(language), new Phrase("says who", "volgens").In(language),
        ],
        links, lines, l => RowOf(l, language));

    private IReadOnlyList<string> RowOf(ChainLink link, Language language)
    {
        var user = link.Depth > 1 ? $"{NameOf(link.Consumer)} → " : "";
        var fallback = link.HasFallback
            ? new Phrase($" ({link.Need} of {link.Of} needed)", $" ({link.Need} van {link.Of} nodig)").In(language)
            : "";
        var standby = link.Role == AlternativeRole.Standby ? new Phrase(", standby", ", reserve").In(language) : "";
        return
        [
            $"{user}{NameOf(link.Used)}{standby}{fallback}",
            ChoiceWords.Of(link.Purpose).In(language),
            link.Supplier is { } behind
                ? string.Join(" → ", behind.Control.Zip(behind.Countries, (s, c) => $"{NameOf(s)} ({c?.Code ?? "?"})"))
                : new Phrase("see what it uses", "zie wat zij gebruikt").In(language),
            link.Places.Count > 0 ? string.Join(' ', link.Places.Select(p => p.Code)) : link.Supplier is null ? "" : "?",
            link.Supplier is null ? "" : SayOf(link.Verdict).In(language),
            $"{(link.Source is { } source ? graph.Sources[source] : "–")} [{ChoiceWords.Of(link.Basis).In(language)}]",
        ];
    }

    private static Phrase SayOf(Whereabouts where) => where switch
    {
        Whereabouts.Here => new Phrase("here", "hier"),
        Whereabouts.Elsewhere => new Phrase("elsewhere", "elders"),
        _ => new Phrase("unknown", "onbekend"),
    };

    private static string WordOf(Whereabouts where) => SayOf(where).English;

    private string NameOf(int position)
    {
        var id = graph.Entities[position];
        return names.GetValueOrDefault(id, id);
    }

    private void WriteLink(Utf8JsonWriter json, ChainLink link)
    {
        json.WriteStartObject();
        json.WriteNumber("depth", link.Depth);
        json.WriteString("consumer", graph.Entities[link.Consumer]);
        json.WriteString("requirement", graph.Requirements[link.Requirement]);
        json.WriteString("purpose", Words.Of<Purpose>().All[(int)link.Purpose - 1]);
        json.WriteNumber("need", link.Need);
        json.WriteNumber("of", link.Of);
        json.WriteString("used", graph.Entities[link.Used]);
        json.WriteString("role", link.Role == AlternativeRole.Standby ? "standby" : "active");
        WriteSupplier(json, link.Supplier);
        WriteTexts(json, "places", link.Places.Select(p => p.Code));
        if (link.Supplier is null)
        {
            json.WriteNull("verdict");
        }
        else
        {
            json.WriteString("controlIs", WordOf(link.Control));
            json.WriteString("placeIs", WordOf(link.Place));
            json.WriteString("verdict", WordOf(link.Verdict));
        }

        json.WriteString("basis", Words.Of<Basis>().All[(int)link.Basis - 1]);
        json.WriteString("source", link.Source is { } source ? graph.Sources[source] : null);
        json.WriteEndObject();
    }

    private void WriteSupplier(Utf8JsonWriter json, ChainSupplier? supplier)
    {
        if (supplier is null)
        {
            json.WriteNull("control");
            return;
        }

        json.WriteStartArray("control");
        foreach (var (position, country) in supplier.Control.Zip(supplier.Countries))
        {
            json.WriteStartObject();
            json.WriteString("supplier", graph.Entities[position]);
            json.WriteString("country", country?.Code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
