using System.Text;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>The encodings in which spreadsheet programs write CSV files, by the names that a mapping uses.</summary>
public static class SheetEncodings
{
    static SheetEncodings() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The names, the likeliest first.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["utf-8", "windows-1252", "utf-16le", "utf-16be", "iso-8859-1", "iso-8859-15", "cp850"];

    /// <summary>The encoding of a name, which complains about bytes that it cannot read.</summary>
    internal static Encoding Of(string name) => name switch
    {
        "utf-8" => new UTF8Encoding(false, throwOnInvalidBytes: true),
        "utf-16le" => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
        "utf-16be" => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true),
        "cp850" => System.Text.Encoding.GetEncoding(850),
        _ => System.Text.Encoding.GetEncoding(name),
    };

    /// <summary>Makes the old code pages known to the runtime.</summary>
    internal static void Register()
    {
        // The static constructor has done it.
    }
}
