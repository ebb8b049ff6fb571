using Microsoft.AspNetCore.Components;

namespace Sluiswachter.Server.Pages;

/// <summary>What every page has around it: title, languages, name, and where it comes from.</summary>
public sealed partial class Layout
{
    /// <summary>The language of the page.</summary>
    [Parameter, EditorRequired]
    public required Wording Wording { get; set; }

    /// <summary>What the page is called.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The same page in English.</summary>
    [Parameter]
    public string EnglishLink { get; set; } = "?lang=en";

    /// <summary>The same page in Dutch.</summary>
    [Parameter]
    public string DutchLink { get; set; } = "?lang=nl";

    /// <summary>The link to the first page.</summary>
    [Parameter]
    public string HomeLink { get; set; } = "/";

    /// <summary>The page itself.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
