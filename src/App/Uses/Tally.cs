namespace Sluiswachter.App.Uses;

/// <summary>How often clauses are met, counted over uses and clauses.</summary>
/// <param name="Applies">How often a clause applies to a use.</param>
/// <param name="Met">Of these, how often it is met.</param>
/// <param name="Broken">How often it is not met.</param>
/// <param name="Treated">Of what is not met, how much a role accepted or mitigated.</param>
/// <param name="Open">How often that depends on a fact that is unknown.</param>
/// <remarks>Applies = met + broken + open.</remarks>
public readonly record struct Tally(long Applies, long Met, long Broken, long Treated, long Open)
{
    /// <summary>This count with one outcome more.</summary>
    public Tally With(Outcome outcome) => outcome == Outcome.DoesNotApply
        ? this
        : new Tally(
            Applies + 1, Met + (outcome == Outcome.Met ? 1 : 0), Broken + (outcome.IsBroken() ? 1 : 0),
            Treated + (outcome == Outcome.BrokenAndTreated ? 1 : 0), Open + (outcome.IsOpen() ? 1 : 0));

    /// <summary>Both counts together.</summary>
    public Tally With(Tally other) => new(
        Applies + other.Applies, Met + other.Met, Broken + other.Broken, Treated + other.Treated, Open + other.Open);
}
