using Microsoft.AspNetCore.Components;
using Sluiswachter.App;
using Sluiswachter.Model;

namespace Sluiswachter.Server.Pages;

/// <summary>On what a fact rests: its ground, who says so, and when it was seen.</summary>
public sealed partial class GroundLine
{
    /// <summary>The language.</summary>
    [Parameter, EditorRequired]
    public required Wording W { get; set; }

    /// <summary>On what ground it is stated.</summary>
    [Parameter, EditorRequired]
    public required Basis Basis { get; set; }

    /// <summary>The id of who says so; null when nobody was named.</summary>
    [Parameter, EditorRequired]
    public required string? Source { get; set; }

    /// <summary>What is known of sources, by id.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<string, SourceLine> Sources { get; set; }

    /// <summary>The day of observation; null when unknown or told elsewhere.</summary>
    [Parameter]
    public DateOnly? ObservedOn { get; set; }

    /// <summary>The id of the fact; null when it has none of its own.</summary>
    [Parameter]
    public string? Fact { get; set; }

    private SourceLine? Known => Source is { } id ? Sources.GetValueOrDefault(id) : null;

    /// <summary>An address that someone typed is a link only when it leads to a page, and not to a program.</summary>
    private string? Link =>
        Uri.TryCreate(Known?.Url, UriKind.Absolute, out var uri) &&
        (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? uri.AbsoluteUri
            : null;
}
