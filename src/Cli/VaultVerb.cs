using System.CommandLine;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>What the verbs of the vault share: the folder, and passphrases.</summary>
internal abstract class VaultVerb : Verb
{
    /// <summary>The environment variable that holds a passphrase when no file is named.</summary>
    private const string Variable = "SLUIS_VAULT_PASSPHRASE";

    private readonly Argument<string> folder;
    private readonly Option<string?> passphraseFile;

    protected VaultVerb(Terminal terminal, TimeProvider clock, GlobalOptions global, string name, Phrase summary)
        : base(terminal, clock, global, name, summary)
    {
        folder = Argument("folder", "The folder of the vault", "De map van de kluis");
        passphraseFile = Option<string?>("--passphrase-file", terminal.Say("FILE", "BESTAND"),
            $"A file whose first line is the passphrase (default: {Variable}, or it is asked)",
            $"Een bestand met de wachtzin op de eerste regel (standaard: {Variable}, of er wordt om gevraagd)");
    }

    /// <inheritdoc/>
    public sealed override int Run(ParseResult parsed)
    {
        var passphrase = Passphrase(parsed.GetValue(passphraseFile));
        if (!passphrase.Holds)
        {
            Complain(passphrase.Problem!);
            TellWhereHelpIs();
            return ExitCodes.Usage;
        }

        return Run(parsed, parsed.GetValue(folder)!, passphrase.Value);
    }

    /// <summary>Does it.</summary>
    protected abstract int Run(ParseResult parsed, string folder, string passphrase);

    /// <summary>Reads a passphrase: from a file, the environment, or the person at the terminal.</summary>
    protected Result<string> Passphrase(string? file)
    {
        if (file is not null)
        {
            try
            {
                return File.ReadLines(file).FirstOrDefault() is { Length: > 0 } line ? line : new EmptyPassphrase(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return new UnreadablePassphrase(file, e.Message);
            }
        }

        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return given;
        }

        if (!Terminal.InIsTerminal)
        {
            return new PassphraseMissing(Variable);
        }

        Terminal.Error.Write(Terminal.Say("Passphrase: ", "Wachtzin: "));
        return Typed() is { Length: > 0 } typed ? typed : new PassphraseMissing(Variable);
    }

    /// <summary>What is typed until Enter, without showing it.</summary>
    private string Typed()
    {
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace)
            {
                typed.Append(key.KeyChar);
            }
            else if (typed.Length > 0)
            {
                typed.Length--;
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

/// <summary>A file without a passphrase.</summary>
internal sealed record EmptyPassphrase(string File) : Problem(new Phrase(
    $"the first line of {Quote(File)} is empty; a passphrase is expected there", $"de eerste regel van {Quote(File)} is leeg; daar hoort een wachtzin"));

/// <summary>A file with a passphrase that cannot be read.</summary>
internal sealed record UnreadablePassphrase(string File, string Why) : Problem(new Phrase(
    $"{Quote(File)} cannot be read: {Why}", $"{Quote(File)} is niet te lezen: {Why}"));
