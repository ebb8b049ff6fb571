namespace Sluiswachter.Vault;

/// <summary>The tags of an object or a bucket; keys are unique.</summary>
/// <remarks>Source: Amazon S3 User Guide, "Categorizing your objects using tags": 10 on an object, 50 on a bucket.</remarks>
public sealed record TagSet
{
    /// <summary>How many tags an object may have.</summary>
    public const int MostOnObject = 10;

    /// <summary>How many tags a bucket may have.</summary>
    public const int MostOnBucket = 50;

    private const int LongestKey = 128;
    private const int LongestValue = 256;

    private TagSet(IReadOnlyList<S3Tag> tags) => Tags = tags;

    /// <summary>No tags.</summary>
    public static TagSet Empty { get; } = new([]);

    /// <summary>The tags, in the order given.</summary>
    public IReadOnlyList<S3Tag> Tags { get; }

    /// <summary>Tags that keep the rules.</summary>
    /// <param name="tags">The tags.</param>
    /// <param name="most">How many there may be: <see cref="MostOnObject"/> or <see cref="MostOnBucket"/>.</param>
    public static S3Result<TagSet> Of(IReadOnlyList<S3Tag> tags, int most)
    {
        if (tags.Count > most)
        {
            return new S3Refusal(S3Error.InvalidTag, $"There may be {most} tags at most.");
        }

        if (tags.DistinctBy(tag => tag.Key, StringComparer.Ordinal).Count() < tags.Count)
        {
            return new S3Refusal(S3Error.InvalidTag, "A tag's key may be given once.");
        }

        return tags.All(tag => LengthOf(tag.Key) is >= 1 and <= LongestKey && LengthOf(tag.Value) <= LongestValue)
            ? new TagSet(tags)
            : new S3Refusal(S3Error.InvalidTag, $"A tag's key has 1 to {LongestKey} characters, its value at most {LongestValue}.");
    }

    /// <summary>Reads a <c>Tagging</c> document.</summary>
    public static S3Result<TagSet> Read(ReadOnlyMemory<byte> document, int most) =>
        S3Element.Of(document, "Tagging").Then<TagSet>(root =>
            root["TagSet"] is { } set && set.Children.All(tag => tag.Name == "Tag" && tag["Key"] is not null && tag["Value"] is not null)
                ? Of([.. set.Children.Select(tag => new S3Tag(tag.TextOf("Key")!, tag.TextOf("Value")!))], most)
                : S3Error.MalformedXML);

    /// <summary>Reads an <c>x-amz-tagging</c> header: tags in the form of a query.</summary>
    public static S3Result<TagSet> ReadHeader(string header) => S3Query.Of(header) is { Holds: true } query
        ? Of([.. query.Value.All.Select(tag => new S3Tag(tag.Name, tag.Value))], MostOnObject)
        : new S3Refusal(S3Error.InvalidArgument, "The header x-amz-tagging must be in the form of a query.");

    /// <summary>The <c>Tagging</c> document.</summary>
    public byte[] Write() => S3Writer.Document("Tagging", tagging => tagging
        .Group("TagSet", set => set.Each(Tags, "Tag", (element, tag) => element.Text("Key", tag.Key).Text("Value", tag.Value))));

    /// <inheritdoc/>
    public bool Equals(TagSet? other) => other is not null && Tags.SequenceEqual(other.Tags);

    /// <inheritdoc/>
    public override int GetHashCode() => Tags.Count == 0 ? 0 : HashCode.Combine(Tags.Count, Tags[0]);

    private static int LengthOf(string text) => text.EnumerateRunes().Count();
}

/// <summary>A tag: a name with a value that its owner gives a meaning.</summary>
/// <param name="Key">1 to 128 characters.</param>
/// <param name="Value">At most 256 characters.</param>
public readonly record struct S3Tag(string Key, string Value);
