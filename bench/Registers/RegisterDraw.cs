namespace Sluiswachter.Bench;

/// <summary>Draws what is particular to a shape: who supplies, who owns, and who needs what.</summary>
/// <remarks>Draws come from one source, so a register is the same only when they are asked in the same order.</remarks>
internal abstract class RegisterDraw(RegisterShape shape, Random random)
{
    private static readonly string[] Countries = ["US", "NL", "NL", "NL", "DE", "FR", "IE", "NL", "GB", "SE"];
    private static readonly string[] Purposes =
        ["hosting", "storage", "identity", "mail", "dns", "network", "web", "support", "updates", "licence"];

    protected RegisterShape Shape { get; } = shape;

    protected Random Random { get; } = random;

    public static RegisterDraw Of(RegisterShape shape, Random random) => shape.Shape switch
    {
        Bench.Shape.Uniform => new UniformDraw(shape, random),
        Bench.Shape.Skewed => new SkewedDraw(shape, random),
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    /// <summary>The country of a supplier.</summary>
    public virtual string CountryOf(int supplier) => Countries[Random.Next(Countries.Length)];

    /// <summary>Who owns a supplier that is owned, and how much of it; null for nobody.</summary>
    public abstract (int Owner, int SharePercent)? OwnerOf(int supplier);

    /// <summary>The supplier of a service.</summary>
    public abstract int SupplierOf(int service);

    /// <summary>Who needs what.</summary>
    /// <param name="number">Of the requirement; one lower than the number of functions is that function's.</param>
    public abstract DrawnRequirement Requirement(int number);

    protected string AnyPurpose() => Purposes[Random.Next(Purposes.Length)];

    /// <summary>So many different services, without one of them.</summary>
    protected static HashSet<int> Distinct(int count, int except, Func<int> draw)
    {
        var chosen = new HashSet<int>();
        while (chosen.Count < count)
        {
            if (draw() is var candidate && candidate != except)
            {
                chosen.Add(candidate);
            }
        }

        return chosen;
    }
}

/// <summary>A requirement that was drawn.</summary>
/// <param name="Consumer">The service that needs it; null for the function of the same number.</param>
/// <param name="Alternatives">The services that help to meet it.</param>
/// <param name="Need">How many of them must work.</param>
/// <param name="Purpose">What it is for.</param>
internal readonly record struct DrawnRequirement(
    int? Consumer, IReadOnlyCollection<int> Alternatives, int Need, string Purpose);

/// <summary>Everything uniformly at random: two alternatives a requirement on average, one supplier in five owned.</summary>
internal sealed class UniformDraw(RegisterShape shape, Random random) : RegisterDraw(shape, random)
{
    public override (int Owner, int SharePercent)? OwnerOf(int supplier)
    {
        var owner = Random.Next(Shape.Suppliers);
        return owner == supplier ? null : (owner, Random.Next(101));
    }

    public override int SupplierOf(int service) => Random.Next(Shape.Suppliers);

    public override DrawnRequirement Requirement(int number)
    {
        int? consumer = number < Shape.Functions ? null : Random.Next(Shape.Services);
        var services = Distinct(1 + Random.Next(3), consumer ?? -1, () => Random.Next(Shape.Services));
        return new DrawnRequirement(consumer, services, 1 + Random.Next(services.Count), AnyPurpose());
    }
}
