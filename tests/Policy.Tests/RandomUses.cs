using FsCheck;
using FsCheck.Fluent;

namespace Sluiswachter.Policy.Tests;

/// <summary>A use as a picture, on a day.</summary>
internal sealed record Case(IReadOnlyList<string> Parts, DateOnly Day)
{
    public Use Use { get; } = UseInPicture.Read(string.Join("; ", Parts));

    /// <inheritdoc />
    public override string ToString() => $"on {Day:yyyy-MM-dd}: {string.Join("; ", Parts)}";
}

/// <summary>
/// Uses of which anything may be known or not. When a law fails, parts are left out until it no longer does.
/// </summary>
internal static class RandomUses
{
    private static readonly string[] Days = ["2021-01-01", "2025-06-01", "2025-12-01", "2026-07-02", "2026-11-01", "2027-08-01"];

    private static readonly string[][] Once =
    [
        ["supplier: NL", "supplier: US", "supplier: GB", "supplier: IN"],
        ["owners: DE", "owners: US", "owners: ?", "owners: FR IN", "owners: DE ?"],
        ["planned"],
        ["weighing"],
    ];

    private static readonly string[] Often =
    [
        "reach: US by CLOUD Act", "reach: US safe", "reach: GB safe", "reach: IN", "has: risk-analysis 2025-01-01",
        "has: risk-analysis 2024-01-01, review 2025-05-01", "has: risk-analysis 2025-01-01, confidential", "draft: risk-analysis",
        "has: pre-scan-dpia 2024-01-01, concludes high", "has: pre-scan-dpia 2024-01-01", "has: dpia 2024-01-01", "has: dtia 2024-01-01",
        "has: contract-check 2024-01-01", "has: risk-analysis 2025-01-01, of function1",
        "exit: drawn 2025-03-01, planned, sudden, destruction, tested 2025-04-01", "exit: drawn 2020-01-01, no planned",
        "exit: planned, to polder falling", "exit: tested 2026-10-01, failed, planned, sudden, no destruction, to polder",
        "decided: substantiated 2025-01-01", "decided: approved 2025-01-01", "decided: house-informed 2025-01-01",
        "decided: notified 2025-01-01", "decided: published 2025-01-01", "decided: reported 2025-01-01", "decided: reported",
        "decided: explained 2025-01-01, on rijksbreed-cloudbeleid-2026/4.6-special-categories", "contract: notice 90",
        "contract: notice 30, until 2026-01-01", "contract: resold, terms none", "contract: resold, terms SLM", "contract: resold",
    ];

    private static readonly string[][] OfACloud =
        [["public", "public", "hybrid", "private", "on-premises"], ["saas", "iaas"], ["in NL", "in US DE"], ["keys with us", "keys with supplier"]];

    private static readonly string[][] OfAFunction =
    [
        ["vital", "essential", "supporting"], ["primary", "no primary"], ["large scale", "no large scale"],
        ["base register", "no base register"], ["none", "ordinary", "special"], ["public", "confidential"], ["clear", "encrypted"],
        ["mail", "storage", "dns"], ["material", "no material"], ["since 2026-08-01", "since 2020-01-01"], ["of the whole body"],
    ];

    public static Arbitrary<Case> All { get; } = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(seed => Make(new Random(seed))), Smaller);

    public static void Hold(Action<Case> law, int cases = 400) =>
        Prop.ForAll(All, law).Check(Config.QuickThrowOnFailure.WithMaxTest(cases));

    public static IEnumerable<Case> Some(int count) => Enumerable.Range(0, count).Select(seed => Make(new Random(seed)));

    private static IEnumerable<Case> Smaller(Case big) =>
        big.Parts.Select((_, left) => new Case([.. big.Parts.Where((_, i) => i != left)], big.Day));

    private static Case Make(Random random)
    {
        var parts = Once.Where(_ => random.Next(3) > 0).Select((choices, _) => Of(random, choices)).ToList();
        parts.RemoveAll(part => part is "planned" or "weighing" && random.Next(2) == 0);
        parts.Add(Several(random, "cloud", OfACloud));
        parts.AddRange(Enumerable.Range(0, random.Next(3)).Select(_ => Several(random, "function", OfAFunction)));
        parts.AddRange(Often.Where(_ => random.Next(6) == 0));
        parts.AddRange(AskedQuestion.All.Where(_ => random.Next(25) == 0)
            .Select(q => $"told: {q.Word} {q.Options[random.Next(q.Options.Count)].Word}"));
        parts.RemoveAll(part => part.EndsWith(": ", StringComparison.Ordinal));
        return new Case(parts, UseInPicture.Day(Of(random, Days)));
    }

    private static string Several(Random random, string key, string[][] choices) => $"{key}: {string.Join(
        ", ", choices.Where(c => c.Length == 1 ? random.Next(20) == 0 : random.Next(3) > 0).Select(c => Of(random, c)))}";

    private static string Of(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
