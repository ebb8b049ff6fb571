using System.CommandLine;
using System.Globalization;
using Sluiswachter.Model;
using Sluiswachter.VaultServer.Control;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.Cli;

/// <summary>Unlocks the keys of a body in a server that runs.</summary>
internal sealed class VaultUnlockVerb : VaultKeyVerb
{
    private readonly Argument<string> body;
    private readonly Option<string?> by;

    public VaultUnlockVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault unlock", new Phrase(
            "Unlock the keys of a body in the server that runs; officers may come one after another, within ten minutes",
            "Ontsluit de sleutels van een organisatie in de server die draait; functionarissen mogen na elkaar komen, binnen tien minuten"))
    {
        body = Argument("body", "The id of the body", "De id van de organisatie");
        by = Role<string?>("The role that gives a passphrase or PIN, for the log", "De rol die een wachtzin of pincode geeft, voor het logboek");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault unlock kluis org:min-bzk --officer-key -", new Phrase("asks for the key of an officer", "vraagt om de sleutel van een functionaris")),
        ("sluis vault unlock kluis org:min-bzk --by ciso --passphrase-file wachtzin.txt", new Phrase("by its passphrase", "met de wachtzin")),
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, string folder, Unlocking brought)
    {
        var (id, who) = (parsed.GetValue(body)!, parsed.GetValue(by) ?? "");
        return WithServers(folder, server => Unlock(server, id, who, brought), Tell, untilRefused: true);
    }

    /// <summary>Tells how the keys are now; a doubt about them too, as verbs that unlock them themselves do.</summary>
    private void Tell(ServedBody now)
    {
        Terminal.Out.WriteLine($"{now.Body}: {VaultStatusVerb.Says(now, Terminal)}");
        if (now.Doubt is { } doubt)
        {
            Warn(new ServerDoubts(doubt.En, doubt.Nl));
        }
    }

    /// <summary>Brings a server one thing after another, until the keys are open or one is refused.</summary>
    private static Result<ServedBody> Unlock(ControlClient server, string id, string who, Unlocking brought)
    {
        server.SaysNewest = brought.SaysNewest;
        Result<ServedBody> now = new NothingGiven();
        foreach (var key in brought.OfficerKeys)
        {
            now = server.Unlock(id, key);
            if (now is not { Holds: true, Value.State: not ServedState.Open })
            {
                return now;
            }
        }

        if (brought.Pin is { } pin && now is not { Holds: true, Value.State: ServedState.Open })
        {
            now = server.UnlockByToken(id, pin, who);
        }

        return brought.Passphrase is { } words && now is not { Holds: true, Value.State: ServedState.Open }
            ? server.Unlock(id, words, who)
            : now;
    }
}

/// <summary>Has a server that runs wipe the keys of a body.</summary>
internal sealed class VaultLockVerb : VaultFolderVerb
{
    private readonly Argument<string> body;
    private readonly Option<string?> by;

    public VaultLockVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault lock", new Phrase(
            "Wipe the keys of a body from the memory of the server that runs; nothing of it is read or written until they are unlocked",
            "Wis de sleutels van een organisatie uit het geheugen van de server die draait; tot ze weer zijn ontsloten gaat er niets in of uit"))
    {
        body = Argument("body", "The id of the body", "De id van de organisatie");
        by = By();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault lock kluis org:min-bzk --by ciso", new Phrase("at once; no key is needed to lock", "meteen; vergrendelen kan zonder sleutel")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed)
    {
        var (id, who) = (parsed.GetValue(body)!, parsed.GetValue(by) ?? "");
        return WithServers(
            Folder(parsed), server => server.Lock(id, who), now => Terminal.Out.WriteLine($"{now.Body}: {VaultStatusVerb.Says(now, Terminal)}"));
    }
}

/// <summary>Shows how the server of a vault is.</summary>
internal sealed class VaultStatusVerb(Terminal terminal, TimeProvider clock, GlobalOptions global) : VaultFolderVerb(
    terminal, clock, global, "vault status", new Phrase(
        "Show where the vault is served and since when, and which bodies are unlocked or wait for officers",
        "Toon waar de kluis open is en sinds wanneer, en welke organisaties ontsloten zijn of op functionarissen wachten"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault status kluis", new Phrase("of the server that serves this folder", "van de server van deze map")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed) => WithServers(Folder(parsed), server => server.Status(), status =>
    {
        Terminal.Out.WriteLine(Terminal.Say(
            $"{status.Name}, version {status.Version}, at {string.Join(", ", status.Addresses)}",
            $"{status.Name}, versie {status.Version}, op {string.Join(", ", status.Addresses)}"));
        var served = (Clock.GetUtcNow() - status.Since).ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
        var since = status.Since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Terminal.Out.WriteLine(Terminal.Say($"served since {since} ({served})", $"open sinds {since} ({served})"));
        string[] heading = Terminal.Language == Language.Dutch ? ["organisatie", "sleutels"] : ["body", "keys"];
        Rows.Write(Terminal, heading, [.. status.Bodies.Select(b => new[] { b.Body, Says(b, Terminal) })]);
    });

    /// <summary>How the keys of a body are, in words.</summary>
    public static string Says(ServedBody body, Terminal terminal) => body switch
    {
        { State: ServedState.Open } => terminal.Say("unlocked", "ontsloten"),
        { State: ServedState.Waits, Until: { } until } => terminal.Say(
            $"locked: {body.Have} of {body.Need} officers came, until {until.UtcDateTime:HH:mm:ss} UTC",
            $"vergrendeld: {body.Have} van {body.Need} functionarissen waren er, tot {until.UtcDateTime:HH:mm:ss} UTC"),
        { Need: > 0 } => terminal.Say($"locked: {body.Need} officers are needed", $"vergrendeld: {body.Need} functionarissen zijn nodig"),
        _ => terminal.Say("locked", "vergrendeld"),
    };
}
