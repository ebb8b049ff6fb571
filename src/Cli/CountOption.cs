using System.CommandLine;
using System.Globalization;

namespace Sluiswachter.Cli;

/// <summary>An option that takes a whole number within a range; help tells the range.</summary>
internal sealed class CountOption : Option<int>
{
    public CountOption(Terminal terminal, string name, int least, int most, int usual, string english, string dutch)
        : base(name)
    {
        (Least, Most) = (least, most);
        HelpName = "N";
        Description = terminal.Say(
            $"{english} ({least} to {most}; default {usual})", $"{dutch} ({least} tot en met {most}; standaard {usual})");
        DefaultValueFactory = _ => usual;
        CustomParser = given =>
        {
            if (given.Tokens is [var token] &&
                int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) &&
                number >= least && number <= most)
            {
                return number;
            }

            given.AddError("Misunderstandings tells it in the language of the reader.");
            return usual;
        };
    }

    /// <summary>The least number that is taken.</summary>
    public int Least { get; }

    /// <summary>The greatest number that is taken.</summary>
    public int Most { get; }
}
