using System.Text;
using System.Text.Json;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>In which format something is, or why that is not clear.</summary>
/// <param name="Format">The format; null when it is not recognised.</param>
/// <param name="Because">By what it was recognised, or what was found instead.</param>
public sealed record ForeignFormat(ImportFormat? Format, Phrase Because)
{
    /// <summary>As much of a file as recognition looks at.</summary>
    private const int PeekBytes = 64 * 1024;

    /// <summary>Looks at a file, folder or zip: at names first, then at its first 64 kB; never at all of it.</summary>
    public static ForeignFormat Recognise(string path)
    {
        try
        {
            return Directory.Exists(path) ? OfFolder(path)
                : File.Exists(path) ? OfFile(path)
                : Unknown(new UnreadableFile(path).Says);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unknown(new UnreadableFile(path).Says);
        }
    }

    private static ForeignFormat OfFolder(string path)
    {
        if (File.Exists(Path.Combine(path, ForeignMxmapNl.Summary)))
        {
            return Is(ImportFormat.MxmapNl, $"{ForeignMxmapNl.Summary}");
        }

        var bundled = FactSchema.All.FirstOrDefault(s => File.Exists(Path.Combine(path, s.FileName)));
        return bundled is null
            ? Unknown(new Phrase(
                $"the folder holds neither a file of the register bundle, such as organisations.csv, nor {ForeignMxmapNl.Summary}",
                $"de map bevat geen bestand van de registerbundel, zoals organisations.csv, en ook geen {ForeignMxmapNl.Summary}"))
            : Is(ImportFormat.Bundle, bundled.FileName);
    }

    private static ForeignFormat OfFile(string path)
    {
        var start = ReadStart(path);
        if (start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8))
        {
            return Path.GetExtension(path).Equals(".xlsx", StringComparison.OrdinalIgnoreCase)
                ? Is(ImportFormat.Sheet, ".xlsx")
                : Is(ImportFormat.Bundle, "zip");
        }

        if (start.StartsWith((byte[])[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return Is(ImportFormat.Sheet, ".xls");
        }

        var text = start.StartsWith("\uFEFF"u8) ? start[3..] : start;
        var first = text.IndexOfAnyExcept(" \t\r\n"u8) is >= 0 and var at ? text[at] : default;
        return first switch
        {
            (byte)'{' or (byte)'[' => OfJson(text),
            (byte)'<' => Unknown(IsExportOo(text)
                ? new Phrase(
                    "this is the export of the Register van Overheidsorganisaties (exportOO), which is not read: " +
                    "use organisations.jsonl",
                    "dit is de export van het Register van Overheidsorganisaties (exportOO), die niet wordt gelezen: " +
                    "gebruik organisations.jsonl")
                : new Phrase("this is XML, and no XML is read", "dit is XML, en XML wordt niet gelezen")),
            default(byte) => Unknown(new Phrase("the file is empty", "het bestand is leeg")),
            _ => OfTable(path, text),
        };
    }

    private static ForeignFormat OfTable(string path, ReadOnlySpan<byte> text)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".csv" or ".tsv" or ".txt"))
        {
            return Unknown(new Phrase(
                "this is neither a table nor JSON: expected a folder, .zip, .csv, .xlsx, .json or .jsonl",
                "dit is geen tabel en geen JSON: verwacht een map, .zip, .csv, .xlsx, .json of .jsonl"));
        }

        var end = text.IndexOfAny((byte)'\n', (byte)'\r');
        var header = Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
        var columns = header.Split(',', ';').Select(c => c.Trim().Trim('"')).ToHashSet(StringComparer.Ordinal);
        var schema = FactSchema.All.FirstOrDefault(s => s.FileName == Path.GetFileName(path));
        return schema is not null && schema.Columns.Where(c => c.IsRequired).All(c => columns.Contains(c.Name))
            ? Is(ImportFormat.Bundle, schema.FileName)
            : Is(ImportFormat.Sheet, Path.GetExtension(path));
    }

    /// <summary>Names of properties near the start tell the JSON formats apart, also in a file that is cut off.</summary>
    private static ForeignFormat OfJson(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, isFinalBlock: false, default);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var startsWithList = false;
        try
        {
            while (reader.Read())
            {
                startsWithList |= reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth == 0;
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth <= 2)
                {
                    names.Add(Encoding.UTF8.GetString(reader.ValueSpan));
                }
            }
        }
        catch (JsonException)
        {
            // A second line of JSON lines, or something wrong further on: what was seen so far decides.
        }

        if (startsWithList && names.IsSupersetOf(["bfs", "provider", "mx"]))
        {
            return Is(ImportFormat.MxmapNl, "bfs, provider, mx");
        }

        if (!startsWithList && names.IsSupersetOf(["data", "Products"]))
        {
            return Is(ImportFormat.Fedramp, "data.Products");
        }

        return !startsWithList && names.IsSupersetOf(["id", "type", "names"])
            ? Is(ImportFormat.OrganisationsNl, "id, type, names")
            : Unknown(new Phrase(
                "this JSON is of no format that is known here: " +
                "expected a FedRAMP marketplace, Dutch bodies or measured mail",
                "deze JSON heeft geen formaat dat hier bekend is: " +
                "verwacht een FedRAMP-marktplaats, Nederlandse organisaties of gemeten mail"));
    }

    private static bool IsExportOo(ReadOnlySpan<byte> text) => text.IndexOf("overheidsorganisaties"u8) >= 0;

    private static ReadOnlySpan<byte> ReadStart(string path)
    {
        using var stream = File.OpenRead(path);
        var start = new byte[PeekBytes];
        return start.AsSpan(0, stream.ReadAtLeast(start, PeekBytes, throwOnEndOfStream: false));
    }

    private static ForeignFormat Is(ImportFormat format, string by) =>
        new(format, new Phrase($"recognised by {by}", $"herkend aan {by}"));

    private static ForeignFormat Unknown(Phrase because) => new(null, because);
}

/// <summary>A format in which facts can be brought in.</summary>
public enum ImportFormat
{
    /// <summary>The register bundle: a folder or zip of its CSV files, or one of them.</summary>
    Bundle = 1,

    /// <summary>The FedRAMP marketplace; <see cref="ForeignFedramp"/>.</summary>
    Fedramp = 2,

    /// <summary>The Dutch public bodies; <see cref="ForeignOrganisationsNl"/>.</summary>
    OrganisationsNl = 3,

    /// <summary>The measured mail of Dutch municipalities; <see cref="ForeignMxmapNl"/>.</summary>
    MxmapNl = 4,

    /// <summary>A spreadsheet that nobody prepared: to be read with a mapping.</summary>
    Sheet = 5,
}
