using Sluiswachter.Model;

namespace Sluiswachter.Policy.Tests;

/// <summary>Draws small frameworks, and answers to them as <c>question=option</c>, a dash being not applicable.</summary>
internal static class Frameworks
{
    private static readonly Phrase Text = new("text", "tekst");

    public static Framework Of(IReadOnlyList<FrameworkNode> nodes, params WeightSet[] weights)
    {
        var (framework, faults) = Make(nodes, weights);
        Assert.Empty(faults);
        return framework!;
    }

    public static (Framework? Framework, IReadOnlyList<FrameworkFault> Faults) Make(
        IReadOnlyList<FrameworkNode> nodes, IReadOnlyList<WeightSet> weights, RiskMatrix? matrix = null) =>
        Framework.Of(
            new FrameworkHead(
                "urn:x:risk:framework:f", "f", 1, AssessmentKind.Other, Grain.Service, Text, Text,
                new FrameworkSource(Text, "x", null, "CC0-1.0", "", []), Validity.Always, ["en", "nl"]),
            nodes, weights, matrix);

    public static FrameworkNode Node(string refId, string? parent = null, params (decimal Points, SealLevel? Seal)[] options) => new(
        $"urn:{refId}", refId, parent, Text, Text,
        options.Length == 0 ? [] :
        [
            new Criterion(
                $"urn:{refId}:1", refId, null, [.. options.Select((o, i) => new CriterionOption($"{i + 1}", Text, o.Points, o.Seal))],
                MayBeNotApplicable: parent is null),
        ]);

    public static FrameworkNode Plain(string refId) => Node(refId) with
    {
        Criteria = [new Criterion($"urn:{refId}:1", refId, null, Criterion.FulfilmentOptions, MayBeNotApplicable: true)],
    };

    /// <summary>One risk r, two by two: only likely and bad is high.</summary>
    public static Framework Risk()
    {
        RiskStep[] two = [Step("1"), Step("2")];
        var matrix = RiskMatrix.Of("urn:m", "m", Text, Text, two, two, two, [[0, 0], [0, 1]]).Value;
        var node = Node("r") with
        {
            Criteria =
            [
                new Criterion("urn:r:l", "r:likelihood", Text, matrix.OptionsOf(RiskScale.Likelihood), true, RiskScale.Likelihood),
                new Criterion("urn:r:i", "r:impact", Text, matrix.OptionsOf(RiskScale.Impact), true, RiskScale.Impact),
            ],
        };
        return Make([node], [], matrix).Framework!;
    }

    public static RiskStep Step(string id) => new(id, new Phrase(id, id), new Phrase("", ""), "");

    public static AnswerSheet Answers(Framework framework, string answers)
    {
        var given = answers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => a.Split('='))
            .Select(a => a[1] == "-" ? new GivenAnswer(a[0], "", "so", "", "") : new GivenAnswer(a[0], a[1], "", "", ""));
        var (sheet, problems) = AnswerSheet.Of(framework, [.. given]);
        Assert.Empty(problems);
        return sheet!;
    }
}
