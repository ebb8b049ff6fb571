namespace Sluiswachter.Vault;

/// <summary>What the owner of a bucket lets others do with it, and what nobody may.</summary>
/// <remarks>
/// Source: AWS, "IAM JSON policy element reference" and "Policy evaluation logic": a denial wins over any grant, in whatever
/// order they stand. One question takes as many steps as the policy has statements.
/// </remarks>
public sealed class BucketPolicy
{
    /// <summary>The largest policy, in bytes of UTF-8.</summary>
    public const int MostBytes = 20 * 1024;

    internal BucketPolicy(IReadOnlyList<PolicyStatement> statements) => Statements = statements;

    /// <summary>Whether it grants anything to the public: anyone at all, from no fixed place.</summary>
    /// <remarks>Source: AWS, "Blocking public access: the meaning of public". Denials do not count, as there.</remarks>
    public bool IsPublic => Statements.Any(statement => statement.IsPublic);

    /// <summary>Whether it grants anything to who does not say who they are, if only under conditions, such as from one network.</summary>
    public bool GrantsToStrangers => Statements.Any(statement => statement.IsAllow && statement.Principals.Include(null));

    /// <summary>Whether answers can depend on the tags that an object has, which are sealed.</summary>
    public bool AsksForTags => Statements.Any(statement => statement.Conditions.Any(condition =>
        condition.Key.StartsWith("s3:existingobjecttag/", StringComparison.Ordinal)));

    internal IReadOnlyList<PolicyStatement> Statements { get; }

    /// <summary>Reads a policy that is put on a bucket; <c>MalformedPolicy</c> says where it is wrong.</summary>
    /// <param name="json">The document, UTF-8.</param>
    /// <param name="bucket">The bucket, outside which no statement may reach.</param>
    public static S3Result<BucketPolicy> Read(ReadOnlyMemory<byte> json, BucketName bucket) => PolicyReader.Read(json, bucket);

    /// <summary>What the policy says to a request.</summary>
    public PolicyAnswer Evaluate(PolicyQuestion question)
    {
        var answer = PolicyAnswer.Silent;
        foreach (var statement in Statements)
        {
            if (statement.IsAbout(question))
            {
                if (!statement.IsAllow)
                {
                    return PolicyAnswer.Deny;
                }

                answer = PolicyAnswer.Allow;
            }
        }

        return answer;
    }
}

/// <summary>A request as a policy sees it.</summary>
/// <param name="Caller">Who asks; null: who does not say who they are.</param>
/// <param name="Action">What they ask for, as <c>s3:GetObject</c>.</param>
/// <param name="Bucket">In which bucket.</param>
/// <param name="Key">Of which object; null: of the bucket itself.</param>
/// <param name="Facts">What else is known of the request.</param>
public sealed record PolicyQuestion(VaultUser? Caller, string Action, BucketName Bucket, ObjectKey? Key, PolicyFacts Facts)
{
    /// <summary>The <c>aws:userid</c> of who does not say who they are: a condition on it is met by everyone.</summary>
    internal const string Nobody = "anonymous";

    /// <summary>The bucket or object as policies name it.</summary>
    public string Resource => Key is { } key ? $"arn:aws:s3:::{Bucket}/{key}" : $"arn:aws:s3:::{Bucket}";

    /// <summary>What is known of a condition key, as facts keep it.</summary>
    internal IReadOnlyList<string> Known(string key) => key switch
    {
        "aws:principaltype" => [Caller is null ? "Anonymous" : "User"],
        "aws:userid" => [Caller?.Id ?? Nobody],
        "aws:username" => Caller is null ? [] : [Caller.Name],
        "aws:principalaccount" => Caller is null ? [] : [Caller.Body],
        "aws:principalarn" => Caller is null ? [] : [$"arn:aws:iam::{Caller.Body}:user/{Caller.Name}"],
        _ => Facts[key],
    };
}

/// <summary>What a policy says to a request.</summary>
public enum PolicyAnswer
{
    /// <summary>Nothing: no statement is about it.</summary>
    Silent = 0,

    /// <summary>Yes.</summary>
    Allow = 1,

    /// <summary>No, whatever else says yes.</summary>
    Deny = 2,
}

/// <summary>A statement of a policy.</summary>
/// <param name="IsAllow">Whether it grants; else it denies.</param>
/// <param name="Principals">Whom it is about.</param>
/// <param name="Actions">What may or may not be done, with wildcards.</param>
/// <param name="Resources">With what, with wildcards.</param>
/// <param name="Conditions">When; all must be met.</param>
internal sealed record PolicyStatement(
    bool IsAllow, PolicyPrincipals Principals, PolicyPatterns Actions, PolicyPatterns Resources, IReadOnlyList<PolicyCondition> Conditions)
{
    public bool IsPublic => IsAllow && Principals.IsAnyone && !Conditions.Any(condition => condition.IsNarrow);

    public bool IsAbout(PolicyQuestion question) =>
        Principals.Include(question.Caller) &&
        Actions.Include(question.Action, S3Actions.Matches) &&
        Resources.Include(question.Resource, static (pattern, text) => Wildcard.Matches(pattern, text)) &&
        Conditions.All(condition => condition.IsMet(question.Known(condition.Key)));
}

/// <summary>Patterns of which one must fit, or none (<c>NotAction</c>, <c>NotResource</c>).</summary>
internal sealed record PolicyPatterns(IReadOnlyList<string> Patterns, bool IsNot)
{
    public bool Include(string text, Func<string, string, bool> fits) => Patterns.Any(pattern => fits(pattern, text)) != IsNot;
}
