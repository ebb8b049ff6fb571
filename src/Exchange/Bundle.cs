using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>A register bundle that is open for reading: a folder, a zip of one, or a single file of one.</summary>
/// <remarks>
/// Opening looks at names, sizes and headers only; rows are read when tables are walked. One table after another or
/// several at once, but not from several threads. The format: docs/bundle.md.
/// </remarks>
public sealed class Bundle : IDisposable
{
    private static readonly string[] Companions = ["README", "LICENSE", "LICENCE", "NOTICE", "ATTRIBUTION"];

    private readonly IDisposable? archive;

    private Bundle(IReadOnlyList<FactTable> tables, Complaints complaints, IDisposable? archive) =>
        (Tables, Complaints, this.archive) = (tables, complaints, archive);

    /// <summary>
    /// The files of the bundle, in the order of <see cref="FactSchema.All"/>; files that cannot be read too, as tables
    /// without columns.
    /// </summary>
    public IReadOnlyList<FactTable> Tables { get; }

    /// <summary>What was found on opening, about files and headers; errors here forbid storing anything.</summary>
    public Complaints Complaints { get; }

    /// <summary>Opens a bundle.</summary>
    /// <param name="path">A folder, a zip of it, or one file of it with its own name, such as <c>services.csv</c>.</param>
    /// <remarks>Never fails: what cannot be opened is a complaint and no tables.</remarks>
    public static Bundle Open(string path)
    {
        var complaints = new Complaints();
        try
        {
            if (Directory.Exists(path))
            {
                return new Bundle(OpenFiles(BundleFolder.Files(path, complaints), complaints), complaints, null);
            }

            if (!File.Exists(path))
            {
                complaints.Refuse(new Place(path), new NoSuchPath(path));
            }
            else if (SchemaOf(Path.GetFileName(path)) is not null)
            {
                return new Bundle(OpenFiles(BundleFolder.Single(path, complaints), complaints), complaints, null);
            }
            else if (new FileInfo(path).Length == 0)
            {
                complaints.Refuse(new Place(Path.GetFileName(path)), new NothingInFile());
            }
            else if (BundleZip.LooksLikeZip(path))
            {
                var zip = BundleZip.Open(path, complaints);
                return new Bundle(OpenFiles(zip.Files, complaints), complaints, zip);
            }
            else
            {
                complaints.Refuse(new Place(path), new NotABundle(Path.GetFileName(path)));
            }
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            complaints.Refuse(new Place(path), new CannotBeOpened(refusal.Message));
        }

        return new Bundle([], complaints, null);
    }

    /// <summary>Whether a path holds a register bundle: some file has its name and all its required columns.</summary>
    /// <remarks>Cheap, and silent about mistakes; for finding out which format a path is in.</remarks>
    public static bool Recognises(string path)
    {
        using var bundle = Open(path);
        return bundle.Tables.Any(t => !t.Schema.Columns.Where((column, i) => column.IsRequired && !t.Present[i]).Any());
    }

    /// <inheritdoc />
    public void Dispose() => archive?.Dispose();

    /// <summary>The kind of fact in a file of that name; null for other names.</summary>
    internal static FactSchema? SchemaOf(string fileName) => FactSchema.All.FirstOrDefault(s => s.FileName == fileName);

    /// <summary>Warns about a file that is no part of a bundle, unless it is a text that belongs beside one.</summary>
    internal static void WarnAbout(string name, Complaints complaints)
    {
        var last = name[(name.LastIndexOf('/') + 1)..];
        if (!Companions.Any(c => last == c || last.StartsWith(c + ".", StringComparison.Ordinal)) &&
            !last.EndsWith(".md", StringComparison.Ordinal) && !last.EndsWith(".license", StringComparison.Ordinal))
        {
            complaints.Warn(new Place(name), new UnknownFile(name));
        }
    }

    /// <summary>
    /// Complains when there is nothing to read; without any file at all a bundle holds no facts, which may be.
    /// </summary>
    internal static void JudgeContent(string path, int known, bool hasOthers, Complaints complaints)
    {
        if (known == 0)
        {
            complaints.Add(new Complaint(new Place(path), new NothingOfABundle(), IsWarning: !hasOthers));
        }
    }

    private static FactTable[] OpenFiles(IEnumerable<BundleFile> files, Complaints complaints)
    {
        var total = 0L;
        var tables = new List<FactTable>();
        foreach (var file in files.OrderBy(f => f.Schema.Kind))
        {
            total += file.Bytes;
            if (total > BundleLimits.Bytes)
            {
                complaints.Refuse(new Place(file.Name), new BundleTooLarge(total));
                tables.Add(FactTable.Unreadable(file.Name, file.Schema));
            }
            else
            {
                tables.Add(CsvFile.Read(file.Name, file.Schema, file.Open, complaints));
            }
        }

        return [.. tables];
    }
}

/// <summary>One file of a bundle, not yet read.</summary>
/// <param name="Name">The file, for complaints.</param>
/// <param name="Schema">The kind of fact that it holds.</param>
/// <param name="Bytes">Its size, unpacked.</param>
/// <param name="Open">Opens it at its beginning.</param>
internal sealed record BundleFile(string Name, FactSchema Schema, long Bytes, Func<Stream> Open);

/// <summary>A path where nothing is.</summary>
public sealed record NoSuchPath(string Path) : Problem(new Phrase(
    $"there is nothing at {Quote(Path)}: expected a folder, a zip of one, or one CSV file of a register bundle",
    $"er is niets op {Quote(Path)}: verwacht een map, een zip daarvan, of één CSV-bestand van een registerbundel"));

/// <summary>A file that is no zip and has no name of a bundle's file.</summary>
public sealed record NotABundle(string Name) : Problem(new Phrase(
    $"{Quote(Name)} is not part of a register bundle: expected a folder, a zip, or one of {string.Join(", ", FactSchema.All.Select(s => s.FileName))}",
    $"{Quote(Name)} hoort niet bij een registerbundel: verwacht een map, een zip, of een van {string.Join(", ", FactSchema.All.Select(s => s.FileName))}"));

/// <summary>A folder or zip without any file of a bundle.</summary>
public sealed record NothingOfABundle() : Problem(new Phrase(
    $"there is no file of a register bundle here: expected some of {string.Join(", ", FactSchema.All.Select(s => s.FileName))}",
    $"hier staat geen enkel bestand van een registerbundel: verwacht er enkele van {string.Join(", ", FactSchema.All.Select(s => s.FileName))}"));

/// <summary>A file or folder beside the files of the bundle; it is not read.</summary>
public sealed record UnknownFile(string Name) : Problem(new Phrase(
    $"{Quote(Name)} is not part of a register bundle and is not read: expected {string.Join(", ", FactSchema.All.Select(s => s.FileName))}",
    $"{Quote(Name)} hoort niet bij een registerbundel en wordt niet gelezen: verwacht {string.Join(", ", FactSchema.All.Select(s => s.FileName))}"));

/// <summary>More bytes than a bundle may unpack to.</summary>
public sealed record BundleTooLarge(long Bytes) : Problem(new Phrase(
    $"up to and including this file the bundle holds {Bytes} bytes: expected at most {BundleLimits.Bytes} bytes unpacked",
    $"tot en met dit bestand bevat de bundel {Bytes} bytes: verwacht ten hoogste {BundleLimits.Bytes} bytes uitgepakt"));

/// <summary>A path that the system refuses to open.</summary>
public sealed record CannotBeOpened(string Reason) : Problem(new Phrase(
    $"this cannot be opened ({Reason}): expected a file or folder that you may read",
    $"dit kan niet worden geopend ({Reason}): verwacht een bestand of map die u mag lezen"));
