using System.Globalization;
using System.Text.Json;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Migrations;

/// <summary>What answers about migrations have in common: how their parts are written for programs, and their form.</summary>
internal static class MigrationJson
{
    /// <summary>The schemas that answers refer to.</summary>
    public static IReadOnlyDictionary<string, string> Schemas { get; } = new Dictionary<string, string>
    {
        ["Migration"] =
            """
            {
              "type": "object",
              "required": ["id", "organisation", "name", "reason", "plannedOn", "begins", "state", "parts"],
              "properties": {
                "id": { "type": "string" },
                "organisation": { "type": "string" },
                "name": { "type": "string" },
                "reason": { "type": ["string", "null"] },
                "plannedOn": { "type": ["string", "null"], "format": "date" },
                "begins": { "type": ["string", "null"], "format": "date", "description": "The first day of its first part." },
                "state": { "type": "string", "enum": ["announced", "proposed", "substantiated", "approved-in-part", "approved",
                  "consent-lapsed", "reconsidered", "refused", "withdrawn", "carried-out"] },
                "parts": { "type": "array", "items": { "type": "object", "required": ["requirement", "status", "from", "consent"], "properties": {
                  "requirement": { "type": "string" },
                  "status": { "type": ["string", "null"] },
                  "from": { "type": ["string", "null"], "format": "date" },
                  "consent": { "type": ["string", "null"], "description": "The decision that lets it go, while that holds." } } } }
              }
            }
            """,
        ["MigrationFinding"] =
            """
            {
              "type": "object",
              "required": ["migration", "clause", "severity", "binding", "open", "says", "settledBy", "by", "before", "since", "source", "due"],
              "properties": {
                "migration": { "type": "string" },
                "clause": { "type": "string" },
                "severity": { "type": "string", "enum": ["prohibited", "conditional", "discouraged", "attention"] },
                "binding": { "type": "string", "enum": ["bound", "follows", "advised", "exempt", "unknown"] },
                "open": { "type": "boolean", "description": "Whether it is unknown if the clause applies." },
                "says": { "$ref": "#/components/schemas/MigrationPhrase" },
                "settledBy": { "$ref": "#/components/schemas/MigrationPhrase" },
                "by": { "$ref": "#/components/schemas/MigrationPhrase" },
                "before": { "type": ["string", "null"], "format": "date" },
                "since": { "type": ["string", "null"], "format": "date" },
                "source": { "$ref": "#/components/schemas/MigrationPhrase" },
                "due": { "type": "boolean" }
              }
            }
            """,
        ["MigrationEffect"] =
            """
            {
              "type": "object",
              "required": ["countries", "horizonHours", "day", "without", "with"],
              "properties": {
                "countries": { "type": "array", "items": { "type": "string" } },
                "horizonHours": { "type": "integer" },
                "day": { "type": "string", "format": "date" },
                "without": { "$ref": "#/components/schemas/StoppedCounts" },
                "with": { "$ref": "#/components/schemas/StoppedCounts" }
              }
            }
            """,
        ["StoppedCounts"] =
            """
            {
              "type": "object",
              "required": ["functions", "vital", "organisations", "people"],
              "properties": {
                "functions": { "type": "integer", "minimum": 0 }, "vital": { "type": "integer", "minimum": 0 },
                "organisations": { "type": "integer", "minimum": 0 }, "people": { "type": "integer", "minimum": 0 }
              }
            }
            """,
        ["MigrationPhrase"] =
            """
            { "type": "object", "required": ["en", "nl"], "properties": { "en": { "type": "string" }, "nl": { "type": "string" } } }
            """,
    };

    /// <summary>Writes the members of a migration into an object that is open.</summary>
    public static void WriteMembers(Utf8JsonWriter json, MigrationFile file, DateOnly at)
    {
        var standing = file.StandingOn(at);
        json.WriteString("id", file.Migration.Id.Text);
        json.WriteString("organisation", file.Migration.Organisation.Text);
        json.WriteString("name", file.Migration.Name.Text);
        json.WriteString("reason", file.Migration.Reason?.Text);
        json.WriteDay("plannedOn", file.Migration.PlannedOn);
        json.WriteDay("begins", file.Begins);
        json.WriteString("state", WordOf(standing.State));
        json.WriteStartArray("parts");
        foreach (var target in file.Targets)
        {
            json.WriteStartObject();
            json.WriteString("requirement", target.Part.Requirement.Text);
            json.WriteString("status", target.Requirement is { } r ? WordOf(r.Status) : null);
            json.WriteDay("from", target.Requirement?.Provenance.Validity.From);
            json.WriteString("consent", MigrationFile.ConsentOf(target, standing)?.Decision.Id.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a finding.</summary>
    public static void Write(Utf8JsonWriter json, MigrationFinding finding, bool isDue)
    {
        json.WriteStartObject();
        json.WriteString("migration", finding.Migration.Id.Text);
        json.WriteString("clause", finding.Clause.Id);
        json.WriteString("severity", WordOf(finding.Clause.Severity));
        json.WriteString("binding", WordOf(finding.Binding));
        json.WriteBoolean("open", finding.IsOpen);
        json.WritePhrase("says", finding.Says);
        json.WritePhrase("settledBy", finding.SettledBy);
        json.WritePhrase("by", finding.By);
        json.WriteDay("before", finding.Before);
        json.WriteDay("since", finding.Since);
        json.WritePhrase("source", finding.Clause.Attribution);
        json.WriteBoolean("due", isDue);
        json.WriteEndObject();
    }

    /// <summary>Writes an effect, or null.</summary>
    public static void Write(Utf8JsonWriter json, string name, MigrationEffect? effect)
    {
        if (effect is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteStartArray("countries");
        effect.Countries.ToList().ForEach(c => json.WriteStringValue(c.Code));
        json.WriteEndArray();
        json.WriteNumber("horizonHours", MigrationEffect.HorizonHours);
        json.WriteDay("day", effect.Day);
        Counts("without", effect.Without);
        Counts("with", effect.With);
        json.WriteEndObject();

        void Counts(string which, StoppedCounts counts)
        {
            json.WriteStartObject(which);
            json.WriteNumber("functions", counts.Functions);
            json.WriteNumber("vital", counts.Vital);
            json.WriteNumber("organisations", counts.Organisations);
            json.WriteNumber("people", counts.People);
            json.WriteEndObject();
        }
    }

    /// <summary>The word of a choice, as files and programs use it.</summary>
    public static string WordOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => Words.Of<TEnum>().WordOf(Convert.ToInt32(value, CultureInfo.InvariantCulture));
}
