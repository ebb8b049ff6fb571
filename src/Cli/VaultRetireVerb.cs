using System.CommandLine;
using Sluiswachter.Model;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>Destroys the keys that a rotation left behind.</summary>
internal sealed class VaultRetireVerb : VaultKeyVerb
{
    private readonly Argument<string> body;
    private readonly Option<int> before;
    private readonly Option<string> by;
    private readonly Option<string?> logPassphrase;

    public VaultRetireVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault retire", new Phrase(
            "Destroy former keys of a body, by which nothing is wrapped any more, while the vault is not served; prints the signed proof",
            "Vernietig vorige sleutels van een organisatie, waar niets meer onder zit, terwijl de kluis niet open is; geeft het getekende bewijs"))
    {
        body = Argument("body", "The id of the body", "De id van de organisatie");
        before = Count("--before", 2, int.MaxValue, 2, "The first version that is kept", "De eerste versie die blijft");
        by = Role<string>("The role that asks for it; no person", "De rol die erom vraagt; geen persoon");
        logPassphrase = LogPassphraseFile();
        before.Required = by.Required = true;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault retire kluis org:min-bzk --before 3 --by ciso --passphrase-file wachtzin.txt > bewijs.txt", new Phrase(
            "versions 1 and 2 are no more; backups of the catalogue from before the rotation open no more", "versies 1 en 2 zijn weg; reservekopieën van voor de vernieuwing gaan niet meer open")),
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, string folder, Unlocking brought) => WithVault(folder, vault => Alone(vault, () =>
        With(Signer(vault, parsed.GetValue(logPassphrase), brought), signer =>
        {
            var (id, first, role) = (parsed.GetValue(body)!, parsed.GetValue(before), parsed.GetValue(by)!);
            return Changing(vault, () => When(
                KeyCare.RetireAsync(vault, id, brought, first, role, signer, Clock).GetAwaiter().GetResult(), proof =>
                {
                    Terminal.Out.Write(proof);
                    return ExitCodes.Done;
                }));
        })));
}
