using System.Text.Json;
using System.Text.Json.Nodes;
using Sluiswachter.App;
using Sluiswachter.App.Inquiries;
using Sluiswachter.App.Uses;

namespace Sluiswachter.Server.Api;

/// <summary>
/// Inquiries over HTTP: the answer of <c>sluis VERB --json</c> at /v1/VERB, of <c>sluis GROUP VERB</c> at /v1/GROUP/VERB.
/// </summary>
internal static class InquiryApi
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Serves every inquiry.</summary>
    public static void Map(WebApplication app)
    {
        foreach (var inquiry in Inquiry.All)
        {
            app.MapMethods($"{SwitchOffApi.Root}/{inquiry.Path}", Reading, context => AnswerAsync(context, inquiry));
        }
    }

    /// <summary>Adds every inquiry to the description of the API.</summary>
    public static void Describe(JsonNode api)
    {
        var tags = api["tags"]!.AsArray();
        var paths = api["paths"]!.AsObject();
        var schemas = api["components"]!["schemas"]!.AsObject();
        foreach (var inquiry in Inquiry.All)
        {
            foreach (var (name, schema) in inquiry.SharedSchemas)
            {
                schemas[name] = JsonNode.Parse(schema);
            }

            tags.Add(new JsonObject { ["name"] = inquiry.Name, ["description"] = inquiry.Summary.English });
            paths[$"/{inquiry.Path}"] = new JsonObject
            {
                ["get"] = Operation(inquiry, "get", inquiry.DescribeAnswer()),
                ["head"] = Operation(inquiry, "head", schema: null),
            };
        }
    }

    private static async Task AnswerAsync(HttpContext context, Inquiry inquiry)
    {
        var options = context.RequestServices.GetRequiredService<ServeOptions>();
        if (Misused(context.Request.Query, inquiry) is { Count: > 0 } misused)
        {
            await ProblemDetails.WriteAsync(context, misused);
            return;
        }

        var desk = new InquiryDesk(options.Store, Days.InTheNetherlands(options.Clock.GetUtcNow()))
        {
            Findings = context.RequestServices.GetRequiredService<FindingsBook>(),
            Days = context.RequestServices.GetRequiredService<GraphsOfDays>(),
        };
        await JsonAnswer.SendAsync(context, () =>
        {
            var reply = inquiry.Ask(Words(context.Request.Query), desk);
            return (reply.Answer is null ? null : stream => Write(reply, stream), reply.Problems);
        });
    }

    private static void Write(InquiryReply reply, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { SkipValidation = true });
        reply.WriteJson(json);
    }

    private static List<ParameterProblem> Misused(IQueryCollection query, Inquiry inquiry)
    {
        string[] known = [.. inquiry.Parameters.Select(p => p.Name)];
        return
        [
            .. query.Keys.Where(k => !known.Contains(k, StringComparer.Ordinal))
                .Select(k => new ParameterProblem(k, new UnknownParameter(k, known))),
            .. inquiry.Parameters.Where(p => !p.IsRepeatable && query[p.Name].Count > 1)
                .Select(p => new ParameterProblem(p.Name, new GivenTwice(p.Name, query[p.Name].Count))),
        ];
    }

    private static InquiryWords Words(IQueryCollection query) => new(query.ToDictionary(
        q => q.Key, q => (IReadOnlyList<string>)[.. q.Value.Select(v => v ?? "")], StringComparer.Ordinal));

    private static JsonObject Operation(Inquiry inquiry, string method, JsonNode? schema)
    {
        var name = string.Concat(inquiry.Name.Split(['-', ' ']).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
        var answered = new JsonObject
        {
            ["description"] = schema is null ? "It can be answered." : inquiry.Summary.English,
            ["headers"] = new JsonObject { ["API-Version"] = Reference("headers/ApiVersion") },
        };
        if (schema is not null)
        {
            answered["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema } };
        }

        return new JsonObject
        {
            ["operationId"] = method + name,
            ["tags"] = new JsonArray(inquiry.Name),
            ["summary"] = schema is null ? "Whether the question can be answered" : inquiry.Summary.English,
            ["parameters"] = new JsonArray([.. inquiry.Parameters.Select(Describe)]),
            ["responses"] = new JsonObject
            {
                ["200"] = answered,
                ["400"] = Reference("responses/BadQuestion"),
                ["421"] = Reference("responses/Misdirected"),
                ["500"] = Reference("responses/Unexpected"),
                ["503"] = Reference("responses/NotNow"),
            },
        };
    }

    private static JsonObject Describe(InquiryParameter parameter)
    {
        var value = parameter.Range is { } range
            ? new JsonObject { ["type"] = "integer", ["minimum"] = range.Least, ["maximum"] = range.Most }
            : new JsonObject { ["type"] = "string", ["examples"] = new JsonArray(parameter.Example) };
        return new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = "query",
            ["description"] = parameter.Means.English,
            ["required"] = parameter.IsSubject,
            ["schema"] = parameter.IsRepeatable ? new JsonObject { ["type"] = "array", ["items"] = value } : value,
        };
    }

    private static JsonObject Reference(string to) => new() { ["$ref"] = $"#/components/{to}" };
}
