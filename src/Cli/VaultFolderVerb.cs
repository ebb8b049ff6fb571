using System.CommandLine;
using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Control;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.Cli;

/// <summary>What the verbs of the vault share: the folder, and how secrets are read.</summary>
internal abstract class VaultFolderVerb : Verb
{
    /// <summary>The environment variable that holds a passphrase when no file is named.</summary>
    protected const string Variable = "SLUIS_VAULT_PASSPHRASE";

    private readonly Argument<string> folder;

    protected VaultFolderVerb(Terminal terminal, TimeProvider clock, GlobalOptions global, string name, Phrase summary)
        : base(terminal, clock, global, name, summary) =>
        folder = PathArgument("folder", PathKind.Folder, "The folder of the vault", "De map van de kluis");

    /// <summary>The folder that was named.</summary>
    protected string Folder(ParseResult parsed) => parsed.GetValue(folder)!;

    /// <summary>Opens the vault, does something with it, and closes it.</summary>
    protected int WithVault(string path, Func<VaultFolder, int> then) => With(VaultFolder.Open(path), then);

    /// <summary>
    /// Asks something of each server of the vault, by its socket alone: locking must not wait for a catalogue. Returns the worst
    /// exit code.
    /// </summary>
    /// <param name="path">The folder of the vault.</param>
    /// <param name="ask">Asks one of them; all at once, so that one that stands still keeps none of the others waiting.</param>
    /// <param name="tell">Tells what one of them answered.</param>
    /// <param name="untilRefused">Whether they are asked one by one, until one refuses: each counts wrong secrets.</param>
    protected int WithServers<T>(string path, Func<ControlClient, Result<T>> ask, Action<T> tell, bool untilRefused = false)
    {
        var (servers, code) = (ControlClient.ConnectToAll(path), ExitCodes.Done);
        var answers = untilRefused
            ? servers.Select(found => found.Then(ask))
            : servers.Select(found => Task.Run(() => found.Then(ask))).ToList().Select(asked => asked.GetAwaiter().GetResult());
        foreach (var (found, answer) in servers.Zip(answers))
        {
            if (found.Holds && servers.Count > 1)
            {
                Terminal.Out.WriteLine($"{Path.GetFileName(found.Value.Path)}:");
            }

            if (answer.Holds)
            {
                tell(answer.Value);
                continue;
            }

            code = Math.Max(code, Refuse(answer.Problem!));
            if (untilRefused && answer.Problem is ServerRefused)
            {
                break;
            }
        }

        foreach (var found in servers.Where(found => found.Holds))
        {
            found.Value.Dispose();
        }

        return code;
    }

    /// <summary>The option that says which role does it, for the log.</summary>
    protected Option<string?> By() =>
        Role<string?>("The role that does it, for the log", "De rol die het doet, voor het logboek");

    /// <summary>The option that says which role does it, where nobody else could be meant.</summary>
    protected Option<string?> ByOrBody() => Role<string?>(
        "The role that does it, for the log (default: the body)", "De rol die het doet, voor het logboek (standaard: de organisatie)");

    /// <summary>The option by which who unlocks keys takes away the doubt that a row of the catalogue casts on them.</summary>
    protected Option<bool> NewestKeyFile() => Option<bool>("--newest-key-file", null,
        "No newer key file is anywhere: a row that names another key was altered; goes into the log",
        "Er is nergens een nieuwer sleutelbestand: een rij die een andere sleutel noemt is gewijzigd; komt in het logboek");

    /// <summary>The option that says which role does it: a line of text, as it stands in the log.</summary>
    protected Option<T> Role<T>(string english, string dutch) =>
        Checked<T>("--by", Terminal.Say("ROLE", "ROL"), OneLine("--by"), english, dutch);

    /// <summary>The check of a name that is written in a log or a list: a line of text.</summary>
    /// <param name="name">The option or word.</param>
    protected static Func<string, Problem?> OneLine(string name) =>
        typed => SignedNote.IsLine(typed) ? null : new BadOptionValue(name, new NotOneLine(typed));

    /// <summary>The option that names a file with a passphrase.</summary>
    protected Option<string?> PassphraseFile() => PathOption<string?>("--passphrase-file", PathKind.File,
        $"A file whose first line is the passphrase (default: {Variable}, or it is asked)",
        $"Een bestand met de wachtzin op de eerste regel (standaard: {Variable}, of er wordt om gevraagd)");

    /// <summary>Reads a passphrase: from a file, the environment, or the person at the terminal.</summary>
    /// <param name="file">The file that was named; null: none.</param>
    /// <param name="makes">What it locks from now on, so that a slip in it would lock that for good; null: it is one that was there.</param>
    protected Result<string> Passphrase(string? file, Phrase? makes = null)
    {
        if (file is not null)
        {
            return FirstLine(file);
        }

        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return given;
        }

        if (!Terminal.InIsTerminal)
        {
            return new PassphraseMissing(Variable);
        }

        var typed = makes is { } what
            ? Typed($"New passphrase of {what.English}: ", $"Nieuwe wachtzin van {what.Dutch}: ")
            : Typed("Passphrase: ", "Wachtzin: ");
        return typed.Length == 0 ? new PassphraseMissing(Variable)
            : makes is not null && Typed("The same once more: ", "Nog eens dezelfde: ") != typed ? new PassphrasesDiffer()
            : typed;
    }

    /// <summary>The first line of a file that holds a secret.</summary>
    protected static Result<string> FirstLine(string file) => LinesOf(file).Then<string>(lines =>
        lines.FirstOrDefault() is { Length: > 0 } line ? line : new EmptyPassphrase(file));

    /// <summary>What is typed until Enter, without showing it.</summary>
    protected string Typed(string english, string dutch)
    {
        Terminal.Error.Write(Terminal.Say(english, dutch));
        var typed = new StringBuilder();
        while (Terminal.NextKey() is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length -= typed.Length == 0 ? 0 : char.IsLowSurrogate(typed[^1]) ? 2 : 1;
            }
            else if (!char.IsControl(key.KeyChar))
            {
                // Arrows, Escape, Delete and the like have no sign of their own.
                typed.Append(key.KeyChar);
            }
        }

        Terminal.Error.WriteLine();
        return typed.ToString();
    }
}

/// <summary>No passphrase was given.</summary>
internal sealed record PassphraseMissing(string Variable) : Problem(new Phrase(
    $"a passphrase is needed: name a file with --passphrase-file, or set {Variable}",
    $"er is een wachtzin nodig: noem een bestand met --passphrase-file, of zet {Variable}"));

/// <summary>A new passphrase that was typed in two ways: nothing was locked by it.</summary>
internal sealed record PassphrasesDiffer() : Problem(new Phrase(
    "the two passphrases are not the same; nothing was made", "de twee wachtzinnen zijn niet hetzelfde; er is niets gemaakt"));

/// <summary>A file without a passphrase or key.</summary>
internal sealed record EmptyPassphrase(string File) : Problem(new Phrase(
    $"the first line of {Quote(File)} is empty; a passphrase or key is expected there", $"de eerste regel van {Quote(File)} is leeg; daar hoort een wachtzin of sleutel"));
