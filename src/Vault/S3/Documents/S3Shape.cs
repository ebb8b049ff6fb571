using System.Collections.Frozen;

namespace Sluiswachter.Vault;

/// <summary>Which elements a document may have: one that is not known would else be passed over, and mean less than was meant.</summary>
/// <remarks>
/// Source: Amazon S3 API Reference, request syntax of each operation; a filter with a misspelt prefix is about all objects.
/// Elements that hold text only are not looked into.
/// </remarks>
internal sealed class S3Shape
{
    private readonly FrozenDictionary<string, string[]> inside;

    /// <summary>A shape.</summary>
    /// <param name="lines">The name of an element and those that it may hold, as <c>Filter: Prefix Tag</c>.</param>
    public S3Shape(params string[] lines) => inside = lines.Select(line => line.Split(": ")).ToFrozenDictionary(
        parts => parts[0], parts => parts[1].Split(' '), StringComparer.Ordinal);

    /// <summary>The document, when it and all in it have this shape; <c>MalformedXML</c> names what has not.</summary>
    public S3Result<S3Element> Of(S3Element element)
    {
        if (!inside.TryGetValue(element.Name, out var known))
        {
            return element;
        }

        foreach (var child in element.Children)
        {
            if (!known.Contains(child.Name, StringComparer.Ordinal))
            {
                return new S3Refusal(S3Error.MalformedXML, $"{element.Name} has an element '{child.Name}'; expected: {string.Join(", ", known)}.");
            }

            if (Of(child).Refusal is { } refusal)
            {
                return refusal;
            }
        }

        return element;
    }
}
