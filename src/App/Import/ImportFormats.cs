using Sluiswachter.Exchange;
using Sluiswachter.Model;

namespace Sluiswachter.App;

/// <summary>The names by which people ask for formats.</summary>
public static class ImportFormats
{
    private static readonly (string Name, ImportFormat Format)[] All =
    [
        ("bundle", ImportFormat.Bundle), ("fedramp", ImportFormat.Fedramp),
        ("organisations-nl", ImportFormat.OrganisationsNl), ("mxmap-nl", ImportFormat.MxmapNl),
    ];

    /// <summary>The names, the register's own format first; a spreadsheet is asked for by its mapping.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(f => f.Name)];

    /// <summary>The format of a name.</summary>
    public static Result<ImportFormat> Named(string name) =>
        Array.Find(All, f => f.Name == name) is { Name: not null } found ? found.Format : new NotAChoice(name, Names);
}

/// <summary>A path whose format is not clear.</summary>
public sealed record UnrecognisedFormat(string Path, Phrase Because) : Problem(new Phrase(
    $"{Quote(Path)} is not recognised ({Because.English}): expected --format {string.Join(", ", ImportFormats.Names)}, or --map for a spreadsheet",
    $"{Quote(Path)} is niet herkend ({Because.Dutch}): verwacht --format {string.Join(", ", ImportFormats.Names)}, of --map voor een spreadsheet"));

/// <summary>A spreadsheet without a mapping.</summary>
public sealed record SheetWithoutMap(string Path) : Problem(new Phrase(
    $"{Quote(Path)} is a spreadsheet that nobody prepared: expected --map MAPPING.yaml; --suggest-map proposes one",
    $"{Quote(Path)} is een spreadsheet die niemand heeft voorbereid: verwacht --map KAART.yaml; --suggest-map stelt er een voor"));

/// <summary>A mapping for something that is no spreadsheet.</summary>
public sealed record MapWithoutSheet(string Path) : Problem(new Phrase(
    $"{Quote(Path)} is no spreadsheet: expected a .csv or .xlsx file with --map or --suggest-map",
    $"{Quote(Path)} is geen spreadsheet: verwacht een .csv- of .xlsx-bestand bij --map of --suggest-map"));

/// <summary>A file that is not there or may not be read.</summary>
public sealed record CannotRead(string Path, Phrase Reason) : Problem(new Phrase(
    $"{Quote(Path)} cannot be read ({Reason.English}): expected a file or folder that you may read",
    $"{Quote(Path)} kan niet worden gelezen ({Reason.Dutch}): verwacht een bestand of map die u mag lezen"))
{
    /// <summary>For a refusal of the machine.</summary>
    public CannotRead(string path, Exception refusal)
        : this(path, MachineReason.Of(refusal))
    {
    }
}
