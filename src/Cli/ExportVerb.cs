using System.CommandLine;
using Sluiswachter.App;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>Writes the register as a bundle that anyone can read in a spreadsheet and import again.</summary>
internal sealed class ExportVerb : Verb
{
    private static readonly HashSet<string> FileEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".xlsx", ".xls", ".ods", ".csv", ".txt", ".json", ".sqlite", ".gz", ".tar", ".tgz", ".7z", ".pdf",
    };

    private readonly Argument<string> path;
    private readonly Option<string?> asKnownOn;

    public ExportVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "export", new Phrase(
            "Write the register as a bundle: a folder of CSV files, or a zip of them",
            "Schrijf het register als bundel: een map met CSV-bestanden, of een zip daarvan"))
    {
        path = PathArgument("path", PathKind.FileOrFolder, "A new or empty folder, or a name ending in .zip", "Een nieuwe of lege map, of een naam die eindigt op .zip");
        asKnownOn = Option<string?>("--as-known-on", terminal.Say("DATE", "DATUM"),
            "Only what the register knew at the end of this day", "Alleen wat het register aan het eind van deze dag wist");
    }

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis export register.zip", new Phrase("everything, in one file", "alles, in één bestand")),
        ("sluis export register-2026 --as-known-on 2026-12-31", new Phrase(
            "as it was known at the end of a year", "zoals het bekend was aan het eind van een jaar")),
    ];

    /// <inheritdoc />
    public override int Run(ParseResult parsed)
    {
        DateOnly? day = null;
        if (parsed.GetValue(asKnownOn) is { } text)
        {
            var understood = Days.Parse(text);
            if (!understood.Holds)
            {
                Terminal.TellError($"sluis: --as-known-on: {understood.Problem!.In(Terminal.Language)}");
                return ExitCodes.Usage;
            }

            day = understood.Value;
        }

        using var store = OpenStore(parsed, mayMake: false, out var refused);
        if (store is null)
        {
            return refused;
        }

        var target = parsed.GetValue(path)!;
        if (LooksLikeAFile(target))
        {
            Complain(new WouldBeAFolder(target));
            TellWhereHelpIs();
            return ExitCodes.Usage;
        }

        var written = NotWritten.Unless(target, () => new ExportRegister(store).Run(target, day));
        if (!written.Holds)
        {
            Complain(written.Problem!);
            return written.Problem is NotWritten ? ExitCodes.Machine : ExitCodes.BadInput;
        }

        foreach (var file in written.Value.Files)
        {
            Terminal.Out.WriteLine($"{file.Name}  {file.Facts:N0}");
        }

        return ExitCodes.Done;
    }

    /// <summary>Whether a name that is no folder yet ends like that of a spreadsheet, text or archive.</summary>
    private static bool LooksLikeAFile(string path) =>
        !Directory.Exists(path) && FileEndings.Contains(Path.GetExtension(path));
}

/// <summary>A name of a file for what would be a folder.</summary>
internal sealed record WouldBeAFolder(string Path) : Problem(new Phrase(
    $"{Quote(Path)} would become a folder of CSV files: expected a name without such an ending, or one that ends in .zip",
    $"{Quote(Path)} zou een map met CSV-bestanden worden: verwacht een naam zonder zo'n einde, of een die eindigt op .zip"));
