using System.CommandLine;
using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.Cli;

/// <summary>The command line: one verb per thing a person can do.</summary>
public static class Sluis
{
    /// <summary>Runs one command and returns its exit code.</summary>
    /// <param name="args">The words after <c>sluis</c>.</param>
    /// <param name="terminal">Who asks.</param>
    /// <param name="clock">What time it is.</param>
    public static int Run(IReadOnlyList<string> args, Terminal terminal, TimeProvider clock)
    {
        terminal.Language = LanguageAskedFor(args) ?? terminal.Language;
        var global = new GlobalOptions(terminal);
        var verbs = Verbs(terminal, clock, global);
        var root = new RootCommand { TreatUnmatchedTokensAsErrors = true };
        foreach (var option in root.Options.ToList())
        {
            root.Options.Remove(option);
        }

        foreach (var option in global.All)
        {
            root.Add(option);
        }

        foreach (var verb in verbs)
        {
            root.Add(verb.Command);
        }

        var help = new Help(terminal, global, verbs);
        var named = args.Select(word => verbs.FirstOrDefault(v => v.Command.Name == word)).FirstOrDefault(v => v is not null);
        var withoutValue = Misunderstandings.WithoutValue(args, [.. global.All, .. OptionsOf(named, args)]);
        if (withoutValue.Count > 0)
        {
            help.Complain(withoutValue, named);
            return ExitCodes.Usage;
        }

        // A word that begins with @ is a word, not a file with further words.
        var parsed = root.Parse(
            args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (parsed.GetValue(global.Version))
        {
            terminal.Out.WriteLine($"sluis {typeof(Sluis).Assembly.GetName().Version?.ToString(3)}");
            terminal.Out.Flush();
            return ExitCodes.Done;
        }

        var verbAskedFor = verbs.Select(v => v.Owner(parsed.CommandResult.Command)).FirstOrDefault(v => v is not null);
        if (args.Count == 0 || parsed.GetValue(global.Help))
        {
            help.Write(verbAskedFor);
            terminal.Out.Flush();
            return ExitCodes.Done;
        }

        if (parsed.Errors.Count > 0 || verbAskedFor is null)
        {
            help.Complain(Misunderstandings.In(parsed, verbAskedFor, verbs), verbAskedFor);
            return ExitCodes.Usage;
        }

        return Guarded(verbAskedFor, parsed, terminal);
    }

    /// <summary>All verbs, and groups of them, in the order in which help shows them.</summary>
    internal static IReadOnlyList<Verb> Verbs(Terminal terminal, TimeProvider clock, GlobalOptions global) =>
    [
        new ImportVerb(terminal, clock, global), new ExportVerb(terminal, clock, global),
        new SwitchOffVerb(terminal, clock, global),
        .. Inquiry.All.Where(i => i.Group is null).Select(inquiry => inquiry is AssessInquiry assess
            ? new AssessVerb(terminal, clock, global, assess)
            : new InquiryVerb(terminal, clock, global, inquiry)),
        AssessmentVerbs.In(terminal, clock, global), MigrationVerbs.In(terminal, clock, global), RiskVerbs.In(terminal, clock, global),
        new FrameworkVerb(terminal, clock, global), new JournalVerb(terminal, clock, global), new ServeVerb(terminal, clock, global),
        VaultVerbs.In(terminal, clock, global),
    ];

    /// <summary>Machines break; a person then gets a sentence and the exit code that says so, never a stack trace.</summary>
    private static int Guarded(Verb verb, ParseResult parsed, Terminal terminal)
    {
        try
        {
            var code = verb.Run(parsed);
            terminal.Out.Flush();
            return code;
        }
        catch (Store.StoreFailure failure)
        {
            terminal.TellError($"sluis: {failure.Says.In(terminal.Language)}");
            return ExitCodes.Machine;
        }
        catch (CatalogueFailure failure)
        {
            terminal.TellError($"sluis: {failure.Says.In(terminal.Language)}");
            return ExitCodes.Machine;
        }
        catch (Exception e) when (IsOfTheMachine(e))
        {
            terminal.TellError($"sluis: {e.Message}");
            return ExitCodes.Machine;
        }
#pragma warning disable CA1031 // The last line of defence: whatever happened, a person gets a sentence.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var what = $"{e.GetType().Name} in {e.TargetSite?.DeclaringType?.Name}.{e.TargetSite?.Name}";
            terminal.TellError(terminal.Say(
                $"sluis: a defect of this program ({what}), please report it: {e.Message}",
                $"sluis: een fout in dit programma ({what}), meld die alsjeblieft: {e.Message}"));
            return ExitCodes.Machine;
        }
    }

    /// <summary>Whether it is what breaks outside of this program: disks, networks, memory, keys that are altered; or a stop.</summary>
    private static bool IsOfTheMachine(Exception e) =>
        e is IOException or UnauthorizedAccessException or OutOfMemoryException or SocketException or HttpRequestException or DbException
            or CryptographicException or TimeoutException or OperationCanceledException;

    /// <summary>The options of the verb that is meant, or of all in a group while none of them is named.</summary>
    private static IEnumerable<Option> OptionsOf(Verb? named, IReadOnlyList<string> args)
    {
        var meant = named?.Command;
        foreach (var word in args)
        {
            meant = meant?.Subcommands.FirstOrDefault(c => c.Name == word) ?? meant;
        }

        return meant is null ? [] : meant == named!.Command ? named.Options : meant.Options;
    }

    private static Language? LanguageAskedFor(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var asked = args[i] == "--lang" && i + 1 < args.Count ? args[i + 1]
                : args[i].StartsWith("--lang=", StringComparison.Ordinal) ? args[i]["--lang=".Length..] : null;
            if (asked is "nl" or "en")
            {
                return asked == "nl" ? Language.Dutch : Language.English;
            }
        }

        return null;
    }
}
