namespace Sluiswachter.Policy;

/// <summary>What the answers to a framework come to, with its working.</summary>
/// <remarks>
/// <para>The <em>score</em>: the points of an objective are those of its answers together; its contribution is
/// points / 1000 × weight, and the score is the sum of the contributions, in per cent. Without weights the points are added
/// up and held against the most that the questions which apply can give.</para>
/// <para>The <em>SEAL</em> level of an objective is the lowest of its answers, and that of the whole the lowest of its
/// objectives. Score and SEAL are never mixed: one ranks, the other rejects.</para>
/// <para>A question without an answer is never taken for zero: it counts as its worst option in what holds <em>at least</em>
/// and as its best in what holds <em>at most</em>, so that any later answer stays between the two.</para>
/// <para>O(questions).</para>
/// </remarks>
/// <param name="Sheet">The answers.</param>
/// <param name="Weights">The weights that were used; null when the framework has none.</param>
/// <param name="Percent">The score in per cent; null when the framework gives no points.</param>
/// <param name="Seal">The SEAL level; null when the framework has none.</param>
/// <param name="Objectives">The working, objective by objective.</param>
/// <param name="Risks">Its risks, each read from the matrix; none when it has no matrix.</param>
public sealed record FrameworkScore(
    AnswerSheet Sheet, WeightSet? Weights, Bounds<decimal>? Percent, Bounds<SealLevel>? Seal,
    IReadOnlyList<ObjectiveScore> Objectives, IReadOnlyList<RiskReading> Risks)
{
    private const decimal PointsOfAnObjective = 1000;

    /// <summary>How the questions were answered.</summary>
    public AnswerCount Count => AnswerCount.Sum(Objectives.Select(o => o.Count));

    /// <summary>Works out the score of a sheet.</summary>
    /// <param name="sheet">The answers.</param>
    /// <param name="weights">Weights of the same framework; null for its first, or none when it has none.</param>
    public static FrameworkScore Of(AnswerSheet sheet, WeightSet? weights = null)
    {
        var framework = sheet.Framework;
        var used = weights ?? (framework.WeightSets is [var first, ..] ? first : null);
        var byObjective = framework.Nodes.SelectMany(
                n => n.Criteria.Select(c => new CriterionScore(n, c, sheet.To(c))))
            .ToLookup(c => framework.WayUp(c.Node).Last());
        var objectives = framework.Objectives.Select(o => Of(o, [.. byObjective[o]], used)).ToList();
        return new FrameworkScore(
            sheet, used, PercentOf(objectives, used), Lowest(objectives.Select(o => o.Seal)), objectives,
            [.. framework.Nodes.Select(n => RiskReading.Of(n, sheet)).OfType<RiskReading>()]);
    }

    private static ObjectiveScore Of(FrameworkNode objective, IReadOnlyList<CriterionScore> criteria, WeightSet? weights)
    {
        var counted = criteria.Where(c => c.Points is not null).ToList();
        var points = Sum(counted.Select(c => c.Points!.Value));
        var weight = weights?.Weights[objective.RefId];
        return new ObjectiveScore(
            objective, criteria, counted.Count == 0 ? null : points, counted.Sum(c => c.Criterion.MostPoints), weight,
            weight is { } w ? new(points.AtLeast * w / PointsOfAnObjective, points.AtMost * w / PointsOfAnObjective) : null,
            Lowest(criteria.Select(c => c.Seal)));
    }

    private static Bounds<decimal>? PercentOf(IReadOnlyList<ObjectiveScore> objectives, WeightSet? weights)
    {
        if (weights is not null)
        {
            return Sum(objectives.Select(o => o.Contribution!.Value));
        }

        var most = objectives.Sum(o => o.MostPoints);
        var points = Sum(objectives.Select(o => o.Points ?? default));
        return most <= 0 ? null : new(points.AtLeast / most * 100, points.AtMost / most * 100);
    }

    private static Bounds<decimal> Sum(IEnumerable<Bounds<decimal>> ranges) =>
        ranges.Aggregate(default(Bounds<decimal>), (sum, r) => new(sum.AtLeast + r.AtLeast, sum.AtMost + r.AtMost));

    private static Bounds<SealLevel>? Lowest(IEnumerable<Bounds<SealLevel>?> levels)
    {
        var known = levels.OfType<Bounds<SealLevel>>().ToList();
        return known.Count == 0 ? null : new(known.Min(l => l.AtLeast), known.Min(l => l.AtMost));
    }
}

/// <summary>What holds at least and at most while answers are missing; both the same when none is.</summary>
/// <typeparam name="T">What is counted or ranked.</typeparam>
public readonly record struct Bounds<T>(T AtLeast, T AtMost)
{
    /// <summary>Whether nothing is left open.</summary>
    public bool IsExact => EqualityComparer<T>.Default.Equals(AtLeast, AtMost);
}

/// <summary>What the answers to an objective come to.</summary>
/// <param name="Objective">The objective.</param>
/// <param name="Criteria">Its questions, each with what its answer gave.</param>
/// <param name="Points">Its points; null when its questions give none.</param>
/// <param name="MostPoints">The most points that its questions can give, those that do not apply left out.</param>
/// <param name="Weight">Its weight in per cent; null when the framework has no weights.</param>
/// <param name="Contribution">Points / 1000 × weight, in per cent; null without weights.</param>
/// <param name="Seal">Its SEAL level; null when its questions have none.</param>
public sealed record ObjectiveScore(
    FrameworkNode Objective, IReadOnlyList<CriterionScore> Criteria, Bounds<decimal>? Points, decimal MostPoints, decimal? Weight,
    Bounds<decimal>? Contribution, Bounds<SealLevel>? Seal)
{
    /// <summary>How its questions were answered.</summary>
    public AnswerCount Count => AnswerCount.Sum(Criteria.Select(c => AnswerCount.Of(c.Answer)));
}

/// <summary>What the answer to a question gave.</summary>
/// <param name="Node">The node that asks it.</param>
/// <param name="Criterion">The question.</param>
/// <param name="Answer">The answer; null when it is unknown.</param>
public sealed record CriterionScore(FrameworkNode Node, Criterion Criterion, Answer? Answer)
{
    /// <summary>Its points; null when the question gives none, or does not apply.</summary>
    public Bounds<decimal>? Points => !Criterion.HasPoints || Answer is { IsNotApplicable: true } ? null
        : Answer?.Option is { Points: { } points } ? new(points, points)
        : new(Criterion.FewestPoints, Criterion.MostPoints);

    /// <summary>Its SEAL level; null when the question has none.</summary>
    public Bounds<SealLevel>? Seal => !Criterion.HasSeal ? null
        : Answer?.Option is { Seal: { } seal } ? new(seal, seal)
        : new(Criterion.Options.Min(o => o.Seal!.Value), Criterion.Options.Max(o => o.Seal!.Value));
}

/// <summary>How questions were answered; the first three are all questions together.</summary>
/// <param name="Answered">With an option that says something.</param>
/// <param name="Unknown">Not at all.</param>
/// <param name="NotApplicable">As not applicable.</param>
/// <param name="Met">Of those answered: as met.</param>
/// <param name="PartlyMet">Of those answered: as partly met.</param>
/// <param name="NotMet">Of those answered: as not met.</param>
public readonly record struct AnswerCount(int Answered, int Unknown, int NotApplicable, int Met, int PartlyMet, int NotMet)
{
    /// <summary>How many questions there are.</summary>
    public int Questions => Answered + Unknown + NotApplicable;

    /// <summary>The count of one question.</summary>
    public static AnswerCount Of(Answer? answer) => answer switch
    {
        null => new(0, 1, 0, 0, 0, 0),
        { IsNotApplicable: true } => new(0, 0, 1, 0, 0, 0),
        { Option.Fulfilment: Fulfilment.Met } => new(1, 0, 0, 1, 0, 0),
        { Option.Fulfilment: Fulfilment.PartlyMet } => new(1, 0, 0, 0, 1, 0),
        { Option.Fulfilment: Fulfilment.NotMet } => new(1, 0, 0, 0, 0, 1),
        _ => new(1, 0, 0, 0, 0, 0),
    };

    /// <summary>The counts of many questions.</summary>
    public static AnswerCount Sum(IEnumerable<AnswerCount> counts) => counts.Aggregate(default(AnswerCount), (a, b) => new(
        a.Answered + b.Answered, a.Unknown + b.Unknown, a.NotApplicable + b.NotApplicable, a.Met + b.Met,
        a.PartlyMet + b.PartlyMet, a.NotMet + b.NotMet));
}
