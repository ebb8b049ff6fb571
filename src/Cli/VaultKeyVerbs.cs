using System.CommandLine;
using Sluiswachter.Model;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>Gives a body a new key.</summary>
internal sealed class VaultRotateVerb : VaultKeyVerb
{
    private readonly Argument<string> body;
    private readonly Option<string?> by;

    public VaultRotateVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault rotate", new Phrase(
            "Give a body a new key, and wrap all keys of its data under it, while the vault is not served; no data is rewritten",
            "Geef een organisatie een nieuwe sleutel, en pak alle sleutels van haar gegevens daaronder in, terwijl de kluis niet open is")) =>
        (body, by) = (
            Argument("body", "The id of the body", "De id van de organisatie"),
            By());

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault rotate kluis org:min-bzk --by ciso --passphrase-file wachtzin-bzk.txt", new Phrase(
            "a new key for a ministry", "een nieuwe sleutel voor een ministerie")),
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, string folder, Unlocking brought) => WithVault(folder, vault => Alone(vault, () =>
        Changing(vault, () => When(
            KeyCare.RotateAsync(vault, parsed.GetValue(body)!, brought, parsed.GetValue(by) ?? "", Clock).GetAwaiter().GetResult(),
            Tell))));

    private int Tell(Rotation rotated)
    {
        Terminal.Out.WriteLine(Terminal.Say(
            $"The key is {rotated.Key} now; {rotated.Rewrapped} keys, attributes and secrets are under it.",
            $"De sleutel is nu {rotated.Key}; {rotated.Rewrapped} sleutels, eigenschappen en geheimen zitten eronder."));
        if (rotated.Closed == 0)
        {
            return ExitCodes.Done;
        }

        Complain(new DoNotOpen(rotated.Closed));
        return ExitCodes.CheckFailed;
    }
}

/// <summary>Destroys the keys of a body.</summary>
internal sealed class VaultEraseVerb : VaultKeyVerb
{
    private readonly Argument<string> body;
    private readonly Option<string> by;
    private readonly Option<string?> yes;
    private readonly Option<string?> logPassphrase;

    public VaultEraseVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault erase", new Phrase(
            "Destroy all keys of a body, while the vault is not served: its data never opens again, in no copy; prints the signed proof",
            "Vernietig alle sleutels van een organisatie, terwijl de kluis niet open is: haar gegevens gaan nooit meer open, ook geen kopie"))
    {
        body = Argument("body", "The id of the body", "De id van de organisatie");
        by = Role<string>("The role that asks for it; no person", "De rol die erom vraagt; geen persoon");
        by.Required = true;
        yes = Option<string?>("--yes-erase", "ID",
            "The id of the body once more, where nobody is there to type it", "Nogmaals de id van de organisatie, waar niemand is om die te typen");
        logPassphrase = LogPassphraseFile();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault erase kluis org:min-bzk --by archivaris --passphrase-file wachtzin.txt > bewijs.txt", new Phrase(
            "asks for the id of the body, destroys its keys, and keeps the proof", "vraagt om de id, vernietigt de sleutels, en bewaart het bewijs")),
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, string folder, Unlocking brought)
    {
        var id = parsed.GetValue(body)!;
        if (Confirmation(parsed, id) != id)
        {
            Complain(new NotConfirmed(id));
            return ExitCodes.Usage;
        }

        return WithVault(folder, vault => Alone(vault, () => With(Signer(vault, parsed.GetValue(logPassphrase), brought), signer =>
            Changing(vault, () => When(
                KeyCare.EraseAsync(vault, id, brought, parsed.GetValue(by)!, signer, Clock).GetAwaiter().GetResult(), Tell)))));
    }

    private int Tell(string proof)
    {
        Terminal.Out.Write(proof);
        Terminal.Error.WriteLine(Terminal.Say(
            "Copies of the key file elsewhere (a safe, another machine, a backup) open still: destroy those as well.",
            "Kopieën van het sleutelbestand elders (een brandkast, een andere machine, een back-up) gaan nog open: vernietig die ook."));
        return ExitCodes.Done;
    }

    private string? Confirmation(ParseResult parsed, string id)
    {
        if (parsed.GetValue(yes) is not null || !Terminal.InIsTerminal)
        {
            return parsed.GetValue(yes);
        }

        Terminal.Error.Write(Terminal.Say(
            $"Nothing of {id} will ever open again. Type its id to go on: ", $"Van {id} gaat nooit meer iets open. Typ de id om door te gaan: "));
        return Terminal.In.ReadLine()?.Trim();
    }
}

/// <summary>Wrapped keys or attributes that open under no version of the key.</summary>
internal sealed record DoNotOpen(long Count) : Problem(new Phrase(
    $"{Count} wrapped keys or attributes open under no version of the key: they were altered",
    $"{Count} ingepakte sleutels of eigenschappen gaan met geen enkele versie van de sleutel open: ze zijn gewijzigd"));

/// <summary>An erasure that was not confirmed: nothing was destroyed.</summary>
internal sealed record NotConfirmed(string Body) : Problem(new Phrase(
    $"nothing was destroyed: type {Quote(Body)} when asked, or give --yes-erase {Body}",
    $"er is niets vernietigd: typ {Quote(Body)} als erom wordt gevraagd, of geef --yes-erase {Body}"));
