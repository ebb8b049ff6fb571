using Microsoft.AspNetCore.Components;
using Sluiswachter.App;
using Sluiswachter.Insight;

namespace Sluiswachter.Server.Pages;

/// <summary>What the answer rests on: which facts, what is not known, what is wrong with the data.</summary>
public sealed partial class GroundsSection
{
    private const int UnmetInSight = 20;

    /// <summary>The language.</summary>
    [Parameter, EditorRequired]
    public required Wording W { get; set; }

    /// <summary>What was asked.</summary>
    [Parameter, EditorRequired]
    public required PageView View { get; set; }

    /// <summary>The question that was understood.</summary>
    [Parameter, EditorRequired]
    public required SwitchOffOutcome Outcome { get; set; }

    /// <summary>What came of it.</summary>
    [Parameter, EditorRequired]
    public required SwitchOffAnswer Answer { get; set; }

    private DependencyGraph Graph => Answer.Graph;
}
