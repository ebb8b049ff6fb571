using System.Globalization;

namespace Sluiswachter.Vault;

/// <summary>A condition of a statement: a key of the request compared with values.</summary>
/// <remarks>
/// Source: AWS, "IAM JSON policy elements: Condition operators" and "Conditions with multiple context keys or values". Values
/// are alternatives; of an operator with Not, none may fit. A key without value fits only operators with Not, those that end
/// in <c>IfExists</c>, and <c>ForAllValues</c>.
/// </remarks>
internal sealed class PolicyCondition
{
    private const string IfExists = "IfExists";
    private const string All = "ForAllValues:";
    private const string Any = "ForAnyValue:";

    private readonly string comparison;
    private readonly bool isNot;
    private readonly bool isIfExists;
    private readonly string quantifier;
    private readonly IReadOnlyList<string> values;
    private readonly IReadOnlyList<Func<string, bool>> tests;

    private PolicyCondition(Operator named, string key, IReadOnlyList<string> values, IReadOnlyList<Func<string, bool>> tests)
    {
        (comparison, isNot, isIfExists, quantifier) = named;
        (Key, this.values, this.tests) = (key, values, tests);
    }

    /// <summary>The key, as facts keep it.</summary>
    public string Key { get; }

    /// <summary>
    /// Whether only callers from fixed places or of fixed names can meet it, so that a grant to anyone is none to the public.
    /// </summary>
    /// <remarks>
    /// Source: AWS, "Blocking public access: the meaning of public". Ranges wider than /8 (IPv4) and /32 (IPv6) are the public.
    /// </remarks>
    public bool IsNarrow
    {
        get
        {
            if (isNot || isIfExists || quantifier == All)
            {
                return false;
            }

            return Key switch
            {
                "aws:sourceip" => comparison == "IpAddress" && values.All(value =>
                    AddressRange.Read(value) is { } range && range.Prefix >= (range.IsOld ? 96 + 8 : 32)),
                "aws:userid" or "aws:username" or "aws:principalaccount" or "aws:principalarn" or "aws:sourceaccount" or "aws:sourcearn" =>
                    comparison is "StringEquals" or "StringEqualsIgnoreCase" or "StringLike" or "ArnEquals" or "ArnLike" &&
                    !values.Any(value => Wildcard.IsIn(value) || value.Equals(PolicyQuestion.Nobody, StringComparison.OrdinalIgnoreCase)),
                _ => false,
            };
        }
    }

    /// <summary>Reads a condition; the text of what is wrong when it is none.</summary>
    public static (PolicyCondition? Condition, string? Wrong) Read(string name, string key, IReadOnlyList<string> values)
    {
        var named = Operator.Read(name);
        var normal = PolicyFacts.Normal(key);
        if (!PolicyFacts.IsKnown(normal))
        {
            return (null, $"the condition key '{key}' is not one that this server can answer");
        }

        var read = new List<Func<string, bool>>(values.Count);
        foreach (var value in values)
        {
            switch (Comparison(named.Comparison, value))
            {
                case (null, true):
                    return (null, $"the value '{value}' is none for the operator '{name}'");
                case (null, false):
                    return (null, $"the condition operator '{name}' is not known");
                case var (test, _):
                    read.Add(test!);
                    break;
            }
        }

        return values.Count == 0
            ? (null, $"the condition key '{key}' has no values")
            : (new PolicyCondition(named, normal, values, read), null);
    }

    /// <summary>Whether a request meets it.</summary>
    /// <param name="known">What is known of its key.</param>
    public bool IsMet(IReadOnlyList<string> known)
    {
        if (comparison == "Null")
        {
            return tests.Any(test => test(known.Count == 0 ? "true" : "false"));
        }

        if (known.Count == 0)
        {
            return isIfExists || quantifier == All || (isNot && quantifier.Length == 0);
        }

        return quantifier switch
        {
            All => known.All(value => Fits(value) != isNot),
            Any => known.Any(value => Fits(value) != isNot),
            _ => known.Any(Fits) != isNot,
        };
    }

    private bool Fits(string value) => tests.Any(test => test(value));

    private static (Func<string, bool>? Test, bool IsOperator) Comparison(string name, string value)
    {
        switch (name)
        {
            case "StringEquals":
                return (known => known == value, true);
            case "StringEqualsIgnoreCase":
                return (known => known.Equals(value, StringComparison.OrdinalIgnoreCase), true);
            case "StringLike":
                return (known => Wildcard.Matches(value, known), true);
            case "ArnEquals" or "ArnLike":
                return (known => IsArnLike(value, known), true);
            case "Bool" or "Null":
                var isFlag = value is "true" or "false" or "True" or "False";
                return (isFlag ? known => known.Equals(value, StringComparison.OrdinalIgnoreCase) : null, true);
            case "IpAddress":
                return (AddressRange.Read(value) is { } range
                    ? known => AddressRange.Read(known) is { } address && range.Holds(address)
                    : null, true);
            case var _ when name.StartsWith("Numeric", StringComparison.Ordinal):
                return Ordered(name["Numeric".Length..], value, Number);
            case var _ when name.StartsWith("Date", StringComparison.Ordinal):
                return Ordered(name["Date".Length..], value, Date);
            default:
                return (null, false);
        }
    }

    private static (Func<string, bool>? Test, bool IsOperator) Ordered<T>(string relation, string value, Func<string, T?> read)
        where T : struct, IComparable<T>
    {
        Func<int, bool>? holds = relation switch
        {
            "Equals" => order => order == 0,
            "LessThan" => order => order < 0,
            "LessThanEquals" => order => order <= 0,
            "GreaterThan" => order => order > 0,
            "GreaterThanEquals" => order => order >= 0,
            _ => null,
        };
        return holds is null ? (null, false)
            : read(value) is { } bound ? (known => read(known) is { } actual && holds(actual.CompareTo(bound)), true)
            : (null, true);
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset? Date(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) && text.Length > 4)
        {
            return seconds is >= -62_135_596_800 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        }

        return S3Time.ReadIso(text.Length == "yyyy-MM-dd".Length ? $"{text}T00:00:00Z" : text);
    }

    // Each of the six fields on its own: a '*' does not reach over a colon.
    private static bool IsArnLike(string pattern, string known)
    {
        var (patterns, fields) = (pattern.Split(':', 6), known.Split(':', 6));
        return patterns.Length == fields.Length && patterns.Zip(fields).All(pair => Wildcard.Matches(pair.First, pair.Second));
    }

    private readonly record struct Operator(string Comparison, bool IsNot, bool IsIfExists, string Quantifier)
    {
        public static Operator Read(string name)
        {
            var quantifier = name.StartsWith(All, StringComparison.Ordinal) ? All : name.StartsWith(Any, StringComparison.Ordinal) ? Any : "";
            name = name[quantifier.Length..];
            var isIfExists = name.EndsWith(IfExists, StringComparison.Ordinal) && name != "Null" + IfExists;
            name = isIfExists ? name[..^IfExists.Length] : name;
            var isNot = name is "StringNotEquals" or "StringNotEqualsIgnoreCase" or "StringNotLike" or "NumericNotEquals" or
                "DateNotEquals" or "NotIpAddress" or "ArnNotEquals" or "ArnNotLike";
            return new(isNot ? name.Replace("Not", "", StringComparison.Ordinal) : name, isNot, isIfExists, quantifier);
        }
    }
}
