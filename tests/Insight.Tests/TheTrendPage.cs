using System.Globalization;
using System.Text.RegularExpressions;
using Sluiswachter.Model;

// Reads text of our own pages only, so nobody can make a pattern slow.
#pragma warning disable MA0009

namespace Sluiswachter.Insight.Tests;

/// <summary>The worked example of docs/insight.md about curves over time is true.</summary>
public sealed partial class TheTrendPage
{
    [Fact]
    public void Every_example_on_it_comes_out_as_it_says()
    {
        var blocks = PageBlocks.Of("insight.md", "trend");
        Assert.NotEmpty(blocks);
        blocks.ForEach(block =>
        {
            var end = block.IndexOf("");
            var period = Picture.Read(string.Join('\n', block[..end])).Period(new Random(1));
            foreach (var pair in block[(end + 1)..].Chunk(2))
            {
                Assert.Equal(pair[1], Answer(pair[0], period));
            }
        });
    }

    private static string Answer(string question, RegisterPeriod period)
    {
        var asked = Question().Match(question);
        var from = DateOnly.Parse(asked.Groups["from"].Value, CultureInfo.InvariantCulture);
        var curve = CurveOf(asked.Groups["measure"].Value, asked.Groups["causes"].Value);
        var at = curve.Quantities.ToList().FindIndex(q => q.Name == asked.Groups["quantity"].Value);
        var home = new HashSet<Country> { Country.Of("NL").Value };
        var days = period.DaysOfChange(from, DateOnly.MaxValue).Prepend(from).Distinct();
        return string.Join(", ", Series.Of([curve], period, days, _ => home).Single().Points
            .Select(p => $"{p.Day:yyyy-MM-dd} {Text(p.Reading.Values[at]!.Value)} {p.Reading.Whom}".TrimEnd()));
    }

    private static Curve CurveOf(string measure, string causes) => measure switch
    {
        "stopped" => new StoppedCurve(Insight.Tests.Question.Read(causes).Scenario),
        "home" => new HomeCurve(),
        "concentration" => new ConcentrationCurve(null, HolderKind.Controller),
        "exposure" => new ExposureCurve(ExposureQuestion.Of(Insight.Tests.Question.Read(causes).Scenario.Countries).Value),
        _ => throw new FormatException($"not understood: {measure}"),
    };

    private static string Text(Bounds bounds) => bounds.Least == bounds.Most
        ? bounds.Least.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{bounds.Least} to {bounds.Most}");

    [GeneratedRegex(@"^(?<measure>\w+)(?: for (?<causes>.+))?: (?<quantity>\w+) from (?<from>\S+)$")]
    private static partial Regex Question();
}
