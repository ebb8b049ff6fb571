using System.Text.Json;
using Sluiswachter.App;
using Sluiswachter.Model;
using Sluiswachter.Server.Pages;

namespace Sluiswachter.Server.Api;

/// <summary>Tells refusals to programs as problem details (RFC 9457).</summary>
/// <remarks>
/// The list <c>errors</c> follows the Dutch API Design Rules (invalid input): where, which parameter, a code that stays
/// and a sentence in the language of the request.
/// </remarks>
internal static class ProblemDetails
{
    /// <summary>Refuses with a sentence of its own, or else with what the kind of refusal says.</summary>
    public static Task WriteAsync(HttpContext context, Refusal refusal, Phrase? detail = null) =>
        WriteAsync(context, refusal, (detail ?? refusal.Explains).In(Languages.OfHeader(context)), []);

    /// <summary>Refuses a question, with every problem it has.</summary>
    public static Task WriteAsync(HttpContext context, IReadOnlyList<ParameterProblem> problems)
    {
        var language = Languages.OfHeader(context);
        var kinds = problems.Select(p => Refusal.Of(p.Problem)).Distinct().ToList();
        var detail = string.Join("; ", problems.Select(p => p.Problem.In(language)));
        return WriteAsync(context, kinds is [var only] ? only : Refusal.SeveralProblems, detail, problems);
    }

    private static async Task WriteAsync(
        HttpContext context, Refusal refusal, string detail, IReadOnlyList<ParameterProblem> problems)
    {
        var language = Languages.OfHeader(context);
        var response = context.Response;
        response.StatusCode = refusal.Status;
        response.ContentType = "application/problem+json";
        response.Headers.ContentLanguage = new Wording(language).Tag;
        response.Headers.Vary = "Accept-Language";
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            json.WriteString("type", refusal.Path);
            json.WriteString("title", refusal.Title.In(language));
            json.WriteNumber("status", refusal.Status);
            json.WriteString("detail", detail);
            if (problems.Count > 0)
            {
                WriteErrors(json, problems, language);
            }

            json.WriteEndObject();
        }

        response.ContentLength = memory.Length;
        await response.Body.WriteAsync(memory.ToArray(), context.RequestAborted);
    }

    private static void WriteErrors(Utf8JsonWriter json, IEnumerable<ParameterProblem> problems, Language language)
    {
        json.WriteStartArray("errors");
        foreach (var (parameter, problem) in problems)
        {
            json.WriteStartObject();
            json.WriteString("in", "query");
            json.WriteString("name", parameter);
            json.WriteString("code", Refusal.Of(problem).Name);
            json.WriteString("detail", problem.In(language));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
