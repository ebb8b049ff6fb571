using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.Exchange.Frameworks;

/// <summary>Reads frameworks and risk matrices from YAML: ours, or a library of CISO Assistant.</summary>
/// <remarks>Which of the two it is shows by its keys: ours begins with <c>framework: 1</c>, theirs has <c>objects</c>.</remarks>
public static class FrameworkFile
{
    /// <summary>What such a file is, and how large it may be; the largest library known has 3.4 million characters.</summary>
    internal static readonly YamlKind Kind = new(
        new Phrase("a framework", "een raamwerk"),
        new Phrase("'framework: 1' and 'nodes:'", "'framework: 1' en 'nodes:'"),
        MostCharacters: 8 << 20, Deepest: 20);

    /// <summary>Reads a file.</summary>
    public static FrameworkReading Open(string path)
    {
        try
        {
            return Read(YamlDocument.Open(path, Kind), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refused(path, 0, new UnreadableFile(path));
        }
    }

    /// <summary>Reads text.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">The file's name, for complaints.</param>
    public static FrameworkReading Read(string text, string file) => Read(YamlDocument.Read(text, Kind), file);

    /// <summary>Reads many files as one set, in which every urn and ref id occurs once.</summary>
    public static FrameworkReading OpenAll(IEnumerable<string> paths)
    {
        var readings = paths.Select(path => (Path: path, Reading: Open(path))).ToList();
        var complaints = readings.SelectMany(r => r.Reading.Complaints).ToList();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, reading) in readings)
        {
            foreach (var head in reading.Frameworks.Select(f => f.Head))
            {
                var taken = names.ContainsKey(head.Urn) ? head.Urn : names.ContainsKey(head.RefId) ? head.RefId : null;
                if (taken is not null)
                {
                    complaints.Add(new Complaint(new Place(path, 1), new InAnotherFile(taken, names[taken])));
                }

                names.TryAdd(head.Urn, path);
                names.TryAdd(head.RefId, path);
            }
        }

        return new FrameworkReading(
            [.. readings.SelectMany(r => r.Reading.Frameworks)], [.. readings.SelectMany(r => r.Reading.Matrices)], complaints,
            [
                .. readings.SelectMany(r => r.Reading.LeftOut).GroupBy(l => l.What)
                    .Select(g => new LeftOut(g.Key, g.Sum(l => l.Count))),
            ]);
    }

    private static FrameworkReading Read((YamlNode? Root, int Line, Problem? Problem) document, string file) => document switch
    {
        { Problem: { } problem } => Refused(file, document.Line, problem),
        { Root: YamlMap map } when map.Entries.Any(e => e.Key.Text == "objects") => CisoAssistantReader.Read(map, file),
        { Root: YamlMap map } when map.Entries.Any(e => e.Key.Text == "framework") => FrameworkReader.Read(map, file),
        _ => Refused(file, 1, new NotAFramework()),
    };

    private static FrameworkReading Refused(string file, int line, Problem problem) =>
        new([], [], [new Complaint(new Place(file, line), problem)], []);
}

/// <summary>What a file of frameworks held.</summary>
/// <param name="Frameworks">The frameworks; those with a mistake are not among them.</param>
/// <param name="Matrices">The risk matrices.</param>
/// <param name="Complaints">All that is wrong, by line of the file.</param>
/// <param name="LeftOut">What the file holds and we have no use for.</param>
public sealed record FrameworkReading(
    IReadOnlyList<Framework> Frameworks, IReadOnlyList<RiskMatrix> Matrices, IReadOnlyList<Complaint> Complaints,
    IReadOnlyList<LeftOut> LeftOut);

/// <summary>Parts of a file that were not taken over.</summary>
/// <param name="What">What they are.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct LeftOut(Phrase What, int Count);

/// <summary>YAML that is neither of the two kinds of file.</summary>
public sealed record NotAFramework() : Problem(new Phrase(
    "this is no framework: expected 'framework: 1' at the top, or a library of CISO Assistant with 'objects:'",
    "dit is geen raamwerk: verwacht 'framework: 1' bovenaan, of een bibliotheek van CISO Assistant met 'objects:'"));

/// <summary>A framework of the same name as one in another file.</summary>
public sealed record InAnotherFile(string Name, string File) : Problem(new Phrase(
    $"{Quote(Name)} is also the name of a framework in {File}: expected each once",
    $"{Quote(Name)} is ook de naam van een raamwerk in {File}: verwacht elke naam één keer"));

/// <summary>Text that is no urn of a framework.</summary>
public sealed record NotAFrameworkUrn(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is not the urn of a framework: expected urn:ORGANISATION:risk:framework:NAME",
    $"{Quote(Text)} is geen urn van een raamwerk: verwacht urn:ORGANISATIE:risk:framework:NAAM"));

/// <summary>Text that cannot be part of a urn.</summary>
public sealed record NotARefId(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is not a ref id: expected letters, digits, '.', '-' and '_', such as sov-1",
    $"{Quote(Text)} is geen ref-id: verwacht letters, cijfers, '.', '-' en '_', zoals sov-1"));

/// <summary>An edition of the language of our files that this program does not speak.</summary>
public sealed record UnknownFrameworkEdition(string Found) : Problem(new Phrase(
    $"framework: {Quote(Found)} is not known: expected 'framework: 1'",
    $"framework: {Quote(Found)} is onbekend: verwacht 'framework: 1'"));
