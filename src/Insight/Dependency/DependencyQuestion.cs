using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Of what a strategic dependency is asked.</summary>
/// <param name="Home">The countries that are not abroad.</param>
/// <param name="By">In which groups.</param>
/// <param name="Weight">What a function weighs: functions or people.</param>
/// <param name="ShareThreshold">Above which part of the whole something is much, 0 to 1.</param>
/// <param name="HhiThreshold">Above which HHI countries are few, 0 to 10,000.</param>
/// <param name="Stated">Answers to steps on which the register holds no facts.</param>
public sealed record DependencyQuestion(
    IReadOnlySet<Country> Home, GroupedBy By, ShareWeight Weight, double ShareThreshold, double HhiThreshold,
    IReadOnlyDictionary<DependencyStepKind, Truth> Stated);
