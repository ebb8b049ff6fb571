using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>What a word of the command line that holds a path names: how help shows it, and what is expected where it is empty.</summary>
/// <param name="Shown">What stands behind an option in help.</param>
/// <param name="Expected">What is expected.</param>
internal sealed record PathKind(Phrase Shown, Phrase Expected)
{
    /// <summary>A file.</summary>
    public static PathKind File { get; } = new(new("FILE", "BESTAND"), new("a file", "een bestand"));

    /// <summary>A folder.</summary>
    public static PathKind Folder { get; } = new(new("FOLDER", "MAP"), new("a folder", "een map"));

    /// <summary>A file or a folder.</summary>
    public static PathKind FileOrFolder { get; } = new(new("PATH", "PAD"), new("a file or folder", "een bestand of map"));

    /// <summary>A table of comma-separated values.</summary>
    public static PathKind Table { get; } = new(new("FILE.csv", "BESTAND.csv"), new("a file", "een bestand"));

    /// <summary>A file, or what would be in it.</summary>
    public static PathKind FileOrText { get; } = new(new("FILE|TEXT", "BESTAND|TEKST"), new("a file or a text", "een bestand of een tekst"));

    /// <summary>A file, or a link.</summary>
    public static PathKind FileOrLink { get; } = new(new("LINK|FILE", "LINK|BESTAND"), new("a link or a file", "een link of een bestand"));

    /// <summary>A file, or the name of something that is in one.</summary>
    public static PathKind FileOrUrn { get; } = new(new("URN|FILE", "URN|BESTAND"), new("a name or a file", "een naam of een bestand"));

    /// <summary>A folder, or the address of a bucket.</summary>
    public static PathKind FolderOrAddress { get; } =
        new(new("FOLDER|ADDRESS", "MAP|ADRES"), new("a folder or an address", "een map of een adres"));

    /// <summary>A file for a body.</summary>
    public static PathKind FileOfBody { get; } =
        new(new("BODY=FILE", "ORGANISATIE=BESTAND"), new("a body and a file: BODY=FILE", "een organisatie en een bestand: ORGANISATIE=BESTAND"));

    /// <summary>The check of what was typed behind an option or as a word: a path is never empty.</summary>
    /// <remarks>No file has that name; it is what a script types of which a variable is not set.</remarks>
    /// <param name="name">The option or word.</param>
    public Func<string, Problem?> For(string name) => typed => typed.Length == 0 ? new EmptyPath(name, Expected) : null;
}

/// <summary>A path that is empty.</summary>
internal sealed record EmptyPath(string Name, Phrase Expected) : Problem(new Phrase(
    $"{Name} is empty: expected {Expected.English}", $"{Name} is leeg: verwacht {Expected.Dutch}"));
