using System.Collections.Frozen;
using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>What a policy or law means to a body.</summary>
public enum Binding
{
    /// <summary>The body must.</summary>
    Bound = 1,

    /// <summary>The body follows it, by what was agreed with the ministry that it falls under.</summary>
    Follows = 2,

    /// <summary>The body is advised to.</summary>
    Advised = 3,

    /// <summary>It is not meant for the body.</summary>
    Exempt = 4,

    /// <summary>It is not known what kind of body it is, or what that means.</summary>
    Unknown = 5,
}

/// <summary>Who is bound by which pack, by the kind of body.</summary>
/// <remarks>
/// <para>
/// The cloud policy of 2026 binds the state without the High Councils of State; Defence is exempt; independent bodies (zbo)
/// follow it; it is advice to others (according to press and practitioners: Kamerstuk 26643, nr. 1541). That of 2022 bound
/// the same and was advice to independent bodies too (Kamerstuk 26643, nr. 904, and the answers of 19 September 2025).
/// Motions ask the cabinet, so they bind the state, and are advice to independent bodies (the answers of 19 September 2025).
/// The other packs are law, or good practice for all.
/// </para>
/// <para>
/// A part of an organisation (organisatieonderdeel) and an advisory council belong to the state or not; their kind alone does
/// not tell, so it is unknown.
/// </para>
/// </remarks>
public static class Bindings
{
    private static readonly FrozenDictionary<string, string> Kinds =
        new[]
        {
            "ministerie", "agentschap", "inspectie", "zbo", "hoge-college", "hoog-college-van-staat", "organisatieonderdeel",
            "adviescollege",
        }
        .SelectMany(kind => new[] { (Written: kind, Kind: kind), (Written: kind.Replace('-', ' '), Kind: kind) })
        .DistinctBy(k => k.Written)
        .ToFrozenDictionary(k => k.Written, k => k.Kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>What a pack means to a body.</summary>
    public static Binding Of(string pack, Organisation body) => pack switch
    {
        "rijksbreed-cloudbeleid-2022" => IsDefence(body) ? Binding.Exempt : OfCloudPolicy(KindOf(body), Binding.Advised),
        "rijksbreed-cloudbeleid-2026" => IsDefence(body) ? Binding.Exempt : OfCloudPolicy(KindOf(body), Binding.Follows),
        "motie-1315" or "motie-1318" => KindOf(body) switch
        {
            "ministerie" or "agentschap" or "inspectie" => Binding.Bound,
            "zbo" => Binding.Advised,
            null or "organisatieonderdeel" or "adviescollege" => Binding.Unknown,
            _ => Binding.Exempt,
        },
        "leveranciers" => Binding.Advised,
        _ => Binding.Bound,
    };

    /// <summary>How it is said to people, after the name of the clause.</summary>
    public static Phrase Of(Binding binding) => binding switch
    {
        Binding.Bound => new("binding for this body", "bindend voor deze organisatie"),
        Binding.Follows => new("this body follows it", "deze organisatie volgt het"),
        Binding.Advised => new("advice to this body", "advies aan deze organisatie"),
        Binding.Exempt => new("not meant for this body", "niet voor deze organisatie bedoeld"),
        Binding.Unknown => new("unknown whether it binds this body", "onbekend of het deze organisatie bindt"),
        _ => throw new ArgumentOutOfRangeException(nameof(binding), binding, "no such binding"),
    };

    private static Binding OfCloudPolicy(string? kind, Binding independent) => kind switch
    {
        "ministerie" or "agentschap" or "inspectie" => Binding.Bound,
        "zbo" => independent,
        "hoge-college" or "hoog-college-van-staat" => Binding.Exempt,
        null or "organisatieonderdeel" or "adviescollege" => Binding.Unknown,
        _ => Binding.Advised,
    };

    /// <summary>The kind of a body by one name for each, another kind by any other; null when unknown.</summary>
    private static string? KindOf(Organisation body) =>
        body.Kind is { } kind ? Kinds.GetValueOrDefault(kind.Text.Trim(), "another") : null;

    private static bool IsDefence(Organisation body) =>
        KindOf(body) == "ministerie" && body.Name.Text.Contains("Defensie", StringComparison.OrdinalIgnoreCase);
}
