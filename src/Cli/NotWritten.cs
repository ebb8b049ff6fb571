using Sluiswachter.App;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>The machine failed while something was written at a place where that can be.</summary>
internal sealed record NotWritten(string Place, Phrase Reason) : Problem(new Phrase(
    $"{Quote(Place)} was not written ({Reason.English}): expected a disk with room that works",
    $"{Quote(Place)} is niet geschreven ({Reason.Dutch}): verwacht een schijf die werkt en ruimte heeft"))
{
    /// <summary>Writes at a place that was named; tells whether that place is to blame or the machine when it cannot.</summary>
    /// <param name="place">The place, as it was typed.</param>
    /// <param name="write">Writes there.</param>
    public static Result<T> Unless<T>(string place, Func<Result<T>> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return MachineReason.IsThePlace(e) ? new CannotWrite(place, MachineReason.Of(e)) : new NotWritten(place, MachineReason.Of(e));
        }
    }
}
