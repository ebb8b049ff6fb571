using System.CommandLine;
using System.Globalization;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>The verbs of a body's officers, some of whom unlock its keys together.</summary>
internal static class VaultOfficerVerbs
{
    /// <summary>The group of them.</summary>
    public static VerbGroup In(Terminal terminal, TimeProvider clock, GlobalOptions global) => new(
        terminal, clock, global, "vault officers", new Phrase(
            "Have the keys of a body unlocked by several officers together, of whom none can do it alone",
            "Laat de sleutels van een organisatie door meer functionarissen samen ontsluiten; geen van hen kan het alleen"),
        [
            new VaultOfficersSetVerb(terminal, clock, global), new VaultOfficersListVerb(terminal, clock, global),
            new VaultOfficersCheckVerb(terminal, clock, global),
        ]);
}

/// <summary>Gives a body officers, each with a key in a file of its own.</summary>
internal sealed class VaultOfficersSetVerb : VaultKeyVerb
{
    private readonly Argument<string> body;
    private readonly Option<string[]> officer;
    private readonly Option<int> need;
    private readonly Option<string> keysTo;
    private readonly Option<bool> withoutPassphrase;
    private readonly Option<bool> withoutToken;
    private readonly Option<string?> by;

    public VaultOfficersSetVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault officers set", new Phrase(
            "Make a key for each officer, to be handed over; keys of former officers open the key file no more",
            "Maak voor elke functionaris een sleutel om te overhandigen; sleutels van vorige functionarissen openen het sleutelbestand niet meer"))
    {
        body = Argument("body", "The id of the body", "De id van de organisatie");
        officer = Option<string[]>("--officer", terminal.Say("NAME", "NAAM"),
            $"The name or role of an officer; once for each, 2 to {OfficerLock.MostOfficers}",
            $"De naam of rol van een functionaris; eenmaal per functionaris, 2 tot {OfficerLock.MostOfficers}");
        need = Count("--need", 2, OfficerLock.MostOfficers, 2,
            "How many of them unlock the keys together", "Hoeveel van hen samen de sleutels ontsluiten");
        keysTo = PathOption<string>("--keys-to", PathKind.Folder,
            "Where the keys are written, a file for each officer; made when it is not there", "Waar de sleutels komen, een bestand per functionaris");
        withoutPassphrase = Option<bool>("--without-passphrase", null,
            "A passphrase unlocks the keys no more: only officers do", "Een wachtzin ontsluit de sleutels niet meer: alleen functionarissen");
        withoutToken = Option<bool>("--without-token", null,
            "A token unlocks the keys no more", "Een token ontsluit de sleutels niet meer");
        by = By();
        officer.Required = keysTo.Required = true;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault officers set kluis org:min-bzk --officer ciso --officer archivaris --officer secretaris --keys-to sleutels --passphrase-file wachtzin.txt",
            new Phrase("any two of three; the passphrase goes on opening too", "twee van de drie; de wachtzin blijft ook werken")),
        ("sluis vault officers set kluis org:min-bzk --officer ciso --officer archivaris --keys-to sleutels --without-passphrase", new Phrase(
            "both, and no passphrase any more; asks for it this once", "beiden, en geen wachtzin meer; die wordt nog eenmaal gevraagd")),
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, string folder, Unlocking brought) => WithVault(folder, vault => Changing(vault, () =>
    {
        var (files, written) = (new List<string>(), new OfficerKeyFiles());
        var set = KeyCare.SetOfficersAsync(
            vault, parsed.GetValue(body)!, brought,
            new WantedOfficers(
                parsed.GetValue(officer)!, parsed.GetValue(need), !parsed.GetValue(withoutPassphrase), !parsed.GetValue(withoutToken)),
            parsed.GetValue(by) ?? "", Clock, keys => HandOver(keys, parsed.GetValue(keysTo)!, files, written), written.TakeBack)
            .GetAwaiter().GetResult();
        if (!set.Holds)
        {
            return Refuse(set.Problem!);
        }

        foreach (var (known, file) in set.Value.Officers.Zip(files))
        {
            Terminal.Out.WriteLine($"{known.Fingerprint}  {file}");
        }

        Terminal.Error.WriteLine(Terminal.Say(
            $"Any {set.Value.Need} of these {files.Count} unlock the keys of {parsed.GetValue(body)}. Hand each officer one file, and keep no copy.",
            $"Elke {set.Value.Need} van deze {files.Count} ontsluiten de sleutels van {parsed.GetValue(body)}. Geef elke functionaris één bestand, en bewaar geen kopie."));
        return ExitCodes.Done;
    }));

    /// <summary>Writes each key to a file that only its owner reads; nothing when one of the files is there already.</summary>
    private static Problem? HandOver(IReadOnlyList<OfficerKey> keys, string folder, List<string> files, OfficerKeyFiles written)
    {
        files.AddRange(keys.Select(key => Path.Combine(folder, FileName(key.Officer.Name))));
        if (files.GroupBy(f => f, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return new OneFileForTwo(twice.Key);
        }

        if (files.Find(File.Exists) is { } there)
        {
            return new AlreadyThere(there);
        }

        return NotWritten.Unless<int>(folder, () =>
        {
            foreach (var (key, file) in keys.Zip(files))
            {
                written.Write(key, file);
            }

            return files.Count;
        }).Problem;
    }

    /// <summary>Names are any line of text; a file has one that every file system takes.</summary>
    private static string FileName(string officer) =>
        string.Concat(officer.Select(sign => char.IsLetterOrDigit(sign) || sign is '-' or '_' ? sign : '-')) + ".key";
}

/// <summary>Shows the officers of a body.</summary>
internal sealed class VaultOfficersListVerb : VaultFolderVerb
{
    private readonly Argument<string> body;

    public VaultOfficersListVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault officers list", new Phrase(
            "Show the officers of a body, and how many of them are needed", "Toon de functionarissen van een organisatie, en hoeveel er nodig zijn")) =>
        body = Argument("body", "The id of the body", "De id van de organisatie");

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault officers list kluis org:min-bzk", new Phrase("names, and fingerprints of their keys", "namen, en de vingerafdrukken van hun sleutels")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed) => WithVault(Folder(parsed), vault =>
    {
        var file = vault.Keys.Of(parsed.GetValue(body)!);
        if (!file.Holds || file.Value.Officers is not { } officers)
        {
            return Refuse(file.Problem ?? new NoOfficers(parsed.GetValue(body)!));
        }

        string[] heading = Terminal.Language == Language.Dutch ? ["functionaris", "vingerafdruk"] : ["officer", "fingerprint"];
        Rows.Write(Terminal, heading, [.. officers.Officers.Select(o => new[] { o.Name, o.Fingerprint })]);
        var also = file.Value.Passphrase is null ? "" : Terminal.Say("; a passphrase does too", "; een wachtzin ook");
        Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Terminal.Say(
            $"Any {officers.Need} of {officers.Officers.Count} unlock the keys", $"Elke {officers.Need} van de {officers.Officers.Count} ontsluiten de sleutels")}{also}."));
        return ExitCodes.Done;
    });
}

/// <summary>Tells whether an officer's key is good, without unlocking anything.</summary>
internal sealed class VaultOfficersCheckVerb : VaultFolderVerb
{
    private readonly Argument<string> body;
    private readonly Argument<string> keyFile;

    public VaultOfficersCheckVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault officers check", new Phrase(
            "Tell whether the key of an officer is good, without unlocking anything; exits with 3 when it is not",
            "Meld of de sleutel van een functionaris goed is, zonder iets te ontsluiten; eindigt met 3 als dat niet zo is"))
    {
        body = Argument("body", "The id of the body", "De id van de organisatie");
        keyFile = PathArgument("keyfile", PathKind.File, "The file with the key", "Het bestand met de sleutel");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault officers check kluis org:min-bzk ciso.key", new Phrase("once a year, say", "bijvoorbeeld eens per jaar")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed) => WithVault(Folder(parsed), vault =>
    {
        var file = vault.Keys.Of(parsed.GetValue(body)!);
        if (!file.Holds || file.Value.Officers is not { } officers)
        {
            return Refuse(file.Problem ?? new NoOfficers(parsed.GetValue(body)!));
        }

        var path = parsed.GetValue(keyFile)!;
        var line = FirstLine(path);
        if (!line.Holds)
        {
            Complain(line.Problem!);
            return ExitCodes.BadInput;
        }

        var read = OfficerKey.Read(line.Value);
        if (!read.Holds)
        {
            Complain(new NoOfficerKeyThere(path));
            return ExitCodes.CheckFailed;
        }

        using var key = read.Value;
        if (!officers.Knows(key))
        {
            Complain(new NotAnOfficersKey(key.Officer.Name));
            return ExitCodes.CheckFailed;
        }

        Terminal.Out.WriteLine(Terminal.Say(
            $"This is the key of {key.Officer.Name}, one of {officers.Officers.Count} of whom {officers.Need} are needed.",
            $"Dit is de sleutel van {key.Officer.Name}, een van {officers.Officers.Count} van wie er {officers.Need} nodig zijn."));
        return ExitCodes.Done;
    });
}

/// <summary>A body without officers.</summary>
internal sealed record NoOfficers(string Body) : Problem(new Phrase(
    $"{Quote(Body)} has no officers; make them with: sluis vault officers set",
    $"{Quote(Body)} heeft geen functionarissen; maak ze met: sluis vault officers set"));

/// <summary>Two names that come down to one file name.</summary>
internal sealed record OneFileForTwo(string File) : Problem(new Phrase(
    $"the keys of two officers would be written to {Quote(File)}: give them names that differ in letters or digits",
    $"de sleutels van twee functionarissen zouden in {Quote(File)} komen: geef ze namen die in letters of cijfers verschillen"));
