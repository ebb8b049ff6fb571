using Microsoft.AspNetCore.Components;
using Sluiswachter.App;

namespace Sluiswachter.Server.Pages;

/// <summary>Who can still work, and who only thanks to a fallback.</summary>
public sealed partial class RunningSection
{
    /// <summary>The language.</summary>
    [Parameter, EditorRequired]
    public required Wording W { get; set; }

    /// <summary>What was asked.</summary>
    [Parameter, EditorRequired]
    public required PageView View { get; set; }

    /// <summary>What came of it, with names.</summary>
    [Parameter, EditorRequired]
    public required SwitchOffReport Report { get; set; }
}
