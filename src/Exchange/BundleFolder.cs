using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>A register bundle as an ordinary folder; folders within it are never entered.</summary>
internal static class BundleFolder
{
    /// <summary>The files of the bundle in a folder; what else is there is complained about.</summary>
    public static List<BundleFile> Files(string path, Complaints complaints)
    {
        var (files, known, others) = (new List<BundleFile>(), 0, false);
        var content = new DirectoryInfo(path).EnumerateFileSystemInfos();
        foreach (var found in content.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            if (Bundle.SchemaOf(found.Name) is not null)
            {
                known++;
                files.AddRange(Single(found.FullName, complaints));
            }
            else
            {
                others = true;
                Bundle.WarnAbout(found is DirectoryInfo ? found.Name + "/" : found.Name, complaints);
            }
        }

        Bundle.JudgeContent(path, known, others, complaints);
        return files;
    }

    /// <summary>
    /// One file of a bundle; none, with a complaint, when it is not an ordinary file that can be read.
    /// </summary>
    public static IEnumerable<BundleFile> Single(string path, Complaints complaints)
    {
        var name = Path.GetFileName(path);
        try
        {
            // A link is followed to its end; a loop of links has none, and the system says so by an exception.
            var file = new FileInfo(new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path);
            if (!file.Exists)
            {
                complaints.Refuse(new Place(name), new NotAFile(name));
                return [];
            }

            // Pipes and devices have no length: they are never opened, so they can neither block nor flood.
            if (file.Length == 0)
            {
                complaints.Refuse(new Place(name), new NothingInFile());
                return [];
            }

            Stream Open() => new FileStream(
                file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
            Open().Dispose();
            return [new BundleFile(name, Bundle.SchemaOf(name)!, file.Length, Open)];
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            complaints.Refuse(new Place(name), new CannotBeOpened(refusal.Message));
            return [];
        }
    }
}

/// <summary>A folder, or a link to nothing, under the name of a bundle's file.</summary>
public sealed record NotAFile(string Name) : Problem(new Phrase(
    $"{Quote(Name)} is a folder or a link that leads nowhere: expected an ordinary file",
    $"{Quote(Name)} is een map of een koppeling die nergens heen leidt: verwacht een gewoon bestand"));
