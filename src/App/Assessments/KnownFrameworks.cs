using Sluiswachter.Exchange.Frameworks;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Assessments;

/// <summary>The frameworks by which assessments can be made and read: those that ship with the program, or others.</summary>
/// <param name="frameworks">The frameworks; each urn and ref id once.</param>
public sealed class KnownFrameworks(IReadOnlyList<Framework> frameworks)
{
    /// <summary>Those that ship with the program; that they can be read is for a test to say, not for a user to hear.</summary>
    public static KnownFrameworks Shipped { get; } = new(Read(Path.Combine(AppContext.BaseDirectory, "content", "frameworks")));

    /// <summary>The framework of a urn; null when it is not known.</summary>
    public Framework? Of(string urn) => frameworks.FirstOrDefault(f => f.Head.Urn == urn);

    /// <summary>The framework of an assessment; null when it names none, or one that is not known.</summary>
    public Framework? Of(Assessment assessment) => assessment.Framework is { } urn ? Of(urn.Text) : null;

    /// <summary>The framework that someone means by its urn or ref id.</summary>
    public Result<Framework> Named(string word) =>
        (Of(word) ?? frameworks.FirstOrDefault(f => f.Head.RefId == word)) is { } known
            ? known
            : new UnknownFramework(
                word, Spelling.Nearest(word, frameworks.SelectMany(f => new[] { f.Head.RefId, f.Head.Urn })),
                string.Join(", ", frameworks.Select(f => f.Head.RefId)));

    private static IReadOnlyList<Framework> Read(string folder)
    {
        var reading = FrameworkFile.OpenAll(
            Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal) : []);
        return reading.Complaints.Count == 0
            ? reading.Frameworks
            : throw new InvalidOperationException(string.Join('\n', reading.Complaints.Select(c => c.In(Language.English))));
    }
}

/// <summary>A framework that is not known.</summary>
public sealed record UnknownFramework(string Word, string? Near, string Known) : Problem(new Phrase(
    $"{Quote(Word)} is not a framework{(Near is null ? "" : $"; did you mean {Near}?")}: expected the urn or short name of one of {Known}",
    $"{Quote(Word)} is geen raamwerk{(Near is null ? "" : $"; bedoelt u {Near}?")}: verwacht de urn of korte naam van een van {Known}"));
