using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.Cli;

/// <summary>The verbs of a vault's embassies: sealed copies elsewhere, of which the keys stay home.</summary>
internal static class VaultEmbassyVerbs
{
    private const string AccessKeyId = "SLUIS_EMBASSY_ACCESS_KEY_ID";
    private const string SecretAccessKey = "SLUIS_EMBASSY_SECRET_ACCESS_KEY";

    /// <summary>The group of them.</summary>
    public static VerbGroup In(Terminal terminal, TimeProvider clock, GlobalOptions global) => new(
        terminal, clock, global, "vault embassy", new Phrase(
            "Keep a sealed copy of a vault elsewhere while its keys stay home, and make the vault again from it",
            "Houd elders een verzegelde kopie van een kluis terwijl de sleutels thuisblijven, en maak er de kluis weer uit"),
        [
            new VaultEmbassyAddVerb(terminal, clock, global), new VaultEmbassyStatusVerb(terminal, clock, global),
            new VaultEmbassySyncVerb(terminal, clock, global), new VaultEmbassyRemoveVerb(terminal, clock, global),
            new VaultEmbassyKeysVerb(terminal, clock, global), new VaultEmbassyRestoreVerb(terminal, clock, global),
            new VaultEmbassyDrillVerb(terminal, clock, global), new VaultEmbassyVerifyVerb(terminal, clock, global),
        ]);

    /// <summary>Opens copies, with the access key of the environment.</summary>
    public static CopyPlaces Places(TimeProvider clock) => new(
        Environment.GetEnvironmentVariable(AccessKeyId) is { Length: > 0 } id &&
        Environment.GetEnvironmentVariable(SecretAccessKey) is { Length: > 0 } secret ? (id, secret) : null,
        clock);

    /// <summary>The keys with which the copies of a vault are kept up to date; null where there are none to be kept.</summary>
    public static Result<EmbassyKeys?> Keys(VaultFolder vault, string passphrase)
    {
        if (!new Embassies(vault.Catalogue).Any)
        {
            return Result<EmbassyKeys?>.Of(null);
        }

        var keys = EmbassyKeys.Unlock(vault, passphrase);
        return keys.Holds ? keys.Value : new EmbassyStandsStill(keys.Problem!);
    }
}

/// <summary>Adds a copy.</summary>
internal sealed class VaultEmbassyAddVerb : VaultVerb
{
    private readonly Option<string> to;
    private readonly Option<string> place;
    private readonly Option<string?> name;
    private readonly Option<string> region;
    private readonly Option<string?> by;

    public VaultEmbassyAddVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault embassy add", new Phrase(
            "Keep a sealed copy of a vault in another place; the passphrase is that of the vault",
            "Houd een verzegelde kopie van een kluis op een andere plaats; de wachtzin is die van de kluis"))
    {
        to = PathOption<string>("--to", PathKind.FolderOrAddress,
            "A folder, such as one mounted from elsewhere, or a bucket: https://host/bucket/prefix",
            "Een map, zoals een die van elders is aangekoppeld, of een bucket: https://host/bucket/voorvoegsel");
        place = Option<string>("--place", terminal.Say("COUNTRY", "LAND"),
            "The country that it is in, such as BE: buckets that may not be kept there stay home",
            "Het land waar hij staat, zoals BE: buckets die daar niet mogen staan, blijven thuis");
        name = Option<string?>("--name", terminal.Say("NAME", "NAAM"),
            "What to call it (default: its country)", "Hoe hij heet (standaard: het land)");
        region = EmbassyOptions.Region(terminal);
        Command.Add(region);
        by = By();
        to.Required = place.Required = true;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault embassy add kluis --to /mnt/brussel --place BE --passphrase-file wachtzin.txt", new Phrase(
            "a copy in Belgium, on another machine's disk that is mounted here", "een kopie in België, op een schijf die hier is aangekoppeld")),
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, string folder, string passphrase)
    {
        var country = Country.Of(parsed.GetValue(place)!);
        if (!country.Holds)
        {
            return Refuse(country.Problem!);
        }

        if (!CopyPlaces.IsS3(parsed.GetValue(to)!) && InsideTheVault.Of(folder, parsed.GetValue(to)!) is { } inside)
        {
            return Refuse(inside);
        }

        var address = CopyPlaces.IsS3(parsed.GetValue(to)!) ? parsed.GetValue(to)! : Path.GetFullPath(parsed.GetValue(to)!);
        var embassy = new Embassy(
            parsed.GetValue(name) ?? country.Value.Code.ToLowerInvariant(), address, parsed.GetValue(region)!, country.Value);
        return WithVault(folder, vault =>
            Add(vault, embassy, passphrase, parsed.GetValue(by) ?? "") is { } problem ? Refuse(problem) : Tell(embassy, folder));
    }

    private Problem? Add(VaultFolder vault, Embassy embassy, string passphrase, string role)
    {
        // Asked first: keys are made for a copy that can be.
        var embassies = new Embassies(vault.Catalogue);
        if (embassies.Refusal(embassy) is { } refusal)
        {
            return refusal;
        }

        var keys = EmbassyKeys.Make(vault, passphrase, Clock.GetUtcNow());
        if (!keys.Holds)
        {
            return keys.Problem;
        }

        using var unlocked = keys.Value;
        return VaultEmbassyVerbs.Places(Clock)
            .MakeAsync(embassy.Address, embassy.Region, CancellationToken.None).GetAwaiter().GetResult() ??
            embassies.Add(embassy, Clock, role).Problem;
    }

    private int Tell(Embassy embassy, string folder)
    {
        Terminal.Out.WriteLine(Terminal.Say($"Added the embassy {embassy.Name}, in {embassy.Place}.", $"Ambassade {embassy.Name} toegevoegd, in {embassy.Place}."));
        Terminal.Error.WriteLine(Terminal.Say(
            $"Next: start the server of the vault (again), or: sluis vault embassy sync {folder}. Keep the keys apart: sluis vault embassy keys {folder}",
            $"Verder: start de server van de kluis (opnieuw), of: sluis vault embassy sync {folder}. Bewaar de sleutels apart: sluis vault embassy keys {folder}"));
        return ExitCodes.Done;
    }
}

/// <summary>Tells how far copies are.</summary>
internal sealed class VaultEmbassyStatusVerb : VaultFolderVerb
{
    private readonly Option<int> mostLag;

    public VaultEmbassyStatusVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault embassy status", new Phrase(
            "Tell how far the copies of a vault are behind; exits with 3 when one is further than allowed",
            "Meld hoever de kopieën van een kluis achterlopen; eindigt met 3 als er een verder is dan mag"))
    {
        mostLag = Count("--most-lag", 0, int.MaxValue, int.MaxValue,
            "Minutes that a copy may be behind", "Hoeveel minuten een kopie mag achterlopen");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault embassy status kluis --most-lag 15", new Phrase(
            "exits with 3 when a copy has been behind for more than a quarter of an hour", "eindigt met 3 als een kopie al meer dan een kwartier achterloopt")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed) => WithVault(Folder(parsed), vault =>
    {
        var embassies = new Embassies(vault.Catalogue);
        var isLate = false;
        foreach (var embassy in embassies.All)
        {
            var lag = embassies.LagOf(embassy);
            isLate |= lag.IsBehind &&
                (embassy.ConfirmedAt is not { } at || (Clock.GetUtcNow() - at).TotalMinutes > parsed.GetValue(mostLag));
            Terminal.Out.WriteLine($"{embassy.Name}  {embassy.Place}  {embassy.Address}");
            foreach (var line in Lines(embassy, lag))
            {
                Terminal.Out.WriteLine($"  {Terminal.Plain(line.In(Terminal.Language))}");
            }
        }

        if (!embassies.Any)
        {
            Terminal.Out.WriteLine(Terminal.Say("There is no embassy.", "Er is geen ambassade."));
        }

        return isLate ? ExitCodes.CheckFailed : ExitCodes.Done;
    });

    private static IEnumerable<Phrase> Lines(Embassy embassy, EmbassyLag lag)
    {
        yield return lag.IsEmpty
            ? new Phrase($"nothing is there whole yet; {lag.Bytes} bytes are to be copied", $"er is nog niets heel; {lag.Bytes} bytes te kopiëren")
            : lag.IsBehind
                ? new Phrase(
                    $"behind: {lag.Changes} changes, {lag.Bytes} bytes of objects, {lag.Entries} entries of the log; last copied {Moment(embassy.ConfirmedAt)}",
                    $"loopt achter: {lag.Changes} wijzigingen, {lag.Bytes} bytes aan objecten, {lag.Entries} regels van het logboek; laatst gekopieerd {Moment(embassy.ConfirmedAt)}")
                : new Phrase($"up to date since {Moment(embassy.ConfirmedAt)}", $"bijgewerkt sinds {Moment(embassy.ConfirmedAt)}");
        if (embassy.FailingSince is { } since)
        {
            yield return new Phrase($"fails since {Moment(since)}: {embassy.LastError}", $"faalt sinds {Moment(since)}: {embassy.LastError}");
        }

        foreach (var bucket in lag.Skipped)
        {
            yield return new Phrase(
                $"the bucket {bucket} is not copied: it may not be kept in {embassy.Place}",
                $"de bucket {bucket} wordt niet gekopieerd: hij mag niet in {embassy.Place} staan");
        }
    }

    private static string Moment(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";
}

/// <summary>Brings copies up to date, beside a server or without.</summary>
internal sealed class VaultEmbassySyncVerb : VaultVerb
{
    private readonly Option<bool> once;
    private readonly Option<bool> anew;
    private readonly Option<string?> name;

    public VaultEmbassySyncVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault embassy sync", new Phrase(
            "Bring the copies of a vault up to date, until Ctrl-C; a server of the vault does this by itself",
            "Werk de kopieën van een kluis bij, tot Ctrl-C; een server van de kluis doet dit vanzelf"))
    {
        once = Option<bool>("--once", null, "Until they are up to date, and no longer", "Tot ze zijn bijgewerkt, en niet langer");
        anew = Option<bool>("--anew", null,
            "Bring what is missing at the copy or was altered there by a drill's word, and write all of the rest anew",
            "Breng wat in de kopie ontbreekt of er volgens een oefening is gewijzigd, en schrijf al het andere opnieuw");
        name = Option<string?>("--name", terminal.Say("NAME", "NAAM"), "Which one (default: all)", "Welke (standaard: alle)");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault embassy sync kluis --once --passphrase-file wachtzin.txt", new Phrase("once, as from cron", "eenmaal, zoals vanuit cron")),
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, string folder, string passphrase) => WithVault(folder, vault =>
    {
        var embassies = new Embassies(vault.Catalogue);
        var chosen = parsed.GetValue(name) is { } one ? embassies.Find(one).Then<IReadOnlyList<Embassy>>(e => (Embassy[])[e])
            : Result<IReadOnlyList<Embassy>>.Of(embassies.All);
        var guard = vault.OpenBlobs(BlobsUse.Shared);
        using var blobs = guard.Holds ? guard.Value : null;
        if ((chosen.Problem ?? guard.Problem) is { } problem)
        {
            return Refuse(problem);
        }

        var keys = EmbassyKeys.Unlock(vault, passphrase);
        if (!keys.Holds)
        {
            return Refuse(keys.Problem!);
        }

        foreach (var embassy in parsed.GetValue(anew) ? chosen.Value : [])
        {
            embassies.AskAnew(embassy.Name, Clock);
        }

        return RunAsync(vault, blobs!, keys.Value, parsed.GetValue(once) ? chosen.Value : null).GetAwaiter().GetResult();
    });

    private async Task<int> RunAsync(VaultFolder vault, IBlobStore blobs, EmbassyKeys keys, IReadOnlyList<Embassy>? once)
    {
        using var stopping = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var ended = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var unlocked = keys;
        await using var duty = new EmbassyDuty(
            vault.Catalogue, blobs, unlocked, VaultEmbassyVerbs.Places(Clock), Clock,
            Terminal.Tell);
        if (once is null)
        {
            await duty.RunAsync(stopping.Token);
            return ExitCodes.Done;
        }

        var code = ExitCodes.Done;
        foreach (var embassy in once)
        {
            if (await duty.SyncAsync(embassy, stopping.Token) is { } problem)
            {
                code = Refuse(problem);
            }
        }

        return code;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }
}

/// <summary>Forgets a copy.</summary>
internal sealed class VaultEmbassyRemoveVerb : VaultFolderVerb
{
    private readonly Argument<string> name;
    private readonly Option<string?> by;

    public VaultEmbassyRemoveVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault embassy remove", new Phrase(
            "Have a vault no longer keep a copy up to date; what is there stays there", "Laat een kluis een kopie niet meer bijwerken; wat er staat, blijft er staan"))
    {
        name = Argument("name", "The name of the copy", "De naam van de kopie");
        by = By();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault embassy remove kluis be", new Phrase("the copy be is not brought up to date any more", "de kopie be wordt niet meer bijgewerkt")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed) => WithVault(Folder(parsed), vault =>
    {
        var embassies = new Embassies(vault.Catalogue);
        var found = embassies.Find(parsed.GetValue(name));
        if (!found.Holds)
        {
            return Refuse(found.Problem!);
        }

        embassies.Remove(found.Value.Name, Clock, parsed.GetValue(by) ?? "");
        Terminal.Out.WriteLine(Terminal.Say(
            $"The embassy {found.Value.Name} is no more; what is in {found.Value.Address} stays there.",
            $"De ambassade {found.Value.Name} is er niet meer; wat er in {found.Value.Address} staat, blijft daar staan."));
        return ExitCodes.Done;
    });
}

/// <summary>Copies are not brought up to date, as the keys for that stay locked.</summary>
internal sealed record EmbassyStandsStill(Problem Why) : Problem(new Phrase(
    $"the embassies are not brought up to date: {Why.In(Language.English)}", $"de ambassades worden niet bijgewerkt: {Why.In(Language.Dutch)}"));
