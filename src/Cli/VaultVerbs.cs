using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>The verbs of the vault: making one, giving bodies keys and users access, and serving it.</summary>
internal static class VaultVerbs
{
    /// <summary>The group of them.</summary>
    public static VerbGroup In(Terminal terminal, TimeProvider clock, GlobalOptions global) => new(
        terminal, clock, global, "vault", new Phrase(
            "Keep data safe in a government's own hands, for every tool that speaks S3",
            "Bewaar gegevens veilig in eigen beheer, voor alle programma's die S3 spreken"),
        [
            new VaultCreateVerb(terminal, clock, global), new VaultAddBodyVerb(terminal, clock, global),
            new VaultAddUserVerb(terminal, clock, global), new VaultServeVerb(terminal, clock, global),
            new VaultUnlockVerb(terminal, clock, global), new VaultLockVerb(terminal, clock, global),
            new VaultStatusVerb(terminal, clock, global),
            new VaultScrubVerb(terminal, clock, global), new VaultRotateVerb(terminal, clock, global),
            new VaultRetireVerb(terminal, clock, global), new VaultEraseVerb(terminal, clock, global),
            VaultOfficerVerbs.In(terminal, clock, global), VaultTokenVerbs.In(terminal, clock, global),
            VaultLogVerbs.In(terminal, clock, global),
            VaultBucketVerbs.In(terminal, clock, global), VaultUserVerbs.In(terminal, clock, global),
            new VaultPullVerb(terminal, clock, global), VaultProofVerbs.In(terminal, clock, global),
            VaultEmbassyVerbs.In(terminal, clock, global),
        ]);
}

/// <summary>Makes a vault.</summary>
internal sealed class VaultCreateVerb : VaultVerb
{
    private readonly Option<string> name;
    private readonly Option<string> place;
    private readonly VaultEngineOptions engines;

    public VaultCreateVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault create", new Phrase(
            "Make a vault in a new folder; the passphrase locks the key of its log",
            "Maak een kluis in een nieuwe map; de wachtzin vergrendelt de sleutel van het logboek"))
    {
        name = Option<string>("--name", terminal.Say("NAME", "NAAM"),
            "The name with which its log signs, such as kluis.example.nl", "De naam waarmee het logboek tekent, zoals kluis.example.nl");
        place = Option<string>("--place", terminal.Say("COUNTRY", "LAND"), "The country that it is in, such as NL", "Het land waar hij staat, zoals NL");
        name.Required = place.Required = true;
        engines = new VaultEngineOptions(
            Option<string?>("--catalogue", terminal.Say("ADDRESS", "ADRES"),
                "A PostgreSQL database for the catalogue: postgres:Host=…;Database=…;Username=… (default: a file in the folder)",
                "Een PostgreSQL-database voor de catalogus: postgres:Host=…;Database=…;Username=… (standaard: een bestand in de map)"),
            Option<string?>("--blobs", terminal.Say("ADDRESS", "ADRES"),
                "An S3 service for the sealed bytes: https://host/bucket or https://host/bucket/prefix (default: files in the folder)",
                "Een S3-dienst voor de verzegelde bytes: https://host/bucket of https://host/bucket/voorvoegsel (standaard: bestanden in de map)"),
            Option<string?>("--blobs-place", terminal.Say("COUNTRY", "LAND"),
                "The country in which that service keeps them (default: that of the vault)",
                "Het land waar die dienst ze bewaart (standaard: dat van de kluis)"),
            Option<string?>("--blobs-region", terminal.Say("REGION", "REGIO"),
                $"The region for which requests to it are signed (default: {ChosenBlobs.UsualRegion})",
                $"De regio waarvoor verzoeken eraan worden ondertekend (standaard: {ChosenBlobs.UsualRegion})"));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault create kluis --name kluis.example.nl --place NL --passphrase-file wachtzin.txt", new Phrase(
            "a vault in the folder kluis", "een kluis in de map kluis")),
        ("sluis vault create kluis --name kluis.example.nl --place NL --catalogue 'postgres:Host=db.example.nl;Database=kluis;Username=kluis' --blobs https://s3.example.nl/kluis --passphrase-file wachtzin.txt", new Phrase(
            "over a database and an S3 service, for several servers", "over een database en een S3-dienst, voor meerdere servers")),
    ];

    /// <inheritdoc/>
    protected override Phrase? Makes(ParseResult parsed) => new("the vault", "de kluis");

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, string folder, string passphrase)
    {
        var made = Country.Of(parsed.GetValue(place)!).Then(country => engines.Read(parsed, country).Then(chosen =>
            NotWritten.Unless(folder, () => VaultFolder.Create(folder, parsed.GetValue(name)!, country, passphrase, chosen))));
        return With(made, vault =>
        {
            Terminal.Out.WriteLine(Terminal.Say(
                $"Made a vault in {folder}. The public key of its log, for whoever checks it:",
                $"Kluis gemaakt in {folder}. De publieke sleutel van het logboek, voor wie het controleert:"));
            Terminal.Out.WriteLine(vault.LogPublicKey);
            Terminal.Error.WriteLine(Terminal.Say(
                $"Next: sluis vault add-body {folder} BODY", $"Verder: sluis vault add-body {folder} ORGANISATIE"));
            return ExitCodes.Done;
        });
    }
}

/// <summary>Makes the keys of a body.</summary>
internal sealed class VaultAddBodyVerb : VaultVerb
{
    private readonly Argument<string> body;
    private readonly Option<string?> by;
    private readonly Option<bool> newest;

    public VaultAddBodyVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault add-body", new Phrase(
            "Make the keys of a public body; the passphrase locks them, and without it nothing of the body ever opens again",
            "Maak de sleutels van een organisatie; de wachtzin vergrendelt ze, en zonder gaat er nooit meer iets van de organisatie open")) =>
        (body, by, newest) = (
            Argument("body", "The id of the body, such as org:min-bzk", "De id van de organisatie, zoals org:min-bzk"),
            By(), NewestKeyFile());

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault add-body kluis org:min-bzk --passphrase-file wachtzin-bzk.txt", new Phrase(
            "keys for a ministry", "sleutels voor een ministerie")),
    ];

    /// <inheritdoc/>
    protected override Phrase? Makes(ParseResult parsed) => new(parsed.GetValue(body)!, parsed.GetValue(body)!);

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, string folder, string passphrase) => WithVault(folder, vault =>
        With(Made(parsed, vault, passphrase), keys =>
        {
            Terminal.Out.WriteLine(Terminal.Say($"Made keys for {keys.Body}.", $"Sleutels gemaakt voor {keys.Body}."));
            Terminal.Error.WriteLine(Terminal.Say(
                $"Next: sluis vault add-user {folder} {keys.Body} NAME", $"Verder: sluis vault add-user {folder} {keys.Body} NAAM"));
            return ExitCodes.Done;
        }));

    private Result<KeyRing> Made(ParseResult parsed, VaultFolder vault, string passphrase) => KeyCare.AddAsync(
        vault, parsed.GetValue(body)!, passphrase, parsed.GetValue(by) ?? "", Clock, parsed.GetValue(newest)).GetAwaiter().GetResult();
}

/// <summary>Gives a role or program access.</summary>
internal sealed class VaultAddUserVerb : VaultKeyVerb
{
    private readonly Argument<string> body;
    private readonly Argument<string> name;
    private readonly Option<bool> officer;
    private readonly Option<string?> by;

    public VaultAddUserVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault add-user", new Phrase(
            "Give a role or program of a body access, with a key pair whose secret is shown once",
            "Geef een rol of programma van een organisatie toegang, met een sleutelpaar waarvan het geheim één keer wordt getoond"))
    {
        body = Argument("body", "The id of the body", "De id van de organisatie");
        name = Checked("name", OneLine("NAME"), "The name of the role or program; no person", "De naam van de rol of het programma; geen persoon");
        officer = Option<bool>("--officer", null,
            "It may do all in the buckets of its body", "Mag alles in de buckets van de organisatie");
        by = ByOrBody();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault add-user kluis org:min-bzk backup --officer --passphrase-file wachtzin-bzk.txt", new Phrase(
            "access for a backup program", "toegang voor een back-upprogramma")),
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, string folder, Unlocking brought) => WithVault(folder, vault =>
        With(Unlocked(vault, parsed.GetValue(body)!, brought), keys => When(
            vault.Users.Add(
                keys, parsed.GetValue(name)!, parsed.GetValue(officer), Clock.GetUtcNow(), parsed.GetValue(by) ?? keys.Body),
            Show)));
}

/// <summary>Serves a vault.</summary>
internal sealed class VaultServeVerb : VaultUnlockingVerb
{
    private readonly Option<int> port;
    private readonly Option<string?> bind;
    private readonly Option<string[]> domain;
    private readonly TlsOptions tls;

    public VaultServeVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault serve", new Phrase(
            "Serve a vault to tools that speak S3; keys are unlocked into memory only",
            "Open een kluis voor programma's die S3 spreken; sleutels worden alleen in het geheugen ontsloten"))
    {
        port = Count("--port", IPEndPoint.MinPort, IPEndPoint.MaxPort, VaultServing.DefaultPort,
            "The port; 0 takes a free one", "De poort; 0 neemt een vrije");
        bind = Option<string?>("--bind", terminal.Say("ADDRESS", "ADRES"),
            "The address to listen on (default 127.0.0.1: only this machine)",
            "Het adres om op te luisteren (standaard 127.0.0.1: alleen deze machine)");
        domain = Option<string[]>("--domain", terminal.Say("NAME", "NAAM"),
            "A name by which it is reached, so that bucket.NAME is a bucket", "Een naam waaronder hij bereikbaar is, zodat bucket.NAAM een bucket is");
        tls = new TlsOptions(
            PathOption<string?>("--tls-certificate", PathKind.File,
                "A certificate in PEM, with those that vouch for it; it is read again when the file changes",
                "Een certificaat in PEM, met die ervoor instaan; het wordt opnieuw gelezen als het bestand verandert"),
            PathOption<string?>("--tls-key", PathKind.File,
                "The private key of the certificate, in PEM", "De privésleutel van het certificaat, in PEM"),
            Option<bool>("--plain-http", null,
                "Let others in without TLS, when a server with TLS stands before it", "Laat anderen toe zonder TLS, als er een server met TLS voor staat"));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault serve kluis --passphrase-file wachtzin.txt", new Phrase(
            "on http://127.0.0.1:9000, until Ctrl-C", "op http://127.0.0.1:9000, tot Ctrl-C")),
        ("sluis vault serve kluis --unlock org:min-bzk=wachtzin-bzk.txt --passphrase-file wachtzin.txt", new Phrase(
            "each body with a passphrase of its own", "elke organisatie met een eigen wachtzin")),
        ("sluis vault serve kluis --bind 0.0.0.0 --tls-certificate kluis.pem --tls-key kluis-key.pem --passphrase-file wachtzin.txt", new Phrase(
            "for other machines, over TLS", "voor andere machines, met TLS")),
    ];

    /// <inheritdoc/>
    protected override bool MayStayLocked => true;

    /// <inheritdoc/>
    protected override Problem? Slip(ParseResult parsed)
    {
        var address = Address(parsed);
        return address.Holds ? tls.Slip(parsed, address.Value) : address.Problem;
    }

    private Result<IPAddress> Address(ParseResult parsed) =>
        IPAddress.TryParse(parsed.GetValue(bind) ?? "127.0.0.1", out var address) ? address : new NoAddress(parsed.GetValue(bind)!);

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, VaultFolder vault, BodyKeys keys)
    {
        var address = Address(parsed).Value;
        var tell = VaultServing.Patiently(Terminal.Tell);
        var certificate = tls.Read(parsed, Clock, tell);
        if (!certificate.Holds)
        {
            return Refuse(certificate.Problem!);
        }

        var abroad = VaultEmbassyVerbs.Keys(vault, VaultPassphrase);
        using var keysAbroad = abroad.Holds ? abroad.Value : null;
        if (abroad.Problem is { } standsStill)
        {
            Warn(standsStill);
        }

        var serving = new VaultServing(new IPEndPoint(address, parsed.GetValue(port)), Clock, tell)
        {
            KeyFilesAreNewest = SaysNewest,
            Domains = parsed.GetValue(domain) ?? [],
            Certificate = certificate.Value,
            Abroad = keysAbroad is null ? null : (catalogue, blobs) =>
                new EmbassyDuty(catalogue, blobs, keysAbroad, VaultEmbassyVerbs.Places(Clock), Clock, tell),
        };
        var built = VaultHost.Build(vault, keys, serving);
        return built.Holds ? ServeAsync(built.Value, serving.Listen).GetAwaiter().GetResult() : Refuse(built.Problem!);
    }

    private async Task<int> ServeAsync(VaultHost host, IPEndPoint listen)
    {
        await using (host)
        {
            try
            {
                await host.StartAsync();
            }
            catch (Exception e) when (e is SocketException || e.InnerException is AddressInUseException)
            {
                return Refuse(new CannotListen(listen, e.Message));
            }

            foreach (var address in host.Addresses)
            {
                Terminal.Error.WriteLine(Terminal.Say($"Serving the vault on {address}", $"De kluis is open op {address}"));
            }

            await host.WaitForShutdownAsync();
            return ExitCodes.Done;
        }
    }
}

/// <summary>A text that is no address to listen on.</summary>
internal sealed record NoAddress(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is no address to listen on", $"{Quote(Text)} is geen adres om op te luisteren"));

/// <summary>An address on which nobody can listen now.</summary>
internal sealed record CannotListen(IPEndPoint Address, string Why) : Problem(new Phrase(
    $"cannot listen on {Address}: {Why}", $"op {Address} luisteren lukt niet: {Why}"));
