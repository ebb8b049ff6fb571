using System.CommandLine;
using System.Globalization;
using Sluiswachter.Model;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>Copies the keys of a vault, locked, to where they are kept for the day that it is lost.</summary>
internal sealed class VaultEmbassyKeysVerb : VaultFolderVerb
{
    private readonly Option<string> to;
    private readonly Option<string?> by;

    public VaultEmbassyKeysVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault embassy keys", new Phrase(
            "Copy the keys of a vault, still locked, into a folder that stays home; again when a body was added or got a new key",
            "Kopieer de sleutels van een kluis, nog vergrendeld, naar een map die thuisblijft; weer als er een organisatie of sleutel bij is"))
    {
        to = PathOption<string>("--to", PathKind.Folder,
            "The folder for the keys: new, or with former keys of this vault", "De map voor de sleutels: nieuw, of met eerdere sleutels van deze kluis");
        by = By();
        to.Required = true;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault embassy keys kluis --to sleutels", new Phrase("the keys, for the safe", "de sleutels, voor in de brandkast")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed)
    {
        var keys = KeptKeys.Open(Folder(parsed));
        var copied = keys.Then(all => NotWritten.Unless(parsed.GetValue(to)!, () => all.CopyTo(parsed.GetValue(to)!)));
        if (!copied.Holds)
        {
            return Refuse(copied.Problem!);
        }

        Terminal.Out.WriteLine(Terminal.Say(
            $"Copied {copied.Value} files to {parsed.GetValue(to)}. They open with the passphrases only.",
            $"{copied.Value} bestanden gekopieerd naar {parsed.GetValue(to)}. Ze gaan alleen open met de wachtzinnen."));

        // After it: who saves the keys of a vault of which the catalogue is lost has them.
        return !keys.Value.IsVault ? ExitCodes.Done : WithVault(Folder(parsed), vault =>
        {
            KeyCare.TellCopied(vault, parsed.GetValue(to)!, parsed.GetValue(by) ?? "", Clock);
            return ExitCodes.Done;
        });
    }
}

/// <summary>Makes a vault again.</summary>
internal sealed class VaultEmbassyRestoreVerb : VaultVerb
{
    private readonly Option<string> from;
    private readonly Option<string> keys;
    private readonly Option<string?> checkpoint;
    private readonly Option<string> region;
    private readonly Option<string?> by;

    public VaultEmbassyRestoreVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault embassy restore", new Phrase(
            "Make a vault again in a new folder, from a copy and the keys; exits with 3 when the copy is not whole",
            "Maak een kluis opnieuw in een nieuwe map, uit een kopie en de sleutels; eindigt met 3 als de kopie niet heel is"))
    {
        from = EmbassyOptions.From(terminal);
        keys = PathOption<string>("--keys", PathKind.Folder, "The folder with the keys of the vault", "De map met de sleutels van de kluis");
        checkpoint = PathOption<string?>("--checkpoint", PathKind.File,
            "A checkpoint of the log that was kept: the copy must hold all that was there then",
            "Een ijkpunt van het logboek dat is bewaard: de kopie moet alles hebben wat er toen was");
        region = EmbassyOptions.Region(terminal);
        by = Role<string?>("The role that does it, for the log", "De rol die het doet, voor het logboek");
        Command.Add(from);
        Command.Add(region);
        from.Required = keys.Required = true;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault embassy restore kluis2 --from /mnt/brussel --keys sleutels --passphrase-file wachtzin.txt", new Phrase(
            "the vault, from the copy in Brussels", "de kluis, uit de kopie in Brussel")),
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, string folder, string passphrase)
    {
        var kept = KeptKeys.Open(parsed.GetValue(keys)!);
        if (!kept.Holds)
        {
            return Refuse(kept.Problem!);
        }

        var note = parsed.GetValue(checkpoint) is { } file ? TextOf(file) : (Result<string>?)null;
        if (note is { Problem: { } unread })
        {
            return Refuse(unread);
        }

        var opened = VaultEmbassyVerbs.Places(Clock).Open(parsed.GetValue(from)!, parsed.GetValue(region)!);
        if (!opened.Holds)
        {
            return Refuse(opened.Problem!);
        }

        using var copy = opened.Value;
        try
        {
            var made = Restoring.RunAsync(copy, kept.Value, folder, passphrase, note?.Value, parsed.GetValue(by) ?? "", Clock, CancellationToken.None)
                .GetAwaiter().GetResult();
            return made.Holds ? Tell(made.Value, folder) : Refuse(made.Problem!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(new RestoringBrokeOff(folder, parsed.GetValue(from)!, MachineReason.Of(e)));
        }
    }

    private int Tell(Restored made, string folder)
    {
        var moment = made.Head.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Terminal.Out.WriteLine(Terminal.Say(
            $"Restored {made.Versions} versions of objects, {made.Bytes} bytes, as they were at {moment}; what came later is not in the copy.",
            $"{made.Versions} versies van objecten hersteld, {made.Bytes} bytes, zoals ze waren op {moment}; wat later kwam, staat niet in de kopie."));
        foreach (var missing in made.Missing)
        {
            Terminal.Out.WriteLine(Terminal.Plain(Terminal.Say($"missing: {missing}", $"weg: {missing}")));
        }

        Terminal.Error.WriteLine(Terminal.Say(
            $"Next: sluis vault scrub {folder}, which opens all of it", $"Verder: sluis vault scrub {folder}, dat alles opent"));
        return made.Missing.Count == 0 ? ExitCodes.Done : ExitCodes.CheckFailed;
    }
}

/// <summary>Options that several of these verbs have.</summary>
internal static class EmbassyOptions
{
    /// <summary>Where a copy is.</summary>
    public static Option<string> From(Terminal terminal) => new CheckedOption<string>("--from", PathKind.FolderOrAddress.For("--from"))
    {
        Description = terminal.Say("The copy: a folder, or a bucket: https://host/bucket/prefix", "De kopie: een map, of een bucket: https://host/bucket/voorvoegsel"),
        HelpName = PathKind.FolderOrAddress.Shown.In(terminal.Language),
    };

    /// <summary>The region of an S3 service.</summary>
    public static Option<string> Region(Terminal terminal) => new("--region")
    {
        Description = terminal.Say("The region of the S3 service", "De regio van de S3-dienst"),
        HelpName = terminal.Say("NAME", "NAAM"),
        DefaultValueFactory = _ => "us-east-1",
    };
}

/// <summary>A vault that was not made again, as the copy could not be read or the new folder not be written.</summary>
internal sealed record RestoringBrokeOff(string Folder, string Copy, Phrase Why) : Problem(new Phrase(
    $"restoring {Quote(Folder)} from the copy in {Quote(Copy)} broke off: {Why.English}; once both can be reached, the same command goes on where it was",
    $"{Quote(Folder)} herstellen uit de kopie in {Quote(Copy)} brak af: {Why.Dutch}; als beide weer bereikbaar zijn, gaat dezelfde opdracht verder"));
