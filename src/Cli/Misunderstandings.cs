using System.CommandLine;
using System.CommandLine.Parsing;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>Says in our own words what about a command line was not understood; the parser speaks only English.</summary>
internal static class Misunderstandings
{
    /// <summary>What was not understood, the cause before what follows from it.</summary>
    /// <param name="parsed">The command line; it has errors, or no verb.</param>
    /// <param name="verb">The verb that was recognised; null when none was.</param>
    /// <param name="verbs">All verbs.</param>
    public static IReadOnlyList<Problem> In(ParseResult parsed, Verb? verb, IEnumerable<Verb> verbs)
    {
        var unmatched = parsed.UnmatchedTokens.ToList();
        var problems = parsed.Errors.Select(e => About(e.SymbolResult)).OfType<Problem>().ToList();
        var options = unmatched.Where(LooksLikeOption).Select(t => t.Split('=')[0]).ToList();
        if (verb is null && unmatched is [var mistyped, ..] && !LooksLikeOption(mistyped))
        {
            problems.Insert(0, new UnknownVerb(mistyped, Spelling.Nearest(mistyped, verbs.Select(v => v.Command.Name))));
        }
        else if (verb is not null && parsed.CommandResult.Command is { Subcommands.Count: > 0 } group &&
            unmatched.Find(t => !LooksLikeOption(t)) is { } part)
        {
            // Which options there are follows from the verb, so that one comes first and alone.
            var parts = group.Subcommands.Select(c => c.Name).ToList();
            return [new UnknownPart(part, group.Name, Spelling.Nearest(part, parts), parts)];
        }
        else if (options.Count > 0)
        {
            var known = OptionsOf(parsed.CommandResult).ToList();
            problems.InsertRange(0, options.Select(o => new UnknownOption(o, Spelling.Nearest(o, known))));
        }
        else if (verb is not null)
        {
            problems.InsertRange(0, unmatched.Select(t => new StrayWord(t)));
        }

        return problems.Count > 0 ? [.. problems.Distinct()] : [new WhichVerb()];
    }

    /// <summary>The options that are followed by another where their value should be.</summary>
    /// <remarks>
    /// The parser would take the other for the value. A value that begins with two hyphens can be given behind an
    /// equals sign.
    /// </remarks>
    /// <param name="args">The words after <c>sluis</c>.</param>
    /// <param name="options">The options that may stand there.</param>
    public static IReadOnlyList<Problem> WithoutValue(IReadOnlyList<string> args, IEnumerable<Option> options)
    {
        var valued = options.Where(o => o.ValueType != typeof(bool)).Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. args.TakeWhile(word => word != "--").Zip(args.Skip(1))
                .Where(pair => valued.Contains(pair.First) && pair.Second.StartsWith("--", StringComparison.Ordinal))
                .Select(pair => new OptionWithoutValue(pair.First)).Distinct(),
        ];
    }

    private static bool LooksLikeOption(string token) => token.Length > 1 && token[0] == '-';

    /// <summary>The options that may stand here: of the command, and those that its parents hand down.</summary>
    private static IEnumerable<string> OptionsOf(CommandResult command)
    {
        var own = command.Command.Options.Select(o => o.Name);
        for (var parent = command.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
        {
            own = own.Concat(parent.Command.Options.Where(o => o.Recursive).Select(o => o.Name));
        }

        return own;
    }

    private static Problem? About(SymbolResult? symbol) => symbol switch
    {
        OptionResult option => About(option),
        ArgumentResult { Parent: OptionResult option } => About(option),
        ArgumentResult { Argument: ICheckedWords words } argument when Slip(words, argument.Tokens) is { } slip => slip,
        ArgumentResult { Tokens.Count: 0 } argument => new MissingWord(argument.Argument.Name.ToUpperInvariant()),
        _ => null,
    };

    private static Problem? Slip(ICheckedWords words, IEnumerable<Token> typed) =>
        typed.Select(word => words.Slip(word.Value)).FirstOrDefault(slip => slip is not null);

    private static Problem About(OptionResult option)
    {
        if (option.Option is ICheckedWords words && Slip(words, option.Tokens) is { } slip)
        {
            return slip;
        }

        var name = option.Option.Name;
        if (option.Tokens is not [var first, ..])
        {
            return new OptionWithoutValue(name);
        }

        if (option.Tokens.Count > 1)
        {
            return new OptionGivenTwice(name);
        }

        return new BadOptionValue(name, option.Option is CountOption count
            ? new NotACount(first.Value, count.Least, count.Most)
            : new NotAChoice(first.Value, (option.Option.HelpName ?? "").Split('|')));
    }
}

/// <summary>A verb that does not exist.</summary>
internal sealed record UnknownVerb(string Word, string? Near) : Problem(new Phrase(
    $"{Quote(Word)} is not a verb{(Near is null ? "" : $"; did you mean {Near}?")}",
    $"{Quote(Word)} is geen werkwoord{(Near is null ? "" : $"; bedoelt u {Near}?")}"));

/// <summary>Options without anything to do.</summary>
internal sealed record WhichVerb() : Problem(new Phrase(
    "what is to be done? expected a verb, such as switch-off",
    "wat moet er gebeuren? verwacht een werkwoord, zoals switch-off"));

/// <summary>An option that does not exist here.</summary>
internal sealed record UnknownOption(string Option, string? Near) : Problem(new Phrase(
    $"{Quote(Option)} is not an option{(Near is null ? "" : $"; did you mean {Near}?")}",
    $"{Quote(Option)} is geen optie{(Near is null ? "" : $"; bedoelt u {Near}?")}"));

/// <summary>A word where none is expected.</summary>
internal sealed record StrayWord(string Word) : Problem(new Phrase(
    $"{Quote(Word)} is not understood here", $"{Quote(Word)} wordt hier niet begrepen"));

/// <summary>A verb that does not exist within a group of verbs.</summary>
internal sealed record UnknownPart(string Word, string Group, string? Near, IReadOnlyList<string> Parts) : Problem(new Phrase(
    $"{Quote(Word)} is not a verb of {Group}{(Near is null ? $": expected one of {string.Join(", ", Parts)}" : $"; did you mean {Near}?")}",
    $"{Quote(Word)} is geen werkwoord van {Group}{(Near is null ? $": verwacht een van {string.Join(", ", Parts)}" : $"; bedoelt u {Near}?")}"));

/// <summary>A word that is missing.</summary>
internal sealed record MissingWord(string Name) : Problem(new Phrase(
    $"{Name} is missing: expected it after the verb",
    $"{Name} ontbreekt: verwacht achter het werkwoord"));

/// <summary>An option at the end, or before another, that needs a value.</summary>
internal sealed record OptionWithoutValue(string Option) : Problem(new Phrase(
    $"{Option} has no value: expected one behind it",
    $"{Option} heeft geen waarde: verwacht er één erachter"));

/// <summary>An option given more than once of which there can be only one.</summary>
internal sealed record OptionGivenTwice(string Option) : Problem(new Phrase(
    $"{Option} is given more than once: expected it once",
    $"{Option} is meer dan eens gegeven: verwacht één keer"));

/// <summary>A value that an option does not take.</summary>
internal sealed record BadOptionValue(string Option, Problem Because) : Problem(new Phrase(
    $"{Option}: {Because.Says.English}", $"{Option}: {Because.Says.Dutch}"));
