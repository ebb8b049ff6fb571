namespace Sluiswachter.Policy.Tests;

/// <summary>Options of chance, from few values so that they are often alike.</summary>
internal static class RandomSupply
{
    private static readonly string[] Capabilities = ["chat", "dns", "files", "mail", "video"];

    /// <summary>What is asked: one to five capabilities.</summary>
    public static IReadOnlyList<string> Asked(Random chance) => Capabilities[..chance.Next(1, Capabilities.Length + 1)];

    /// <summary>Up to some options.</summary>
    public static List<SupplyOption> Options(Random chance, int most) =>
        [.. Enumerable.Range(0, chance.Next(most + 1)).Select(i => Option($"o{i}", chance))];

    /// <summary>An option.</summary>
    public static SupplyOption Option(string id, Random chance) => new(
        id,
        Capabilities.Select(c => (Capability: c, Degree: (CapabilityDegree)chance.Next(3))).Where(c => c.Degree != default)
            .ToDictionary(c => c.Capability, c => c.Degree),
        (ControlReach)chance.Next(1, 7), chance.Next(3) is > 0 and var level ? level : null,
        chance.Next(3) == 0 ? null : new GapCount(chance.Next(2), chance.Next(2), chance.Next(2)));
}
