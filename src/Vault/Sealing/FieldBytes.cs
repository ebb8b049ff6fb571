using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sluiswachter.Vault;

/// <summary>Several texts as one row of bytes that can be read in one way only.</summary>
/// <remarks>Each field is its length in four bytes, the highest first, and then its UTF-8, so that "a", "bc" is not "ab", "c".</remarks>
internal static class FieldBytes
{
    /// <summary>Fails on a text that is no Unicode (a lone half of a surrogate pair), as two of those would become one.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Of(params ReadOnlySpan<string> fields)
    {
        var length = 0;
        foreach (var field in fields)
        {
            length += sizeof(int) + Utf8.GetByteCount(field);
        }

        var bytes = new byte[length];
        var at = 0;
        foreach (var field in fields)
        {
            var written = Utf8.GetBytes(field, bytes.AsSpan(at + sizeof(int)));
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), written);
            at += sizeof(int) + written;
        }

        return bytes;
    }

    /// <summary>SHA-256 of the fields in small hexadecimal: what is sealed about many things is about this.</summary>
    public static string Digest(params ReadOnlySpan<string> fields) => Convert.ToHexStringLower(SHA256.HashData(Of(fields)));

    /// <summary>The fields again; null when the bytes are not that many fields and nothing else.</summary>
    public static string[]? Read(ReadOnlySpan<byte> bytes, int count)
    {
        var fields = new string[count];
        for (var i = 0; i < count; i++)
        {
            if (!BinaryPrimitives.TryReadInt32BigEndian(bytes, out var length) || length < 0 ||
                length > bytes.Length - sizeof(int))
            {
                return null;
            }

            try
            {
                fields[i] = Utf8.GetString(bytes.Slice(sizeof(int), length));
            }
            catch (DecoderFallbackException)
            {
                return null;
            }

            bytes = bytes[(sizeof(int) + length)..];
        }

        return bytes.IsEmpty ? fields : null;
    }
}
