using System.Globalization;
using System.Text.RegularExpressions;
using Sluiswachter.Model;

// Reads text of our own tests and pages only, so nobody can make a pattern slow.
#pragma warning disable MA0009

namespace Sluiswachter.Insight.Tests;

/// <summary>Asks a picture what stops, and compares what is answered with what a test says.</summary>
/// <remarks>
/// Causes are written as: country US, location NL, supplier acme, service acme-cloud (several separated by commas),
/// with: on DATE, within 24 h.
/// </remarks>
internal sealed class Question
{
    private static readonly DateOnly SomeDay = new(2026, 11, 1);

    private Question(SwitchOffAnswer answer) => Answer = answer;

    public SwitchOffAnswer Answer { get; }

    public static Question Ask(string causes, string picture)
    {
        var (scenario, day) = Read(causes);
        return new Question(SwitchOff.Run(DependencyGraph.Of(Picture.Read(picture).ColumnsOn(day)), scenario));
    }

    public static (Scenario Scenario, DateOnly Day) Read(string causes)
    {
        List<Country> countries = [], locations = [];
        List<EntityId> suppliers = [], services = [];
        var (horizon, day) = (Scenario.DefaultHorizonHours, SomeDay);
        const string pattern = @"(country|location|supplier|service|on|within) ([^\s,]+)(?: h)?";
        foreach (Match cause in Regex.Matches(causes, pattern))
        {
            var word = cause.Groups[2].Value;
            switch (cause.Groups[1].Value)
            {
                case "country": countries.Add(Country.Of(word).Value); break;
                case "location": locations.Add(Country.Of(word).Value); break;
                case "supplier": suppliers.Add(Picture.Id(word)); break;
                case "service": services.Add(Picture.Id(word)); break;
                case "on": day = DateOnly.Parse(word, CultureInfo.InvariantCulture); break;
                default: horizon = int.Parse(word, CultureInfo.InvariantCulture); break;
            }
        }

        return (Scenario.Of(countries, locations, suppliers, services, horizon).Value, day);
    }

    /// <summary>The functions that stop, such as <c>pump 0h, sluice 4h</c>.</summary>
    public Question Stops(string functions) => Same(functions, string.Join(
        ", ", Answer.Functions.Select(f => $"{Name(f.Entity)} {f.StopsAtHours}h")));

    /// <summary>The services that stop, such as <c>acme-cloud 0h</c>.</summary>
    public Question StopsServices(string services) => Same(services, string.Join(
        ", ", Answer.Services.Select(s => $"{Name(s.Entity)} {s.StopsAtHours}h")));

    /// <summary>Why a service is a seed, such as <c>control US acme polder</c>; empty when it is none.</summary>
    public Question Seeds(string service, string why) =>
        Same(why, Answers.Render(Answer.Graph, Answer.Services.Single(s => Name(s.Entity) == service).SeededBy));

    /// <summary>
    /// The chain of a function, such as <c>r1 acme-cloud 0h+4h</c> with its links separated by commas.
    /// </summary>
    public Question Because(string function, string chain) => Same(chain, string.Join(", ", Answer
        .Because(Answer.Graph.Entities.PositionOf(function)).Steps
        .Select(b => (Requirement: Answer.Graph.Requirements[b.Requirement], Step: b))
        .Select(b => $"{b.Requirement} {Name(b.Step.Service)} {b.Step.FailsAtHours}h+{b.Step.GraceHours}h")));

    public Question Unmet(string requirements) =>
        Same(requirements, string.Join(", ", Answer.Graph.Unmet.Select(r => Answer.Graph.Requirements[r])));

    public Question People(long failed, long of) =>
        Same($"{failed} of {of}", $"{Answer.Failed.People} of {Answer.Of.People}");

    public Question Exit(string function, int? hours) =>
        Same($"{hours}", $"{Answer.Functions.Single(f => Name(f.Entity) == function).ExitHours}");

    private string Name(int entity) => Answer.Graph.Entities[entity];

    private Question Same(string expected, string actual)
    {
        Assert.Equal(expected, actual);
        return this;
    }
}
