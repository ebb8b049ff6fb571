using System.CommandLine;
using Sluiswachter.Model;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>Opens all that a vault keeps, and tells what is not whole.</summary>
internal sealed class VaultScrubVerb(Terminal terminal, TimeProvider clock, GlobalOptions global) : VaultUnlockingVerb(
    terminal, clock, global, "vault scrub", new Phrase(
        "Open every byte that a vault keeps, and tell what is missing, cut or altered; exits with 3 when anything is",
        "Open elke byte die een kluis bewaart, en meld wat weg, afgekapt of gewijzigd is; eindigt met 3 als er iets is"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault scrub kluis --passphrase-file wachtzin.txt", new Phrase(
            "whether all is as it was put", "of alles nog is zoals het erin ging")),
    ];

    /// <inheritdoc/>
    protected override KeysFor Wanted => KeysFor.Looking;

    private string Altered => Terminal.Say("altered", "gewijzigd");

    private string OfNobody => Terminal.Say(
        " (of a body that has no keys here; or its key file is missing)",
        " (van een organisatie zonder sleutels hier; of haar sleutelbestand is weg)");

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, VaultFolder vault, BodyKeys keys)
    {
        var opened = vault.OpenBlobs(BlobsUse.Shared);
        if (!opened.Holds)
        {
            return Refuse(opened.Problem!);
        }

        using var blobs = opened.Value;
        var (rows, altered, locked) = (0L, 0L, 0L);
        foreach (var row in SealedRows.All(vault.Catalogue, keys, vault.Keys.MayHaveKeys()))
        {
            if (row is { IsIntact: true, IsLocked: true })
            {
                locked++;
                continue;
            }

            (rows, altered) = (rows + 1, altered + (row.IsIntact ? 0 : 1));
            if (!row.IsIntact)
            {
                Terminal.Out.WriteLine($"{Altered}: {What(row.Kind)}{Terminal.Plain(row.Name)}{(row.IsLocked ? OfNobody : "")}");
            }
        }

        var (total, unopened) = VaultScrub.RunAsync(vault.Catalogue, blobs, keys, Tell, CancellationToken.None).GetAwaiter().GetResult();
        if (unopened > 0)
        {
            Warn(new OnlyMeasured(unopened));
        }

        if (locked > 0)
        {
            Warn(new NotLookedAt(locked));
        }

        Terminal.Error.WriteLine(Terminal.Say(
            $"Looked at {total.Blobs} sealed streams, {total.Bytes} bytes; {total.Harmed} are not whole.",
            $"{total.Blobs} verzegelde stromen bekeken, {total.Bytes} bytes; {total.Harmed} zijn niet heel."));
        Terminal.Error.WriteLine(Terminal.Say(
            $"Looked at {rows} sealed rows of the catalogue; {altered} were altered.",
            $"{rows} verzegelde rijen van de catalogus bekeken; {altered} zijn gewijzigd."));
        return total.Harmed + altered == 0 ? ExitCodes.Done : ExitCodes.CheckFailed;
    }

    private string What(SealedKind kind) => kind switch
    {
        SealedKind.Bucket => Terminal.Say("what is allowed in ", "wat mag in "),
        SealedKind.AccessKey => Terminal.Say("access key ", "toegangssleutel "),
        _ => "",
    };

    private void Tell(ScrubFinding finding)
    {
        var harm = finding.Harm switch
        {
            BlobHarm.Missing => Terminal.Say("missing", "weg"),
            BlobHarm.OfWrongLength => Terminal.Say("of wrong length", "van verkeerde lengte"),
            BlobHarm.Altered => Altered,
            _ => Terminal.Say("unreadable", "onleesbaar"),
        };
        var blob = finding.Blob;
        var of = blob.Version is { } version ? $"versionId={version}" : $"uploadId={blob.Upload:n}";
        Terminal.Out.WriteLine($"{harm}: {blob.Bucket.Name}/{Terminal.Plain(blob.Key.Text)}?{of}&partNumber={blob.Part.Number}");
    }
}

/// <summary>Streams that could not be opened: the keys stay locked, or a customer has the other half.</summary>
internal sealed record OnlyMeasured(long Streams) : Problem(new Phrase(
    $"of {Streams} streams only presence and length were looked at: their keys are locked, or held by a customer",
    $"van {Streams} stromen is alleen bekeken of ze er zijn en hoe lang: hun sleutels zijn vergrendeld, of in handen van een klant"));

/// <summary>Rows of bodies whose keys stay locked.</summary>
internal sealed record NotLookedAt(long Rows) : Problem(new Phrase(
    $"of {Rows} buckets and access keys nobody can tell whether they were altered: their keys are locked",
    $"van {Rows} buckets en toegangssleutels is niet te zien of ze zijn gewijzigd: hun sleutels zijn vergrendeld"));
