using System.Buffers.Binary;
using System.IO.Compression;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>A register bundle in a zip: its files at the root, or all in one folder at the root.</summary>
/// <remarks>
/// Nothing is ever unpacked to disk. The list of entries is measured before anything reads it, names and claimed sizes
/// are judged before anything is unpacked, and while unpacking each file is held to its claims (size and CRC-32).
/// </remarks>
internal sealed class BundleZip : IDisposable
{
    private readonly FileStream file;
    private ZipArchive? archive;

    private BundleZip(string path) => file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);

    /// <summary>The files of the bundle in it.</summary>
    public IReadOnlyList<BundleFile> Files { get; private set; } = [];

    /// <summary>Whether a file has the name or the first bytes of a zip.</summary>
    public static bool LooksLikeZip(string path)
    {
        Span<byte> first = stackalloc byte[4];
        using var content = File.OpenRead(path);
        return path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ||
            (content.ReadAtLeast(first, 4, throwOnEndOfStream: false) == 4 &&
                first is [(byte)'P', (byte)'K', 3 or 5, 4 or 6]);
    }

    /// <summary>Opens a zip; without files, and with a complaint, when it is no zip that is safe to read.</summary>
    public static BundleZip Open(string path, Complaints complaints)
    {
        var zip = new BundleZip(path);
        try
        {
            zip.Look(new Place(Path.GetFileName(path)), complaints);
            return zip;
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        archive?.Dispose();
        file.Dispose();
    }

    private void Look(Place place, Complaints complaints)
    {
        if (ZipDirectory.Judge(file) is { } problem)
        {
            complaints.Refuse(place, problem);
            return;
        }

        try
        {
            archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (AreNamesSafe(archive.Entries, place, complaints))
            {
                Files = Choose(archive.Entries, place, complaints);
            }
        }
        catch (InvalidDataException damage)
        {
            complaints.Refuse(place, new DamagedZip(damage.Message));
        }
    }

    private static bool AreNamesSafe(IEnumerable<ZipArchiveEntry> entries, Place place, Complaints complaints)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var before = complaints.Errors;
        foreach (var name in entries.Select(entry => entry.FullName))
        {
            if (name.StartsWith('/') || name.Contains('\\') || name.Contains(':') || name.Any(char.IsControl) ||
                name.Split('/').Contains(".."))
            {
                complaints.Refuse(place, new UnsafeZipName(name));
            }
            else if (!names.Add(name))
            {
                complaints.Refuse(place, new DuplicateZipName(name));
            }
        }

        return complaints.Errors == before;
    }

    private static List<BundleFile> Choose(IEnumerable<ZipArchiveEntry> entries, Place place, Complaints complaints)
    {
        var found = entries.Where(e => !e.FullName.EndsWith('/')).OrderBy(e => e.FullName, StringComparer.Ordinal)
            .ToList();
        var folders = found.Where(e => Bundle.SchemaOf(e.Name) is not null && e.FullName.Count(c => c == '/') <= 1)
            .Select(FolderOf).Distinct().ToList();
        var folder = folders.Contains("") ? "" : folders.FirstOrDefault("");
        if (folder.Length > 0 && folders.Count > 1)
        {
            complaints.Refuse(place, new SeveralFolders(folders));
            return [];
        }

        var (files, known) = (new List<BundleFile>(), 0);
        foreach (var entry in found)
        {
            if (FolderOf(entry) == folder && Bundle.SchemaOf(entry.Name) is { } schema)
            {
                known++;
                if (IsSound(entry, complaints))
                {
                    files.Add(new BundleFile(entry.FullName, schema, entry.Length, () => new ZipContent(entry)));
                }
            }
            else
            {
                Bundle.WarnAbout(entry.FullName, complaints);
            }
        }

        Bundle.JudgeContent(place.File, known, found.Count > 0, complaints);
        return files;
    }

    private static string FolderOf(ZipArchiveEntry entry) => entry.FullName[..^entry.Name.Length];

    private static bool IsSound(ZipArchiveEntry entry, Complaints complaints)
    {
        Problem? problem = entry switch
        {
            { IsEncrypted: true } => new EncryptedZip(entry.FullName),
            { Length: 0 } => new NothingInFile(),
            { Length: > BundleLimits.ZipRatioFrom } when entry.Length / BundleLimits.ZipRatio > entry.CompressedLength =>
                new ZipBomb(entry.CompressedLength, entry.Length),
            _ => null,
        };
        try
        {
            using var _ = problem is null ? entry.Open() : null;
        }
        catch (InvalidDataException damage)
        {
            problem = new DamagedZip(damage.Message);
        }

        if (problem is not null)
        {
            complaints.Refuse(new Place(entry.FullName), problem);
        }

        return problem is null;
    }
}

/// <summary>
/// The list at the end of a zip, measured before it is trusted (APPNOTE.TXT 6.3.10, sections 4.3.14 to 4.3.16).
/// </summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LocatorLength = 20;

    /// <summary>
    /// Why the list of entries of a zip may not be read; null when it is small enough and in its place.
    /// </summary>
    public static Problem? Judge(FileStream file)
    {
        var tail = new byte[Math.Min(file.Length, EndLength + LongestComment + LocatorLength)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\x5\x6"u8);
        if (at < 0 || tail.Length - at < EndLength)
        {
            return new DamagedZip("it has no list of entries at its end");
        }

        var endsAt = file.Length - tail.Length + at;
        long entries = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10));
        long startsAt = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
        if (entries == ushort.MaxValue || startsAt == uint.MaxValue)
        {
            var locator = tail.AsSpan(Math.Max(0, at - LocatorLength), Math.Min(at, LocatorLength));
            if (!locator.StartsWith("PK\x6\x7"u8) || ReadLong(file, locator) is not { } wide)
            {
                return new DamagedZip("its list of entries is too long or out of place");
            }

            (entries, startsAt) = wide;
        }

        // What lies between the start of the list and the end record bounds what any reader of the list can meet.
        return entries > BundleLimits.ZipEntries || startsAt > endsAt ||
            endsAt - startsAt > BundleLimits.ZipDirectoryBytes
            ? new TooManyZipEntries(entries)
            : null;
    }

    private static (long Entries, long StartsAt)? ReadLong(FileStream file, ReadOnlySpan<byte> locator)
    {
        var record = new byte[56];
        var offset = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (offset < 0 || offset > file.Length - record.Length)
        {
            return null;
        }

        file.Seek(offset, SeekOrigin.Begin);
        file.ReadExactly(record);
        var (entries, startsAt) = (
            BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32)),
            BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)));
        return record.AsSpan().StartsWith("PK\x6\x6"u8) && entries >= 0 && startsAt >= 0 ? (entries, startsAt) : null;
    }
}

/// <summary>A zip that cannot be read.</summary>
public sealed record DamagedZip(string Reason) : Problem(new Phrase(
    $"the zip cannot be read ({Reason}): expected an undamaged zip of the ordinary kind (deflate); make or send it again",
    $"de zip is niet te lezen ({Reason}): verwacht een onbeschadigde zip van de gewone soort (deflate); maak of verstuur hem opnieuw"));

/// <summary>A zip with more entries, or a longer list of them, than a bundle needs.</summary>
public sealed record TooManyZipEntries(long Entries) : Problem(new Phrase(
    $"the zip says that it has {Entries} entries in a list that is too long or out of place: expected at most {BundleLimits.ZipEntries} entries in {BundleLimits.ZipDirectoryBytes} bytes",
    $"de zip zegt {Entries} bestanden te hebben in een lijst die te lang is of niet op zijn plaats staat: verwacht ten hoogste {BundleLimits.ZipEntries} bestanden in {BundleLimits.ZipDirectoryBytes} bytes"));

/// <summary>A name in a zip that points outside it, or that systems read differently.</summary>
public sealed record UnsafeZipName(string Name) : Problem(new Phrase(
    $"the zip has an entry named {Quote(Name)}: expected names within the zip, without '..', a leading '/', '\\', ':' or control characters",
    $"de zip heeft een bestand met de naam {Quote(Name)}: verwacht namen binnen de zip, zonder '..', '/' vooraan, '\\', ':' of besturingstekens"));

/// <summary>A name that stands in a zip twice, capitals or not.</summary>
public sealed record DuplicateZipName(string Name) : Problem(new Phrase(
    $"the zip has {Quote(Name)} twice: expected each name once, whatever its capitals",
    $"de zip heeft {Quote(Name)} twee keer: verwacht elke naam één keer, ongeacht hoofdletters"));

/// <summary>A zip with files of a bundle in more than one folder.</summary>
public sealed record SeveralFolders(IReadOnlyList<string> Folders) : Problem(new Phrase(
    $"files of a bundle stand in several folders of the zip ({string.Join(", ", Folders.Take(5))}): expected them at the root or in one folder",
    $"bestanden van een bundel staan in meer dan één map van de zip ({string.Join(", ", Folders.Take(5))}): verwacht ze in de hoofdmap of in één map"));

/// <summary>A file in a zip that is locked with a password.</summary>
public sealed record EncryptedZip(string Name) : Problem(new Phrase(
    $"{Quote(Name)} is encrypted: expected a zip without a password",
    $"{Quote(Name)} is versleuteld: verwacht een zip zonder wachtwoord"));

/// <summary>A file in a zip that unpacks to far more than facts ever do.</summary>
public sealed record ZipBomb(long Packed, long Unpacked) : Problem(new Phrase(
    $"{Packed} bytes unpack to {Unpacked}: expected at most {BundleLimits.ZipRatio} times as many (a zip bomb?)",
    $"{Packed} bytes pakken uit tot {Unpacked}: verwacht er ten hoogste {BundleLimits.ZipRatio} keer zoveel (een zipbom?)"));
