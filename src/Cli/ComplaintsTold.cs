using Sluiswachter.Exchange;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>Tells what is wrong, or odd, with what was given: a line each, warnings marked as such.</summary>
internal static class ComplaintsTold
{
    /// <summary>Tells all that is kept of them, and how many more there are.</summary>
    /// <param name="complaints">What was found.</param>
    /// <param name="from">The path that was given; null: it was typed at the command line.</param>
    /// <param name="terminal">Who gave it.</param>
    public static void Of(Complaints complaints, string? from, Terminal terminal)
    {
        foreach (var complaint in complaints)
        {
            var line = LineOf(complaint, from, terminal.Language);
            terminal.TellError(complaint.IsWarning ? terminal.Say("warning: ", "waarschuwing: ") + line : line);
        }

        if (complaints.Rest is { } rest)
        {
            terminal.Error.WriteLine(rest.In(terminal.Language));
        }
    }

    private static string LineOf(Complaint complaint, string? from, Language language)
    {
        var says = complaint.Problem.In(language);
        return complaint.Place switch
        {
            { File: "" } => $"sluis: {says}",

            // What is wrong with the path as a whole names it already.
            { Row: 0, Column: "" } when complaint.Place.File == from => $"sluis: {says}",
            { Row: 0 } when from is null => $"sluis: {complaint.Place.File}: {says}",
            _ => complaint.In(language),
        };
    }
}
