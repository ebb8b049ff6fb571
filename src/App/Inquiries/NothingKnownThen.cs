using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>A register with facts, none of which it knew yet on the day that is asked.</summary>
/// <param name="AsKnownOn">The day that is asked.</param>
/// <param name="First">The day of the first entry of its journal.</param>
public sealed record NothingKnownThen(DateOnly AsKnownOn, DateOnly First) : InquiryProblem(new Phrase(
    $"the register knew nothing on {AsKnownOn:yyyy-MM-dd}: its first facts were recorded on {First:yyyy-MM-dd}",
    $"het register wist op {AsKnownOn:yyyy-MM-dd} nog niets: de eerste feiten zijn vastgelegd op {First:yyyy-MM-dd}"))
{
    /// <summary>Looks whether that is so; null when something was known then, or when nothing is known at all.</summary>
    /// <param name="store">The register.</param>
    /// <param name="day">The day that is asked.</param>
    /// <remarks>Reads one piece of the journal at most.</remarks>
    public static NothingKnownThen? Of(IRegisterStore store, DateOnly day)
    {
        using (var then = store.Read(Days.EndOf(day)))
        {
            if (then.Head.Number > 0)
            {
                return null;
            }
        }

        using var now = store.Read();
        return now.Journal().Select(e => new NothingKnownThen(day, Days.InTheNetherlands(e.Note.At))).FirstOrDefault();
    }
}
