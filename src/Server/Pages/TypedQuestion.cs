using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Sluiswachter.App;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.Server.Pages;

/// <summary>A question as someone typed it into the form, word for word, so that it can be shown again.</summary>
public sealed record TypedQuestion
{
    /// <summary>The lines of each table when nobody asks for more.</summary>
    public const int DefaultLines = 20;

    /// <summary>The most lines of each table that a page shows; the JSON has them all.</summary>
    public const int MostLines = 1000;

    private const int LongestText = 300;

    /// <summary>Codes of countries whose control is lost.</summary>
    public IReadOnlyList<string> Countries { get; private init; } = [];

    /// <summary>Codes of countries in which nothing runs any more.</summary>
    public IReadOnlyList<string> Locations { get; private init; } = [];

    /// <summary>Ids or names of suppliers.</summary>
    public IReadOnlyList<string> Suppliers { get; private init; } = [];

    /// <summary>Ids or names of services.</summary>
    public IReadOnlyList<string> Services { get; private init; } = [];

    /// <summary>The day.</summary>
    public string At { get; private init; } = "";

    /// <summary>How many hours to look ahead.</summary>
    public string HorizonHours { get; private init; } = "";

    /// <summary>Words for what else counts.</summary>
    public IReadOnlyList<string> Include { get; private init; } = [];

    /// <summary>Only what the register knew on this day.</summary>
    public string AsKnownOn { get; private init; } = "";

    /// <summary>How many lines of each table to show.</summary>
    public int Lines { get; private init; } = DefaultLines;

    /// <summary>The language that the link itself asks for, <c>nl</c> or <c>en</c>; null when it leaves that to the browser.</summary>
    public string? Lang { get; init; }

    /// <summary>Whether anything was asked at all; opening the page asks nothing.</summary>
    public bool IsAsked { get; private init; }

    /// <summary>Whether, among others, fields are empty, as a browser sends them for a form; a link to keep has none.</summary>
    public bool HasEmptyFields { get; private init; }

    /// <summary>A question that switches off the control of one country today.</summary>
    public static TypedQuestion Of(Country country) => new() { Countries = [country.Code], IsAsked = true };

    /// <summary>Reads what was typed; what the page does not know is left alone.</summary>
    public static TypedQuestion From(IQueryCollection query)
    {
        var asked = new[] { "country", "location", "supplier", "service", "at", "horizonHours", "include", "asKnownOn" }
            .Where(query.ContainsKey).ToList();
        return new TypedQuestion
        {
            Countries = Texts(query["country"]),
            Locations = Texts(query["location"]),
            Suppliers = Texts(query["supplier"]),
            Services = Texts(query["service"]),
            At = Text(query["at"]),
            HorizonHours = Text(query["horizonHours"]),
            Include = Texts(query["include"]),
            AsKnownOn = Text(query["asKnownOn"]),
            Lines = int.TryParse(query["lines"], out var lines) ? Math.Clamp(lines, 1, MostLines) : DefaultLines,
            Lang = query["lang"].FirstOrDefault() is ("nl" or "en") and var lang ? lang : null,
            IsAsked = asked.Count > 0,
            HasEmptyFields = asked.Exists(name => query[name].Any(string.IsNullOrWhiteSpace))
                && asked.Exists(name => !query[name].All(string.IsNullOrWhiteSpace)),
        };
    }

    /// <summary>The words of the question, with names of suppliers and services replaced by their ids.</summary>
    public SwitchOffWords Words(SwitchOffChoices choices) => new(
        Countries,
        Locations,
        [.. Suppliers.Select(s => choices.IdOf(FactKind.Supplier, s))],
        [.. Services.Select(s => choices.IdOf(FactKind.Service, s))],
        OrNone(At),
        OrNone(HorizonHours),
        Include,
        OrNone(AsKnownOn));

    /// <summary>The link to the page with this question.</summary>
    public string Link() => QueryHelpers.AddQueryString("/", Fields(Suppliers, Services).Concat(PageFields()));

    /// <summary>The link to the same page in another language.</summary>
    public string LinkIn(Language language) => (this with { Lang = language == Language.Dutch ? "nl" : "en" }).Link();

    /// <summary>The link to the same page with more lines.</summary>
    public string LinkWithLines(int lines) => (this with { Lines = Math.Min(lines, MostLines) }).Link();

    /// <summary>The link to the whole answer as JSON.</summary>
    public string LinkToJson(SwitchOffChoices choices)
    {
        var words = Words(choices);
        return QueryHelpers.AddQueryString("/v1/switch-off", Fields(words.Suppliers, words.Services));
    }

    /// <summary>A browser sends a field that was left empty as well; it asks nothing.</summary>
    private static string? OrNone(string text) => text.Length == 0 ? null : text;

    private static List<string> Texts(StringValues values) =>
        [.. values.Select(v => Text(v)).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal)];

    private static string Text(StringValues values) =>
        values.FirstOrDefault()?.Trim() is { } text ? text[..Math.Min(text.Length, LongestText)] : "";

    private IEnumerable<KeyValuePair<string, string?>> Fields(
        IEnumerable<string> suppliers, IEnumerable<string> services) =>
        Each("country", Countries).Concat(Each("supplier", suppliers)).Concat(Each("service", services))
            .Concat(Each("location", Locations)).Concat(One("at", At))
            .Concat(HorizonHours == $"{Scenario.DefaultHorizonHours}" ? [] : One("horizonHours", HorizonHours))
            .Concat(Each("include", Include)).Concat(One("asKnownOn", AsKnownOn));

    private IEnumerable<KeyValuePair<string, string?>> PageFields() =>
        One("lines", Lines == DefaultLines ? "" : $"{Lines}").Concat(One("lang", Lang ?? ""));

    private static IEnumerable<KeyValuePair<string, string?>> Each(string name, IEnumerable<string> values) =>
        values.Select(v => KeyValuePair.Create(name, (string?)v));

    private static IEnumerable<KeyValuePair<string, string?>> One(string name, string value) =>
        value.Length == 0 ? [] : [KeyValuePair.Create(name, (string?)value)];
}
