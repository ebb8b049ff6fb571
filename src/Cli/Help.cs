using System.CommandLine;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>Shows what can be asked, with commands that work as they stand.</summary>
internal sealed class Help(Terminal terminal, GlobalOptions global, IReadOnlyList<Verb> verbs)
{
    private static readonly (string Line, Phrase Does)[] First =
    [
        ("sluis import samples/nl", new Phrase("read the bundled Dutch sample", "lees het meegeleverde Nederlandse voorbeeld")),
        ("sluis switch-off --country US", new Phrase("what stops without American control", "wat stopt zonder Amerikaanse zeggenschap")),
        ("sluis serve", new Phrase("the same as a page in your browser", "hetzelfde als pagina in uw browser")),
    ];

    /// <summary>Writes help for a verb, or for all when null.</summary>
    public void Write(Verb? verb)
    {
        switch (verb)
        {
            case null:
                WriteAll();
                break;
            case VerbGroup group:
                WriteGroup(group);
                break;
            default:
                WriteVerb(verb);
                break;
        }
    }

    /// <summary>Says what was not understood and where to look.</summary>
    public void Complain(IEnumerable<Problem> problems, Verb? verb)
    {
        foreach (var problem in problems)
        {
            terminal.TellError($"sluis: {problem.In(terminal.Language)}");
        }

        var line = verb is null ? "sluis --help" : $"sluis {verb.Name} --help";
        terminal.Error.WriteLine(terminal.Say($"Try: {line}", $"Probeer: {line}"));
    }

    private void WriteAll()
    {
        var o = terminal.Out;
        o.WriteLine(terminal.Say(
            "sluis — what a government's digital services stand on, and what stops when a gate is closed",
            "sluis — waar digitale overheidsdiensten op staan, en wat stopt als een poort dichtgaat"));
        o.WriteLine();
        o.WriteLine(terminal.Say("Usage: sluis VERB [options]", "Gebruik: sluis WERKWOORD [opties]"));
        o.WriteLine();
        WriteColumns(verbs.Select(v => (v.Name, v.Summary.In(terminal.Language))));
        o.WriteLine();
        o.WriteLine(terminal.Say("Options of every verb:", "Opties van elk werkwoord:"));
        WriteColumns(GlobalRows().Append(("--version", global.Version.Description!)));
        o.WriteLine();
        o.WriteLine(terminal.Say("Start here:", "Begin hier:"));
        WriteExamples(First);
        o.WriteLine();
        o.WriteLine(terminal.Say("More: sluis VERB --help", "Meer: sluis WERKWOORD --help"));
    }

    private void WriteGroup(VerbGroup group)
    {
        var o = terminal.Out;
        o.WriteLine(group.Summary.In(terminal.Language));
        o.WriteLine();
        o.WriteLine(terminal.Say($"Usage: sluis {group.Name} VERB [options]", $"Gebruik: sluis {group.Name} WERKWOORD [opties]"));
        o.WriteLine();
        WriteColumns(group.Verbs.Select(v => (v.Command.Name, v.Summary.In(terminal.Language))));
        o.WriteLine();
        o.WriteLine(terminal.Say("Examples:", "Voorbeelden:"));
        WriteExamples(group.Examples);
        o.WriteLine();
        o.WriteLine(terminal.Say($"More: sluis {group.Name} VERB --help", $"Meer: sluis {group.Name} WERKWOORD --help"));
    }

    private void WriteVerb(Verb verb)
    {
        var o = terminal.Out;
        o.WriteLine(verb.Summary.In(terminal.Language));
        o.WriteLine();
        var usage = new List<string> { "sluis", verb.Name };
        usage.AddRange(verb.Command.Subcommands.Count > 0 ? [string.Join('|', verb.Command.Subcommands.Select(s => s.Name))] : []);
        usage.AddRange(verb.Command.Arguments.Select(a => a.Name.ToUpperInvariant()));
        usage.Add(terminal.Say("[options]", "[opties]"));
        o.WriteLine(terminal.Say("Usage: ", "Gebruik: ") + string.Join(' ', usage));
        o.WriteLine();
        var rows = verb.Command.Subcommands.Select(s => (Names(s), s.Description ?? ""))
            .Concat(verb.Command.Arguments.Concat(verb.Command.Subcommands.SelectMany(s => s.Arguments))
                .DistinctBy(a => a.Name).Select(a => (a.Name.ToUpperInvariant(), a.Description ?? "")))
            .Concat(verb.Options.Select(Row))
            .Concat(GlobalRows());
        WriteColumns(rows);
        o.WriteLine();
        o.WriteLine(terminal.Say("Examples:", "Voorbeelden:"));
        WriteExamples(verb.Examples);
    }

    private static string Names(Command part) =>
        string.Join(' ', part.Arguments.Select(a => a.Name.ToUpperInvariant()).Prepend(part.Name));

    private IEnumerable<(string Left, string Right)> GlobalRows() => [Row(global.Store), Row(global.Lang), Row(global.Help)];

    private (string Left, string Right) Row(Option option)
    {
        var repeatable = option.Arity.MaximumNumberOfValues > 1 ? terminal.Say(" (repeatable)", " (herhaalbaar)") : "";
        return (option.HelpName is { } name ? $"{option.Name} {name}" : option.Name, option.Description + repeatable);
    }

    private void WriteExamples(IEnumerable<(string Line, Phrase Does)> examples)
    {
        foreach (var (line, does) in examples)
        {
            terminal.Out.WriteLine($"  {line}");
            terminal.Out.WriteLine($"      {does.In(terminal.Language)}");
        }
    }

    private void WriteColumns(IEnumerable<(string Left, string Right)> rows)
    {
        var all = rows.ToList();
        var left = Math.Min(34, all.Max(r => r.Left.Length));
        foreach (var row in all)
        {
            var lines = Wrap(row.Right, Math.Max(30, terminal.Width - left - 4)).ToList();
            terminal.Out.WriteLine($"  {row.Left.PadRight(left)}  {lines[0]}");
            foreach (var line in lines.Skip(1))
            {
                terminal.Out.WriteLine($"  {"".PadRight(left)}  {line}");
            }
        }
    }

    /// <summary>A text in lines of at most some characters, broken between words.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
