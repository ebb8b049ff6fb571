using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>A day before what is needed by whom was observed: that it was so then already is supposed.</summary>
/// <param name="At">The day that is asked.</param>
/// <param name="Observed">When what counts on it was observed.</param>
public sealed record HeldBeforeObserved(DateOnly At, Observations Observed) : Problem(new Phrase(
    $"{Observed.Later} of {Observed.Requirements} requirements were observed only after {At:yyyy-MM-dd} (the first of all on {Observed.First:yyyy-MM-dd}) and do not say since when they hold: the answer supposes that they held on that day",
    $"{Observed.Later} van {Observed.Requirements} afhankelijkheden zijn pas na {At:yyyy-MM-dd} waargenomen (de eerste van alle op {Observed.First:yyyy-MM-dd}) en zeggen niet sinds wanneer zij gelden: het antwoord neemt aan dat zij op die dag golden"))
{
    /// <summary>Says so; null when nothing is supposed.</summary>
    /// <param name="observed">When what counts on the day was observed.</param>
    /// <param name="at">The day.</param>
    public static HeldBeforeObserved? Of(Observations observed, DateOnly at) =>
        observed.Later > 0 ? new HeldBeforeObserved(at, observed) : null;
}
