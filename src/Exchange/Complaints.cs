using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>Everything found wrong or odd in one reading: file by file as they came, and row by row.</summary>
/// <remarks>
/// Counts all complaints and keeps the first of them: at most <see cref="MostKept"/> errors and as many warnings (so
/// that a flood of warnings hides no error), and no more than 16 million characters of offending text (so that ten
/// thousand giant cells do not fill memory). Enumerates what is kept; of one row in the order in which it was found. Not
/// for several threads at once.
/// </remarks>
[SuppressMessage("Naming", "CA1710", Justification = "The plural is the name of the collection.")]
public sealed class Complaints : IReadOnlyCollection<Complaint>
{
    /// <summary>How many errors, and how many warnings, are kept: more than anyone reads in one sitting.</summary>
    public const int MostKept = 10_000;

    private const int MostCharacters = 16 * 1024 * 1024;

    private readonly List<Complaint> kept = [];
    private readonly HashSet<Complaint> told = [];
    private int keptErrors;
    private long characters;

    /// <summary>How many errors were found, kept or not.</summary>
    public long Errors { get; private set; }

    /// <summary>How many warnings were found, kept or not.</summary>
    public long Warnings { get; private set; }

    /// <summary>Whether anything was found that keeps the facts from being stored.</summary>
    public bool HaveErrors => Errors > 0;

    /// <summary>How many complaints are kept.</summary>
    public int Count => kept.Count;

    /// <summary>How many complaints were counted but not kept.</summary>
    public long NotKept => Errors + Warnings - kept.Count;

    /// <summary>The line that ends a list of what is kept, such as "and 12 more"; null when all is kept.</summary>
    public Phrase? Rest => NotKept == 0 ? null : new Phrase($"and {NotKept} more", $"en nog {NotKept}");

    /// <summary>Adds a complaint.</summary>
    /// <param name="complaint">What was found.</param>
    /// <param name="offendingCharacters">How long the text is that the complaint holds on to; 0 when short.</param>
    /// <remarks>What was told before, word for word at the same place, is not told again.</remarks>
    public void Add(Complaint complaint, int offendingCharacters = 0)
    {
        if (told.Contains(complaint))
        {
            return;
        }

        var alike = complaint.IsWarning ? kept.Count - keptErrors : keptErrors;
        (Errors, Warnings) = complaint.IsWarning ? (Errors, Warnings + 1) : (Errors + 1, Warnings);
        if (alike >= MostKept || characters + offendingCharacters > MostCharacters)
        {
            return;
        }

        kept.Add(complaint);
        told.Add(complaint);
        keptErrors += complaint.IsWarning ? 0 : 1;
        characters += offendingCharacters;
    }

    /// <summary>Adds an error.</summary>
    public void Refuse(Place place, Problem problem) => Add(new Complaint(place, problem));

    /// <summary>Adds a warning.</summary>
    public void Warn(Place place, Problem problem) => Add(new Complaint(place, problem, IsWarning: true));

    /// <summary>Adds all that another reading found, what it did not keep included in the counts.</summary>
    /// <param name="others">What it found.</param>
    /// <param name="place">
    /// How many of those kept come before them, when the two readings went on side by side; null: all.
    /// </param>
    public void AddAll(Complaints others, int? place = null)
    {
        var end = kept.Count;
        var (errors, warnings) = (Errors + others.Errors, Warnings + others.Warnings);
        others.kept.ForEach(complaint => Add(complaint));
        characters += others.characters;
        (Errors, Warnings) = (errors, warnings);
        if (place is { } at && at < end)
        {
            var added = kept[end..];
            kept.RemoveRange(end, added.Count);
            kept.InsertRange(at, added);
        }
    }

    /// <inheritdoc />
    public IEnumerator<Complaint> GetEnumerator()
    {
        var files = new Dictionary<string, int>(StringComparer.Ordinal);
        kept.ForEach(complaint => files.TryAdd(complaint.Place.File, files.Count));
        return kept.OrderBy(c => files[c.Place.File]).ThenBy(c => c.Place.Row).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
