using System.Buffers;
using System.Text;

namespace Sluiswachter.Vault;

/// <summary>Percent-encoding as S3 has it: of UTF-8, letters, digits and <c>-._~</c> stand for themselves.</summary>
/// <remarks>Source: RFC 3986, 2.1 and 2.3; AWS, "Signature Version 4: UriEncode" (hexadecimal digits in capitals).</remarks>
public static class PercentEncoding
{
    private const string Hexadecimals = "0123456789ABCDEF";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly SearchValues<byte> Unreserved = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    /// <summary>A text with everything but unreserved characters encoded.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keepSlash">True to leave slashes as they are, as in a path.</param>
    public static string Encode(string text, bool keepSlash = false) => Encode(Encoding.UTF8.GetBytes(text), keepSlash);

    /// <summary>The text that an encoded text stands for.</summary>
    /// <returns>The text; null when a percent sign is not followed by two digits, or the bytes are no UTF-8.</returns>
    /// <param name="raw">The text as received.</param>
    /// <param name="plusIsSpace">True in a query, where forms write a space as a plus sign.</param>
    public static string? Decode(string raw, bool plusIsSpace = false)
    {
        try
        {
            return DecodeBytes(raw, plusIsSpace) is { } bytes ? StrictUtf8.GetString(bytes) : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    internal static string Encode(ReadOnlySpan<byte> bytes, bool keepSlash)
    {
        var encoded = new StringBuilder(bytes.Length + 16);
        foreach (var octet in bytes)
        {
            if (Unreserved.Contains(octet) || (keepSlash && octet == '/'))
            {
                encoded.Append((char)octet);
            }
            else
            {
                encoded.Append('%').Append(Hexadecimals[octet >> 4]).Append(Hexadecimals[octet & 15]);
            }
        }

        return encoded.ToString();
    }

    internal static byte[]? DecodeBytes(string raw, bool plusIsSpace)
    {
        var bytes = Encoding.UTF8.GetBytes(raw);
        var written = 0;
        for (var read = 0; read < bytes.Length; read++)
        {
            var octet = bytes[read];
            if (octet == '%')
            {
                if (read + 2 >= bytes.Length || !IsDigit(bytes[read + 1]) || !IsDigit(bytes[read + 2]))
                {
                    return null;
                }

                octet = (byte)((Digit(bytes[read + 1]) << 4) | Digit(bytes[read + 2]));
                read += 2;
            }
            else if (octet == '+' && plusIsSpace)
            {
                octet = (byte)' ';
            }

            bytes[written++] = octet;
        }

        return bytes[..written];
    }

    private static bool IsDigit(byte sign) => char.IsAsciiHexDigit((char)sign);

    private static int Digit(byte sign) => sign <= '9' ? sign - '0' : (sign | 0x20) - 'a' + 10;
}
