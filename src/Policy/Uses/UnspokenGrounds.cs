using System.Collections;

namespace Sluiswachter.Policy;

/// <summary>Grounds that are put into words when somebody reads them, for most rulings are never shown.</summary>
/// <typeparam name="TFact">What they are made from.</typeparam>
internal sealed class UnspokenGrounds<TFact>(TFact fact, Func<TFact, IReadOnlyList<Ground>> speak) : IReadOnlyList<Ground>
{
    private IReadOnlyList<Ground>? spoken;

    public int Count => Spoken.Count;

    private IReadOnlyList<Ground> Spoken => spoken ??= speak(fact);

    public Ground this[int index] => Spoken[index];

    public IEnumerator<Ground> GetEnumerator() => Spoken.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes grounds that are not put into words yet.</summary>
internal static class UnspokenGrounds
{
    /// <summary>The grounds that are made from a fact; what makes them must know nothing but the fact.</summary>
    public static IReadOnlyList<Ground> Of<TFact>(TFact fact, Func<TFact, IReadOnlyList<Ground>> speak) =>
        new UnspokenGrounds<TFact>(fact, speak);

    /// <summary>The ones and then the others.</summary>
    public static IReadOnlyList<Ground> Of(IReadOnlyList<Ground> ones, IReadOnlyList<Ground> others) =>
        Of((ones, others), static both => [.. both.ones, .. both.others]);
}
