using System.CommandLine;
using System.Net;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Arrival;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>Brings buckets of another S3 service into a vault.</summary>
internal sealed class VaultPullVerb : VaultKeyVerb
{
    private const string KeyVariable = "SLUIS_SOURCE_ACCESS_KEY_ID";
    private const string SecretVariable = "SLUIS_SOURCE_SECRET_ACCESS_KEY";
    private const string TokenVariable = "SLUIS_SOURCE_SESSION_TOKEN";
    private const int MostParallel = 64;
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(5);

    private readonly Argument<string[]> buckets;
    private readonly Option<string> from;
    private readonly Option<string> user;
    private readonly Option<string?> into;
    private readonly Option<string?> prefix;
    private readonly Option<string?> region;
    private readonly Option<string?> proofs;
    private readonly Option<string?> logPassphrase;
    private readonly Option<int> parallel;
    private readonly Option<bool> all;
    private readonly Option<bool> planOnly;
    private readonly Option<bool> json;
    private readonly Option<bool> noMd5;

    public VaultPullVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault pull", new Phrase(
            "Bring buckets of another S3 service into a vault, with all versions, and prove that they arrived; exits with 3 when anything differs",
            "Haal buckets van een andere S3-dienst in een kluis, met alle versies, en bewijs dat ze zijn aangekomen; eindigt met 3 bij verschillen"))
    {
        buckets = new Argument<string[]>("bucket")
        {
            Description = terminal.Say("The buckets at the source", "De buckets bij de bron"), Arity = ArgumentArity.ZeroOrMore,
        };
        Command.Add(buckets);
        from = Option<string>("--from", terminal.Say("ADDRESS", "ADRES"),
            $"The service, such as https://s3.example.com; {KeyVariable} and {SecretVariable} hold its key, {TokenVariable} a token if there is one",
            $"De dienst, zoals https://s3.example.com; de sleutel staat in {KeyVariable} en {SecretVariable}, een token in {TokenVariable}");
        user = Option<string>("--user", terminal.Say("NAME", "NAAM"),
            "The user of the vault who owns what arrives; it is of its body", "De gebruiker van de kluis wiens eigendom het wordt, voor zijn organisatie");
        from.Required = user.Required = true;
        into = Option<string?>("--into", "BUCKET", "The name in the vault, of one bucket", "De naam in de kluis, van één bucket");
        prefix = Option<string?>("--prefix", "TEXT", "What stands before the names in the vault", "Wat voor de namen in de kluis komt");
        all = Option<bool>("--all-buckets", null, "All buckets of the key at the source", "Alle buckets van de sleutel bij de bron");
        planOnly = Option<bool>("--plan", null,
            "Only tell what would come, and what would not survive; move nothing", "Vertel alleen wat er zou komen en wat niet; verplaats niets");
        json = Option<bool>("--json", null, "Tell the plan as JSON", "Geef het plan als JSON");
        parallel = Count("--parallel", 1, MostParallel, PullOrder.UsualParallel, "How many objects at once", "Hoeveel objecten tegelijk");
        region = Option<string?>("--region", "REGION", "The region to sign for (default us-east-1)", "De regio waarvoor wordt getekend (standaard us-east-1)");
        proofs = PathOption<string?>("--proofs", PathKind.Folder,
            "Where BUCKET.proof and BUCKET.list are written (default: here)", "Waar BUCKET.proof en BUCKET.list komen (standaard: hier)");
        noMd5 = Option<bool>("--etags-are-no-md5", null,
            "The entity tags of this source are no MD5: do not compare by them", "De entity-tags van deze bron zijn geen MD5: vergelijk er niet mee");
        logPassphrase = LogPassphraseFile();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault pull kluis papers --from https://s3.example.com --user archief --plan --passphrase-file wachtzin.txt", new Phrase(
            "what would come, and what would not survive", "wat er zou komen, en wat niet overleeft")),
        ("sluis vault pull kluis --all-buckets --prefix oud- --from https://s3.example.com --user archief --passphrase-file wachtzin.txt", new Phrase(
            "all buckets, each with a name that begins with oud-", "alle buckets, elk met een naam die begint met oud-")),
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, string folder, Unlocking brought) =>
        When(Source(parsed), source => WithVault(folder, vault =>
        {
            if (vault.Catalogue.Users(null).FirstOrDefault(u => u.Name == parsed.GetValue(user)) is not { } named)
            {
                return Refuse(new NoSuchUser(parsed.GetValue(user)!));
            }

            using var keys = new BodyKeys();
            return When(Unlocked(vault, named.Body, brought), ring =>
            {
                keys.Unlock(ring);
                return When(vault.Users.Known(ring, named.Name), owner => Pull(parsed, vault, keys, source, owner, brought));
            });
        }));

    private int Pull(ParseResult parsed, VaultFolder vault, BodyKeys keys, SourceAddress source, VaultUser owner, Unlocking brought) =>
        parsed.GetValue(planOnly)
            // Nothing is signed, so no key for it is needed.
            ? PullAsync(parsed, vault, keys, source, owner, null).GetAwaiter().GetResult()
            : With(Signer(vault, parsed.GetValue(logPassphrase), brought), signer =>
            {
                // Before hours of copying: a folder that cannot be made is told now.
                var folder = parsed.GetValue(proofs) ?? ".";
                return When(NotWritten.Unless<DirectoryInfo>(folder, () => Directory.CreateDirectory(folder)), _ =>
                    PullAsync(parsed, vault, keys, source, owner, signer).GetAwaiter().GetResult());
            });

    private Result<SourceAddress> Source(ParseResult parsed)
    {
        if ((parsed.GetValue(buckets)!.Length == 0) != parsed.GetValue(all) ||
            (parsed.GetValue(into) is not null && (parsed.GetValue(buckets)!.Length != 1 || parsed.GetValue(prefix) is not null)))
        {
            return new WhichBuckets();
        }

        if (Environment.GetEnvironmentVariable(KeyVariable) is not { Length: > 0 } id ||
            Environment.GetEnvironmentVariable(SecretVariable) is not { Length: > 0 } secret)
        {
            return new NoSourceKey(KeyVariable, SecretVariable);
        }

        var credential = new S3Credential(id, secret, parsed.GetValue(region) ?? "us-east-1");
        return SourceAddress.Of(parsed.GetValue(from)!, credential).Then<SourceAddress>(address => address with
        {
            SessionToken = Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } token ? token : null,
            TagsAreMd5 = !parsed.GetValue(noMd5),
        });
    }

    private async Task<int> PullAsync(
        ParseResult parsed, VaultFolder vault, BodyKeys keys, SourceAddress source, VaultUser owner, LogSigner? signer)
    {
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false,
        };
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        var pulling = VaultPull.Of(vault, keys, source, http, Clock);
        if (!pulling.Holds)
        {
            return Refuse(pulling.Problem!);
        }

        await using var pull = pulling.Value;
        var names = parsed.GetValue(all)
            ? await pull.BucketsAsync(CancellationToken.None)
            : Result<IReadOnlyList<string>>.Of(parsed.GetValue(buckets)!);
        if (!names.Holds)
        {
            return Refuse(names.Problem!);
        }

        var worst = ExitCodes.Done;
        foreach (var name in names.Value)
        {
            var inside = BucketName.Of(parsed.GetValue(into) ?? parsed.GetValue(prefix) + name);
            var code = inside.Holds
                ? await PullAsync(parsed, pull, new PullOrder(name, inside.Value, owner) { Parallel = parsed.GetValue(parallel) }, signer)
                : Refuse(inside.Problem!);
            worst = Math.Max(worst, code);
        }

        return worst;
    }

    private async Task<int> PullAsync(ParseResult parsed, VaultPull pull, PullOrder order, LogSigner? signer)
    {
        var plan = await pull.PlanAsync(order, CancellationToken.None);
        if (!plan.Holds)
        {
            return Refuse(plan.Problem!);
        }

        (signer is null ? Terminal.Out : Terminal.Error).WriteLine(
            parsed.GetValue(json) ? PlanText.Json(plan.Value) : PlanText.Lines(plan.Value, Terminal));
        if (signer is null)
        {
            return ExitCodes.Done;
        }

        var folder = Path.GetFullPath(parsed.GetValue(proofs) ?? ".");
        var (listFile, proofFile) = (Path.Combine(folder, $"{order.Into}.list"), Path.Combine(folder, $"{order.Into}.proof"));
        var (lines, signed) = (PrivateFile.Begin(listFile, Clock), PrivateFile.Begin(proofFile, Clock));
        using var list = lines.Holds ? lines.Value : null;
        using var note = signed.Holds ? signed.Value : null;
        if (list is null || note is null)
        {
            return Refuse(lines.Problem ?? signed.Problem!);
        }

        var outcome = await pull.RunAsync(order, plan.Value, list.Text, signer, Progress(order.Bucket), CancellationToken.None);
        if (!outcome.Holds)
        {
            return Refuse(outcome.Problem!);
        }

        await note.Text.WriteAsync(outcome.Value.Note);
        list.Finish();
        note.Finish();
        if ((list.Place(replaces: true) ?? note.Place(replaces: true)) is { } problem)
        {
            return Refuse(problem);
        }

        return Tell(outcome.Value.Proof, listFile, proofFile);
    }

    /// <summary>Tells how far it is, every so often, from any thread.</summary>
    private Action<PullProgress> Progress(string bucket)
    {
        var (told, gate) = (Clock.GetUtcNow(), new Lock());
        return progress =>
        {
            lock (gate)
            {
                if (Clock.GetUtcNow() - told < Often)
                {
                    return;
                }

                told = Clock.GetUtcNow();
                Terminal.Error.WriteLine(Terminal.Say(
                    $"{bucket}: {progress.Versions} versions, {progress.Bytes} bytes; {progress.Known} were here; {progress.Failed} failed",
                    $"{bucket}: {progress.Versions} versies, {progress.Bytes} bytes; {progress.Known} waren er al; {progress.Failed} mislukt"));
            }
        };
    }

    private int Tell(ArrivalProof proof, string listFile, string proofFile)
    {
        var totals = proof.Totals;
        Terminal.Out.WriteLine(Terminal.Say(
            $"{proof.Bucket} is in {proof.Into}: {totals.Objects} versions of objects, {totals.Markers} delete markers, {totals.Bytes} bytes; {proofFile}",
            $"{proof.Bucket} staat in {proof.Into}: {totals.Objects} versies van objecten, {totals.Markers} verwijdermarkeringen, {totals.Bytes} bytes; {proofFile}"));
        if (totals.Differences == 0)
        {
            return ExitCodes.Done;
        }

        foreach (var line in File.ReadLines(listFile))
        {
            if (ArrivalLine.Read(line, proof.Source, proof.Bucket)?.Difference is { } difference)
            {
                Complain(new Differs(difference));
            }
        }

        return ExitCodes.CheckFailed;
    }
}

/// <summary>A difference between source and vault.</summary>
internal sealed record Differs(ArrivalDifference Difference) : Problem(new Phrase(
    $"{What(Difference.What, Language.English)}: {Quote(Difference.Key)} version {Difference.Version} {Difference.Why}".TrimEnd(),
    $"{What(Difference.What, Language.Dutch)}: {Quote(Difference.Key)} versie {Difference.Version} {Difference.Why}".TrimEnd()))
{
    private static string What(DifferenceKind kind, Language language) => new Phrase(
        kind switch
        {
            DifferenceKind.Added => "added at the source meanwhile (pull again)",
            DifferenceKind.Changed => "replaced at the source meanwhile (pull again)",
            DifferenceKind.Gone => "no more at the source",
            DifferenceKind.Order => "in another order",
            _ => "did not arrive",
        },
        kind switch
        {
            DifferenceKind.Added => "intussen bij de bron toegevoegd (haal nog eens op)",
            DifferenceKind.Changed => "intussen bij de bron vervangen (haal nog eens op)",
            DifferenceKind.Gone => "niet meer bij de bron",
            DifferenceKind.Order => "in een andere volgorde",
            _ => "niet aangekomen",
        }).In(language);
}

/// <summary>Buckets that were not named as they can be.</summary>
internal sealed record WhichBuckets() : Problem(new Phrase(
    "name the buckets, or say --all-buckets; --into goes with one bucket, and not with --prefix",
    "noem de buckets, of zeg --all-buckets; --into hoort bij één bucket, en niet bij --prefix"));

/// <summary>No key for the source.</summary>
internal sealed record NoSourceKey(string Key, string Secret) : Problem(new Phrase(
    $"a key for the source is needed: set {Key} and {Secret}", $"er is een sleutel voor de bron nodig: zet {Key} en {Secret}"));

/// <summary>A name that no user of the vault has.</summary>
internal sealed record NoSuchUser(string Name) : Problem(new Phrase(
    $"no user of this vault is named {Quote(Name)}; make one with: sluis vault add-user",
    $"geen gebruiker van deze kluis heet {Quote(Name)}; maak er een met: sluis vault add-user"));
