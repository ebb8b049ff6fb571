using System.Globalization;
using System.Text.Json;

namespace Sluiswachter.Vault;

/// <summary>What a form may upload, as its maker signed it: until when, and which values its fields may have.</summary>
/// <remarks>
/// Source: Amazon S3 API Reference, "POST Policy". Names of fields and of comparisons are of any case, all else is not. Every field that
/// counts must be covered by a condition, and the bucket must be named.
/// </remarks>
public sealed record PostPolicy
{
    private readonly DateTimeOffset expiration;
    private readonly IReadOnlyList<Condition> conditions;

    private PostPolicy(DateTimeOffset expiration, IReadOnlyList<Condition> conditions, (long, long) length) =>
        (this.expiration, this.conditions, Length) = (expiration, conditions, length);

    /// <summary>The least and the most bytes that the file may have.</summary>
    public (long Least, long Most) Length { get; }

    /// <summary>Reads a policy: base64 of JSON.</summary>
    public static S3Result<PostPolicy> Of(string base64)
    {
        try
        {
            using var json = JsonDocument.Parse(Convert.FromBase64String(base64));
            return Read(json.RootElement) is { } policy ? policy : S3Error.InvalidPolicyDocument;
        }
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException)
        {
            // The last one: half a character, which JSON can write and no text can hold.
            return S3Error.InvalidPolicyDocument;
        }
    }

    /// <summary>Why a form does not keep the policy; null when it does.</summary>
    /// <param name="fields">The fields of the form.</param>
    /// <param name="bucket">The bucket that the form was sent to.</param>
    /// <param name="key">The key, with the name of the file filled in.</param>
    /// <param name="now">The time.</param>
    public S3Refusal? Forbids(IReadOnlyDictionary<string, string> fields, string bucket, string key, DateTimeOffset now)
    {
        if (now > expiration)
        {
            return new S3Refusal(S3Error.AccessDenied, "The policy has expired.");
        }

        string? ValueOf(string name) => name switch
        {
            "bucket" => bucket,
            "key" => key,
            _ => fields.GetValueOrDefault(name),
        };

        if (conditions.FirstOrDefault(condition => !condition.Holds(ValueOf(condition.Name))) is { } broken)
        {
            return new S3Refusal(S3Error.AccessDenied, $"A condition of the policy does not hold: {broken.Name}.");
        }

        var covered = conditions.Select(condition => condition.Name).ToHashSet(StringComparer.Ordinal);
        var counting = fields.Keys.Select(name => name.ToLowerInvariant()).Where(Counts).Append("bucket");
        return counting.FirstOrDefault(name => !covered.Contains(name)) is { } extra
            ? new S3Refusal(S3Error.AccessDenied, $"The policy has no condition on the field {extra}.")
            : null;
    }

    private static bool Counts(string name) =>
        name is not ("awsaccesskeyid" or "signature" or "policy" or "x-amz-signature") &&
        !name.StartsWith("x-ignore-", StringComparison.Ordinal) && !name.StartsWith("x-amz-checksum-", StringComparison.Ordinal);

    private static PostPolicy? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object ||
            !root.TryGetProperty("expiration", out var time) || TextOf(time) is not { } until || S3Time.ReadIso(until) is not { } expires ||
            !root.TryGetProperty("conditions", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var read = new List<Condition>();
        var length = (Least: 0L, Most: long.MaxValue);
        foreach (var element in list.EnumerateArray())
        {
            if (LengthOf(element) is { } range)
            {
                length = (Math.Max(length.Least, range.Least), Math.Min(length.Most, range.Most));
            }
            else if (ConditionsOf(element) is { Count: > 0 } found)
            {
                read.AddRange(found);
            }
            else
            {
                return null;
            }
        }

        return new PostPolicy(expires, read, length);
    }

    private static (long Least, long Most)? LengthOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 3 && TextOf(element[0])?.ToLowerInvariant() == "content-length-range" &&
        NumberOf(element[1]) is { } least && NumberOf(element[2]) is { } most && least <= most
            ? (least, most)
            : null;

    private static List<Condition>? ConditionsOf(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            var all = element.EnumerateObject().Select(property => (property.Name, Value: TextOf(property.Value))).ToList();
            return all.Exists(pair => pair.Value is null)
                ? null
                : [.. all.Select(pair => new Condition(pair.Name.ToLowerInvariant(), pair.Value!, IsBeginning: false))];
        }

        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != 3 ||
            TextOf(element[1]) is not { Length: > 1 } name || name[0] != '$' || TextOf(element[2]) is not { } value)
        {
            return null;
        }

        return TextOf(element[0])?.ToLowerInvariant() switch
        {
            "eq" => [new Condition(name[1..].ToLowerInvariant(), value, false)],
            "starts-with" => [new Condition(name[1..].ToLowerInvariant(), value, true)],
            _ => null,
        };
    }

    private static string? TextOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

    private static long? NumberOf(JsonElement element) =>
        long.TryParse(TextOf(element), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A value that a field must have, or begin with.</summary>
    private sealed record Condition(string Name, string Value, bool IsBeginning)
    {
        /// <summary>
        /// A dollar sign may be written with a backslash, by maker and user of the form alike; a field that may begin with anything
        /// may be left out.
        /// </summary>
        public bool Holds(string? given) =>
            given is null ? IsBeginning && Value.Length == 0 : (Matches(given, Value) || Matches(given, Value.Replace("\\$", "$", StringComparison.Ordinal)));

        private bool Matches(string given, string value) =>
            IsBeginning ? given.StartsWith(value, StringComparison.Ordinal) : given == value;
    }
}
