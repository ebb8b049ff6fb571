namespace Sluiswachter.Bench;

/// <summary>How the facts of a made-up register lie.</summary>
public enum Shape
{
    /// <summary>Uniformly at random: no service is more important than another.</summary>
    Uniform,

    /// <summary>A few platforms under almost everything, popular suppliers and services, chains of resellers.</summary>
    Skewed,
}

/// <summary>How large a made-up register is, and how its facts lie.</summary>
/// <param name="Requirements">Requirements; the other numbers follow from it.</param>
/// <param name="Shape">How the facts lie.</param>
/// <param name="Seed">The same seed gives the same register, byte for byte.</param>
public sealed record RegisterShape(int Requirements, Shape Shape = Shape.Uniform, int Seed = 1)
{
    /// <summary>Public bodies.</summary>
    public int Organisations => Math.Max(10, Requirements / 60);

    /// <summary>Functions: a third of the requirements.</summary>
    public int Functions => Requirements / 3;

    /// <summary>Services: half of the requirements.</summary>
    public int Services => Requirements / 2;

    /// <summary>Suppliers: a fifth of the requirements.</summary>
    public int Suppliers => Math.Max(10, Requirements / 5);

    /// <summary>In a few words, such as "skewed, 10,000 requirements".</summary>
    public override string ToString() => $"{Shape.ToString().ToLowerInvariant()}, {Requirements:N0} requirements";
}
