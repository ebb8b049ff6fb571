namespace Sluiswachter.Insight;

/// <summary>The suppliers that some suppliers are or control, directly or through a chain of control.</summary>
/// <remarks>
/// Breadth-first over control, starting in the order of ids and going on in the order of ids: so each supplier is found
/// by a shortest chain, and of the shortest by the one whose ids come first, read from the controller on. Linear in
/// suppliers and holdings; loops of ownership end where they began.
/// </remarks>
internal sealed class Reach
{
    private const int Unreached = -2;
    private const int Origin = -1;
    private readonly int[] controller;

    private Reach(int[] controller) => this.controller = controller;

    /// <summary>Spreads from some suppliers over all that they control.</summary>
    public static Reach From(SupplierPart suppliers, Func<int, bool> isOrigin)
    {
        var origins = new bool[suppliers.Count];
        for (var supplier = 0; supplier < origins.Length; supplier++)
        {
            origins[supplier] = isOrigin(supplier);
        }

        return From(suppliers, origins);
    }

    /// <summary>Spreads from the suppliers that are established in some countries over all that they control.</summary>
    /// <param name="suppliers">The suppliers.</param>
    /// <param name="countries">By number of a country whether it is one of these.</param>
    public static Reach FromCountries(SupplierPart suppliers, bool[] countries)
    {
        var origins = new bool[suppliers.Count];
        var country = suppliers.Country;
        for (var supplier = 0; supplier < origins.Length; supplier++)
        {
            origins[supplier] = countries[country[supplier]];
        }

        return From(suppliers, origins);
    }

    private static Reach From(SupplierPart suppliers, bool[] origins)
    {
        var controllerOf = GC.AllocateUninitializedArray<int>(origins.Length);
        var queue = GC.AllocateUninitializedArray<int>(origins.Length);
        var found = 0;
        for (var supplier = 0; supplier < origins.Length; supplier++)
        {
            // Without a branch: which ones these are cannot be guessed.
            var isOrigin = origins[supplier];
            controllerOf[supplier] = isOrigin ? Origin : Unreached;
            queue[found] = supplier;
            found += isOrigin ? 1 : 0;
        }

        for (var i = 0; i < found; i++)
        {
            foreach (var owned in suppliers.Controls[queue[i]])
            {
                if (controllerOf[owned] == Unreached)
                {
                    controllerOf[owned] = queue[i];
                    queue[found++] = owned;
                }
            }
        }

        return new Reach(controllerOf);
    }

    /// <summary>Whether a supplier is reached.</summary>
    public bool Contains(int supplier) => controller[supplier] != Unreached;

    /// <summary>Puts a 1 for each supplier that is reached.</summary>
    public void Mark(Span<byte> suppliers)
    {
        for (var supplier = 0; supplier < controller.Length; supplier++)
        {
            suppliers[supplier] |= (byte)(Contains(supplier) ? 1 : 0);
        }
    }

    /// <summary>The one before a reached supplier in the chain to it; null for the first.</summary>
    public int? ControllerOf(int supplier) => controller[supplier] is var before and >= 0 ? before : null;

    /// <summary>The chain from the first controller to a reached supplier, both included.</summary>
    public int[] ChainTo(int supplier)
    {
        var chain = new List<int>();
        for (var link = supplier; link != Origin; link = controller[link])
        {
            chain.Add(link);
        }

        chain.Reverse();
        return [.. chain];
    }
}
