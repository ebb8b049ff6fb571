using System.Globalization;
using System.Text.RegularExpressions;
using Sluiswachter.Model;

// Reads text of our own tests and pages only, so nobody can make a pattern slow.
#pragma warning disable MA0009

namespace Sluiswachter.Insight.Tests;

/// <summary>Asks a picture how concentrated it is, or what depends strategically on abroad, and writes the answer down.</summary>
/// <remarks>
/// A question such as: concentration by kind, per country, weighing people. Or: dependency by purpose, at home in NL BE,
/// stated knowledge yes. Both take: on DATE.
/// </remarks>
internal sealed class ConcentrationOf
{
    private readonly RegisterColumns columns;
    private readonly IReadOnlyList<ConcentrationGroup> shares = [];
    private readonly IReadOnlyList<DependencyGroup> dependencies = [];

    private ConcentrationOf(string question, string picture)
    {
        var day = Word("on ([0-9-]+)") is { } date ? DateOnly.Parse(date, CultureInfo.InvariantCulture) : new DateOnly(2026, 11, 1);
        columns = Picture.Read(picture).ColumnsOn(day);
        var by = Enum.Parse<GroupedBy>(Word("by ([a-z-]+)")?.Replace("-", "") ?? "purpose", ignoreCase: true);
        var weight = Enum.Parse<ShareWeight>(Word("weighing ([a-z]+)") ?? "functions", ignoreCase: true);
        if (question.StartsWith("dependency", StringComparison.Ordinal))
        {
            dependencies = StrategicDependency.Of(columns, new DependencyQuestion(
                Word("at home in ([A-Z ]+)")!.Split(' ').Select(c => Country.Of(c).Value).ToHashSet(), by, weight, 0.5, 4000,
                Regex.Matches(question, "stated ([a-z]+) (yes|no)").ToDictionary(
                    m => Enum.Parse<DependencyStepKind>(m.Groups[1].Value, ignoreCase: true),
                    m => Truths.Of(m.Groups[2].Value == "yes")))).Groups;
            return;
        }

        var per = Enum.Parse<HolderKind>(Word("per ([a-z]+)") ?? "controller", ignoreCase: true);
        shares = Concentration.Of(columns, new ConcentrationQuestion(by, per, weight)).Groups;

        string? Word(string pattern) => Regex.Match(question, pattern) is { Success: true } m ? m.Groups[1].Value : null;
    }

    public static ConcentrationOf Ask(string question, string picture) => new(question, picture);

    /// <summary>Expects an answer, such as <c>shares of mail</c>: <c>acme 75 %, ? old 25 %</c>.</summary>
    public ConcentrationOf Tells(string what, string says)
    {
        Assert.Equal($"{what}: {says}", $"{what}: {AnswerTo(what)}");
        return this;
    }

    private string AnswerTo(string what) => what.Split(' ') switch
    {
        ["groups"] => string.Join(", ", shares.Select(g => g.Name ?? "unknown")),
        ["shares", "of", var group] => Shares(group),
        ["HHI", "of", var group] => Number(Of(group).Shares.Hhi),
        ["holders", "in", "effect", "of", var group] => Number(Of(group).Shares.EffectiveNumber, "0.0#"),
        ["largest", var n, "of", var group] => Percent(Of(group).Shares.Top(int.Parse(n))),
        ["functions", "of", var group] => string.Join(", ", Of(group).Holders
            .Select(h => $"{NameOf(h)} {h.Functions} directly, {h.FunctionsInAll} in all")),
        ["another", "for", var group] => Percent(Of(group).Substitution!.Another),
        ["enough", "for", var group] => Percent(Of(group).Substitution!.Enough),
        [var group, "is", "a", "dependency"] => Word(Dependency(group).Verdict.Dependency),
        [var group, "is", "delivered"] => Word(Dependency(group).Verdict.Delivered),
        [var group, "is", "strategic"] => Word(Dependency(group).Verdict.Strategic),
        [var group, "is", "risky"] => Word(Dependency(group).Verdict.Risky),
        ["crucial", "for", var group] => string.Join(' ', Dependency(group).CrucialFunctions.Select(f => columns.Entities[f])),
        [var group, .. var step] => Step(Dependency(group), string.Concat(step)),
        _ => throw new FormatException($"not understood: {what}"),
    };

    private ConcentrationGroup Of(string group) => shares.Single(g => (g.Name ?? "unknown") == group);

    private DependencyGroup Dependency(string group) => dependencies.Single(g => (g.Name ?? "unknown") == group);

    private string Shares(string group)
    {
        var held = Of(group).Holders.Where(h => h.Weight > 0).Select(h => $"{NameOf(h)} {Percent(Bounds.Exactly(h.Share))}");
        var missing = Of(group).MissingShare;
        return string.Join(", ", missing > 0 ? held.Append($"nobody {Percent(Bounds.Exactly(missing))}") : held);
    }

    private string NameOf(HolderShare holder) =>
        (holder.IsKnown ? "" : "? ") + (holder.Entity < 0 ? holder.Country!.Value.Code : columns.Entities[holder.Entity]);

    private static string Step(DependencyGroup group, string name)
    {
        var step = group.Steps.Single(s => s.Kind == Enum.Parse<DependencyStepKind>(name, ignoreCase: true));
        return Word(step.Holds) + (step.Value is not { } value ? ""
            : step.Threshold > 1 ? $", {Number(value)}" : $", {Percent(value)}");
    }

    private static string Word(Truth truth) => truth.ToString().ToLowerInvariant();

    private static string Percent(Bounds bounds) => Number(new Bounds(100 * bounds.Least, 100 * bounds.Most)) + " %";

    private static string Number(Bounds bounds, string format = "0")
    {
        var (least, most) = (
            bounds.Least.ToString(format, CultureInfo.InvariantCulture), bounds.Most.ToString(format, CultureInfo.InvariantCulture));
        return least == most ? least : $"{least} to {most}";
    }
}
