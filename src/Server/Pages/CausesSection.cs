using Microsoft.AspNetCore.Components;
using Sluiswachter.App;
using Sluiswachter.Insight;

namespace Sluiswachter.Server.Pages;

/// <summary>By what it stops: the services whose loss stops most functions, with what switches them off.</summary>
public sealed partial class CausesSection
{
    /// <summary>The language.</summary>
    [Parameter, EditorRequired]
    public required Wording W { get; set; }

    /// <summary>What came of the question.</summary>
    [Parameter, EditorRequired]
    public required SwitchOffAnswer Answer { get; set; }

    /// <summary>What came of it, with names.</summary>
    [Parameter, EditorRequired]
    public required SwitchOffReport Report { get; set; }

    private string Why(CauseLine cause) => cause.Seed is { } seed
        ? Wording.Sentence(W.Because(seed.Kind, seed.Country, seed.Suppliers))
        : W.Say("Stops because of something that it needs itself.", "Stopt door iets wat het zelf nodig heeft.");
}
