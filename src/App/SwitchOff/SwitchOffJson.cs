using System.Text.Json;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Writes the answer to a switch-off as JSON, in the form that docs/api.md describes.</summary>
/// <remarks>Streamed: a million functions pass through a buffer of fixed size.</remarks>
public static class SwitchOffJson
{
    private const int FlushBytes = 1 << 16;

    private static readonly JsonEncodedText[] BasisWords =
        [.. Model.Words.Of<Basis>().All.Prepend("").Select(w => JsonEncodedText.Encode(w))];

    private static readonly Words ControlWords = Model.Words.Of<Control>();

    /// <summary>Writes one JSON object and a line end.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="outcome">What came of a question, with its answer.</param>
    public static void Write(Stream stream, SwitchOffOutcome outcome)
    {
        var (question, answer) = (outcome.Question, outcome.Answer!);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        WriteScenario(json, question);
        json.WriteStartObject("seeds");
        json.WriteNumber("suppliers", answer.SeededSuppliers);
        json.WriteNumber("services", answer.SeededServices);
        json.WriteEndObject();
        WriteCounts(json, "failed", answer.Failed);
        WriteCounts(json, "of", answer.Of);
        json.WriteStartObject("unknown");
        json.WriteNumber("suppliersWithoutCountry", answer.Graph.SuppliersWithoutCountry);
        json.WriteNumber("servicesOfThose", answer.Graph.ServicesWithoutCountry);
        json.WriteEndObject();
        json.WriteStartArray("unmet");
        foreach (var requirement in answer.Graph.Unmet)
        {
            json.WriteStringValue(answer.Graph.Requirements.Utf8(requirement));
        }

        json.WriteEndArray();
        WriteTimeline(json, answer);
        json.WriteStartArray("functions");
        foreach (var function in answer.Functions)
        {
            WriteFunction(json, answer.Graph, function);
            FlushWhenFull(json);
        }

        json.WriteEndArray();
        json.WriteStartArray("services");
        foreach (var service in answer.Services)
        {
            WriteService(json, answer.Graph, service);
            FlushWhenFull(json);
        }

        json.WriteEndArray();
        WriteForNobody(json, answer);
        WriteObserved(json, outcome.Observed!);
        WriteControl(json, outcome.Control!);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void WriteScenario(Utf8JsonWriter json, SwitchOffQuestion question)
    {
        var scenario = question.Scenario;
        json.WriteStartObject("scenario");
        WriteTexts(json, "countries", scenario.Countries.Select(c => c.Code));
        WriteTexts(json, "locations", scenario.Locations.Select(c => c.Code));
        WriteTexts(json, "suppliers", scenario.Suppliers.Select(s => s.Text));
        WriteTexts(json, "services", scenario.Services.Select(s => s.Text));
        json.WriteString("at", question.At.ToString("yyyy-MM-dd"));
        json.WriteNumber("horizonHours", scenario.HorizonHours);
        if (question.IncludeConsidered)
        {
            WriteTexts(json, "include", ["considered"]);
        }

        if (question.AsKnownOn is { } day)
        {
            json.WriteString("asKnownOn", day.ToString("yyyy-MM-dd"));
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, Counts counts)
    {
        json.WriteStartObject(name);
        WriteCounts(json, counts);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, Counts counts)
    {
        json.WriteNumber("functions", counts.Functions);
        json.WriteNumber("services", counts.Services);
        json.WriteNumber("organisations", counts.Organisations);
        json.WriteNumber("people", counts.People);
    }

    private static void WriteTimeline(Utf8JsonWriter json, SwitchOffAnswer answer)
    {
        json.WriteStartArray("timeline");
        foreach (var moment in answer.Timeline)
        {
            json.WriteStartObject();
            json.WriteNumber("hours", moment.Hour);
            WriteCounts(json, moment.Failed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFunction(Utf8JsonWriter json, DependencyGraph graph, StoppedFunction function)
    {
        json.WriteStartObject();
        json.WriteString("id", graph.Entities.Utf8(function.Entity));
        json.WriteString("organisation", graph.Entities.Utf8(function.Organisation));
        json.WriteNumber("people", function.People);
        json.WriteNumber("stopsAtHours", function.StopsAtHours);
        WriteNumberOrNull(json, "toleratesHours", function.ToleratesHours);
        WriteNumberOrNull(json, "exitHours", function.ExitHours);
        WriteBecause(json, graph, function.Because);
        if (function.ServesNobody)
        {
            json.WriteBoolean("servesNobody", true);
        }

        json.WriteEndObject();
    }

    private static void WriteBecause(Utf8JsonWriter json, DependencyGraph graph, BecauseChain because)
    {
        json.WriteStartArray("because");
        var left = Math.Min(because.Links, BecauseChain.Longest);
        foreach (var step in because.Steps)
        {
            json.WriteStartObject();
            json.WriteString("requirement", graph.Requirements.Utf8(step.Requirement));
            json.WriteString("service", graph.Entities.Utf8(step.Service));
            json.WriteNumber("failsAtHours", step.FailsAtHours);
            json.WriteNumber("graceHours", step.GraceHours);
            json.WriteNumber("need", step.Need);
            json.WriteNumber("of", step.Of);
            json.WriteString("basis", BasisWords[(int)step.Basis]);
            if (step.Source is { } source)
            {
                json.WriteString("source", graph.Sources.Utf8(source));
            }
            else
            {
                json.WriteNull("source");
            }

            if (step.Weakest != Firmnesses.Of(step.Basis))
            {
                json.WriteString("weakest", BasisWords[(int)Firmnesses.BasisOf(step.Weakest)]);
            }

            if (--left == 0 && because.HasMore)
            {
                json.WriteBoolean("more", true);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteService(Utf8JsonWriter json, DependencyGraph graph, StoppedService service)
    {
        json.WriteStartObject();
        json.WriteString("id", graph.Entities.Utf8(service.Entity));
        json.WriteNumber("stopsAtHours", service.StopsAtHours);
        if (service.SeededBy is not { } seeding)
        {
            json.WriteNull("seededBy");
            json.WriteEndObject();
            return;
        }

        json.WriteStartObject("seededBy");
        json.WriteString("kind", seeding.Kind.ToString().ToLowerInvariant());
        if (seeding.Country is { } country)
        {
            json.WriteString("country", country.Code);
        }

        if (seeding.Suppliers.Count > 0)
        {
            json.WriteStartArray("suppliers");
            foreach (var supplier in seeding.Suppliers)
            {
                json.WriteStringValue(graph.Entities.Utf8(supplier));
            }

            json.WriteEndArray();
        }

        if (seeding.Locations.Count > 0)
        {
            WriteTexts(json, "locations", seeding.Locations.Select(c => c.Code));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteForNobody(Utf8JsonWriter json, SwitchOffAnswer answer)
    {
        json.WriteStartObject("servingNobody");
        json.WriteNumber("functionsFailed", answer.ForNobody.Functions);
        json.WriteNumber("functionsOf", answer.Graph.FunctionsForNobody);
        json.WriteNumber("organisationsThatLoseNothingElse", answer.ForNobody.Organisations);
        json.WriteEndObject();
    }

    private static void WriteObserved(Utf8JsonWriter json, Observations observed)
    {
        json.WriteStartObject("observed");
        json.WriteNumber("requirements", observed.Requirements);
        json.WriteDay("first", observed.First);
        json.WriteDay("newestMeasurement", observed.NewestMeasurement);
        json.WriteNumber("afterTheDay", observed.Later);
        json.WriteEndObject();
    }

    private static void WriteControl(Utf8JsonWriter json, ControlGrounds control)
    {
        json.WriteStartObject("control");
        json.WriteEach("suppliers", control.Suppliers, supplier =>
        {
            json.WriteString("id", supplier.Id);
            json.WriteString("country", supplier.Country?.Code);
            WriteGround(json, supplier.Ground);
        });
        json.WriteEach("holdings", control.Holdings, holding =>
        {
            json.WriteString("owner", holding.Owner);
            json.WriteString("owned", holding.Owned);
            WriteGround(json, holding.Ground);
            WriteShare(json, holding.SharePercent);
            json.WriteString("control", holding.Control is { } say ? ControlWords.WordOf((int)say) : null);
        });
        json.WriteEach("sources", control.Sources.OrderBy(s => s.Key, StringComparer.Ordinal), source =>
        {
            json.WriteString("id", source.Key);
            json.WriteString("name", source.Value.Name);
            json.WriteString("url", source.Value.Url);
            json.WriteDay("retrievedOn", source.Value.RetrievedOn);
        });
        json.WriteEach("services", control.Services, service =>
        {
            json.WriteString("id", service.Id);
            json.WriteString("supplier", service.Supplier);
            WriteGround(json, service.Ground);
            FlushWhenFull(json);
        });
        json.WriteEndObject();
    }

    private static void WriteGround(Utf8JsonWriter json, StatedGround ground)
    {
        json.WriteString("basis", BasisWords[(int)ground.Basis]);
        json.WriteString("source", ground.Source);
        json.WriteDay("observedOn", ground.ObservedOn);
        json.WriteDay("validFrom", ground.Since);
    }

    private static void WriteShare(Utf8JsonWriter json, decimal? percent)
    {
        json.WritePropertyName("sharePercent");
        if (percent is { } known)
        {
            json.WriteNumberValue(known);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteNumberOrNull(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void FlushWhenFull(Utf8JsonWriter json)
    {
        if (json.BytesPending > FlushBytes)
        {
            json.Flush();
        }
    }
}
