using System.Diagnostics.CodeAnalysis;
using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>The machine that keeps the register failed: a full disk, a lost connection, a damaged file.</summary>
/// <remarks>
/// The only exception that leaves this room for what is not a bug. What was under way has not happened, unless it was
/// the commit itself whose answer was lost: then it has happened wholly or not at all. Never holds a password.
/// </remarks>
[SuppressMessage("Naming", "CA1710", Justification = "A failure of the machine is our own word, not the framework's.")]
public sealed class StoreFailure : Exception
{
    /// <summary>A failure, and what the machine said of it.</summary>
    /// <param name="says">What failed, and what can be done about it.</param>
    /// <param name="cause">The engine's own exception; null when there is none.</param>
    public StoreFailure(Phrase says, Exception? cause = null)
        : base(says.English, cause) => Says = says;

    /// <summary>What failed, and what can be done about it.</summary>
    public Phrase Says { get; }

    /// <summary>Whether another was at the register, so that it may well go the next time.</summary>
    internal bool IsBusy { get; private init; }

    /// <summary>Another change took longer than we were willing to wait.</summary>
    internal static StoreFailure Busy(TimeSpan patience, Exception? cause = null) => new(
        new Phrase(
            $"another change of the register is under way and took longer than {patience.TotalSeconds:0.###} s; try again later",
            $"een andere wijziging van het register is bezig en duurde langer dan {patience.TotalSeconds:0.###} s; probeer het later opnieuw"),
        cause) { IsBusy = true };

    /// <summary>What is stored cannot be what we wrote.</summary>
    internal static StoreFailure Damaged(string where, Exception? cause = null) => new(
        new Phrase(
            $"the register is damaged ({where}): 'sluis journal verify' tells where; restore it from a copy",
            $"het register is beschadigd ({where}): 'sluis journal verify' vertelt waar; zet een kopie terug"),
        cause);
}
