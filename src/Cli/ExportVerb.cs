using System.CommandLine;
using Sluiswachter.App;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>Writes the register as a bundle that anyone can read in a spreadsheet and import again.</summary>
internal sealed class ExportVerb : Verb
{
    private readonly Argument<string> path;
    private readonly Option<string?> asKnownOn;

    public ExportVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "export", new Phrase(
            "Write the register as a bundle: a folder of CSV files, or a zip of them",
            "Schrijf het register als bundel: een map met CSV-bestanden, of een zip daarvan"))
    {
        path = Argument("path", "A new or empty folder, or a name ending in .zip", "Een nieuwe of lege map, of een naam die eindigt op .zip");
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
                Terminal.Error.WriteLine($"sluis: --as-known-on: {understood.Problem!.In(Terminal.Language)}");
                return ExitCodes.Usage;
            }

            day = understood.Value;
        }

        using var store = OpenStore(parsed, mayMake: false, out var refused);
        if (store is null)
        {
            return refused;
        }

        var written = new ExportRegister(store).Run(parsed.GetValue(path)!, day);
        if (!written.Holds)
        {
            Complain(written.Problem!);
            return ExitCodes.BadInput;
        }

        foreach (var file in written.Value.Files)
        {
            Terminal.Out.WriteLine($"{file.Name}  {file.Facts:N0}");
        }

        return ExitCodes.Done;
    }
}
