using System.CommandLine;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>The verbs of tokens, a key in which unlocks the keys of a body.</summary>
internal static class VaultTokenVerbs
{
    /// <summary>The group of them.</summary>
    public static VerbGroup In(Terminal terminal, TimeProvider clock, GlobalOptions global) => new(
        terminal, clock, global, "vault token", new Phrase(
            "Have the keys of a body unlocked by a key that never leaves a token (PKCS#11)",
            "Laat de sleutels van een organisatie ontsluiten door een sleutel die een token nooit verlaat (PKCS#11)"),
        [new VaultTokenSetVerb(terminal, clock, global)]);
}

/// <summary>Makes a key in a token, and lets it unlock the keys of a body.</summary>
internal sealed class VaultTokenSetVerb : VaultOpeningVerb
{
    private readonly Argument<string> body;
    private readonly Option<string> module;
    private readonly Option<string> token;
    private readonly Option<string?> by;

    public VaultTokenSetVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault token set", new Phrase(
            "Make a key in a token that unlocks the keys of a body, beside what unlocks them now, and in place of a former token",
            "Maak in een token een sleutel die de sleutels van een organisatie ontsluit, naast wat dat nu doet, en in plaats van een vorig token"))
    {
        body = Argument("body", "The id of the body", "De id van de organisatie");
        module = PathOption<string>("--module", PathKind.File,
            "The PKCS#11 library of the token, by its whole path", "De PKCS#11-bibliotheek van het token, met het hele pad");
        token = Option<string>("--token", "LABEL", "The label of the token", "Het label van het token");
        by = By();
        module.Required = token.Required = true;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault token set kluis org:min-bzk --module /usr/lib/softhsm/libsofthsm2.so --token bzk --token-pin-file pin.txt --passphrase-file w.txt",
            new Phrase("with a token in software", "met een token in software")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed)
    {
        var pin = Pin(parsed).Then<string>(given => given.Length > 0 ? given : new PinMissing());
        // The PIN is that of the new token; a former one is not to see it.
        var brought = Brought(parsed, withPin: false).Then<Unlocking>(given =>
            given.IsNothing ? Passphrase(parsed).Then<Unlocking>(words => given.With(words)) : given);
        if ((pin.Problem ?? brought.Problem) is { } problem)
        {
            return Refuse(problem);
        }

        if (!Path.IsPathFullyQualified(parsed.GetValue(module)!))
        {
            return Refuse(new ModuleNotByItsWholePath(parsed.GetValue(module)!));
        }

        return WithVault(Folder(parsed), vault => Changing(vault, () =>
        {
            var address = new TokenAddress(parsed.GetValue(module)!, parsed.GetValue(token)!);
            var set = KeyCare.SetTokenAsync(
                vault, parsed.GetValue(body)!, brought.Value, address, pin.Value.AsMemory(), parsed.GetValue(by) ?? "", Clock)
                .GetAwaiter().GetResult();
            if (!set.Holds)
            {
                return Refuse(set.Problem!);
            }

            Terminal.Out.WriteLine(Terminal.Say(
                $"The token {address.Label} unlocks the keys of {parsed.GetValue(body)}, by key {set.Value.Key} in it.",
                $"Token {address.Label} ontsluit de sleutels van {parsed.GetValue(body)}, met sleutel {set.Value.Key} erin."));
            return ExitCodes.Done;
        }));
    }
}

/// <summary>No PIN was given.</summary>
internal sealed record PinMissing() : Problem(new Phrase(
    "the PIN of the token is needed: name a file with --token-pin-file, or - to type it",
    "de pincode van het token is nodig: noem een bestand met --token-pin-file, of - om hem in te typen"));

/// <summary>A library that would be looked for in other places too.</summary>
internal sealed record ModuleNotByItsWholePath(string Module) : Problem(new Phrase(
    $"{Quote(Module)} is no whole path; expected one such as /usr/lib/softhsm/libsofthsm2.so",
    $"{Quote(Module)} is geen heel pad; verwacht er een als /usr/lib/softhsm/libsofthsm2.so"));
