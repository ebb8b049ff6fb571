namespace Sluiswachter.Model;

/// <summary>A fact read from a file of others, or discovered in one, with the place where that file says it.</summary>
/// <param name="Row">The row, line or element of the file, counted from 1; 0 when the whole file says it.</param>
/// <param name="Fact">The fact.</param>
public readonly record struct StatedFact(long Row, Fact Fact);

/// <summary>Something that a file says and that did not become a fact, on purpose.</summary>
/// <param name="What">What it is.</param>
/// <param name="Why">Why it was left out.</param>
/// <param name="Times">How often it occurs; more than 0.</param>
public sealed record LeftOut(Phrase What, Phrase Why, int Times);
