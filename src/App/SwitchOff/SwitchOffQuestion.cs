using System.Globalization;
using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.App;

/// <summary>A question that can be answered, ids aside: those are for the register to know.</summary>
/// <param name="Scenario">What is switched off, and how far to look ahead.</param>
/// <param name="At">The day whose facts count.</param>
/// <param name="IncludeConsidered">Whether requirements that are only considered count.</param>
/// <param name="AsKnownOn">Only what the register knew on this day; null: all.</param>
public sealed record SwitchOffQuestion(Scenario Scenario, DateOnly At, bool IncludeConsidered, DateOnly? AsKnownOn)
{
    /// <summary>Understands words, or says everything about them that cannot be understood.</summary>
    /// <param name="words">The question as it was put.</param>
    /// <param name="today">The day it is.</param>
    /// <param name="problems">What is wrong, each with the name of the parameter.</param>
    public static SwitchOffQuestion? Understand(SwitchOffWords words, DateOnly today, out IReadOnlyList<ParameterProblem> problems)
    {
        var wrong = new List<ParameterProblem>();
        var countries = Each("country", words.Countries, Country.Of, wrong);
        var locations = Each("location", words.Locations, Country.Of, wrong);
        var suppliers = Each("supplier", words.Suppliers, EntityId.Of, wrong);
        var services = Each("service", words.Services, EntityId.Of, wrong);
        var at = One("at", words.At, today, Days.Parse, wrong);
        var horizon = One("horizonHours", words.HorizonHours, Scenario.DefaultHorizonHours, Horizon, wrong);
        var known = One("asKnownOn", words.AsKnownOn, (DateOnly?)null, text => Days.Parse(text).Then<DateOnly?>(day => day), wrong);
        var considered = Each("include", words.Include ?? [], Include, wrong).Count > 0;
        var scenario = wrong.Count > 0
            ? new Result<Scenario>?()
            : Scenario.Of(countries, locations, suppliers, services, horizon);
        if (scenario is { Holds: false, Problem: var problem })
        {
            wrong.Add(new ParameterProblem("country", problem!));
        }

        problems = wrong;
        return wrong.Count > 0 ? null : new SwitchOffQuestion(scenario!.Value.Value, at, considered, known);
    }

    private static List<T> Each<T>(string name, IReadOnlyList<string> texts, Func<string, Result<T>> read, List<ParameterProblem> wrong)
    {
        var values = new List<T>();
        foreach (var text in texts.Distinct(StringComparer.Ordinal))
        {
            var value = read(text);
            if (value.Holds)
            {
                values.Add(value.Value);
            }
            else
            {
                wrong.Add(new ParameterProblem(name, value.Problem!));
            }
        }

        return values;
    }

    private static T One<T>(string name, string? text, T otherwise, Func<string, Result<T>> read, List<ParameterProblem> wrong)
    {
        if (text is null)
        {
            return otherwise;
        }

        var value = read(text);
        if (value.Holds)
        {
            return value.Value;
        }

        wrong.Add(new ParameterProblem(name, value.Problem!));
        return otherwise;
    }

    private static Result<int> Horizon(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours <= Hours.Most
            ? hours
            : new NotACount(text, 0, Hours.Most);

    private static Result<string> Include(string text) =>
        text == "considered" ? text : new NotAChoice(text, ["considered"]);
}

/// <summary>A question as a person or client put it, word for word.</summary>
/// <param name="Countries">Codes of countries whose control is lost.</param>
/// <param name="Locations">Codes of countries in which nothing runs any more.</param>
/// <param name="Suppliers">Ids of suppliers.</param>
/// <param name="Services">Ids of services.</param>
/// <param name="At">The day, or null: today.</param>
/// <param name="HorizonHours">How many hours to look ahead, or null: a year.</param>
/// <param name="Include">Words for what else counts: <c>considered</c>.</param>
/// <param name="AsKnownOn">Only what the register knew on a day, or null: all.</param>
public sealed record SwitchOffWords(
    IReadOnlyList<string> Countries,
    IReadOnlyList<string> Locations,
    IReadOnlyList<string> Suppliers,
    IReadOnlyList<string> Services,
    string? At = null,
    string? HorizonHours = null,
    IReadOnlyList<string>? Include = null,
    string? AsKnownOn = null);

/// <summary>A parameter of a question that cannot be understood.</summary>
/// <param name="Parameter">The name of the parameter, as in the REST API.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record ParameterProblem(string Parameter, Problem Problem);

/// <summary>An id that the register does not know, with ids that may have been meant.</summary>
public sealed record UnknownId(string Id, FactKind Expected, IReadOnlyList<string> Near) : Problem(new Phrase(
    $"{Quote(Id)} is not {KindWords.English([Expected])} in this register{(Near.Count == 0 ? "" : $"; did you mean {string.Join(" or ", Near)}?")}",
    $"{Quote(Id)} is geen {KindWords.Dutch([Expected])} in dit register{(Near.Count == 0 ? "" : $"; bedoelt u {string.Join(" of ", Near)}?")}"));

/// <summary>A known id that does not hold on the day: it has no effect.</summary>
public sealed record NotValidThen(string Id, DateOnly At) : Problem(new Phrase(
    $"{Quote(Id)} is not valid on {At:yyyy-MM-dd}: switching it off has no effect then",
    $"{Quote(Id)} geldt niet op {At:yyyy-MM-dd}: uitzetten heeft dan geen gevolg"));

/// <summary>A known id of which the register that was asked holds no fact: it has no effect on any day.</summary>
/// <param name="Id">The id.</param>
/// <param name="AsKnownOn">The day as of whose end the register was read; null: as it is now.</param>
public sealed record HeldByNothing(string Id, DateOnly? AsKnownOn) : Problem(AsKnownOn is { } day
    ? new Phrase(
        $"{Quote(Id)} is known, but nothing in the register held it on {day:yyyy-MM-dd}: switching it off has no effect",
        $"{Quote(Id)} is bekend, maar niets in het register droeg het op {day:yyyy-MM-dd}: uitzetten heeft geen gevolg")
    : new Phrase(
        $"{Quote(Id)} is known, but nothing in the register holds it any more: switching it off has no effect",
        $"{Quote(Id)} is bekend, maar niets in het register draagt het nog: uitzetten heeft geen gevolg"));

/// <summary>A register without a single fact.</summary>
public sealed record EmptyRegister() : Problem(new Phrase(
    "the register is empty: read facts into it first, for example with: sluis import samples/nl",
    "het register is leeg: lees er eerst feiten in, bijvoorbeeld met: sluis import samples/nl"));
