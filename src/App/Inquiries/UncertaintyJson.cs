using System.Text.Json;
using Sluiswachter.Insight;

namespace Sluiswachter.App.Inquiries;

/// <summary>Writes how sure the answer to a switch-off is, as <see cref="UncertaintySchemas"/> describes it.</summary>
internal sealed class UncertaintyJson(Utf8JsonWriter json, Uncertainty found, Action flushWhenFull)
{
    private readonly DependencyGraph graph = found.Answer.Graph;

    /// <summary>Writes the whole answer.</summary>
    public void Write()
    {
        ScenarioTold.Write(json, found.Answer.Scenario, graph.At);
        json.WriteStartObject("failed");
        Write("atLeast", found.AtLeast);
        Write("atMost", found.AtMost);
        json.WriteEndObject();
        Write("of", found.OutOf);
        Write("shownBy", found.Shown);
        Write("chains", found.Told);
        json.WriteStartObject("unknown");
        json.WriteNumber("suppliersWithoutCountry", graph.SuppliersWithoutCountry);
        json.WriteNumber("servicesOfThose", graph.ServicesWithoutCountry);
        json.WriteNumber("openServices", found.OpenServices);
        json.WriteEndObject();
        WriteRequirements(found.Requirements);
        WriteToFindOut(found.ToFindOut);
        WriteFunctions();
    }

    private void WriteRequirements(RequirementsAtStake requirements)
    {
        json.WriteStartObject("requirements");
        json.WriteNumber("of", requirements.Of);
        json.WriteNumber("withUnknownCountry", requirements.WithoutCountry);
        json.WriteStartObject("broken");
        json.WriteNumber("atLeast", requirements.BreakAtLeast);
        json.WriteNumber("atMost", requirements.BreakAtMost);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteToFindOut(ToFindOut toFindOut)
    {
        json.WriteStartObject("toFindOut");
        json.WriteNumber("candidates", toFindOut.Candidates);
        json.WriteNumber("tried", toFindOut.Tried);
        json.WriteBoolean("complete", toFindOut.IsComplete);
        json.WriteStartArray("ranking");
        foreach (var stake in toFindOut.Stakes)
        {
            json.WriteStartObject();
            json.WriteString("unknown", stake.Unknown.Kind == UnknownKind.Country ? "country" : "regions");
            json.WriteString("id", graph.Entities.Utf8(stake.Unknown.Of));
            json.WriteNumber("services", stake.Services);
            json.WriteNumber("uses", stake.Uses);
            Write("raises", stake.Raises);
            Write("lowers", stake.Lowers);
            json.WriteEndObject();
            flushWhenFull();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteFunctions()
    {
        json.WriteStartArray("functions");
        foreach (var function in found.Functions)
        {
            json.WriteStartObject();
            json.WriteString("id", graph.Entities.Utf8(function.Entity));
            json.WriteString("organisation", graph.Entities.Utf8(function.Organisation));
            json.WriteNumber("people", function.People);
            json.WritePropertyName("stopsAtHours");
            if (function.StopsAtHours is { } hours)
            {
                json.WriteNumberValue(hours);
            }
            else
            {
                json.WriteNullValue();
            }

            json.WriteNumber("earliestHours", function.EarliestHours);
            json.WriteString("shownBy", WordOf(function.Shown));
            json.WriteString("chain", WordOf(function.Told));
            json.WriteEndObject();
            flushWhenFull();
        }

        json.WriteEndArray();
    }

    private void Write(string name, IReadOnlyDictionary<Firmness, Loss> byFirmness)
    {
        json.WriteStartObject(name);
        foreach (var (firmness, loss) in byFirmness.OrderBy(b => b.Key))
        {
            Write(WordOf(firmness)!, loss);
        }

        json.WriteEndObject();
    }

    private void Write(string name, Loss loss)
    {
        json.WriteStartObject(name);
        json.WriteNumber("functions", loss.Functions);
        json.WriteNumber("vital", loss.Vital);
        json.WriteNumber("services", loss.Services);
        json.WriteNumber("organisations", loss.Organisations);
        json.WriteNumber("people", loss.People);
        json.WriteEndObject();
    }

    private static string? WordOf(Firmness? firmness) => firmness?.ToString().ToLowerInvariant();
}
