namespace Sluiswachter.App;

/// <summary>A list that grows by blocks, so that growing copies nothing and wastes at most one block.</summary>
internal sealed class Blocks<T>
    where T : struct
{
    private const int Bits = 14;
    private const int Size = 1 << Bits;

    private readonly List<T[]> blocks = [];

    /// <summary>How many items there are.</summary>
    public int Count { get; private set; }

    /// <summary>The item at a place.</summary>
    public ref T this[int i] => ref blocks[i >> Bits][i & (Size - 1)];

    /// <summary>Adds an item.</summary>
    public void Add(T item)
    {
        if (Count == blocks.Count << Bits)
        {
            blocks.Add(new T[Size]);
        }

        this[Count++] = item;
    }

    /// <summary>Makes sure that there are at least so many items; new ones hold a default.</summary>
    public void Reach(int count)
    {
        while (Count < count)
        {
            Add(default);
        }
    }
}
