using System.Text;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.S3;

/// <summary>Tells browsers whether pages of other sites may use a bucket.</summary>
internal static class CrossOrigin
{
    /// <summary>Answers the question that a browser asks beforehand.</summary>
    public static S3Result<S3Answer> Preflight(S3Call call) => call.Bucket().Then(bucket =>
        CorsAnswer.Preflight(
            RulesOf(bucket), call.Header("Origin"), call.Header("Access-Control-Request-Method"),
            call.Header("Access-Control-Request-Headers")).Then<S3Answer>(headers => With(S3Answer.Of(200), headers)));

    /// <summary>An answer with what browsers must know of it.</summary>
    public static S3Result<S3Answer> Tell(S3Call call, S3Result<S3Answer> result)
    {
        if (call.Header("Origin") is not { } origin || call.Route.Operation == S3Operation.Preflight || !call.Bucket().Is(out var bucket, out _))
        {
            return result;
        }

        var method = call.Header("Access-Control-Request-Method") ?? call.Request.Method;
        var headers = CorsAnswer.Simple(RulesOf(bucket), origin, method);
        return headers.Count == 0 || result.Refusal?.Error == S3Error.NotModified ? result
            : With(result.Is(out var answer, out var refusal) ? answer : S3Answer.Of(refusal, call.Request, call.Wire.RequestId), headers);
    }

    private static CorsConfiguration? RulesOf(Bucket bucket) =>
        bucket.Settings.TryGetValue(BucketSetting.Cors, out var text) ? CorsConfiguration.Read(Encoding.UTF8.GetBytes(text)).Value : null;

    private static S3Answer With(S3Answer answer, IEnumerable<(string Name, string Value)> headers)
    {
        foreach (var (name, value) in headers)
        {
            answer.With(name, value);
        }

        return answer;
    }
}
