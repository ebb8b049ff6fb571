using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Sluiswachter.Vault.Tests;

/// <summary>Checksums are those that everybody else works out, in one piece or in several.</summary>
public sealed class ChecksumsOfObjects
{
    /// <summary>The check value that catalogues of CRCs give, and FIPS 180-4 for the others: of the digits 1 to 9.</summary>
    [Theory]
    [InlineData(ChecksumAlgorithm.Crc32, "CBF43926")]
    [InlineData(ChecksumAlgorithm.Crc32C, "E3069283")]
    [InlineData(ChecksumAlgorithm.Crc64Nvme, "AE8B14860A799888")]
    [InlineData(ChecksumAlgorithm.Sha1, "F7C3BC1D808E04732ADF679965CCC34CA7AE3441")]
    [InlineData(ChecksumAlgorithm.Sha256, "15E2B0D3C33891EBB0F1EF609EC419420C20E320CE94C65FBC8C3312448EB225")]
    public void The_check_value_is_the_one_that_is_published(ChecksumAlgorithm algorithm, string expected)
    {
        var checksum = Checksum.Of(algorithm, Encoding.ASCII.GetBytes("123456789"));
        Assert.Equal(expected, Convert.ToHexString(checksum));
        Assert.Equal(Checksum.LengthOf(algorithm), checksum.Length);
        Assert.Equal(algorithm, Checksum.Read(Checksum.NameOf(algorithm)));
    }

    [Fact]
    public void In_pieces_it_is_the_same_as_at_once() => Check(algorithm => (first, second) =>
    {
        using var checksum = Checksum.Of(algorithm);
        checksum.Append(first);
        checksum.Append(second);
        return checksum.Finish().SequenceEqual(Checksum.Of(algorithm, [.. first, .. second]));
    });

    [Fact]
    public void Of_two_pieces_it_follows_from_that_of_each() => Check(algorithm => (first, second) =>
        Checksum.Combine(algorithm, Checksum.Of(algorithm, first), Checksum.Of(algorithm, second), second.Length) is not { } combined
            ? algorithm is ChecksumAlgorithm.Sha1 or ChecksumAlgorithm.Sha256
            : combined.SequenceEqual(Checksum.Of(algorithm, [.. first, .. second])));

    private static void Check(Func<ChecksumAlgorithm, Func<byte[], byte[], bool>> law)
    {
        foreach (var algorithm in Enum.GetValues<ChecksumAlgorithm>())
        {
            Prop.ForAll<byte[], byte[]>((first, second) => law(algorithm)(first, second)).QuickCheckThrowOnFailure();
        }
    }
}
