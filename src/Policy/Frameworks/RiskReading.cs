namespace Sluiswachter.Policy;

/// <summary>A risk, read from the matrix by how likely it is and how bad it would be.</summary>
/// <param name="Node">The risk.</param>
/// <param name="Likelihood">How likely it is; null when unknown.</param>
/// <param name="Impact">How bad it would be; null when unknown.</param>
/// <param name="Level">
/// The number of its level in <see cref="RiskMatrix.Levels"/>; null when the risk was said not to apply.
/// </param>
public sealed record RiskReading(
    FrameworkNode Node, CriterionOption? Likelihood, CriterionOption? Impact, Bounds<int>? Level)
{
    /// <summary>Reads a risk; null when the node is none.</summary>
    internal static RiskReading? Of(FrameworkNode node, AnswerSheet sheet)
    {
        var likelihood = node.Criteria.FirstOrDefault(c => c.Scale == RiskScale.Likelihood);
        var impact = node.Criteria.FirstOrDefault(c => c.Scale == RiskScale.Impact);
        if (likelihood is null || impact is null || sheet.Framework.Matrix is not { } matrix)
        {
            return null;
        }

        var (chance, damage) = (sheet.To(likelihood), sheet.To(impact));
        var levels = (
            from row in Steps(likelihood, chance)
            from column in Steps(impact, damage)
            select matrix.Grid[row][column]).ToList();
        return new RiskReading(
            node, chance?.Option, damage?.Option,
            chance is { IsNotApplicable: true } || damage is { IsNotApplicable: true } ? null : new(levels.Min(), levels.Max()));
    }

    /// <summary>The steps that the answer leaves possible.</summary>
    private static IEnumerable<int> Steps(Criterion criterion, Answer? answer) =>
        Enumerable.Range(0, criterion.Options.Count)
            .Where(i => answer?.Option is not { } option || criterion.Options[i] == option);
}
