using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Sluiswachter.Vault;

/// <summary>A checksum that is being worked out.</summary>
/// <remarks>Linear in the bytes. Not for several threads at once.</remarks>
public sealed class Checksum : IDisposable
{
    private readonly Crc? polynomial;
    private readonly IncrementalHash? hash;
    private ulong remainder;

    private Checksum(ChecksumAlgorithm algorithm)
    {
        polynomial = Crc.Of(algorithm);
        hash = algorithm switch
        {
            ChecksumAlgorithm.Sha1 => IncrementalHash.CreateHash(HashAlgorithmName.SHA1),
            ChecksumAlgorithm.Sha256 => IncrementalHash.CreateHash(HashAlgorithmName.SHA256),
            _ => null,
        };
    }

    /// <summary>Begins a checksum.</summary>
    public static Checksum Of(ChecksumAlgorithm algorithm) => new(algorithm);

    /// <summary>The checksum of some bytes.</summary>
    public static byte[] Of(ChecksumAlgorithm algorithm, ReadOnlySpan<byte> bytes)
    {
        using var checksum = new Checksum(algorithm);
        checksum.Append(bytes);
        return checksum.Finish();
    }

    /// <summary>The checksum of two pieces together, from that of each; null where pieces cannot be put together.</summary>
    /// <remarks>Logarithmic in the length. Source: zlib's <c>crc32_combine</c>, restated as a product of polynomials.</remarks>
    public static byte[]? Combine(ChecksumAlgorithm algorithm, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, long secondLength) =>
        Crc.Of(algorithm) is { } crc
            ? crc.Write(crc.Combine(crc.Read(first), crc.Read(second), secondLength))
            : null;

    /// <summary>The algorithm as headers write it; null when there is none of that name.</summary>
    public static ChecksumAlgorithm? Read(string name) => name.ToUpperInvariant() switch
    {
        "CRC32" => ChecksumAlgorithm.Crc32,
        "CRC32C" => ChecksumAlgorithm.Crc32C,
        "CRC64NVME" => ChecksumAlgorithm.Crc64Nvme,
        "SHA1" => ChecksumAlgorithm.Sha1,
        "SHA256" => ChecksumAlgorithm.Sha256,
        _ => null,
    };

    /// <summary>How headers and answers write an algorithm.</summary>
    public static string NameOf(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 => "CRC32",
        ChecksumAlgorithm.Crc32C => "CRC32C",
        ChecksumAlgorithm.Crc64Nvme => "CRC64NVME",
        ChecksumAlgorithm.Sha1 => "SHA1",
        ChecksumAlgorithm.Sha256 => "SHA256",
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>How many bytes a checksum has.</summary>
    public static int LengthOf(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 or ChecksumAlgorithm.Crc32C => 4,
        ChecksumAlgorithm.Crc64Nvme => 8,
        ChecksumAlgorithm.Sha1 => SHA1.HashSizeInBytes,
        ChecksumAlgorithm.Sha256 => SHA256.HashSizeInBytes,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>Goes on with further bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (polynomial is not null)
        {
            remainder = polynomial.Append(remainder, bytes);
        }
        else
        {
            hash!.AppendData(bytes);
        }
    }

    /// <summary>The checksum of all bytes, the highest byte first; this begins anew.</summary>
    public byte[] Finish()
    {
        if (polynomial is null)
        {
            return hash!.GetHashAndReset();
        }

        var bytes = polynomial.Write(remainder);
        remainder = 0;
        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => hash?.Dispose();

    /// <summary>A cyclic redundancy check, lowest bit first, that begins and ends inverted.</summary>
    /// <remarks>
    /// Eight bytes a step by eight tables (Kounavis and Berry, "A systematic approach to building high performance
    /// software-based CRC generators", 2005). The platform's own library for these is a package, which a pure room does without.
    /// </remarks>
    private sealed class Crc
    {
        private const int Slices = 8;
        private static readonly Crc Crc32 = new(0xEDB88320, 32);
        private static readonly Crc Crc32C = new(0x82F63B78, 32);
        private static readonly Crc Crc64Nvme = new(0x9A6C9329AC4BC9B5, 64);

        private readonly ulong polynomial;
        private readonly int width;
        private readonly ulong mask;
        private readonly ulong[][] tables = new ulong[Slices][];

        private Crc(ulong polynomial, int width)
        {
            (this.polynomial, this.width, mask) = (polynomial, width, ulong.MaxValue >> (64 - width));
            for (var slice = 0; slice < Slices; slice++)
            {
                tables[slice] = new ulong[256];
                for (var value = 0UL; value < 256; value++)
                {
                    var before = slice == 0 ? value : tables[slice - 1][value];
                    tables[slice][value] = slice == 0 ? Shift(before, 8) : tables[0][before & 0xFF] ^ (before >> 8);
                }
            }
        }

        public static Crc? Of(ChecksumAlgorithm algorithm) => algorithm switch
        {
            ChecksumAlgorithm.Crc32 => Crc32,
            ChecksumAlgorithm.Crc32C => Crc32C,
            ChecksumAlgorithm.Crc64Nvme => Crc64Nvme,
            _ => null,
        };

        public ulong Append(ulong checksum, ReadOnlySpan<byte> bytes)
        {
            var state = checksum ^ mask;
            for (; bytes.Length >= Slices; bytes = bytes[Slices..])
            {
                state ^= BinaryPrimitives.ReadUInt64LittleEndian(bytes);
                state = tables[7][state & 0xFF] ^ tables[6][(state >> 8) & 0xFF] ^ tables[5][(state >> 16) & 0xFF] ^
                    tables[4][(state >> 24) & 0xFF] ^ tables[3][(state >> 32) & 0xFF] ^ tables[2][(state >> 40) & 0xFF] ^
                    tables[1][(state >> 48) & 0xFF] ^ tables[0][state >> 56];
            }

            foreach (var value in bytes)
            {
                state = tables[0][(state ^ value) & 0xFF] ^ (state >> 8);
            }

            return state ^ mask;
        }

        /// <summary>The checksum of two pieces: that of the first, moved up by the length of the second, and that of the second.</summary>
        public ulong Combine(ulong first, ulong second, long secondLength)
        {
            // x to the power of the bits of the second piece, by squaring; the highest bit stands for x to the power 0.
            var (power, square) = (1UL << (width - 1), Shift(1UL << (width - 1), 8));
            for (var left = secondLength; left > 0; left >>= 1)
            {
                power = (left & 1) != 0 ? Times(power, square) : power;
                square = Times(square, square);
            }

            return Times(first, power) ^ second;
        }

        public byte[] Write(ulong checksum)
        {
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64BigEndian(bytes, checksum);
            return bytes[^(width / 8)..].ToArray();
        }

        public ulong Read(ReadOnlySpan<byte> bytes)
        {
            var checksum = 0UL;
            foreach (var value in bytes)
            {
                checksum = (checksum << 8) | value;
            }

            return checksum;
        }

        /// <summary>Times x to the power of so many bits, modulo the polynomial.</summary>
        private ulong Shift(ulong value, int bits)
        {
            for (var bit = 0; bit < bits; bit++)
            {
                value = (value >> 1) ^ ((value & 1) != 0 ? polynomial : 0);
            }

            return value;
        }

        private ulong Times(ulong first, ulong second)
        {
            var product = 0UL;
            for (var bit = width - 1; bit >= 0; bit--)
            {
                product ^= ((first >> bit) & 1) != 0 ? second : 0;
                second = Shift(second, 1);
            }

            return product;
        }
    }
}

/// <summary>How a checksum over the bytes of an object is worked out.</summary>
/// <remarks>Numbers are kept with objects: they may only be added to.</remarks>
public enum ChecksumAlgorithm
{
    /// <summary>CRC-32 as in ISO 3309, which zip and Ethernet use.</summary>
    Crc32 = 1,

    /// <summary>CRC-32C (Castagnoli), RFC 3720, appendix B.4.</summary>
    Crc32C = 2,

    /// <summary>CRC-64 of the NVM Express command set specification, section 5.2.1.3.4.</summary>
    Crc64Nvme = 3,

    /// <summary>SHA-1, FIPS 180-4; against mistakes, not against an adversary.</summary>
    Sha1 = 4,

    /// <summary>SHA-256, FIPS 180-4.</summary>
    Sha256 = 5,
}

/// <summary>What a checksum of an object in parts is over.</summary>
public enum ChecksumType
{
    /// <summary>All bytes of the object, however they came.</summary>
    FullObject = 1,

    /// <summary>The checksums of its parts, one after the other.</summary>
    Composite = 2,
}
