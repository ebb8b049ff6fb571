using System.Text;

namespace Sluiswachter.Model;

/// <summary>Ids in ordinal order (the order of their UTF-8 bytes), each known by its position.</summary>
/// <remarks>
/// Calculations work on positions only: a lower position is a lower id, so ties by ordinal id are ties by position.
/// One byte array holds all text: n ids of b bytes on average take n × (b + 4) bytes.
/// </remarks>
public sealed class OrderedIds
{
    private readonly byte[] text;
    private readonly int[] ends;

    private OrderedIds(byte[] text, int[] ends) => (this.text, this.ends) = (text, ends);

    /// <summary>No ids.</summary>
    public static OrderedIds None { get; } = new([], []);

    /// <summary>How many ids there are.</summary>
    public int Count => ends.Length;

    /// <summary>The id at a position.</summary>
    public string this[int position] => Encoding.UTF8.GetString(Utf8(position));

    /// <summary>The id at a position, as UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8(int position) =>
        text.AsSpan((position == 0 ? 0 : ends[position - 1])..ends[position]);

    /// <summary>The position of an id, or -1. Logarithmic in <see cref="Count"/>.</summary>
    public int PositionOf(string id)
    {
        var sought = Encoding.UTF8.GetBytes(id).AsSpan();
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            var order = Utf8(middle).SequenceCompareTo(sought);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    /// <summary>Puts ids in order; each may occur once.</summary>
    public static OrderedIds Of(IEnumerable<string> ids)
    {
        var sorted = ids.Select(Encoding.UTF8.GetBytes).ToList();
        sorted.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        var writer = new Writer(sorted.Count);
        sorted.ForEach(id => writer.Add(id));
        return writer.Done();
    }

    /// <summary>Takes ids one by one, already in ordinal order.</summary>
    /// <param name="expected">About how many ids will come.</param>
    public sealed class Writer(int expected)
    {
        private readonly List<int> ends = new(expected);
        private byte[] text = new byte[Math.Max(64, expected * 24)];
        private int length;

        /// <summary>Adds the next id.</summary>
        /// <exception cref="ArgumentException">The id does not come after the one before it.</exception>
        public void Add(ReadOnlySpan<byte> id)
        {
            var previous = ends.Count == 0 ? [] : text.AsSpan((ends.Count == 1 ? 0 : ends[^2])..length);
            if (ends.Count > 0 && previous.SequenceCompareTo(id) >= 0)
            {
                throw new ArgumentException("ids must come in ordinal order, each once", nameof(id));
            }

            if (text.Length - length < id.Length)
            {
                Array.Resize(ref text, Math.Max(text.Length * 2, length + id.Length));
            }

            id.CopyTo(text.AsSpan(length));
            length += id.Length;
            ends.Add(length);
        }

        /// <summary>The ids that were added.</summary>
        public OrderedIds Done() => new(text.AsSpan(0, length).ToArray(), [.. ends]);
    }
}
