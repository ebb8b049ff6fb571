using System.Globalization;
using Microsoft.AspNetCore.Components;
using Sluiswachter.App;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.Server.Pages;

/// <summary>The form in which a question is put; it works without script, and its answer is a link.</summary>
public sealed partial class QuestionForm
{
    private const int CountriesInSight = 8;
    private const int MostSuggestions = 400;

    private static readonly int[] Spans =
        [24, 72, 168, 720, 2160, Scenario.DefaultHorizonHours, 5 * Scenario.DefaultHorizonHours];

    /// <summary>The language.</summary>
    [Parameter, EditorRequired]
    public required Wording W { get; set; }

    /// <summary>What can be chosen, and what was.</summary>
    [Parameter, EditorRequired]
    public required PageView View { get; set; }

    private TypedQuestion Typed => View.Typed;

    private string Day => Typed.At.Length > 0 ? Typed.At : View.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Hours => Typed.HorizonHours.Length > 0 ? Typed.HorizonHours : $"{Scenario.DefaultHorizonHours}";

    /// <summary>Whether something that is rarely used was used, or is wrong.</summary>
    private bool ShowsMore =>
        Typed.Locations.Count > 0 || Typed.AsKnownOn.Length > 0 || Typed.Include.Count > 0 ||
        Hours != $"{Scenario.DefaultHorizonHours}" ||
        View.Problems.Any(p => p.Parameter is "location" or "asKnownOn" or "include" or "horizonHours");

    private IEnumerable<int> SpansWith(string hours) =>
        int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var other)
            ? Spans.Append(other).Distinct().Order()
            : Spans;

    private List<CountryOption> Options(IReadOnlyList<CountryChoice> offered, IReadOnlyList<string> chosen) =>
    [
        .. offered.Select(c => new CountryOption(
            c.Country.Code, W.ListName(c.Country), c.Services, chosen.Contains(c.Country.Code))),
        .. chosen.Where(code => offered.All(c => c.Country.Code != code))
            .Select(code => new CountryOption(code, NameOf(code), 0, true)),
    ];

    private string NameOf(string code) => Country.Of(code) is { Holds: true } country ? W.ListName(country.Value) : code;

    private static IEnumerable<CountryOption> InSight(List<CountryOption> options) =>
        options.Where((o, i) => i < CountriesInSight || o.IsChosen);

    private static List<CountryOption> Behind(List<CountryOption> options) =>
        [.. options.Where((o, i) => i >= CountriesInSight && !o.IsChosen).OrderBy(o => o.Name, StringComparer.Ordinal)];

    /// <summary>What was typed, and room for one more.</summary>
    private static IEnumerable<string> WithRoom(IReadOnlyList<string> typed) => typed.Append("");

    private string? ProblemsId(string parameter) => View.ProblemsOf(parameter).Count > 0 ? $"problem-{parameter}" : null;

    private string DescribedBy(string parameter) =>
        ProblemsId(parameter) is { } problems ? $"{problems} hint-{parameter}" : $"hint-{parameter}";

    private bool IsDay(string text) => text.Length == 0 || Days.Parse(text).Holds;

    private sealed record CountryOption(string Code, string Name, int Services, bool IsChosen);
}
