namespace Sluiswachter.Vault;

/// <summary>A page of a list of keys, in which those with the same beginning are told as one.</summary>
/// <remarks>
/// Asks for keys in the order of their bytes, and jumps over all that are told as one: a page costs as much as it has
/// lines, not as there are keys. Source: the S3 API reference, ListObjectsV2, "Delimiter" and "Prefix".
/// </remarks>
/// <typeparam name="T">What stands in the list.</typeparam>
public sealed class Listing<T>
{
    private const int AtOnce = 1000;
    private readonly List<T> items = [];
    private readonly List<string> commonPrefixes = [];

    private Listing()
    {
    }

    /// <summary>What is in the list, in order.</summary>
    public IReadOnlyList<T> Items => items;

    /// <summary>What stands for all keys that begin with it, in order.</summary>
    public IReadOnlyList<string> CommonPrefixes => commonPrefixes;

    /// <summary>Whether there is more.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Where the page ended: the last key or common prefix in it; null for an empty page.</summary>
    public string? Last { get; private set; }

    /// <summary>The last thing in the page when that is no common prefix; else default.</summary>
    public T? LastItem { get; private set; }

    /// <summary>Makes a page.</summary>
    /// <param name="prefix">What keys begin with.</param>
    /// <param name="delimiter">Where, after the prefix, what is told as one ends; null or empty: nothing is.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="most">How many lines at most.</param>
    /// <param name="keyOf">The key of a thing in the list.</param>
    /// <param name="read">Things from a place on, so many at most, in order; fewer only at the end.</param>
    /// <param name="after">The place after a thing.</param>
    public static Listing<T> Of(
        string prefix, string? delimiter, ListPlace start, int most, Func<T, string> keyOf, Func<ListPlace, int, IReadOnlyList<T>> read,
        Func<T, ListPlace> after)
    {
        var page = new Listing<T>();
        var place = start;
        var atOnce = AtOnce;
        while (most > 0)
        {
            var wanted = Math.Min(atOnce, most - page.Count + 1);
            var found = read(place, wanted);
            var jumped = false;
            foreach (var item in found)
            {
                var group = ListPlace.GroupOf(keyOf(item), prefix, delimiter);
                if (page.Count == most)
                {
                    page.IsTruncated = true;
                    return page;
                }

                page.Add(item, group ?? keyOf(item), group);
                place = group is null ? after(item) : ListPlace.AfterAll(group);
                if (group is not null)
                {
                    jumped = true;
                    break;
                }
            }

            if (!jumped && found.Count < wanted)
            {
                break;
            }

            // Where keys are told as one, what was read after the first of them was read for nothing.
            atOnce = jumped ? 2 : Math.Min(AtOnce, 2 * atOnce);
        }

        return page;
    }

    private int Count => items.Count + commonPrefixes.Count;

    private void Add(T item, string last, string? group)
    {
        (Last, LastItem) = (last, group is null ? item : default);
        if (group is null)
        {
            items.Add(item);
        }
        else
        {
            commonPrefixes.Add(group);
        }
    }
}

/// <summary>A place in a list of keys.</summary>
/// <param name="Key">The key from which on things count; with <paramref name="Within"/> or <paramref name="IsAll"/> after it.</param>
/// <param name="Within">After which thing of this key; null: itself and all of it count.</param>
/// <param name="IsAll">Whether all keys that begin with this one are passed.</param>
public readonly record struct ListPlace(string Key, string? Within = null, bool IsAll = false)
{
    /// <summary>The lowest key that can be.</summary>
    public static ListPlace Start => new("");

    /// <summary>The place after all keys that begin in some way.</summary>
    public static ListPlace AfterAll(string prefix) => new(prefix, IsAll: true);

    /// <summary>The place just after a key: the next that can be ends in a zero.</summary>
    public static ListPlace After(string key) => new(key + '\0');

    /// <summary>The place after what a page ended with: a key, or a common prefix and all that it stands for.</summary>
    public static ListPlace AfterLast(string last, string prefix, string? delimiter) =>
        last.StartsWith(prefix, StringComparison.Ordinal) && GroupOf(last, prefix, delimiter) == last ? AfterAll(last) : After(last);

    /// <summary>The common prefix that stands for a key; null when none does.</summary>
    public static string? GroupOf(string key, string prefix, string? delimiter)
    {
        if (string.IsNullOrEmpty(delimiter))
        {
            return null;
        }

        var end = key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + delimiter.Length)];
    }

    /// <summary>The first key that can come at this place; null when none can.</summary>
    public string? First => IsAll ? Successor(Key) : Key;

    /// <summary>The lowest text above all that begin in some way; null when there is none.</summary>
    private static string? Successor(string prefix)
    {
        for (var end = prefix.Length; end > 0; end--)
        {
            var last = prefix[end - 1];
            if (char.IsLowSurrogate(last) && end > 1)
            {
                var rune = char.ConvertToUtf32(prefix[end - 2], last);
                if (rune < 0x10FFFF)
                {
                    return prefix[..(end - 2)] + char.ConvertFromUtf32(rune + 1);
                }

                end--;
                continue;
            }

            if (last != '\uFFFF')
            {
                return prefix[..(end - 1)] + (last == '\uD7FF' ? '\uE000' : (char)(last + 1));
            }

            return prefix[..(end - 1)] + char.ConvertFromUtf32(0x10000);
        }

        return null;
    }
}
