using Microsoft.AspNetCore.Components;
using Sluiswachter.App;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.Server.Pages;

/// <summary>What stops, for whom and why, those that serve most people first.</summary>
public sealed partial class StoppedSection
{
    private const int MoreLines = 200;

    /// <summary>The language.</summary>
    [Parameter, EditorRequired]
    public required Wording W { get; set; }

    /// <summary>What was asked.</summary>
    [Parameter, EditorRequired]
    public required PageView View { get; set; }

    /// <summary>What came of it.</summary>
    [Parameter, EditorRequired]
    public required SwitchOffAnswer Answer { get; set; }

    /// <summary>What came of it, with names.</summary>
    [Parameter, EditorRequired]
    public required SwitchOffReport Report { get; set; }

    private bool HasMore => Report.Stopped.Count < Answer.Failed.Functions;

    private bool CanShowMore => HasMore && View.Typed.Lines < TypedQuestion.MostLines;

    private string MoreLink => View.Typed.LinkWithLines(View.Typed.Lines < MoreLines ? MoreLines : TypedQuestion.MostLines) + "#what";

    /// <summary>Whether the exits of a function are ready before it has been down longer than it may be.</summary>
    private (string Word, string Type, string Detail) Exit(StoppedLine line)
    {
        if (line.ExitHours is not { } exit)
        {
            return (W.Say("unknown", "onbekend"), "unknown", W.Say("no known exit", "geen uitweg bekend"));
        }

        var detail = W.Say($"takes {W.Span(exit)}", $"duurt {W.Span(exit)}");
        return line.ToleratesHours is not { } tolerates
            ? (W.Say("unknown", "onbekend"), "unknown", detail)
            : exit <= (long)line.StopsAtHours + tolerates
                ? (W.Say("yes", "ja"), "yes", detail)
                : (W.Say("too late", "te laat"), "no", detail);
    }

    /// <summary>One requirement that broke, as a sentence; the name of what broke it goes before.</summary>
    private string Rest(BecauseLine link)
    {
        var stops = W.Say($"stops {W.After(link.FailsAtHours)}", $"{W.After(link.FailsAtHours)} stopt");
        var choice = link.Of == 1
            ? ""
            : W.Say($" (needs {link.Need} of {link.Of})", $" (heeft er {link.Need} van {link.Of} nodig)");
        var felt = link.GraceHours == 0
            ? ""
            : W.Say($", felt {W.Span(link.GraceHours)} later", $", merkbaar {W.Span(link.GraceHours)} later");
        return $"{stops}{felt}{choice}";
    }

    /// <summary>The weakest ground of a chain, as a sentence.</summary>
    private string Weakest(StoppedLine line) => line.Weakest switch
    {
        Basis.Measured => W.Say("Every fact of this chain was measured.", "Elk feit van deze keten is gemeten."),
        var weakest => W.Say(
            $"The weakest fact of this chain is {W.WordOf(weakest)}.", $"Het zwakste feit van deze keten is {W.WordOf(weakest)}."),
    };
}
