using System.CommandLine;
using System.CommandLine.Parsing;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>An option or argument of which each word that is typed is looked at where the command line is read.</summary>
internal interface ICheckedWords
{
    /// <summary>What is wrong with a word; null: nothing.</summary>
    Func<string, Problem?> Slip { get; }
}

/// <summary>An option of which each value is looked at where the command line is read.</summary>
internal sealed class CheckedOption<T> : Option<T>, ICheckedWords
{
    public CheckedOption(string name, Func<string, Problem?> slip)
        : base(name)
    {
        Slip = slip;
        Validators.Add(given => CheckedWords.Look(given, slip));
    }

    /// <inheritdoc/>
    public Func<string, Problem?> Slip { get; }
}

/// <summary>An argument of which each word is looked at where the command line is read.</summary>
internal sealed class CheckedArgument<T> : Argument<T>, ICheckedWords
{
    public CheckedArgument(string name, Func<string, Problem?> slip)
        : base(name)
    {
        Slip = slip;
        Validators.Add(given => CheckedWords.Look(given, slip));
    }

    /// <inheritdoc/>
    public Func<string, Problem?> Slip { get; }
}

/// <summary>Refuses a command line by a word of it.</summary>
file static class CheckedWords
{
    public static void Look(SymbolResult given, Func<string, Problem?> slip)
    {
        if (given.Tokens.Any(word => slip(word.Value) is not null))
        {
            given.AddError("Misunderstandings tells it in the language of the reader.");
        }
    }
}
