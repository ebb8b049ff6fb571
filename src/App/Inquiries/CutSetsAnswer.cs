using System.Text.Json;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>The smallest losses that stop a function, for programs and for people.</summary>
internal sealed class CutSetsAnswer : InquiryAnswer
{
    /// <summary>The form of the answer.</summary>
    public const string Schema =
        """
        {
          "type": "object",
          "required": ["at", "function", "of", "horizonHours", "size", "services", "suppliers", "canBeStopped", "complete", "completeUpTo", "tried", "work", "losses", "cutSets"],
          "properties": {
            "at": { "type": "string", "format": "date" },
            "function": { "type": "string" },
            "of": { "enum": ["supplier", "controller"] },
            "horizonHours": { "type": "integer", "minimum": 0 },
            "size": { "type": "integer", "minimum": 1, "maximum": 3 },
            "services": { "type": "integer", "minimum": 0, "description": "How many services the function stands on, directly or not." },
            "suppliers": { "type": "integer", "minimum": 0, "description": "How many suppliers take one of those along." },
            "canBeStopped": { "type": "boolean", "description": "Whether the function stops when all those services go." },
            "complete": { "type": "boolean", "description": "Whether every cut set up to the size is told." },
            "completeUpTo": { "type": "integer", "minimum": 0, "maximum": 3, "description": "Every cut set of this many losses or fewer is told." },
            "tried": { "type": "integer", "minimum": 1, "description": "How many sets of losses were tried." },
            "work": { "type": "integer", "minimum": 1, "description": "How many might be tried." },
            "losses": {
              "type": "array",
              "description": "Those of the cut sets.",
              "items": {
                "type": "object",
                "required": ["suppliers", "services"],
                "properties": {
                  "suppliers": { "type": "array", "description": "Alike: each of them takes these services along.", "items": {
                    "type": "object", "required": ["supplier", "country"],
                    "properties": { "supplier": { "type": "string" }, "country": { "type": ["string", "null"] } } } },
                  "services": { "type": "array", "items": { "type": "string" } }
                }
              }
            },
            "cutSets": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["losses", "stopsAtHours"],
                "properties": {
                  "losses": { "type": "array", "description": "Each by the first of its suppliers.", "items": { "type": "string" } },
                  "stopsAtHours": { "type": "integer", "minimum": 0 }
                }
              }
            }
          }
        }
        """;

    private const int MostServices = 3;
    private readonly RegisterColumns columns;
    private readonly CutSets found;
    private readonly int function;
    private readonly Controllers controllers;
    private readonly List<CutLoss> losses;
    private readonly IReadOnlyDictionary<string, string> names;

    public CutSetsAnswer(RegisterColumns columns, CutSets found, int function, IRegisterReader reader)
    {
        (this.columns, this.found, this.function, controllers) = (columns, found, function, Controllers.Of(columns));
        losses = [.. found.All.SelectMany(cut => cut.Losses).Distinct().OrderBy(loss => loss.Suppliers[0])];
        var shown = losses.SelectMany(loss => loss.Suppliers.Concat(loss.Services)).Append(function).Distinct();
        names = reader.Names([.. shown.Select(position => columns.Entities[position])], columns.At);
    }

    /// <inheritdoc />
    protected internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteDay("at", columns.At);
        json.WriteString("function", columns.Entities[function]);
        json.WriteString("of", Words.Of<LossOf>().WordOf((int)found.Question.Of));
        json.WriteNumber("horizonHours", found.Question.HorizonHours);
        json.WriteNumber("size", found.Question.Size);
        json.WriteNumber("services", found.Services);
        json.WriteNumber("suppliers", found.Suppliers);
        json.WriteBoolean("canBeStopped", found.CanBeStopped);
        json.WriteBoolean("complete", found.IsComplete);
        json.WriteNumber("completeUpTo", found.CompleteUpTo);
        json.WriteNumber("tried", found.Tried);
        json.WriteNumber("work", found.Question.Work);
        WriteLosses(json);
        WriteCutSets(json);
    }

    /// <inheritdoc />
    public override Document Tell(Language language, int lines)
    {
        var parts = new List<DocumentPart> { new Paragraph(Verdict(language)) };
        for (var size = 1; size <= found.Question.Size; size++)
        {
            var cuts = found.All.Where(cut => cut.Losses.Count == size).ToList();
            if (cuts.Count > 0)
            {
                parts.Add(TableOf(size, cuts, language, lines));
            }
        }

        if (found.Services > 0)
        {
            parts.Add(new Paragraph(Completeness(language)));
        }

        var (name, hours) = (NameOf(function), Noun.Hour.Count(found.Question.HorizonHours, language));
        return new Document(new Phrase(
            $"Whose loss stops {name} within {hours}? Facts of {columns.At:yyyy-MM-dd}",
            $"Zonder wie stopt {name} binnen {hours}? Feiten van {columns.At:yyyy-MM-dd}").In(language), parts);
    }

    private string Verdict(Language language)
    {
        var (services, suppliers, hours, size) = (
            Figures.Number(found.Services, language), Figures.Number(found.Suppliers, language),
            Noun.Hour.Count(found.Question.HorizonHours, language), found.Question.Size);
        if (found.Services == 0)
        {
            return new Phrase(
                "The register knows of no service that it uses, so it cannot tell.",
                "Het register kent geen clouddienst die zij gebruikt, en kan het dus niet zeggen.").In(language);
        }

        var (one, oneSupplier) = (found.Services == 1, found.Suppliers == 1);
        var stands = new Phrase(
            $"It stands on {services} {(one ? "service" : "services")}. {suppliers} {(oneSupplier ? "supplier supplies" : "suppliers supply")} ",
            $"Zij staat op {services} {(one ? "clouddienst" : "clouddiensten")}. {suppliers} {(oneSupplier ? "leverancier levert" : "leveranciers leveren")} ").In(language);
        stands += (found.Question.Of == LossOf.Controller
            ? new Phrase(
                $"{(one ? "it" : "them")} or {(oneSupplier ? "controls" : "control")} who does; a supplier that goes takes along all it controls.",
                $"die of {(oneSupplier ? "heeft" : "hebben")} zeggenschap over wie dat doet; een leverancier die wegvalt neemt allen mee over wie hij zeggenschap heeft.")
            : new Phrase(
                $"{(one ? "it" : "them")}; a supplier that goes takes along its own services only.",
                "die; een leverancier die wegvalt neemt alleen de eigen clouddiensten mee.")).In(language);
        if (!found.CanBeStopped)
        {
            return $"{stands} " + new Phrase(
                $"Nobody: even when all of them go at once it goes on for {hours}.",
                $"Niemand: ook als die allemaal tegelijk wegvallen gaat zij {hours} door.").In(language);
        }

        var counts = Enumerable.Range(1, size).Select(s => Count(s, language)).Where(text => text.Length > 0).ToList();
        return $"{stands} " + (counts.Count > 0
            ? string.Join(' ', counts)
            : new Phrase(
                $"{(found.IsComplete ? "No" : "So far, no")} loss of up to {Noun.Supplier.Count(size, Language.English)} was found that stops it within {hours}.",
                $"Er is {(found.IsComplete ? "" : "tot nu toe ")}geen uitval van hoogstens {Noun.Supplier.Count(size, Language.Dutch)} gevonden waardoor zij binnen {hours} stopt.").In(language));
    }

    /// <summary>How many cut sets there are of a size, each of those alike counted; empty when there are none.</summary>
    private string Count(int size, Language language)
    {
        var count = found.All.Where(cut => cut.Losses.Count == size)
            .Sum(cut => cut.Losses.Aggregate(1L, (product, loss) => product * loss.Suppliers.Count));
        var (number, one) = (Figures.Number(count, language), count == 1);
        Phrase? told = (count, size) switch
        {
            (0, _) => null,
            (_, 1) => new(
                $"One loss is enough: {number} {(one ? "supplier stops" : "suppliers each stop")} it alone, since it has too little to fall back on.",
                $"Eén is genoeg: {number} {(one ? "leverancier kan" : "leveranciers kunnen elk")} haar alleen doen stoppen, want zij heeft dan te weinig om op terug te vallen."),
            (_, 2) => new(
                $"Two together: {number} {(one ? "pair stops" : "pairs stop")} it of which neither does alone.",
                $"Twee samen: {number} {(one ? "tweetal doet" : "tweetallen doen")} haar stoppen waarvan geen van beide dat alleen doet."),
            _ => new(
                $"Three together: {number} {(one ? "group of three stops" : "groups of three stop")} it of which no two do.",
                $"Drie samen: {number} {(one ? "drietal doet" : "drietallen doen")} haar stoppen waarvan geen twee dat doen."),
        };
        return told?.In(language) ?? "";
    }

    private string Completeness(Language language)
    {
        var (size, upTo) = (found.Question.Size, found.CompleteUpTo);
        var (tried, work) = (Figures.Number(found.Tried, language), Figures.Number(found.Question.Work, language));
        var told = found.IsComplete
            ? new Phrase(
                $"Complete: yes. {(found.All.Count > 0 ? $"No other loss of up to {size} stops it, unless it contains one of these" : $"No loss of up to {size} stops it")}. Tried: {tried} of at most {work}.",
                $"Volledig: ja. {(found.All.Count > 0 ? $"Geen andere uitval van hoogstens {size} doet haar stoppen, tenzij een van deze erin zit" : $"Geen uitval van hoogstens {size} doet haar stoppen")}. Geprobeerd: {tried} van hoogstens {work}.")
            : new Phrase(
                $"Complete: no. The search ended after {work} tries{(upTo > 0 ? $"; of what takes up to {upTo}, nothing is missing" : "")}. What is listed is so, but there may be more; --work N searches on.",
                $"Volledig: nee. Het zoeken stopte na {work} pogingen{(upTo > 0 ? $"; van wat er hoogstens {upTo} vergt ontbreekt niets" : "")}. Wat er staat klopt, maar er kan meer zijn; --work N zoekt verder.");
        return told.In(language);
    }

    private Table TableOf(int size, List<CutSet> cuts, Language language, int lines)
    {
        var heading = size switch
        {
            1 => new Phrase("One loss is enough", "Eén is genoeg"),
            2 => new Phrase("Two together", "Twee samen"),
            _ => new Phrase("Three together", "Drie samen"),
        };
        return Table.Of(
            heading.In(language),
            [
                new Phrase("without", "zonder").In(language), new Phrase("it stops", "stopt zij").In(language),
                new Phrase("for it loses", "want zij mist").In(language),
            ],
            cuts, lines,
            cut =>
            [
                string.Join(" + ", cut.Losses.Select(loss => Who(loss, cut.Losses.Count > 1, language))), When(cut.StopsAtHours).In(language),
                What(cut, language),
            ]);
    }

    private string Who(CutLoss loss, bool isAmongOthers, Language language)
    {
        var or = new Phrase(" or ", " of ").In(language);
        var who = string.Join(or, loss.Suppliers.Select(s => $"{NameOf(s)} ({controllers.CountryOf(s)?.Code ?? "?"})"));
        return loss.Suppliers.Count > 1 && isAmongOthers ? $"({who})" : who;
    }

    private string What(CutSet cut, Language language)
    {
        var services = cut.Losses.SelectMany(loss => loss.Services).Distinct().Order().ToList();
        var shown = string.Join(", ", services.Take(MostServices).Select(NameOf));
        var more = services.Count - MostServices;
        return more > 0 ? shown + new Phrase($" and {more} more", $" en nog {more}").In(language) : shown;
    }

    private static Phrase When(int hours) => hours == 0
        ? new Phrase("at once", "meteen")
        : new Phrase($"after {hours} h", $"na {hours} uur");

    private string NameOf(int position)
    {
        var id = columns.Entities[position];
        return names.GetValueOrDefault(id, id);
    }

    private void WriteLosses(Utf8JsonWriter json)
    {
        json.WriteStartArray("losses");
        foreach (var loss in losses)
        {
            json.WriteStartObject();
            json.WriteStartArray("suppliers");
            foreach (var supplier in loss.Suppliers)
            {
                json.WriteStartObject();
                json.WriteString("supplier", columns.Entities[supplier]);
                json.WriteString("country", controllers.CountryOf(supplier)?.Code);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("services");
            foreach (var service in loss.Services)
            {
                json.WriteStringValue(columns.Entities[service]);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }

    private void WriteCutSets(Utf8JsonWriter json)
    {
        json.WriteStartArray("cutSets");
        foreach (var cut in found.All)
        {
            json.WriteStartObject();
            json.WriteStartArray("losses");
            foreach (var loss in cut.Losses)
            {
                json.WriteStringValue(columns.Entities[loss.Suppliers[0]]);
            }

            json.WriteEndArray();
            json.WriteNumber("stopsAtHours", cut.StopsAtHours);
            json.WriteEndObject();
            FlushWhenFull(json);
        }

        json.WriteEndArray();
    }
}
