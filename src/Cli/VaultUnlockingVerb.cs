using System.CommandLine;
using Sluiswachter.Model;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>A verb for which the keys of all bodies of a vault are unlocked, into memory only.</summary>
internal abstract class VaultUnlockingVerb : VaultVerb
{
    private readonly Option<string[]> unlock;

    protected VaultUnlockingVerb(Terminal terminal, TimeProvider clock, GlobalOptions global, string name, Phrase summary)
        : base(terminal, clock, global, name, summary) =>
        unlock = Option<string[]>("--unlock", terminal.Say("BODY=FILE", "ORGANISATIE=BESTAND"),
            "The passphrase of a body that has one of its own", "De wachtzin van een organisatie die een eigen heeft");

    /// <summary>The passphrase that was given first, which is that of the vault.</summary>
    protected string VaultPassphrase { get; private set; } = "";

    /// <inheritdoc/>
    protected sealed override int Run(ParseResult parsed, string folder, string passphrase)
    {
        var opened = VaultFolder.Open(folder);
        if (!opened.Holds)
        {
            return Refuse(opened.Problem!);
        }

        VaultPassphrase = passphrase;
        using var vault = opened.Value;
        using var keys = new BodyKeys();
        return Unlock(vault, keys, passphrase, parsed.GetValue(unlock) ?? []) ?? Run(parsed, vault, keys);
    }

    /// <summary>Does it.</summary>
    protected abstract int Run(ParseResult parsed, VaultFolder vault, BodyKeys keys);

    private int? Unlock(VaultFolder vault, BodyKeys keys, string passphrase, string[] own)
    {
        var files = own.Select(text => text.Split('=', 2)).ToList();
        if (files.Find(f => f.Length != 2) is { } wrong)
        {
            Complain(new NoUnlocking(wrong[0]));
            return ExitCodes.Usage;
        }

        foreach (var body in vault.Keys.Bodies())
        {
            var words = files.Find(f => f[0] == body) is [_, var file] ? Passphrase(file) : passphrase;
            var ring = words.Then(w => vault.Keys.Unlock(body, w));
            if (ring.Holds)
            {
                keys.Unlock(ring.Value);
                Terminal.Error.WriteLine(Terminal.Say($"Unlocked the keys of {body}", $"Sleutels van {body} ontsloten"));
            }
            else
            {
                Warn(new StaysLocked(body, ring.Problem!));
            }
        }

        return null;
    }
}

/// <summary>A body and a file are expected.</summary>
internal sealed record NoUnlocking(string Text) : Problem(new Phrase(
    $"{Quote(Text)} does not say whom to unlock with which file; expected BODY=FILE",
    $"{Quote(Text)} zegt niet wie met welk bestand te ontsluiten; verwacht ORGANISATIE=BESTAND"));

/// <summary>A body whose keys did not open: nothing of it can be read or written.</summary>
internal sealed record StaysLocked(string Body, Problem Why) : Problem(new Phrase(
    $"the keys of {Body} stay locked: {Why.In(Language.English)}", $"de sleutels van {Body} blijven vergrendeld: {Why.In(Language.Dutch)}"));
