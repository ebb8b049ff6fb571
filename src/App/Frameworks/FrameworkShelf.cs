using Sluiswachter.Exchange;
using Sluiswachter.Exchange.Frameworks;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Frameworks;

/// <summary>The frameworks at hand: those that ship with the program, and files of one's own.</summary>
/// <param name="All">The frameworks, by ref id.</param>
/// <param name="Complaints">What is wrong with the files; a file with a mistake adds nothing.</param>
public sealed record FrameworkShelf(IReadOnlyList<Framework> All, IReadOnlyList<Complaint> Complaints)
{
    /// <summary>Takes what ships and the files; no urn or ref id may occur twice.</summary>
    /// <exception cref="InvalidOperationException">What ships cannot be read; a test says that it can.</exception>
    public static FrameworkShelf Open(IReadOnlyList<string> files)
    {
        var reading = FrameworkFile.OpenAll([.. ShippedContent.Frameworks, .. files]);
        return new FrameworkShelf([.. reading.Frameworks.OrderBy(f => f.Head.RefId, StringComparer.Ordinal)], reading.Complaints);
    }

    /// <summary>Reads files to see what is wrong with them, names that something else that ships has included.</summary>
    /// <remarks>A copy of what ships, to the byte, is that and nothing else.</remarks>
    public static FrameworkReading Check(IReadOnlyList<string> files)
    {
        var reading = FrameworkFile.OpenAll(files);
        var own = files.Where(file => File.Exists(file) && !ShippedContent.Frameworks.Any(s => IsCopy(s, file)));
        var clashes = FrameworkFile.OpenAll([.. ShippedContent.Frameworks, .. own]).Complaints
            .Where(c => c.Problem is InAnotherFile && !reading.Complaints.Contains(c));
        return reading with { Complaints = [.. reading.Complaints, .. clashes] };

        static bool IsCopy(string shipped, string file) =>
            new FileInfo(shipped).Length == new FileInfo(file).Length && File.ReadAllBytes(shipped).SequenceEqual(File.ReadAllBytes(file));
    }

    /// <summary>What ships with the program, read once, when it is first asked for.</summary>
    public static FrameworkShelf Shipped { get; } = Open([]);

    /// <summary>The framework of an assessment; null when it names none, or one that is not at hand.</summary>
    public Framework? Of(Assessment assessment) =>
        assessment.Framework is { } urn ? All.FirstOrDefault(f => f.Head.Urn == urn.Text) : null;

    /// <summary>The framework with a urn or ref id.</summary>
    public Result<Framework> Find(string name) =>
        (All.FirstOrDefault(f => f.Head.Urn == name) ?? All.FirstOrDefault(f => f.Head.RefId == name)) is { } found
            ? found
            : new UnknownFramework(name, Spelling.Nearest(name, All.Select(f => f.Head.RefId)));

    /// <summary>The only framework of a file, or what is wrong with the file.</summary>
    public static (Framework? Framework, IReadOnlyList<Complaint> Complaints) OnlyOneOf(string path) => FrameworkFile.Open(path) switch
    {
        { Complaints: { Count: > 0 } complaints } => (null, complaints),
        { Frameworks: [var only] } => (only, []),
        var reading => (null, [new Complaint(new Place(path, 1), new NotOneFramework(path, reading.Frameworks.Count))]),
    };
}

/// <summary>A framework that is not at hand.</summary>
public sealed record UnknownFramework(string Name, string? Near) : Problem(new Phrase(
    $"{Quote(Name)} is not a framework at hand{(Near is null ? "" : $"; did you mean {Near}?")}: expected a urn, a ref id such as eu-csf, or a file",
    $"{Quote(Name)} is geen bekend raamwerk{(Near is null ? "" : $"; bedoelt u {Near}?")}: verwacht een urn, een ref-id zoals eu-csf, of een bestand"));

/// <summary>A file that holds no framework, or several of which none was named.</summary>
public sealed record NotOneFramework(string File, int Count) : Problem(new Phrase(
    $"{Quote(File)} holds {Count} frameworks: expected one; name it with its ref id and give the file with --framework",
    $"{Quote(File)} bevat {Count} raamwerken: verwacht er één; noem het met zijn ref-id en geef het bestand met --framework"));

/// <summary>Weights that a framework does not have.</summary>
public sealed record UnknownWeights(string Name, IReadOnlyList<string> Known) : Problem(Known.Count == 0
    ? new Phrase($"{Quote(Name)}: this framework has no weights", $"{Quote(Name)}: dit raamwerk heeft geen gewichten")
    : new Phrase(
        $"{Quote(Name)} are not weights of this framework: expected one of {string.Join(", ", Known)}",
        $"{Quote(Name)} zijn geen gewichten van dit raamwerk: verwacht een van {string.Join(", ", Known)}"));
