using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>A measure that can be followed over time: a calculation from the facts of a day to a few numbers.</summary>
/// <remarks>
/// <para>
/// At each date a curve is what the measure's own question answers at that date. A measure joins the trend by one such
/// type: <see cref="On"/> calculates, and <see cref="LooksAt"/> names all facts that this depends on, so that a day on
/// which none of them changed is not worked out again.
/// </para>
/// <para>Pure and immutable. Source: docs/insight.md, "Then and now".</para>
/// </remarks>
public abstract class Curve
{
    /// <summary>The name of the measure, as in questions and answers: <c>home</c>.</summary>
    public abstract string Measure { get; }

    /// <summary>Which of several curves of the measure it is, such as a purpose or a currency; null when it is the only one.</summary>
    public virtual string? Of => null;

    /// <summary>What it shows, as a heading.</summary>
    public abstract Phrase Heading { get; }

    /// <summary>How its numbers are to be read, above all where they are bounds.</summary>
    public abstract Phrase Explanation { get; }

    /// <summary>Its numbers, in the order in which <see cref="On"/> gives them.</summary>
    public abstract IReadOnlyList<Quantity> Quantities { get; }

    /// <summary>
    /// All objects of a day on which the numbers depend: as long as each is the same object, so are the numbers.
    /// </summary>
    protected internal abstract IEnumerable<object?> LooksAt(DayOfFacts day);

    /// <summary>The numbers of a day.</summary>
    protected internal abstract Reading On(DayOfFacts day);
}

/// <summary>One of the numbers of a curve.</summary>
/// <param name="Name">Its name for programs.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Heading">What it is called above a column; null when only programs are told.</param>
/// <param name="IsToGrow">Of a share: whether a target for it is a least share; else it is a most.</param>
public sealed record Quantity(string Name, Unit Unit, Phrase? Heading = null, bool IsToGrow = false);

/// <summary>What a number counts.</summary>
public enum Unit
{
    /// <summary>Functions.</summary>
    Functions = 1,

    /// <summary>Public bodies.</summary>
    Organisations = 2,

    /// <summary>People: per body the most that one of these functions serves, summed over bodies.</summary>
    People = 3,

    /// <summary>Services.</summary>
    Services = 4,

    /// <summary>A part of a whole, 0 to 1.</summary>
    Share = 5,

    /// <summary>The Herfindahl-Hirschman index, 0 to 10,000.</summary>
    Hhi = 6,

    /// <summary>Money a year, in the currency of the curve.</summary>
    MoneyPerYear = 7,

    /// <summary>Contracts.</summary>
    Contracts = 8,

    /// <summary>Requirements.</summary>
    Requirements = 9,

    /// <summary>Suppliers.</summary>
    Suppliers = 10,
}

/// <summary>The numbers of a curve on a day.</summary>
/// <param name="Values">One per quantity: between which bounds it lies; null when there is nothing to measure.</param>
/// <param name="Whom">The id of whom they are about, or the code of a country; null when nobody in particular.</param>
public sealed record Reading(IReadOnlyList<Bounds?> Values, string? Whom = null)
{
    /// <summary>Whether another says the same.</summary>
    public bool SaysTheSameAs(Reading other) => Whom == other.Whom && Values.SequenceEqual(other.Values);
}
