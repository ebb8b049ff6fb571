using System.CommandLine;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>A verb for which keys are unlocked: by a passphrase, by officers, or by a token.</summary>
internal abstract class VaultOpeningVerb : VaultFolderVerb
{
    private const string AskForIt = "-";
    private const string PinVariable = "SLUIS_VAULT_TOKEN_PIN";

    private readonly Option<string?> passphraseFile;
    private readonly Option<string[]> officerKey;
    private readonly Option<string?> pinFile;
    private readonly Option<bool> newest;

    protected VaultOpeningVerb(Terminal terminal, TimeProvider clock, GlobalOptions global, string name, Phrase summary)
        : base(terminal, clock, global, name, summary)
    {
        passphraseFile = PassphraseFile();
        pinFile = PathOption<string?>("--token-pin-file", PathKind.File,
            $"A file with the PIN of a token, or - to be asked for it (default: {PinVariable})",
            $"Een bestand met de pincode van een token, of - om die in te typen (standaard: {PinVariable})");
        officerKey = PathOption<string[]>("--officer-key", PathKind.File,
            "A file with the key of an officer, or - to be asked for it; once for each officer",
            "Een bestand met de sleutel van een functionaris, of - om die in te typen; eenmaal per functionaris");
        newest = NewestKeyFile();
    }

    /// <summary>What was brought without asking for a passphrase that was not named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="withPin">Whether the PIN is to unlock; else it is for something else, and not asked for here.</param>
    protected Result<Unlocking> Brought(ParseResult parsed, bool withPin = true)
    {
        var keys = new List<OfficerKey>();
        foreach (var file in parsed.GetValue(officerKey) ?? [])
        {
            var key = (file == AskForIt ? Asked() : FirstLine(file)).Then<OfficerKey>(line =>
                OfficerKey.Read(line) is { Holds: true, Value: var read } ? read : new NoOfficerKeyThere(file));
            if (!key.Holds)
            {
                return key.Problem!;
            }

            keys.Add(key.Value);
        }

        return (withPin ? Pin(parsed) : "").Then<Unlocking>(pin =>
        {
            ReadOnlyMemory<char>? digits = pin.Length == 0 ? default(ReadOnlyMemory<char>?) : pin.AsMemory();
            var others = new Unlocking { OfficerKeys = keys, Pin = digits, SaysNewest = parsed.GetValue(newest) };
            return HasPassphrase(parsed) ? Passphrase(parsed).Then<Unlocking>(words => others.With(words)) : others;
        });
    }

    /// <summary>The PIN that was given; empty when none was.</summary>
    protected Result<string> Pin(ParseResult parsed) => parsed.GetValue(pinFile) switch
    {
        null => Environment.GetEnvironmentVariable(PinVariable) ?? "",
        AskForIt => Terminal.InIsTerminal ? Typed("PIN: ", "Pincode: ") : new NobodyToAsk(),
        var file => FirstLine(file),
    };

    /// <summary>The passphrase, which is asked for when it was not given.</summary>
    protected Result<string> Passphrase(ParseResult parsed) => Passphrase(parsed.GetValue(passphraseFile));

    /// <summary>Unlocks the keys of a body; a doubt about them is told, also when it is no reason to leave them locked.</summary>
    protected Result<KeyRing> Unlocked(VaultFolder vault, string body, Unlocking brought, KeysFor wanted = KeysFor.Using)
    {
        var ring = KeyCare.UnlockAsync(vault, body, brought, Clock, wanted).GetAwaiter().GetResult();
        if (ring.Holds && vault.Doubt(ring.Value) is { } doubt)
        {
            Warn(doubt);
        }

        return ring;
    }

    /// <summary>Changes keys; what that left undone is told beside what it did, all of it, also when its end broke.</summary>
    protected int Changing(VaultFolder vault, Func<int> change)
    {
        var code = ExitCodes.Machine;
        try
        {
            code = change();
        }
        finally
        {
            foreach (var undone in vault.Keys.Undone)
            {
                code = Refuse(undone);
            }
        }

        return code;
    }

    private bool HasPassphrase(ParseResult parsed) =>
        parsed.GetValue(passphraseFile) is not null || Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    private Result<string> Asked() =>
        Terminal.InIsTerminal ? Typed("Key of an officer: ", "Sleutel van een functionaris: ") : new NobodyToAsk();
}

/// <summary>A verb that unlocks the keys of one body.</summary>
internal abstract class VaultKeyVerb(Terminal terminal, TimeProvider clock, GlobalOptions global, string name, Phrase summary)
    : VaultOpeningVerb(terminal, clock, global, name, summary)
{
    /// <inheritdoc/>
    public sealed override int Run(ParseResult parsed)
    {
        var brought = Brought(parsed).Then<Unlocking>(given =>
            given.IsNothing ? Passphrase(parsed).Then<Unlocking>(words => given.With(words)) : given);
        return brought.Holds ? Run(parsed, Folder(parsed), brought.Value) : Refuse(brought.Problem!);
    }

    /// <summary>Does it.</summary>
    protected abstract int Run(ParseResult parsed, string folder, Unlocking brought);

    /// <summary>The option that names a file with the passphrase of the log.</summary>
    protected Option<string?> LogPassphraseFile() => PathOption<string?>("--log-passphrase-file", PathKind.File,
        "The passphrase of the log, when it is another than that of the body", "De wachtzin van het logboek, als die een andere is dan die van de organisatie");

    /// <summary>The key of the log, by its own passphrase or else by that of the body.</summary>
    protected Result<LogSigner> Signer(VaultFolder vault, string? logPassphraseFile, Unlocking brought)
    {
        var words = logPassphraseFile is { } file ? FirstLine(file)
            : brought.Passphrase is { } same ? same.ToString()
            : Asked("Passphrase of the vault, for its log: ", "Wachtzin van de kluis, voor het logboek: ") is { Length: > 0 } typed ? typed
            : new LogPassphraseMissing();
        return words.Then(vault.UnlockLog);

        string Asked(string english, string dutch) => Terminal.InIsTerminal ? Typed(english, dutch) : "";
    }

    /// <summary>Unlocks the keys of a body, does something with them, and wipes them.</summary>
    protected int WithKeys(VaultFolder vault, string body, Unlocking brought, Func<KeyRing, int> then) =>
        With(Unlocked(vault, body, brought), then);

    /// <summary>Does something while nobody else uses the vault.</summary>
    protected int Alone(VaultFolder vault, Func<int> then) => With(vault.OpenBlobs(BlobsUse.Alone), _ => then());

    /// <summary>Shows an access key with its secret, this once.</summary>
    protected int Show(NewUser made)
    {
        Terminal.Out.WriteLine($"user               {made.User.Id}");
        Terminal.Out.WriteLine($"access key id      {made.AccessKeyId}");
        Terminal.Out.WriteLine($"secret access key  {made.Secret}");
        return ExitCodes.Done;
    }
}

/// <summary>A file that holds no officer's key, or a mistyped one.</summary>
/// <remarks>Does not repeat what is in it.</remarks>
internal sealed record NoOfficerKeyThere(string File) : Problem(new Phrase(
    $"{Quote(File)}: {new NoOfficerKey().In(Language.English)}", $"{Quote(File)}: {new NoOfficerKey().In(Language.Dutch)}"));

/// <summary>Keys were unlocked without the passphrase of the vault, and the key of its log has no other.</summary>
internal sealed record LogPassphraseMissing() : Problem(new Phrase(
    "the passphrase of the vault is needed, with which its log signs: name a file with --log-passphrase-file",
    "de wachtzin van de kluis is nodig, waarmee het logboek ondertekent: noem een bestand met --log-passphrase-file"));

/// <summary>A key is to be typed, and nobody is there to do so.</summary>
internal sealed record NobodyToAsk() : Problem(new Phrase(
    "'-' asks for a key at a terminal, and this is none; name a file instead",
    "'-' vraagt om een sleutel in een terminal, en dit is er geen; noem een bestand"));
