using Microsoft.AspNetCore.Components;
using Sluiswachter.Insight;

namespace Sluiswachter.Server.Pages;

/// <summary>When it stops: a picture, and a table that says the same.</summary>
public sealed partial class TimelineSection
{
    /// <summary>The language.</summary>
    [Parameter, EditorRequired]
    public required Wording W { get; set; }

    /// <summary>What came of the question.</summary>
    [Parameter, EditorRequired]
    public required SwitchOffAnswer Answer { get; set; }

    private TimelinePicture Picture { get; set; } = null!;

    private IEnumerable<Panel> Panels
    {
        get
        {
            if (Answer.OfForPeople.Functions > 0)
            {
                yield return new Panel(
                    "functions", W.Say("Government functions stopped", "Gestopte overheidsdiensten"), c => c.Functions, Answer.OfForPeople.Functions, W.Number);
            }

            if (Answer.Of.People > 0)
            {
                yield return new Panel(
                    "people", W.Say("People they serve", "Mensen die zij bedienen"), c => c.People, Answer.Of.People, W.Rounded);
            }
        }
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => Picture =
        TimelinePicture.Of([.. Answer.Timeline.Select(m => m.ForPeople())], Answer.Scenario.HorizonHours);

    private IEnumerable<Bar> Bars(Panel panel) => Picture.Bars(panel.Count, panel.Whole, panel.Text);

    private string Describe(Panel panel)
    {
        var steps = Bars(panel)
            .Zip(Picture.Moments, (bar, moment) => (bar.Label, moment.Hour)).Where(s => s.Label is not null)
            .Select(s => $"{W.After(s.Hour)} {s.Label}");
        return W.Say(
            $"Of {panel.Text(panel.Whole)}, stopped: {string.Join("; ", steps)}. The table below tells every step.",
            $"Van {panel.Text(panel.Whole)} zijn gestopt: {string.Join("; ", steps)}. De tabel hieronder vertelt elke stap.");
    }

    private sealed record Panel(string Id, string Title, Func<Counts, long> Count, long Whole, Func<long, string> Text);
}
