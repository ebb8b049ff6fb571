using System.Text.Json;

namespace Sluiswachter.Vault;

/// <summary>Reads policies and says where they are wrong.</summary>
/// <remarks>
/// Strict on purpose: what is not understood would silently grant too much or deny too little. An element given twice, an
/// unknown element, action or condition key and a policy variable are refused.
/// </remarks>
internal sealed class PolicyReader
{
    private const string ResourcePrefix = "arn:aws:s3:::";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private readonly string bucket;
    private string place = "";

    private PolicyReader(BucketName bucket) => this.bucket = bucket.Text;

    /// <summary>Reads a policy for a bucket.</summary>
    public static S3Result<BucketPolicy> Read(ReadOnlyMemory<byte> json, BucketName bucket)
    {
        if (json.Length > BucketPolicy.MostBytes)
        {
            return Malformed($"The policy is larger than {BucketPolicy.MostBytes} bytes.");
        }

        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return new BucketPolicy(new PolicyReader(bucket).Policy(document.RootElement));
        }
        catch (JsonException wrong)
        {
            return Malformed($"The policy is not well-formed JSON: line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            // A text with bytes that are no UTF-8, or half a surrogate pair.
            return Malformed("The policy holds text that is not valid Unicode.");
        }
        catch (PlaceIsWrongException wrong)
        {
            return Malformed(wrong.Message);
        }
    }

    private static S3Refusal Malformed(string detail) => new(S3Error.MalformedPolicy, detail);

    private List<PolicyStatement> Policy(JsonElement policy)
    {
        Expect(policy.ValueKind == JsonValueKind.Object, "is expected to be an object");
        NoOthers(policy, "Version", "Id", "Statement");
        if (policy.TryGetProperty("Version", out var version))
        {
            place = "Version";
            Expect(Text(version) is "2012-10-17" or "2008-10-17", "is expected to be 2012-10-17 or 2008-10-17");
        }

        place = "Statement";
        Expect(policy.TryGetProperty("Statement", out var statements), "is missing");
        var all = statements.ValueKind == JsonValueKind.Array ? [.. statements.EnumerateArray()] : new List<JsonElement> { statements };
        Expect(all.Count > 0, "is empty");
        return [.. all.Select((statement, i) => Statement(statement, $"Statement[{i}]"))];
    }

    private PolicyStatement Statement(JsonElement statement, string where)
    {
        place = where;
        Expect(statement.ValueKind == JsonValueKind.Object, "is expected to be an object");
        NoOthers(
            statement, "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition");
        place = $"{where}.Effect";
        Expect(statement.TryGetProperty("Effect", out var effect), "is missing");
        var isAllow = Text(effect) switch
        {
            "Allow" => true,
            "Deny" => false,
            _ => throw Wrong("is expected to be Allow or Deny"),
        };
        var (people, isNotPeople) = OneOf(statement, where, "Principal");
        Expect(!isAllow || !isNotPeople, "is not possible with Allow: it would grant to everyone that it forgets to name");
        var principals = Principals(people, isNotPeople);
        var (actions, isNotActions) = OneOf(statement, where, "Action");
        var actionTexts = Texts(actions);
        Expect(actionTexts.All(action => action == "*" || S3Actions.IsAny(action)), "names an action that S3 does not have");
        var (resources, isNotResources) = OneOf(statement, where, "Resource");
        var resourceTexts = Texts(resources);
        Expect(resourceTexts.All(IsInBucket), $"names something outside the bucket '{bucket}'");
        Expect(resourceTexts.All(HasNoVariable), "has a policy variable, which this server does not offer");
        place = $"{where}.Condition";
        var conditions = statement.TryGetProperty("Condition", out var condition) ? Conditions(condition) : [];
        return new(isAllow, principals, new(actionTexts, isNotActions), new(resourceTexts, isNotResources), conditions);
    }

    private (JsonElement Value, bool IsNot) OneOf(JsonElement statement, string where, string name)
    {
        place = $"{where}.{name}";
        var (isHere, isNotHere) = (statement.TryGetProperty(name, out var value), statement.TryGetProperty($"Not{name}", out var not));
        Expect(isHere || isNotHere, "is missing");
        Expect(!isHere || !isNotHere, $"and Not{name} cannot both be given");
        place = isHere ? place : $"{where}.Not{name}";
        return (isHere ? value : not, isNotHere);
    }

    private PolicyPrincipals Principals(JsonElement value, bool isNot)
    {
        var principals = new PolicyPrincipals([], [], IsAnyone: false, isNot);
        if (value.ValueKind == JsonValueKind.String)
        {
            Expect(Text(value) == "*", "is expected to be \"*\" or an object");
            return principals with { IsAnyone = true };
        }

        Expect(value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any(), "is expected to be \"*\" or an object");
        foreach (var kind in value.EnumerateObject())
        {
            foreach (var name in Texts(kind.Value))
            {
                principals = principals.With(kind.Name, name) ?? throw Wrong($"names nobody: {kind.Name} '{name}'");
            }
        }

        return principals;
    }

    private bool IsInBucket(string resource)
    {
        if (resource == "*")
        {
            return true;
        }

        if (!resource.StartsWith(ResourcePrefix, StringComparison.Ordinal))
        {
            return false;
        }

        var name = resource[ResourcePrefix.Length..];
        var wildcard = name.AsSpan().IndexOfAny('*', '?');
        var literal = wildcard < 0 ? name : name[..wildcard];
        return literal.StartsWith($"{bucket}/", StringComparison.Ordinal) ||
            (wildcard < 0 ? name == bucket : $"{bucket}/".StartsWith(literal, StringComparison.Ordinal));
    }

    private List<PolicyCondition> Conditions(JsonElement condition)
    {
        Expect(condition.ValueKind == JsonValueKind.Object, "is expected to be an object");
        var all = new List<PolicyCondition>();
        foreach (var named in condition.EnumerateObject())
        {
            Expect(named.Value.ValueKind == JsonValueKind.Object, $"of '{named.Name}' is expected to be an object");
            foreach (var key in named.Value.EnumerateObject())
            {
                var values = Texts(key.Value);
                Expect(values.All(HasNoVariable), "has a policy variable, which this server does not offer");
                var (read, wrong) = PolicyCondition.Read(named.Name, key.Name, values);
                all.Add(read ?? throw Wrong($"cannot be read: {wrong}"));
            }
        }

        return all;
    }

    private IReadOnlyList<string> Texts(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return [Text(value)];
        }

        Expect(value.GetArrayLength() > 0, "is empty");
        return [.. value.EnumerateArray().Select(Text)];
    }

    private string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw Wrong("is expected to be a text"),
    };

    private static bool HasNoVariable(string text) => !text.Contains("${", StringComparison.Ordinal);

    private void NoOthers(JsonElement element, params string[] names)
    {
        foreach (var property in element.EnumerateObject())
        {
            Expect(names.Contains(property.Name), $"has an unknown element '{property.Name}'");
        }
    }

    private void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw Wrong(otherwise);
        }
    }

    private PlaceIsWrongException Wrong(string what) => new($"{(place.Length == 0 ? "The policy" : place)} {what}.");

    // Never leaves this file: reading stops at the first mistake, from whatever depth.
    private sealed class PlaceIsWrongException(string message) : Exception(message);
}
