using Microsoft.AspNetCore.Components;

namespace Sluiswachter.Server.Pages;

/// <summary>Tells a person why there is nothing to see here, and what helps.</summary>
public sealed partial class ProblemPage
{
    /// <summary>The language of the page.</summary>
    [Parameter, EditorRequired]
    public required Wording Wording { get; set; }

    /// <summary>What it is, in a few words.</summary>
    [Parameter, EditorRequired]
    public required string Heading { get; set; }

    /// <summary>What brings it about, and what helps.</summary>
    [Parameter, EditorRequired]
    public required string Explains { get; set; }

    /// <summary>The HTTP status.</summary>
    [Parameter, EditorRequired]
    public required int Status { get; set; }
}
