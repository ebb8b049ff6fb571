using Sluiswachter.Model;

namespace Sluiswachter.App;

/// <summary>The formats in which facts can be given.</summary>
public enum ImportFormat
{
    /// <summary>The register bundle.</summary>
    Bundle = 1,
}

/// <summary>Names of formats.</summary>
public static class ImportFormats
{
    /// <summary>All.</summary>
    public static IReadOnlyList<string> Names { get; } = ["bundle"];

    /// <summary>The format of that name; null for no name.</summary>
    public static Result<Named> Named(string? name) => new Named(null);
}

/// <summary>A format that was named, or none.</summary>
public readonly record struct Named(ImportFormat? Format);
