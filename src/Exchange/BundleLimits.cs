using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>
/// How much a register bundle may ask of the machine that reads it; each limit is listed in docs/bundle.md.
/// </summary>
/// <remarks>
/// Chosen so that a nation fits several times, and that a hostile file is refused within 512 MB and 30 s.
/// </remarks>
public static class BundleLimits
{
    /// <summary>Characters of a cell: a label at its longest, and the apostrophe that may neutralise it.</summary>
    public const int CellCharacters = Label.Longest + 1;

    /// <summary>
    /// Columns of a file, and cells of a row that are counted: the widest kind of fact has 17; a body's own columns may
    /// stand beside them.
    /// </summary>
    public const int Columns = 1_000;

    /// <summary>
    /// Bytes of all files together, unpacked: 1 GiB. A register of 1,000,000 requirements with 2,000,000 alternatives
    /// takes about a third of it, and what is hostile in it is found out within 30 s.
    /// </summary>
    public const long Bytes = 1L << 30;

    /// <summary>
    /// Entries of a zip: a bundle has nineteen files; the rest leaves room for what people put beside them.
    /// </summary>
    public const int ZipEntries = 1_000;

    /// <summary>
    /// Bytes of a zip's list of entries, which is read whole: a thousand entries with long names fit.
    /// </summary>
    public const int ZipDirectoryBytes = 1 << 20;

    /// <summary>
    /// How many times its packed size a file may unpack to: facts pack 5 to 30 times, the worst that deflate can do is
    /// 1,032 times.
    /// </summary>
    public const int ZipRatio = 200;

    /// <summary>Unpacked bytes below which the ratio does not matter: 1 MiB harms nobody.</summary>
    public const long ZipRatioFrom = 1 << 20;

    /// <summary>Errors of one file after which it is read no further: the file is not what it claims to be.</summary>
    public const int ErrorsPerFile = 1_000_000;
}
