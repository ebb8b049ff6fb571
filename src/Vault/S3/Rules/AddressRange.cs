using System.Globalization;

namespace Sluiswachter.Vault;

/// <summary>Addresses of the internet that begin with the same bits, as <c>192.0.2.0/24</c> or <c>2001:db8::/32</c>.</summary>
/// <remarks>
/// Source: RFC 4632 (CIDR), RFC 4291, section 2.2. An IPv4 address and the IPv6 address that it is mapped to
/// (<c>::ffff:192.0.2.1</c>) are the same address, as servers report either.
/// </remarks>
internal readonly record struct AddressRange
{
    private const int Bits = 128;
    private const int MappedBits = 96;
    private static readonly UInt128 Mapped = (UInt128)0xffff << 32;

    private AddressRange(UInt128 first, int prefix) => (First, Prefix) = (first & Mask(prefix), prefix);

    /// <summary>How many of 128 bits all have; those of IPv4 begin with 96.</summary>
    public int Prefix { get; }

    /// <summary>Whether it holds addresses of IPv4 only.</summary>
    public bool IsOld => Prefix >= MappedBits && (First & Mask(MappedBits)) == Mapped;

    private UInt128 First { get; }

    /// <summary>Reads a range, or an address as the range of only that; null when the text is neither.</summary>
    public static AddressRange? Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (ReadAddress(slash < 0 ? text : text[..slash]) is not { } address)
        {
            return null;
        }

        if (slash < 0)
        {
            return new AddressRange(address.Value, Bits);
        }

        var shift = address.IsOld ? MappedBits : 0;
        return Number(text[(slash + 1)..], NumberStyles.None, 3) is { } prefix && prefix + shift <= Bits
            ? new AddressRange(address.Value, prefix + shift)
            : null;
    }

    /// <summary>Whether all of another range is in this one.</summary>
    public bool Holds(AddressRange other) => other.Prefix >= Prefix && (other.First & Mask(Prefix)) == First;

    private static UInt128 Mask(int prefix) => prefix == 0 ? 0 : UInt128.MaxValue << (Bits - prefix);

    private static (UInt128 Value, bool IsOld)? ReadAddress(string text)
    {
        if (!text.Contains(':', StringComparison.Ordinal))
        {
            return ReadOld(text) is { } old ? (Mapped | old, true) : null;
        }

        // The last 32 bits may be written as IPv4: the same as two groups.
        if (text.Contains('.', StringComparison.Ordinal))
        {
            var colon = text.LastIndexOf(':');
            if (ReadOld(text[(colon + 1)..]) is not { } old)
            {
                return null;
            }

            text = $"{text[..(colon + 1)]}{old >> 16:x}:{old & 0xffff:x}";
        }

        var halves = text.Split("::");
        if (halves.Length > 2 || Groups(halves[0]) is not { } head || Groups(halves[^1]) is not { } tail)
        {
            return null;
        }

        if (halves.Length == 1)
        {
            return head.Count == 8 ? (Join(head, 0), false) : null;
        }

        return head.Count + tail.Count < 8 ? (Join(head, 8 - head.Count) | Join(tail, 0), false) : null;
    }

    private static UInt128 Join(List<int> groups, int after) =>
        groups.Aggregate(UInt128.Zero, (value, group) => (value << 16) | (UInt128)group) << (after * 16 % Bits);

    private static List<int>? Groups(string text)
    {
        var groups = new List<int>();
        foreach (var part in text.Length == 0 ? [] : text.Split(':'))
        {
            if (Number(part, NumberStyles.AllowHexSpecifier, 4) is not { } group)
            {
                return null;
            }

            groups.Add(group);
        }

        return groups;
    }

    private static uint? ReadOld(string text)
    {
        var parts = text.Split('.');
        uint value = 0;
        foreach (var part in parts)
        {
            if (Number(part, NumberStyles.None, 3) is not { } octet || octet > 255)
            {
                return null;
            }

            value = (value << 8) | (uint)octet;
        }

        return parts.Length == 4 ? value : null;
    }

    private static int? Number(string text, NumberStyles style, int longest) =>
        text.Length <= longest && int.TryParse(text, style, CultureInfo.InvariantCulture, out var number) ? number : null;
}
