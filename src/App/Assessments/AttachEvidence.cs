using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Assessments;

/// <summary>Attaches a file to an assessment, and gives it back byte for byte.</summary>
public sealed class AttachEvidence(IRegisterStore store, TimeProvider clock)
{
    /// <summary>Attaches a file, as one change of the register; attaching the same file twice changes nothing.</summary>
    /// <param name="assessment">The id of the assessment.</param>
    /// <param name="path">The file.</param>
    /// <param name="by">The role of who does it.</param>
    /// <param name="why">Why, for the journal.</param>
    public Result<AttachedFile> Attach(string assessment, string path, string by, string why)
    {
        if (by.Contains('@', StringComparison.Ordinal))
        {
            return new PersonNotRole(by);
        }

        var unreadable = Label.Of(by).Problem ?? Label.Of(why).Problem;
        var id = unreadable is null ? Known(assessment) : unreadable;
        var file = id.Then(_ => AttachedFile.Open(path));
        if (!file.Holds)
        {
            return file;
        }

        var complaints = new Complaints();
        new ImportFacts(store, clock).Run(
            [
                FactTables.Whole(
                    Attachment.Schema, [.. file.Value.Cut(id.Value, Provenance.Unstated).Select(p => new StatedFact(0, p))],
                    (_, column) => new Place(Path.GetFileName(path), Column: column)),
            ],
            new ImportOptions(by, why), complaints);
        return complaints.FirstOrDefault(c => !c.IsWarning) is { } complaint ? complaint.Problem : file;
    }

    /// <summary>Finds an attached file by its hash or name, and verifies it.</summary>
    /// <param name="assessment">The id of the assessment.</param>
    /// <param name="which">The SHA-256 of the file, or its name when no other attached file has it.</param>
    public Result<AttachedFile> Extract(string assessment, string which)
    {
        var id = Known(assessment);
        if (!id.Holds)
        {
            return id.Problem!;
        }

        using var reader = store.Read();
        var files = AssessmentsRead.AttachmentsOf(reader, id.Value);
        var found = files.Where(parts => parts[0].Sha256.Text == which || parts[0].Name.Text == which).ToList();
        return found is [var parts]
            ? AttachedFile.Join(parts)
            : new WhichAttachment(which, found.Count, string.Join(", ", files.Select(f => $"{f[0].Name} ({f[0].Sha256})")));
    }

    private Result<AssessmentId> Known(string assessment)
    {
        using var reader = store.Read();
        return AssessmentsRead.Known(reader, assessment);
    }
}

/// <summary>A name or hash that does not tell one attached file.</summary>
public sealed record WhichAttachment(string Which, int Found, string Attached) : Problem(new Phrase(
    $"{Quote(Which)} is {(Found == 0 ? "no attached file" : $"the name of {Found} attached files")}: expected a name or SHA-256 of {(Attached.Length == 0 ? "what is attached, which is nothing" : Attached)}",
    $"{Quote(Which)} is {(Found == 0 ? "geen bijgevoegd bestand" : $"de naam van {Found} bijgevoegde bestanden")}: verwacht een naam of SHA-256 van {(Attached.Length == 0 ? "wat is bijgevoegd, en dat is niets" : Attached)}"));
