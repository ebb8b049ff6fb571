namespace Sluiswachter.Bench;

/// <summary>Few have most: a handful of hyperscalers under almost everything, and chains of resellers.</summary>
/// <remarks>
/// <para>
/// The first services are the platforms of five hyperscalers, three of them American. Nine in ten other services are
/// hosted on a platform, three in ten of these with a second one to fall back on, which half of the time is of the same
/// hyperscaler. A seventh of the services are resold: each needs the next one, of another supplier, in chains of 2 to
/// 12. Functions, and services for what else they need, take one to three others, of which half are popular ones.
/// </para>
/// <para>
/// Popular is by Zipf's law, in steps: as likely among the first, the next two, the next four, and so on.
/// It goes for suppliers too, and for their owners, who are always before whom they own: chains, and no loops.
/// </para>
/// </remarks>
internal sealed class SkewedDraw(RegisterShape shape, Random random) : RegisterDraw(shape, random)
{
    private const int MostPlatforms = 40;
    private const int ChainEvery = 40;
    private const int ShortestChain = 2;
    private const int LongestChain = 12;

    private static readonly string[] HyperscalersOf = ["US", "US", "US", "FR", "DE"];

    private int Platforms => Math.Min(MostPlatforms, Shape.Services / 3);

    public override string CountryOf(int supplier) =>
        supplier < HyperscalersOf.Length ? HyperscalersOf[supplier] : base.CountryOf(supplier);

    public override (int Owner, int SharePercent)? OwnerOf(int supplier) =>
        supplier < HyperscalersOf.Length ? null : (Popular(supplier), Random.Next(40, 101));

    public override int SupplierOf(int service) =>
        service < Platforms ? service % HyperscalersOf.Length : Popular(Shape.Suppliers);

    public override DrawnRequirement Requirement(int number)
    {
        var others = Shape.Services - Platforms;
        if (number < Shape.Functions)
        {
            return Mixed(null);
        }

        // Each service that is no platform has one requirement of its own; those left over go to any of them.
        var turn = number - Shape.Functions;
        if (turn >= others)
        {
            return Mixed(Platforms + Random.Next(others));
        }

        var service = Platforms + turn;
        if (IsResold(service))
        {
            return new DrawnRequirement(service, [service + 1], 1, AnyPurpose());
        }

        return Random.Next(10) > 0 ? Hosted(service) : Mixed(service);
    }

    /// <summary>Whether what a service sells is the service after it.</summary>
    private bool IsResold(int service)
    {
        var (chain, link) = Math.DivRem(service, ChainEvery);
        var length = ShortestChain + chain % (LongestChain - ShortestChain + 1);
        return link < length - 1 && service + 1 < Shape.Services;
    }

    private DrawnRequirement Hosted(int service)
    {
        var platform = Popular(Platforms);
        HashSet<int> platforms = [platform];
        if (Random.Next(10) < 3)
        {
            var isSameCloud = Random.Next(2) == 0;
            platforms.Add(isSameCloud ? (platform + HyperscalersOf.Length) % Platforms : Popular(Platforms));
        }

        return new DrawnRequirement(service, platforms, 1, "hosting");
    }

    private DrawnRequirement Mixed(int? consumer)
    {
        var services = Distinct(
            1 + Random.Next(3), consumer ?? -1,
            () => Random.Next(2) == 0 ? Popular(Shape.Services) : Random.Next(Shape.Services));
        return new DrawnRequirement(consumer, services, 1 + Random.Next(services.Count), AnyPurpose());
    }

    /// <summary>A number from 0, each octave as likely: some number is drawn about half as often as half of it.</summary>
    private int Popular(int below)
    {
        var octaves = int.Log2(below) + 1;
        while (true)
        {
            var size = 1 << Random.Next(octaves);
            var number = size - 1 + Random.Next(size);
            if (number < below)
            {
                return number;
            }
        }
    }
}
