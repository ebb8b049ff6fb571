using System.Globalization;

namespace Sluiswachter.Vault;

/// <summary>Bytes of an object, from a place on.</summary>
/// <param name="Offset">The first byte, from 0.</param>
/// <param name="Length">How many.</param>
public readonly record struct ByteRange(long Offset, long Length)
{
    /// <summary>Reads a <c>Range</c> header of one range (RFC 9110, section 14.1.2).</summary>
    /// <param name="header">The header; what cannot be read, or asks for several ranges, counts as none.</param>
    /// <param name="size">The bytes of the object.</param>
    /// <param name="range">The range; null when all of the object is meant.</param>
    /// <returns>False when the object has no byte of the range.</returns>
    public static bool TryRead(string? header, long size, out ByteRange? range)
    {
        range = null;
        if (header is null || !header.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase) ||
            header["bytes=".Length..].Split('-') is not [var first, var last] || header.Contains(','))
        {
            return true;
        }

        if (first.Length == 0)
        {
            if (!TryRead(last, out var suffix))
            {
                return true;
            }

            var length = Math.Min(suffix, size);
            range = new ByteRange(size - length, length);
            return length > 0;
        }

        var end = long.MaxValue;
        if (!TryRead(first, out var begin) || (last.Length > 0 && !TryRead(last, out end)) || end < begin)
        {
            return true;
        }

        range = new ByteRange(begin, Math.Min(end, size - 1) - begin + 1);
        return begin < size;
    }

    /// <summary>The <c>Content-Range</c> header of an answer with this range of an object of a size.</summary>
    public string Header(long size) => string.Create(CultureInfo.InvariantCulture, $"bytes {Offset}-{Offset + Length - 1}/{size}");

    private static bool TryRead(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
