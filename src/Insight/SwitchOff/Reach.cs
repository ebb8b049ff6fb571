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
        var controllerOf = new int[suppliers.Count];
        var queue = new int[controllerOf.Length];
        var found = 0;
        for (var supplier = 0; supplier < controllerOf.Length; supplier++)
        {
            controllerOf[supplier] = Unreached;
            if (isOrigin(supplier))
            {
                controllerOf[supplier] = Origin;
                queue[found++] = supplier;
            }
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
