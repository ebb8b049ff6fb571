using System.Globalization;
using System.Text.RegularExpressions;
using Sluiswachter.Model;

// Reads text of our own tests and pages only, so nobody can make a pattern slow.
#pragma warning disable MA0009

namespace Sluiswachter.Insight.Tests;

/// <summary>Asks a picture whose data is in reach, and compares what is answered with what a test says.</summary>
/// <remarks>Questions are written as: country US, supplier acme, class confidential, on DATE.</remarks>
internal sealed class ExposureOf
{
    private ExposureOf(ExposureAnswer answer) => Answer = answer;

    public ExposureAnswer Answer { get; }

    public static ExposureOf Ask(string question, string picture)
    {
        List<Country> countries = [];
        List<EntityId> suppliers = [];
        List<DataClass> classes = [];
        var day = new DateOnly(2026, 11, 1);
        foreach (Match part in Regex.Matches(question, @"(country|supplier|class|on) ([^\s,]+)"))
        {
            var word = part.Groups[2].Value;
            switch (part.Groups[1].Value)
            {
                case "country": countries.Add(Country.Of(word).Value); break;
                case "supplier": suppliers.Add(Picture.Id(word)); break;
                case "class": classes.Add(word == "unknown" ? default : Enum.Parse<DataClass>(word, true)); break;
                default: day = DateOnly.Parse(word, CultureInfo.InvariantCulture); break;
            }
        }

        return Ask(Picture.Read(picture), day, ExposureQuestion.Of(countries, suppliers, classes).Value);
    }

    public static ExposureOf Ask(Facts facts, DateOnly day, ExposureQuestion question, Random? shuffle = null)
    {
        var columns = facts.ColumnsOn(day, shuffle);
        return new ExposureOf(Exposure.Run(columns, DependencyGraph.Of(columns), question));
    }

    /// <summary>What is in reach, such as <c>tax confidential certain, pump unknown possible standby</c>.</summary>
    public ExposureOf Reaches(string data) => Same(data, string.Join(", ", Answer.Functions.SelectMany(f => f.Data.Select(
        d => $"{Name(f.Entity)} {Word(d.Class)} {(d.IsCertain ? "certain" : "possible")}{(d.OnlyThroughStandby ? " standby" : "")}"))));

    /// <summary>The way of a function's data, such as <c>r1 polder-cloud, r2 acme-storage: US acme</c>.</summary>
    public ExposureOf Through(string function, string way)
    {
        var data = Answer.Functions.Single(f => Name(f.Entity) == function).Data[0];
        var hops = data.Hops.Select(h => $"{Answer.Graph.Requirements[h.Requirement]} {Name(h.Service)}");
        return Same(way, $"{string.Join(", ", hops)}: {data.Control.Country} {string.Join(' ', data.Control.Suppliers.Select(Name))}");
    }

    /// <summary>The hands, such as <c>acme US 2 (1 certain): confidential 1, unknown 1</c>.</summary>
    public ExposureOf Hands(string hands) => Same(hands, string.Join("; ", Answer.Hands.Select(h =>
        $"{Name(h.Supplier)} {h.Country} {h.Counts.InReach.Functions} ({h.Counts.Certain.Functions} certain): " +
        string.Join(", ", h.Classes.Select(c => $"{Word(c.Class)} {c.Counts.InReach.Functions}")))));

    public ExposureOf Counts(string counts)
    {
        var reached = Answer.Counts.InReach;
        return Same(counts, $"{reached.Functions} functions, {reached.Organisations} bodies, {reached.People} people");
    }

    public ExposureOf StoppedByKeys(int functions) => Same($"{functions}", $"{Answer.StoppedByKeys.Functions}");

    private static string Word(DataClass? known) => known is { } c ? c.ToString().ToLowerInvariant() : "unknown";

    private string Name(int entity) => Answer.Graph.Entities[entity];

    private ExposureOf Same(string expected, string actual)
    {
        Assert.Equal(expected, actual);
        return this;
    }
}
