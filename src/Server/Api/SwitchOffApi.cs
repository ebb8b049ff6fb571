using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Sluiswachter.App;

namespace Sluiswachter.Server.Api;

/// <summary>The REST API: the question and answer of <c>sluis switch-off --json</c>, over HTTP.</summary>
/// <remarks>By the Dutch API Design Rules; described for people in docs/api.md, for programs in its OpenAPI document.</remarks>
internal static class SwitchOffApi
{
    /// <summary>The version of the API, as in its OpenAPI document.</summary>
    public const string Version = "1.0.0";

    /// <summary>Where everything of the API lies.</summary>
    public const string Root = "/v1";

    /// <summary>The parameters that may be repeated, and those that may not.</summary>
    internal static readonly string[] Repeatable = ["country", "location", "supplier", "service", "include"];
    internal static readonly string[] Single = ["at", "horizonHours", "asKnownOn"];

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    private static readonly byte[] OpenApi = ReadOpenApi();

    /// <summary>Serves it.</summary>
    public static void Map(WebApplication app)
    {
        app.MapMethods($"{Root}/switch-off", Reading, AnswerAsync);
        app.MapMethods($"{Root}/openapi.json", Reading, DescribeAsync);
    }

    /// <summary>Understands the parameters of a question, or says everything about them that cannot be understood.</summary>
    internal static SwitchOffQuestion? Understand(
        IQueryCollection query, DateOnly today, out IReadOnlyList<ParameterProblem> problems)
    {
        string[] known = [.. Repeatable, .. Single];
        var misused = query.Keys.Where(k => !known.Contains(k, StringComparer.Ordinal))
            .Select(k => new ParameterProblem(k, new UnknownParameter(k, known)))
            .Concat(Single.Where(k => query[k].Count > 1)
                .Select(k => new ParameterProblem(k, new GivenTwice(k, query[k].Count))))
            .ToList();
        if (misused.Count > 0)
        {
            problems = misused;
            return null;
        }

        var words = new SwitchOffWords(
            Texts(query["country"]), Texts(query["location"]), Texts(query["supplier"]), Texts(query["service"]),
            query["at"], query["horizonHours"], Texts(query["include"]), query["asKnownOn"]);
        return SwitchOffQuestion.Understand(words, today, out problems);
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var options = services.GetRequiredService<ServeOptions>();
        var today = Days.InTheNetherlands(options.Clock.GetUtcNow());
        if (Understand(context.Request.Query, today, out var problems) is not { } question)
        {
            await ProblemDetails.WriteAsync(context, problems);
            return;
        }

        await JsonAnswer.SendAsync(context, () =>
        {
            var outcome = services.GetRequiredService<SwitchOffSuppliers>().Answer(question);
            return (
                outcome.Answer is not null ? stream => SwitchOffJson.Write(stream, outcome) : null,
                outcome.Problems);
        });
    }

    private static async Task DescribeAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = OpenApi.Length;
        context.Response.Headers.CacheControl = "public, max-age=3600";

        // Tools on other sites may read the description; there are no facts in it.
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        await context.Response.Body.WriteAsync(OpenApi, context.RequestAborted);
    }

    private static List<string> Texts(StringValues values) => [.. values.Select(v => v ?? "")];

    private static byte[] ReadOpenApi()
    {
        using var stream = typeof(SwitchOffApi).Assembly.GetManifestResourceStream("openapi.json")
            ?? throw new InvalidOperationException("openapi.json was not built in");
        var api = JsonNode.Parse(stream)!;
        InquiryApi.Describe(api);
        return JsonSerializer.SerializeToUtf8Bytes(api);
    }
}
