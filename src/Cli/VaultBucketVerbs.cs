using System.CommandLine;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>The verbs over the buckets of a vault: what each takes, and where it may be kept.</summary>
internal static class VaultBucketVerbs
{
    /// <summary>The group of them.</summary>
    public static VerbGroup In(Terminal terminal, TimeProvider clock, GlobalOptions global) => new(
        terminal, clock, global, "vault bucket", new Phrase(
            "Show and set how sensitive the data in a bucket may be, and in which countries it may be kept",
            "Toon en bepaal hoe gevoelig de gegevens in een bucket mogen zijn, en in welke landen ze bewaard mogen worden"),
        [new VaultBucketListVerb(terminal, clock, global), new VaultBucketSetVerb(terminal, clock, global)]);
}

/// <summary>Lists the buckets of a vault.</summary>
internal sealed class VaultBucketListVerb(Terminal terminal, TimeProvider clock, GlobalOptions global) : VaultFolderVerb(
    terminal, clock, global, "vault bucket list", new Phrase(
        "List buckets with their body, marking, class of data and places", "Toon buckets met organisatie, rubricering, gegevensklasse en plaatsen"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault bucket list kluis", new Phrase("all buckets, of all bodies", "alle buckets, van alle organisaties")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed) => WithVault(Folder(parsed), vault =>
    {
        string[] heading = Terminal.Language == Language.Dutch
            ? ["bucket", "organisatie", "rubricering", "gegevens", "plaatsen", "versies", "slot"]
            : ["bucket", "body", "marking", "data class", "places", "versions", "lock"];
        Rows.Write(Terminal, heading, [.. vault.Catalogue.BucketsOf(null).Select(Row)]);
        return ExitCodes.Done;
    });

    private string[] Row(Bucket bucket) =>
    [
        bucket.Name.Text, bucket.Body, SensitivityWords.Of(bucket.Marking), SensitivityWords.Of(bucket.DataClass),
        PlaceList.Text(bucket.AllowedPlaces), Kept(bucket.Versioning), bucket.HasObjectLock ? Terminal.Say("yes", "ja") : Terminal.Say("no", "nee"),
    ];

    private string Kept(Versioning versioning) => versioning switch
    {
        Versioning.Never => Terminal.Say("no", "nee"),
        Versioning.Enabled => Terminal.Say("yes", "ja"),
        Versioning.Suspended => Terminal.Say("stopped", "gestopt"),
        _ => throw new ArgumentOutOfRangeException(nameof(versioning), versioning, "no such versioning"),
    };
}

/// <summary>Sets what a bucket takes, and where it may be kept.</summary>
internal sealed class VaultBucketSetVerb : VaultKeyVerb
{
    private readonly Argument<string> bucket;
    private readonly Option<string?> marking;
    private readonly Option<string?> dataClass;
    private readonly Option<string?> places;
    private readonly Option<string?> by;

    public VaultBucketSetVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault bucket set", new Phrase(
            "Set how sensitive data in a bucket may be, and where it may be kept, also while the vault is served; the passphrase is of its body",
            "Bepaal hoe gevoelig gegevens in een bucket mogen zijn en waar ze bewaard mogen worden, ook als de kluis open is; de wachtzin is van de organisatie"))
    {
        bucket = Argument("bucket", "The name of the bucket", "De naam van de bucket");
        marking = Option<string?>("--marking", terminal.Say("MARKING", "RUBRICERING"),
            "The highest marking that it takes: public, internal or confidential (departementaal-vertrouwelijk)",
            "De hoogste rubricering die erin mag: openbaar, intern of departementaal-vertrouwelijk");
        dataClass = Option<string?>("--data-class", terminal.Say("CLASS", "KLASSE"),
            "The highest class of data that it takes: public, internal or confidential",
            "De hoogste gegevensklasse die erin mag: openbaar, intern of vertrouwelijk");
        places = Option<string?>("--places", terminal.Say("COUNTRIES", "LANDEN"),
            "The countries in which it may be kept, such as NL,DE, or any", "De landen waar hij bewaard mag worden, zoals NL,DE, of any");
        by = ByOrBody();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault bucket set kluis nota-s --marking departementaal-vertrouwelijk --by ciso --passphrase-file wachtzin-bzk.txt", new Phrase(
            "a bucket for what is confidential", "een bucket voor wat departementaal vertrouwelijk is")),
        ("sluis vault bucket set kluis nota-s --places NL,DE --passphrase-file wachtzin-bzk.txt", new Phrase(
            "kept in two countries and nowhere else", "in twee landen en nergens anders")),
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, string folder, Unlocking brought) =>
        When(WishOf(parsed), wish => WithVault(folder, vault =>
        {
            var text = parsed.GetValue(bucket)!;
            return BucketName.Of(text) is { Holds: true, Value: var name } && vault.Catalogue.Bucket(name) is { } known
                ? WithKeys(vault, known.Body, brought, keys =>
                    When(BucketCare.Set(vault, keys, name, wish, parsed.GetValue(by) ?? known.Body, Clock), Tell))
                : Refuse(new BucketIsUnknown(text));
        }));

    private int Tell(Bucket set)
    {
        var takes = $"{Sensitivity.Of(set)}, places {PlaceList.Text(set.AllowedPlaces)}";
        Terminal.Out.WriteLine(Terminal.Say($"{set.Name} takes: {takes}.", $"{set.Name} neemt aan: {takes}."));
        return ExitCodes.Done;
    }

    private Result<BucketWish> WishOf(ParseResult parsed)
    {
        var highest = parsed.GetValue(marking) is { } word ? SensitivityWords.Marking(word) : default(Result<Marking>?);
        var heaviest = parsed.GetValue(dataClass) is { } said ? SensitivityWords.DataClass(said) : default(Result<DataClass>?);
        var allowed = parsed.GetValue(places) is { } list ? PlaceList.Read(list) : default(Result<IReadOnlyList<Country>>?);
        if ((highest?.Problem ?? heaviest?.Problem ?? allowed?.Problem) is { } problem)
        {
            return problem;
        }

        var wish = new BucketWish(highest?.Value, heaviest?.Value, allowed?.Value);
        return wish.IsNone ? new NothingToSet() : wish;
    }
}

/// <summary>No option says what is to be set.</summary>
internal sealed record NothingToSet() : Problem(new Phrase(
    "nothing is to be set: expected --marking, --data-class or --places", "er is niets te bepalen: verwacht --marking, --data-class of --places"));
