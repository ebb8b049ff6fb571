using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sluiswachter.Server.Tests;

/// <summary>Checks a JSON value against a schema of an OpenAPI 3.1 document: the keywords that ours uses, no others.</summary>
/// <remarks>Stricter than the standard: a property that the schema does not name is a fault.</remarks>
internal sealed class JsonSchema(JsonNode document)
{
    private static readonly HashSet<string> Known =
    [
        "$ref", "type", "description", "properties", "required", "items", "enum", "const", "oneOf", "minimum", "maximum",
        "minLength", "maxLength", "pattern", "format", "examples", "default", "$schema", "$defs", "title", "additionalProperties",
    ];

    /// <summary>The value that a JSON pointer within the document refers to.</summary>
    public JsonNode Resolve(string pointer) =>
        pointer.Split('/').Skip(1).Aggregate(document, (node, name) => node[name]!);

    /// <summary>Everything in a value that is not as the schema says, by path.</summary>
    public IEnumerable<string> Faults(JsonNode? value, JsonNode schema, string path = "$")
    {
        while (schema["$ref"] is { } reference)
        {
            schema = Resolve((string)reference!);
        }

        foreach (var keyword in schema.AsObject().Select(k => k.Key).Where(k => !Known.Contains(k)))
        {
            yield return $"{path}: the checker does not know the keyword {keyword}";
        }

        if (schema["oneOf"] is JsonArray choices)
        {
            if (choices.Count(c => !Faults(value, c!, path).Any()) != 1)
            {
                yield return $"{path}: not exactly one of the choices";
            }

            yield break;
        }

        foreach (var fault in Simple(value, schema).Select(f => $"{path}: {f}"))
        {
            yield return fault;
        }

        var inner = value switch
        {
            JsonObject members => Members(members, schema, path),
            JsonArray items => items.SelectMany((item, i) => Faults(item, schema["items"]!, $"{path}[{i}]")),
            _ => [],
        };
        foreach (var fault in inner)
        {
            yield return fault;
        }
    }

    private IEnumerable<string> Members(JsonObject members, JsonNode schema, string path)
    {
        if (schema["properties"] is not JsonObject properties)
        {
            return schema["additionalProperties"] is JsonObject any
                ? members.SelectMany(m => Faults(m.Value, any, $"{path}.{m.Key}"))
                : [];
        }

        var missing = schema["required"]!.AsArray().Select(r => (string)r!).Where(r => !members.ContainsKey(r));
        return missing.Select(m => $"{path}.{m}: missing").Concat(members.SelectMany(m =>
            properties[m.Key] is { } property ? Faults(m.Value, property, $"{path}.{m.Key}") : [$"{path}.{m.Key}: not described"]));
    }

    private static IEnumerable<string> Simple(JsonNode? value, JsonNode schema)
    {
        var types = schema["type"] switch
        {
            JsonArray several => several.Select(t => (string)t!).ToArray(),
            { } one => [(string)one!],
            null => [],
        };
        var isNumber = TypeOf(value) is "integer" or "number";
        if (types.Length > 0 && !types.Contains(TypeOf(value)) && !(isNumber && types.Contains("number")))
        {
            yield return $"is {TypeOf(value)}, not {string.Join(" or ", types)}";
            yield break;
        }

        if (schema["enum"] is JsonArray words && !words.Any(w => JsonNode.DeepEquals(w, value)))
        {
            yield return "is none of the words";
        }

        if (schema["const"] is { } constant && !JsonNode.DeepEquals(constant, value))
        {
            yield return "is not the constant";
        }

        if (isNumber && ((double?)schema["minimum"] > (double)value! || (double?)schema["maximum"] < (double)value!))
        {
            yield return "is out of range";
        }

        if (TypeOf(value) == "string" && ((int?)schema["minLength"] > ((string)value!).Length ||
            (schema["pattern"] is { } pattern && !Regex.IsMatch((string)value!, (string)pattern!)) ||
            ((string?)schema["format"] == "date" && !DateOnly.TryParseExact((string)value!, "yyyy-MM-dd", out _))))
        {
            yield return "has not the form";
        }
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.AsValue().TryGetValue<long>(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
