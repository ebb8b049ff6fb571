namespace Sluiswachter.Vault;

/// <summary>Whom a statement of a policy is about.</summary>
/// <param name="Bodies">All users of these public bodies.</param>
/// <param name="Users">These users: of a body by name or id, or by id alone when the body is empty.</param>
/// <param name="IsAnyone">Everyone, also who does not say who they are.</param>
/// <param name="IsNot">Whether all others are meant (<c>NotPrincipal</c>).</param>
/// <remarks>
/// Source: AWS, "AWS JSON policy elements: Principal". An account is a public body:
/// <c>arn:aws:iam::BODY:root</c> or the bare id of the body are all its users, <c>arn:aws:iam::BODY:user/NAME</c> one of them.
/// Services and federated identities may be named; nobody here is one.
/// </remarks>
public sealed record PolicyPrincipals(
    IReadOnlyList<string> Bodies, IReadOnlyList<(string Body, string User)> Users, bool IsAnyone, bool IsNot)
{
    private const string Prefix = "arn:aws:iam::";

    /// <summary>Whether someone is meant; null is who does not say who they are.</summary>
    public bool Include(VaultUser? caller) => IsNot != (IsAnyone || (caller is not null && Names(caller)));

    /// <summary>The principals with one more, as a policy names it; null when that names nobody.</summary>
    internal PolicyPrincipals? With(string kind, string name) => (kind, name) switch
    {
        ("AWS", "*") => this with { IsAnyone = true },
        ("AWS", _) => WithAccount(name),
        ("CanonicalUser", _) => this with { Users = [.. Users, ("", name)] },
        ("Service" or "Federated", not "") => this,
        _ => null,
    };

    private PolicyPrincipals? WithAccount(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            // A bare id: of a body, or of a user.
            return name.Length == 0 || name.AsSpan().ContainsAny('*', ' ') || name.StartsWith("arn:", StringComparison.Ordinal)
                ? null
                : this with { Bodies = [.. Bodies, name], Users = [.. Users, ("", name)] };
        }

        var rest = name[Prefix.Length..];
        if (rest.EndsWith(":root", StringComparison.Ordinal) && rest.Length > ":root".Length)
        {
            return this with { Bodies = [.. Bodies, rest[..^":root".Length]] };
        }

        var user = rest.IndexOf(":user/", StringComparison.Ordinal);
        return user >= 0 && rest[(rest.LastIndexOf('/') + 1)..] is { Length: > 0 } last && !Wildcard.IsIn(last)
            ? this with { Users = [.. Users, (rest[..user], last)] }
            : null;
    }

    private bool Names(VaultUser caller) =>
        Bodies.Contains(caller.Body) ||
        Users.Any(user => user.Body.Length == 0 ? user.User == caller.Id
            : user.Body == caller.Body && (user.User == caller.Name || user.User == caller.Id));
}
