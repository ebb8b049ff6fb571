namespace Sluiswachter.Vault;

/// <summary>By which word of the source the bytes of a version were checked, beside what the vault checks by itself.</summary>
/// <remarks>Written in lists of what arrived by its name in small letters: names may only be added to.</remarks>
public enum SourceWord
{
    /// <summary>The source says nothing that its bytes could be checked by.</summary>
    None = 0,

    /// <summary>An entity tag that is an MD5 of all bytes.</summary>
    Md5 = 1,

    /// <summary>A CRC-32 of all bytes.</summary>
    Crc32 = 2,

    /// <summary>A CRC-32C of all bytes.</summary>
    Crc32C = 3,

    /// <summary>A CRC-64/NVME of all bytes.</summary>
    Crc64Nvme = 4,

    /// <summary>A SHA-1 of all bytes.</summary>
    Sha1 = 5,

    /// <summary>A SHA-256 of all bytes.</summary>
    Sha256 = 6,
}

/// <summary>The names of words.</summary>
public static class SourceWords
{
    /// <summary>The word of a checksum.</summary>
    public static SourceWord Of(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 => SourceWord.Crc32,
        ChecksumAlgorithm.Crc32C => SourceWord.Crc32C,
        ChecksumAlgorithm.Crc64Nvme => SourceWord.Crc64Nvme,
        ChecksumAlgorithm.Sha1 => SourceWord.Sha1,
        ChecksumAlgorithm.Sha256 => SourceWord.Sha256,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>How a list writes it.</summary>
    public static string Text(SourceWord word) => word.ToString().ToLowerInvariant();

    /// <summary>Reads it; null when there is none of that name.</summary>
    public static SourceWord? Read(string text)
    {
        foreach (var word in Enum.GetValues<SourceWord>())
        {
            if (Text(word) == text)
            {
                return word;
            }
        }

        return null;
    }
}
