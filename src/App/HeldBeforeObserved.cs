using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>A day before what is needed by whom was observed: that it was so then already is supposed.</summary>
/// <param name="At">The day that is asked.</param>
/// <param name="Observed">When what counts on it was observed.</param>
public sealed record HeldBeforeObserved(DateOnly At, Observations Observed) : Problem(Told(At, Observed))
{
    private static readonly Noun Requirement = new(new("requirement", "afhankelijkheid"), new("requirements", "afhankelijkheden"));

    /// <summary>Says so; null when nothing is supposed.</summary>
    /// <param name="observed">When what counts on the day was observed.</param>
    /// <param name="at">The day.</param>
    public static HeldBeforeObserved? Of(Observations observed, DateOnly at) =>
        observed.Later > 0 ? new HeldBeforeObserved(at, observed) : null;

    private static Phrase Told(DateOnly at, Observations observed)
    {
        var (english, dutch) = Requirement.Count(observed.Requirements);
        var later = new Phrase(Figures.Number(observed.Later, Language.English), Figures.Number(observed.Later, Language.Dutch));
        var first = $"{observed.First:yyyy-MM-dd}";
        return observed.Later == 1
            ? new Phrase(
                $"1 of {english} was observed only after {at:yyyy-MM-dd} (the first of all on {first}) and does not say since when it holds: the answer supposes that it held on that day",
                $"1 van {dutch} is pas na {at:yyyy-MM-dd} waargenomen (de eerste van alle op {first}) en zegt niet sinds wanneer zij geldt: het antwoord neemt aan dat zij op die dag gold")
            : new Phrase(
                $"{later.English} of {english} were observed only after {at:yyyy-MM-dd} (the first of all on {first}) and do not say since when they hold: the answer supposes that they held on that day",
                $"{later.Dutch} van {dutch} zijn pas na {at:yyyy-MM-dd} waargenomen (de eerste van alle op {first}) en zeggen niet sinds wanneer zij gelden: het antwoord neemt aan dat zij op die dag golden");
    }
}
