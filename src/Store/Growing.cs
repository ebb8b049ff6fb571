namespace Sluiswachter.Store;

/// <summary>An array that grows.</summary>
internal sealed class Growing<T>
{
    private T[] items = new T[256];
    private int count;

    public void Add(T item)
    {
        if (count == items.Length)
        {
            Array.Resize(ref items, count * 2);
        }

        items[count++] = item;
    }

    public T[] Done()
    {
        Array.Resize(ref items, count);
        return items;
    }
}
