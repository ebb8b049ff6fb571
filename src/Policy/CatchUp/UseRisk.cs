using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>How much is at risk while nobody has analysed a use: the product of five weights.</summary>
/// <remarks>
/// <para>
/// The weights are ours, a way to put work in order and no measure of chance: docs/catch-up.md, "The risk of a use". What
/// nobody said weighs as the heaviest, since nothing excludes it; so learning a fact never raises the risk.
/// </para>
/// <para>From 1 to <see cref="Most"/>.</para>
/// </remarks>
/// <param name="Factors">The weights, in the order of <see cref="RiskAspect"/>.</param>
public sealed record UseRisk(IReadOnlyList<RiskFactor> Factors)
{
    /// <summary>The highest risk that a use can have.</summary>
    public const int Most = 8 * 4 * 3 * 2 * 3;

    /// <summary>The product of the weights.</summary>
    public int Value => Factors.Aggregate(1, (product, factor) => product * factor.Weight);

    /// <summary>How many of the weights stand for something unknown.</summary>
    public int Unknown => Factors.Count(f => f.IsUnknown);

    /// <summary>The risk of a use.</summary>
    public static UseRisk Of(Use use) => new(
    [
        Factor(RiskAspect.Criticality, use.Criticality().Value is { } weight ? Of(weight) : null, 8),
        Factor(RiskAspect.DataClass, use.DataClass().Value is { } known ? Of(known) : null, 4),
        Factor(RiskAspect.PersonalData, use.PersonalData().Value is { } personal ? Of(personal) : null, 3),
        Factor(RiskAspect.LawOutsideEurope, use.UnderLawOutsideEurope().Value is { } outside ? (outside ? 2 : 1) : null, 2),
        Factor(RiskAspect.People, PeopleOf(use) is { } people ? OfPeople(people) : null, 3),
    ]);

    private static RiskFactor Factor(RiskAspect aspect, int? weight, int heaviest) => new(aspect, weight ?? heaviest, weight is null);

    private static int Of(Criticality criticality) => criticality switch
    {
        Criticality.Vital => 8,
        Criticality.Essential => 4,
        Criticality.Important => 2,
        _ => 1,
    };

    private static int Of(DataClass data) => data switch
    {
        DataClass.Confidential => 4,
        DataClass.Internal => 2,
        _ => 1,
    };

    private static int Of(PersonalData personal) => personal switch
    {
        PersonalData.Special => 3,
        PersonalData.Ordinary => 2,
        _ => 1,
    };

    private static int OfPeople(long people) => people switch
    {
        < 1_000 => 1,
        < 100_000 => 2,
        _ => 3,
    };

    /// <summary>The most people that one of the functions serves; null while one that says nothing may serve more.</summary>
    private static long? PeopleOf(Use use)
    {
        var served = use.Functions.Select(f => f.Function?.People ?? (f.Function is null ? use.Body.Population : null)).ToList();
        var most = served.Max();
        return OfPeople(most ?? 0) == 3 || (served.Count > 0 && served.TrueForAll(p => p is not null)) ? most : null;
    }
}

/// <summary>One weight of a risk.</summary>
/// <param name="Aspect">What it is about.</param>
/// <param name="Weight">The weight, 1 or more.</param>
/// <param name="IsUnknown">Whether it is that of the heaviest because nobody said.</param>
public sealed record RiskFactor(RiskAspect Aspect, int Weight, bool IsUnknown);

/// <summary>What the risk of a use is made of.</summary>
public enum RiskAspect
{
    /// <summary>How much depends on it: vital 8, essential 4, important 2, supporting 1.</summary>
    Criticality = 1,

    /// <summary>Who may read its data: confidential 4, internal 2, public 1.</summary>
    DataClass = 2,

    /// <summary>Whose data it is: special categories 3, ordinary 2, no personal data 1.</summary>
    PersonalData = 3,

    /// <summary>Whether a law outside Europe reaches it: yes 2, no 1.</summary>
    LawOutsideEurope = 4,

    /// <summary>How many people it serves: 100,000 or more 3, 1,000 or more 2, fewer 1.</summary>
    People = 5,
}
