using System.CommandLine;
using System.Globalization;
using Sluiswachter.Model;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>Proves that a log only grew between two checkpoints, or that an entry is in it, without handing out the rest.</summary>
internal sealed class VaultLogProveVerb : VaultFolderVerb
{
    private readonly Option<string> now;
    private readonly Option<string?> old;
    private readonly Option<string?> entry;

    public VaultLogProveVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault log prove", new Phrase(
            "Write a proof that the log only grew since a checkpoint, or that an entry is in it, for an outsider who is not to see the rest",
            "Schrijf een bewijs dat het logboek sinds een ijkpunt alleen groeide, of dat een regel erin staat, voor een buitenstaander die de rest niet mag zien"))
    {
        (old, now) = (OldCheckpoint(), NewCheckpoint());
        entry = Option<string?>("--entry", terminal.Say("NUMBER", "NUMMER"),
            "The entry that is in it, as log show numbers them", "De regel die erin staat, zoals log show ze nummert");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault log prove kluis --old ijkpunt.txt --new ijkpunt-nu.txt > groei.txt", new Phrase(
            "that all of the first checkpoint is in the second", "dat alles van het eerste ijkpunt in het tweede staat")),
        ("sluis vault log prove kluis --entry 12 --new ijkpunt-nu.txt > regel.txt", new Phrase(
            "that entry 12 is in the log, with its words", "dat regel 12 in het logboek staat, met zijn woorden")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed)
    {
        var (before, number) = (parsed.GetValue(old), parsed.GetValue(entry));
        if (before is null == number is null)
        {
            return Refuse(new WhichLogProof());
        }

        return When(TextOf(parsed.GetValue(now)!), later => WithVault(Folder(parsed), vault =>
        {
            var log = new VaultLog(vault.Catalogue);
            return When(PublicKey(vault.LogPublicKey), key => When(
                before is not null ? TextOf(before).Then(earlier => log.ProveGrowth(key, earlier, later))
                : !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? new NoNumber(number!)
                : index >= log.Size ? new NoSuchEntry(index, log.Size)
                : log.ProveEntry(key, index, later),
                proof =>
                {
                    Terminal.Out.Write(proof.Text);
                    return ExitCodes.Done;
                }));
        }));
    }
}

/// <summary>It is not said what is to be proven, or checked by, or in two ways.</summary>
internal sealed record WhichLogProof() : Problem(new Phrase(
    "expected one of the two: that the log only grew (--old), or that it has an entry (--entry)",
    "verwacht een van de twee: dat het logboek alleen groeide (--old), of dat het een regel heeft (--entry)"));
