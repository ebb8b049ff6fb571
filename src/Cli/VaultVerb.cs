using System.CommandLine;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>A verb of the vault that takes a passphrase and nothing else.</summary>
internal abstract class VaultVerb : VaultFolderVerb
{
    private readonly Option<string?> passphraseFile;

    protected VaultVerb(Terminal terminal, TimeProvider clock, GlobalOptions global, string name, Phrase summary)
        : base(terminal, clock, global, name, summary) => passphraseFile = PassphraseFile();

    /// <inheritdoc/>
    public sealed override int Run(ParseResult parsed)
    {
        var passphrase = Passphrase(parsed.GetValue(passphraseFile), Makes(parsed));
        return passphrase.Holds ? Run(parsed, Folder(parsed), passphrase.Value) : Refuse(passphrase.Problem!);
    }

    /// <summary>What the passphrase locks from now on; null: it is one that was there.</summary>
    protected virtual Phrase? Makes(ParseResult parsed) => null;

    /// <summary>Does it.</summary>
    protected abstract int Run(ParseResult parsed, string folder, string passphrase);
}
