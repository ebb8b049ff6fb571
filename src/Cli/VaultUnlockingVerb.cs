using System.CommandLine;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>A verb for which the keys of all bodies of a vault are unlocked, into memory only.</summary>
internal abstract class VaultUnlockingVerb : VaultOpeningVerb
{
    private readonly Option<string[]> unlock;

    protected VaultUnlockingVerb(Terminal terminal, TimeProvider clock, GlobalOptions global, string name, Phrase summary)
        : base(terminal, clock, global, name, summary) =>
        unlock = PathOption<string[]>("--unlock", PathKind.FileOfBody,
            "The passphrase of a body that has one of its own", "De wachtzin van een organisatie die een eigen heeft");

    /// <summary>Whether it does something of use while nothing is unlocked.</summary>
    protected virtual bool MayStayLocked => false;

    /// <summary>What the keys are unlocked for.</summary>
    protected virtual KeysFor Wanted => KeysFor.Using;

    /// <summary>Whether who unlocks says that no newer key files are anywhere.</summary>
    protected bool SaysNewest { get; private set; }

    /// <summary>What was typed wrong besides, which is told before any key is unlocked; null: nothing.</summary>
    protected virtual Problem? Slip(ParseResult parsed) => null;

    /// <summary>The passphrase that was given first, which is that of the vault.</summary>
    protected string VaultPassphrase { get; private set; } = "";

    /// <inheritdoc/>
    public sealed override int Run(ParseResult parsed)
    {
        var own = OwnPassphrases.Of(parsed.GetValue(unlock) ?? []);
        if ((own.Problem ?? Slip(parsed)) is { } slip)
        {
            return Refuse(slip);
        }

        var brought = Brought(parsed).Then<Unlocking>(given => given.IsNothing && own.Value.AreNone ? Asked(parsed, given) : given);
        return brought.Holds
            ? WithVault(Folder(parsed), vault =>
            {
                if (own.Value.Stranger(vault.Keys) is { } stranger)
                {
                    return Refuse(stranger);
                }

                SaysNewest = brought.Value.SaysNewest;
                VaultPassphrase = brought.Value.Passphrase?.ToString() ?? "";
                using var keys = new BodyKeys();
                Unlock(vault, keys, brought.Value, own.Value);
                return Run(parsed, vault, keys);
            })
            : Refuse(brought.Problem!);
    }

    /// <summary>Does it.</summary>
    protected abstract int Run(ParseResult parsed, VaultFolder vault, BodyKeys keys);

    private Result<Unlocking> Asked(ParseResult parsed, Unlocking given)
    {
        var passphrase = Passphrase(parsed);
        return passphrase.Problem is PassphraseMissing && MayStayLocked
            ? given
            : passphrase.Then<Unlocking>(words => given.With(words));
    }

    private void Unlock(VaultFolder vault, BodyKeys keys, Unlocking brought, OwnPassphrases files)
    {
        foreach (var torn in vault.Keys.Torn())
        {
            Warn(torn);
        }

        foreach (var body in vault.Keys.Bodies())
        {
            var own = files.FileOf(body) is { } file
                ? FirstLine(file).Then<Unlocking>(words => brought.With(words))
                : brought;
            var ring = own.Then<KeyRing>(given =>
                given.IsNothing ? new NothingGiven() : Unlocked(vault, body, given, Wanted));
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
    }
}

/// <summary>A body whose keys did not open: nothing of it can be read or written.</summary>
internal sealed record StaysLocked(string Body, Problem Why) : Problem(new Phrase(
    $"the keys of {Body} stay locked: {Why.In(Language.English)}", $"de sleutels van {Body} blijven vergrendeld: {Why.In(Language.Dutch)}"));

/// <summary>Nothing was given to unlock with.</summary>
internal sealed record NothingGiven() : Problem(new Phrase("no passphrase or officer's key was given", "er is geen wachtzin of sleutel gegeven"));
