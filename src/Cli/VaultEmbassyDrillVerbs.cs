using System.CommandLine;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>Holds a drill.</summary>
internal sealed class VaultEmbassyDrillVerb : VaultVerb
{
    private readonly Option<string?> name;
    private readonly Option<string?> from;
    private readonly Option<string?> keys;
    private readonly Option<string> region;
    private readonly Option<string?> sample;
    private readonly Option<string> by;
    private readonly Option<string[]> unlock;

    public VaultEmbassyDrillVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault embassy drill", new Phrase(
            "Show that a copy alone yields nothing, and all together with the keys; prints a signed report, and exits with 3 when it does not hold",
            "Toon dat een kopie alleen niets prijsgeeft, en met de sleutels alles; geeft een ondertekend verslag, en eindigt met 3 als het niet klopt"))
    {
        name = Option<string?>("--name", terminal.Say("NAME", "NAAM"), "Which copy (default: the only one)", "Welke kopie (standaard: de enige)");
        from = PathOption<string?>("--from", PathKind.FolderOrAddress,
            "The copy, when the vault is lost and only its keys are here", "De kopie, als de kluis weg is en alleen de sleutels hier zijn");
        keys = PathOption<string?>("--keys", PathKind.Folder,
            "The keys to be used (default: those in the folder)", "De sleutels die worden gebruikt (standaard: die in de map)");
        region = EmbassyOptions.Region(terminal);
        Command.Add(region);
        sample = Option<string?>("--sample", terminal.Say("COUNT|all", "AANTAL|all"),
            "How many versions of objects are opened, chosen by chance (default: all)", "Hoeveel versies van objecten worden geopend, door het lot gekozen (standaard: all)");
        by = Role<string>("The role that holds it; no person", "De rol die hem houdt; geen persoon");
        by.Required = true;
        unlock = PathOption<string[]>("--unlock", PathKind.FileOfBody,
            "The passphrase of a body that has one of its own", "De wachtzin van een organisatie die een eigen heeft");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault embassy drill kluis --by ciso --keys sleutels --passphrase-file wachtzin.txt > verslag.txt", new Phrase(
            "with the keys from the safe, beside the vault", "met de sleutels uit de brandkast, naast de kluis")),
        ("sluis vault embassy drill sleutels --from /mnt/brussel --by ciso --passphrase-file wachtzin.txt > verslag.txt", new Phrase(
            "with nothing but the copy and the keys", "met niets dan de kopie en de sleutels")),
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, string folder, string passphrase)
    {
        int? most = null;
        if (parsed.GetValue(sample) is { } text and not "all")
        {
            if (!int.TryParse(text, System.Globalization.NumberStyles.None, null, out var count) || count == 0)
            {
                Complain(new NoSample(text));
                return ExitCodes.Usage;
            }

            most = count;
        }

        var kept = KeptKeys.Open(parsed.GetValue(keys) ?? folder);
        if (!kept.Holds)
        {
            return Refuse(kept.Problem!);
        }

        var own = OwnPassphrases.Of(parsed.GetValue(unlock) ?? []);
        if ((own.Problem ?? own.Value.Stranger(kept.Value.Keys)) is { } problem)
        {
            return Refuse(problem);
        }

        using var unlocked = new BodyKeys();
        Unlock(kept.Value, unlocked, passphrase, own.Value);

        if (parsed.GetValue(from) is { } address)
        {
            return Hold(
                address, parsed.GetValue(region)!, new(null!, kept.Value, passphrase, unlocked, null, null, most, parsed.GetValue(by)!));
        }

        return WithVault(folder, vault =>
        {
            var embassy = new Embassies(vault.Catalogue).Find(parsed.GetValue(name));
            var guard = vault.OpenBlobs(BlobsUse.Shared);
            using var blobs = guard.Holds ? guard.Value : null;
            return (embassy.Problem ?? guard.Problem) is { } problem ? Refuse(problem) : Hold(
                embassy.Value.Address, embassy.Value.Region,
                new(null!, kept.Value, passphrase, unlocked, vault, blobs, most, parsed.GetValue(by)!));
        });
    }

    private int Hold(string address, string region, DrillOf of)
    {
        var opened = VaultEmbassyVerbs.Places(Clock).Open(address, region);
        if (!opened.Holds)
        {
            return Refuse(opened.Problem!);
        }

        using var copy = opened.Value;
        Result<HeldDrill> held;
        try
        {
            held = Drill.RunAsync(of with { Copy = copy }, Clock, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (IOException e)
        {
            return Refuse(new NoCopy(address, MachineReason.Of(e)));
        }

        if (!held.Holds)
        {
            return Refuse(held.Problem!);
        }

        Terminal.Out.Write(held.Value.Note);
        var figures = held.Value.Report.Figures;
        Terminal.Error.WriteLine(Terminal.Say(
            $"Alone: {figures.Files} files, {figures.FileBytes} bytes, searched for {figures.Texts} texts of home.",
            $"Alleen: {figures.Files} bestanden, {figures.FileBytes} bytes, doorzocht op {figures.Texts} teksten van thuis."));
        Terminal.Error.WriteLine(Terminal.Say(
            $"With the keys: {figures.Opened} of {figures.Versions} versions opened; {held.Value.Report.DifferenceCount} differences.",
            $"Met de sleutels: {figures.Opened} van {figures.Versions} versies geopend; {held.Value.Report.DifferenceCount} verschillen."));
        var code = held.Value.Unlogged is { } unlogged ? Refuse(unlogged) : ExitCodes.Done;
        return held.Value.Report.Holds ? code : ExitCodes.CheckFailed;
    }

    private void Unlock(KeptKeys kept, BodyKeys into, string passphrase, OwnPassphrases own)
    {
        foreach (var body in kept.Keys.Bodies())
        {
            var words = own.FileOf(body) is { } file ? Passphrase(file) : passphrase;
            var ring = words.Then(w => kept.Keys.Unlock(body, w));
            if (ring.Holds)
            {
                into.Unlock(ring.Value);
            }
            else
            {
                Warn(new StaysLocked(body, ring.Problem!));
            }
        }
    }
}

/// <summary>Checks the report of a drill as an outsider.</summary>
internal sealed class VaultEmbassyVerifyVerb : Verb
{
    private readonly Argument<string> report;
    private readonly Option<string> key;

    public VaultEmbassyVerifyVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault embassy verify", new Phrase(
            "Check as an outsider that the report of a drill is that of the vault, and what it says; exits with 3 when either is wrong",
            "Controleer als buitenstaander dat het verslag van een oefening van de kluis is, en wat erin staat; eindigt met 3 als een van beide niet klopt"))
    {
        report = PathArgument("report", PathKind.File, "The report", "Het verslag");
        key = PathOption<string>("--key", PathKind.FileOrText, "The public key of the log", "De publieke sleutel van het logboek");
        key.Required = true;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault embassy verify verslag.txt --key log.pub", new Phrase("the report of a drill", "het verslag van een oefening")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed)
    {
        var (text, publicKey) = (TextOf(parsed.GetValue(report)!), PublicKey(parsed.GetValue(key)!));
        if ((text.Problem ?? publicKey.Problem) is { } problem)
        {
            return Refuse(problem);
        }

        var read = DrillReport.Read(text.Value, publicKey.Value);
        if (!read.Holds)
        {
            Complain(read.Problem!);
            return ExitCodes.CheckFailed;
        }

        Terminal.Out.Write(read.Value.Text);
        Terminal.Error.WriteLine(read.Value.Differences == 0
            ? Terminal.Say("The vault signed this: the drill found no difference.", "Dit heeft de kluis ondertekend: de oefening vond geen verschil.")
            : Terminal.Say($"The vault signed this: the drill found {read.Value.Differences} differences.", $"Dit heeft de kluis ondertekend: de oefening vond {read.Value.Differences} verschillen."));
        return read.Value.Differences == 0 ? ExitCodes.Done : ExitCodes.CheckFailed;
    }
}

/// <summary>A text that is no number of objects.</summary>
internal sealed record NoSample(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is no number of objects: expected a count from 1, or all", $"{Quote(Text)} is geen aantal objecten: verwacht een aantal vanaf 1, of all"));
