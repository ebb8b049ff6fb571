using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>How sensitive data is: who may read it, and how confidential it is.</summary>
/// <param name="Marking">Who may read it.</param>
/// <param name="DataClass">How confidential it is.</param>
/// <remarks>
/// The two are compared each by itself. An object says its own with metadata (<c>x-amz-meta-marking</c> or the Dutch
/// <c>x-amz-meta-rubricering</c>, and <c>x-amz-meta-data-class</c>), which every tool for S3 can send; where it says nothing it
/// is as sensitive as its bucket.
/// </remarks>
public readonly record struct Sensitivity(Marking Marking, DataClass DataClass)
{
    private static readonly string[] MarkingNames = ["marking", "rubricering"];

    private const string ClassName = "data-class";

    /// <summary>The most sensitive that a bucket takes, and what is in it unless it says otherwise.</summary>
    public static Sensitivity Of(Bucket bucket) => new(bucket.Marking, bucket.DataClass);

    /// <summary>How sensitive an object is.</summary>
    /// <param name="metadata">What its user says of it, by name in lower case without <c>x-amz-meta-</c>.</param>
    /// <param name="usual">What counts where it says nothing.</param>
    /// <returns>That, or why what it says is no marking or class: a word that is not known, or a state secret.</returns>
    public static Result<Sensitivity> Of(IReadOnlyDictionary<string, string> metadata, Sensitivity usual)
    {
        Marking? said = null;
        foreach (var name in MarkingNames)
        {
            if (metadata.TryGetValue(name, out var text))
            {
                var read = SensitivityWords.Marking(text);
                if (!read.Holds)
                {
                    return read.Problem!;
                }

                // Who says two things means the higher.
                said = said > read.Value ? said : read.Value;
            }
        }

        var known = usual with { Marking = said ?? usual.Marking };
        return metadata.TryGetValue(ClassName, out var word)
            ? SensitivityWords.DataClass(word).Then<Sensitivity>(dataClass => known with { DataClass = dataClass })
            : known;
    }

    /// <summary>Whether it may be where no more than this is allowed.</summary>
    public bool IsWithin(Sensitivity limit) => Marking <= limit.Marking && DataClass <= limit.DataClass;

    /// <summary>What is as sensitive as both together.</summary>
    public Sensitivity With(Sensitivity other) => new(
        Marking > other.Marking ? Marking : other.Marking, DataClass > other.DataClass ? DataClass : other.DataClass);

    /// <summary>As bundles write it: marking, then class.</summary>
    public override string ToString() => $"marking {SensitivityWords.Of(Marking)}, data class {SensitivityWords.Of(DataClass)}";
}
