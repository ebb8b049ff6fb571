using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Reads the level of a risk from how likely it is and how bad it would be.</summary>
/// <remarks>The grid has a row per likelihood and in it a number of a level (from 0) per impact.</remarks>
public sealed class RiskMatrix
{
    private RiskMatrix(
        string urn, string refId, Phrase name, Phrase description, IReadOnlyList<RiskStep> likelihoods,
        IReadOnlyList<RiskStep> impacts, IReadOnlyList<RiskStep> levels, IReadOnlyList<IReadOnlyList<int>> grid) =>
        (Urn, RefId, Name, Description, Likelihoods, Impacts, Levels, Grid) =
        (urn, refId, name, description, likelihoods, impacts, levels, grid);

    /// <summary>Its name in the world.</summary>
    public string Urn { get; }

    /// <summary>Its short name.</summary>
    public string RefId { get; }

    /// <summary>What people call it.</summary>
    public Phrase Name { get; }

    /// <summary>How it is used; empty when not said.</summary>
    public Phrase Description { get; }

    /// <summary>How likely something is, from least to most.</summary>
    public IReadOnlyList<RiskStep> Likelihoods { get; }

    /// <summary>How bad something is, from least to most.</summary>
    public IReadOnlyList<RiskStep> Impacts { get; }

    /// <summary>How large a risk is, from least to most.</summary>
    public IReadOnlyList<RiskStep> Levels { get; }

    /// <summary>The number of a level, by likelihood and impact.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Grid { get; }

    /// <summary>Makes a matrix whose grid fits its scales.</summary>
    public static Result<RiskMatrix> Of(
        string urn, string refId, Phrase name, Phrase description, IReadOnlyList<RiskStep> likelihoods,
        IReadOnlyList<RiskStep> impacts, IReadOnlyList<RiskStep> levels, IReadOnlyList<IReadOnlyList<int>> grid) =>
        likelihoods.Count == 0 || impacts.Count == 0 || levels.Count == 0 || grid.Count != likelihoods.Count ||
        grid.Any(row => row.Count != impacts.Count || row.Any(level => level < 0 || level >= levels.Count))
            ? new GridDoesNotFit(likelihoods.Count, impacts.Count, levels.Count)
            : new RiskMatrix(urn, refId, name, description, likelihoods, impacts, levels, grid);

    /// <summary>The answers to a question on one of its scales.</summary>
    public IReadOnlyList<CriterionOption> OptionsOf(RiskScale scale) =>
        [.. (scale == RiskScale.Likelihood ? Likelihoods : Impacts).Select(s => new CriterionOption(s.Id, s.Name))];
}

/// <summary>A step on a scale of a risk matrix.</summary>
/// <param name="Id">Its name within the scale.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it means; empty when not said.</param>
/// <param name="Colour">How it is coloured, as <c>#RRGGBB</c>; empty when not said.</param>
public sealed record RiskStep(string Id, Phrase Name, Phrase Description, string Colour);

/// <summary>A grid that does not fit the scales of its matrix.</summary>
public sealed record GridDoesNotFit(int Likelihoods, int Impacts, int Levels) : Problem(new Phrase(
    $"the grid does not fit: expected {Likelihoods} rows of {Impacts} numbers from 0 to {Levels - 1}, a row per likelihood",
    $"het raster past niet: verwacht {Likelihoods} rijen van {Impacts} getallen van 0 tot en met {Levels - 1}, een rij per kans"));
