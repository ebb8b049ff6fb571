using System.CommandLine;
using Sluiswachter.App;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.Cli;

/// <summary>One thing a person can do at the command line.</summary>
internal abstract class Verb
{
    protected Verb(Terminal terminal, TimeProvider clock, GlobalOptions global, string name, Phrase summary)
    {
        (Terminal, Clock, Global, Name, Summary) = (terminal, clock, global, name, summary);
        Command = new Command(name[(name.LastIndexOf(' ') + 1)..], summary.In(terminal.Language));
    }

    /// <summary>How it is called after <c>sluis</c>: a word, or the word of its group and its own.</summary>
    public string Name { get; }

    /// <summary>How the command line is parsed.</summary>
    public Command Command { get; }

    /// <summary>What it does, in one sentence.</summary>
    public Phrase Summary { get; }

    /// <summary>Commands that someone can type as they stand, each with what it does.</summary>
    public abstract IReadOnlyList<(string Line, Phrase Does)> Examples { get; }

    /// <summary>Who asks.</summary>
    protected Terminal Terminal { get; }

    /// <summary>What time it is.</summary>
    protected TimeProvider Clock { get; }

    /// <summary>The options that every verb has.</summary>
    protected GlobalOptions Global { get; }

    /// <summary>Its own options, and those of its sub-commands.</summary>
    public virtual IEnumerable<Option> Options => Command.Options.Concat(Command.Subcommands.SelectMany(s => s.Options));

    /// <summary>The verb that a command is or is part of: this one, or one of its group; null when it is neither.</summary>
    public virtual Verb? Owner(Command command) => command == Command || Command.Subcommands.Contains(command) ? this : null;

    /// <summary>Does it, and returns the exit code.</summary>
    public abstract int Run(ParseResult parsed);

    /// <summary>An option with a bilingual description.</summary>
    protected Option<T> Option<T>(string name, string? placeholder, string english, string dutch)
    {
        var option = new Option<T>(name)
        {
            Description = Terminal.Say(english, dutch),
            HelpName = placeholder,
            AllowMultipleArgumentsPerToken = false,
        };
        Command.Add(option);
        return option;
    }

    /// <summary>An option that holds a path, which is never empty.</summary>
    protected Option<T> PathOption<T>(string name, PathKind holds, string english, string dutch) =>
        Checked<T>(name, holds.Shown.In(Terminal.Language), holds.For(name), english, dutch);

    /// <summary>An option of which each value is looked at where the command line is read.</summary>
    protected Option<T> Checked<T>(string name, string placeholder, Func<string, Problem?> slip, string english, string dutch)
    {
        var option = new CheckedOption<T>(name, slip)
        {
            Description = Terminal.Say(english, dutch),
            HelpName = placeholder,
            AllowMultipleArgumentsPerToken = false,
        };
        Command.Add(option);
        return option;
    }

    /// <summary>An option that takes a whole number within a range, which its description need not tell.</summary>
    protected Option<int> Count(string name, int least, int most, int usual, string english, string dutch)
    {
        var option = new CountOption(Terminal, name, least, most, usual, english, dutch);
        Command.Add(option);
        return option;
    }

    /// <summary>An argument with a bilingual description.</summary>
    protected Argument<string> Argument(string name, string english, string dutch)
    {
        var argument = new Argument<string>(name) { Description = Terminal.Say(english, dutch) };
        Command.Add(argument);
        return argument;
    }

    /// <summary>An argument that holds a path, which is never empty.</summary>
    protected Argument<string> PathArgument(string name, PathKind holds, string english, string dutch) =>
        Checked(name, holds.For(name.ToUpperInvariant()), english, dutch);

    /// <summary>An argument that is looked at where the command line is read.</summary>
    protected Argument<string> Checked(string name, Func<string, Problem?> slip, string english, string dutch)
    {
        var argument = new CheckedArgument<string>(name, slip) { Description = Terminal.Say(english, dutch) };
        Command.Add(argument);
        return argument;
    }

    /// <summary>Opens the store that was asked for, or says why it cannot.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="mayMake">Whether a register may be made where there is none; what only reads makes none.</param>
    /// <param name="refused">The exit code when there is none: whether the address or the machine is to blame.</param>
    protected Store.IRegisterStore? OpenStore(ParseResult parsed, bool mayMake, out int refused)
    {
        var address = parsed.GetValue(Global.Store);
        var opened = mayMake ? Registers.Open(address) : Registers.OpenExisting(address);
        refused = opened.Problem is Store.UnknownAddress or Store.MalformedConnection ? ExitCodes.Usage : ExitCodes.Machine;
        if (opened.Holds)
        {
            return opened.Value;
        }

        Complain(opened.Problem!);
        if (refused == ExitCodes.Usage)
        {
            TellWhereHelpIs();
        }

        return null;
    }

    /// <summary>Says where to read how the verb is used.</summary>
    protected void TellWhereHelpIs() =>
        Terminal.Error.WriteLine(Terminal.Say($"Try: sluis {Name} --help", $"Probeer: sluis {Name} --help"));

    /// <summary>Tells what is wrong with something that was typed; returns the exit code.</summary>
    protected int Refuse(Problem typed)
    {
        Complain(typed);
        var code = ExitCodes.Of(typed);
        if (code == ExitCodes.Usage)
        {
            TellWhereHelpIs();
        }

        return code;
    }

    /// <summary>Goes on with what was asked for, or refuses it; returns the exit code.</summary>
    protected int When<T>(Result<T> asked, Func<T, int> then) => asked.Holds ? then(asked.Value) : Refuse(asked.Problem!);

    /// <summary>Goes on with what is let go of afterwards, or refuses it; returns the exit code.</summary>
    protected int With<T>(Result<T> asked, Func<T, int> then)
        where T : IDisposable => When(asked, value =>
        {
            using (value)
            {
                return then(value);
            }
        });

    /// <summary>The text of a file that was named.</summary>
    protected static Result<string> TextOf(string file) => Read(file, File.ReadAllText);

    /// <summary>The bytes of a file that was named.</summary>
    protected static Result<byte[]> BytesOf(string file) => Read(file, File.ReadAllBytes);

    /// <summary>The lines of a file that was named, read one by one.</summary>
    protected static Result<IEnumerable<string>> LinesOf(string file) => Read(file, File.ReadLines);

    /// <summary>The public key of a log: a text, or a file that holds it.</summary>
    protected static Result<LogKey> PublicKey(string text) => File.Exists(text) ? TextOf(text).Then(LogKey.Read) : LogKey.Read(text);

    /// <summary>The option that names the earlier of two checkpoints of a log.</summary>
    protected Option<string?> OldCheckpoint() => PathOption<string?>("--old", PathKind.File,
        "The checkpoint that was kept, since when the log only grew", "Het ijkpunt dat is bewaard, sinds wanneer het logboek alleen groeide");

    /// <summary>The option that names the checkpoint that a log is held against, which is always needed.</summary>
    protected Option<string> NewCheckpoint()
    {
        var option = PathOption<string>("--new", PathKind.File,
            "The checkpoint against which it is checked", "Het ijkpunt waartegen het wordt gecontroleerd");
        option.Required = true;
        return option;
    }

    /// <summary>Tells what was complained about, warnings included; returns the exit code.</summary>
    protected int Tell(Complaints complaints)
    {
        ComplaintsTold.Of(complaints, from: null, Terminal);
        var code = ExitCodes.Of(complaints);
        if (code != ExitCodes.Done)
        {
            Terminal.Error.WriteLine(Terminal.Say("nothing was stored", "er is niets bewaard"));
        }

        if (code == ExitCodes.Usage)
        {
            TellWhereHelpIs();
        }

        return code;
    }

    private static Result<T> Read<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CannotRead(file, e);
        }
    }

    /// <summary>Tells a problem on standard error.</summary>
    protected void Complain(Problem problem) => Terminal.TellError($"sluis: {problem.In(Terminal.Language)}");

    /// <summary>Tells a warning on standard error.</summary>
    protected void Warn(Problem problem) =>
        Terminal.TellError($"{Terminal.Say("warning", "waarschuwing")}: {problem.In(Terminal.Language)}");
}
