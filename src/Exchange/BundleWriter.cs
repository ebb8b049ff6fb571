using System.Buffers;
using System.IO.Compression;
using System.Text;
using Sluiswachter.Model;
using Tables = System.Collections.Generic.IEnumerable<(
    Sluiswachter.Model.FactSchema Schema,
    System.Collections.Generic.IEnumerable<Sluiswachter.Model.Cell[]> Facts)>;

namespace Sluiswachter.Exchange;

/// <summary>Writes facts as a register bundle, so that reading it back gives the same facts.</summary>
/// <remarks>
/// All or nothing: everything is written beside the target first, and moved into its place at the end. The same facts
/// in the same order give the same bytes, of a zip too (its times are fixed; its packing depends on the version of
/// .NET and the kind of processor). Streams: no more than a row is held. Law: <c>Open(Write(facts)) = facts</c>.
/// </remarks>
public static class BundleWriter
{
    /// <summary>Writes a bundle.</summary>
    /// <param name="path">A new or empty folder, or a name ending in <c>.zip</c> that does not exist yet.</param>
    /// <param name="tables">
    /// For each kind of fact, once, its facts: one cell per column of the schema. A kind without facts gets no file.
    /// </param>
    /// <exception cref="IOException">The machine failed (disk full, no such folder); nothing was left behind.</exception>
    /// <exception cref="UnauthorizedAccessException">The system forbids writing there; nothing was left behind.</exception>
    public static Result<BundleWritten> Write(string path, Tables tables)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return Path.Exists(target) ? new TargetExists(path)
                : !Directory.Exists(Path.GetDirectoryName(target)) ? new NoSuchParent(path)
                : WriteBeside(
                    $"{target}.{Path.GetRandomFileName()}.partial", beside => WriteZip(beside, tables),
                    beside => File.Move(beside, target, overwrite: false));
        }

        if (Directory.Exists(target))
        {
            return Directory.EnumerateFileSystemEntries(target).Any() ? new TargetNotEmpty(path)
                : WriteBeside(
                    Path.Combine(target, $"{Path.GetRandomFileName()}.partial"), beside => WriteFolder(beside, tables),
                    beside => MoveFiles(beside, target));
        }

        return Path.Exists(target) ? new TargetNotEmpty(path)
            : !Directory.Exists(Path.GetDirectoryName(target)) ? new NoSuchParent(path)
            : WriteBeside(
                $"{target}.{Path.GetRandomFileName()}.partial", beside => WriteFolder(beside, tables),
                beside => Directory.Move(beside, target));
    }

    private static BundleWritten WriteBeside(string beside, Func<string, BundleWritten> write, Action<string> move)
    {
        try
        {
            var written = write(beside);
            move(beside);
            return written;
        }
        finally
        {
            if (Directory.Exists(beside))
            {
                Directory.Delete(beside, recursive: true);
            }
            else
            {
                File.Delete(beside);
            }
        }
    }

    /// <summary>Fills an existing folder, which stays: it may be a mount point, or have rights of its own.</summary>
    private static void MoveFiles(string from, string to)
    {
        var moved = new List<string>();
        try
        {
            foreach (var file in Directory.EnumerateFiles(from).Order(StringComparer.Ordinal))
            {
                var place = Path.Combine(to, Path.GetFileName(file));
                File.Move(file, place, overwrite: false);
                moved.Add(place);
            }
        }
        catch
        {
            moved.ForEach(File.Delete);
            throw;
        }
    }

    private static BundleWritten WriteFolder(string folder, Tables tables)
    {
        Directory.CreateDirectory(folder);
        return WriteAll(
            tables, name => new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write));
    }

    private static BundleWritten WriteZip(string file, Tables tables)
    {
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        return WriteAll(tables, name =>
        {
            var entry = zip.CreateEntry(name, CompressionLevel.Optimal);

            // The first moment that a zip can express; the moment of writing would make equal bundles differ.
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            return entry.Open();
        });
    }

    private static BundleWritten WriteAll(Tables tables, Func<string, Stream> create)
    {
        var files = new List<WrittenFile>();
        foreach (var (schema, facts) in tables)
        {
            if (files.Exists(f => f.Name == schema.FileName))
            {
                throw new ArgumentException($"{schema.Name} come twice", nameof(tables));
            }

            var rows = 0L;
            CsvWriter? csv = null;
            try
            {
                foreach (var cells in facts)
                {
                    csv ??= new CsvWriter(create(schema.FileName), schema);
                    csv.Write(cells);
                    rows++;
                }
            }
            finally
            {
                csv?.Dispose();
            }

            if (rows > 0)
            {
                files.Add(new WrittenFile(schema.FileName, rows));
            }
        }

        return new BundleWritten(files);
    }

    /// <summary>Writes the header and the rows of one file: commas, line feeds, quotes only where needed.</summary>
    private sealed class CsvWriter : IDisposable
    {
        private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",;\"\r\n");

        private readonly FactSchema schema;
        private readonly StreamWriter writer;

        public CsvWriter(Stream stream, FactSchema schema)
        {
            this.schema = schema;
            writer = new StreamWriter(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), 64 * 1024);
            writer.Write(string.Join(',', schema.Columns.Select(c => c.Name)));
            writer.Write('\n');
        }

        public void Write(Cell[] cells)
        {
            for (var i = 0; i < schema.Columns.Count; i++)
            {
                if (i > 0)
                {
                    writer.Write(',');
                }

                var text = Formulas.Neutralise(schema.Columns[i].Render(cells[i]));
                if (text.AsSpan().ContainsAny(NeedQuotes) || text is [' ', ..] or [.., ' '])
                {
                    writer.Write('"');
                    writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
                    writer.Write('"');
                }
                else
                {
                    writer.Write(text);
                }
            }

            writer.Write('\n');
        }

        public void Dispose() => writer.Dispose();
    }
}

/// <summary>What an export wrote.</summary>
/// <param name="Files">The files, in the order in which they were written.</param>
public sealed record BundleWritten(IReadOnlyList<WrittenFile> Files);

/// <summary>One file of an export.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Facts">How many facts it holds.</param>
public sealed record WrittenFile(string Name, long Facts);

/// <summary>An export onto a file that is there already.</summary>
public sealed record TargetExists(string Path) : Problem(new Phrase(
    $"{Quote(Path)} exists already: expected the name of a new zip; nothing was written",
    $"{Quote(Path)} bestaat al: verwacht de naam van een nieuwe zip; er is niets geschreven"));

/// <summary>An export into a folder with something in it, or onto a file.</summary>
public sealed record TargetNotEmpty(string Path) : Problem(new Phrase(
    $"{Quote(Path)} is not an empty folder: expected a new or empty folder, or a name ending in .zip; nothing was written",
    $"{Quote(Path)} is geen lege map: verwacht een nieuwe of lege map, of een naam die eindigt op .zip; er is niets geschreven"));

/// <summary>An export to a place whose folder does not exist.</summary>
public sealed record NoSuchParent(string Path) : Problem(new Phrase(
    $"the folder that is to hold {Quote(Path)} does not exist: expected an existing folder; nothing was written",
    $"de map waarin {Quote(Path)} moet komen, bestaat niet: verwacht een bestaande map; er is niets geschreven"));
