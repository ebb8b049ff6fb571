using System.Buffers.Binary;
using System.Globalization;

namespace Sluiswachter.Vault;

/// <summary>Which version of which key ring: sixteen hexadecimal digits, a stroke, and the version.</summary>
/// <param name="Ring">Eight bytes of chance, drawn when the ring was made.</param>
/// <param name="Version">The version, from 1.</param>
public readonly record struct KeyName(ulong Ring, int Version)
{
    /// <summary>Bytes that a name takes in what is sealed.</summary>
    internal const int Size = 12;

    /// <summary>The digits of the ring.</summary>
    public string RingText => Ring.ToString("x16", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => $"{RingText}/{Version}";

    /// <summary>Reads a name; null when the text is none.</summary>
    public static KeyName? Read(string text) =>
        text.Length > 17 && text[16] == '/' &&
        ulong.TryParse(text.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ring) &&
        int.TryParse(text.AsSpan(17), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
            ? new KeyName(ring, version)
            : null;

    internal void Write(Span<byte> into)
    {
        BinaryPrimitives.WriteUInt64BigEndian(into, Ring);
        BinaryPrimitives.WriteInt32BigEndian(into[8..], Version);
    }

    internal static KeyName Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadInt32BigEndian(bytes[8..]));
}
