using System.Security.Cryptography;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>What an officer changes at the command line, logged in the very change that it is; also while the vault is served.</summary>
/// <param name="catalogue">The catalogue.</param>
/// <param name="now">What time it is.</param>
/// <param name="by">The role that does it; empty when nobody says.</param>
internal sealed class OfficersChange(ICatalogue catalogue, DateTimeOffset now, string by)
{
    private readonly LogTree log = new(RandomNumberGenerator.Fill);

    /// <summary>A change that is made now.</summary>
    public OfficersChange(ICatalogue catalogue, TimeProvider clock, string by)
        : this(catalogue, clock.GetUtcNow(), by)
    {
    }

    /// <summary>Changes something; what it refuses is neither done nor logged.</summary>
    /// <param name="act">What it is.</param>
    /// <param name="change">Does it, and tells to what, in the words of the log.</param>
    public Result<T> Make<T>(OfficersAct act, Func<ICatalogueChange, Result<(T Value, string OnWhat)>> change) =>
        catalogue.Change(changing => change(changing).Then<T>(done =>
        {
            log.Append(changing, new LogEntry(now, by, "", act.InLog(), done.OnWhat, "ok"));
            return Result<T>.Of(done.Value);
        }));

    /// <summary>Logs what was done elsewhere, in a key file, or was refused there.</summary>
    /// <param name="act">What it is.</param>
    /// <param name="onWhat">To what it was done.</param>
    /// <param name="outcome">How it ended: <c>ok</c>, or a word for the refusal.</param>
    public void Tell(OfficersAct act, string onWhat, string outcome) => catalogue.Change(changing =>
    {
        log.Append(changing, new LogEntry(now, by, "", act.InLog(), onWhat, outcome));
        return onWhat;
    });
}
