using System.Security.Cryptography;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>What an officer changes at the command line, logged in the very change that it is; also while the vault is served.</summary>
/// <param name="catalogue">The catalogue.</param>
/// <param name="clock">What time it is.</param>
/// <param name="by">The role that does it; empty when nobody says.</param>
internal sealed class OfficersChange(ICatalogue catalogue, TimeProvider clock, string by)
{
    /// <summary>What acts of officers begin with in the log; those of S3 begin with <c>s3:</c>.</summary>
    public const string Prefix = "sluis:";

    /// <summary>Changes something; what it refuses is neither done nor logged.</summary>
    /// <param name="act">What it is called in the log, without the prefix.</param>
    /// <param name="change">Does it, and tells to what, in the words of the log.</param>
    public Result<T> Make<T>(string act, Func<ICatalogueChange, Result<(T Value, string OnWhat)>> change)
    {
        var log = new AccessLog(catalogue, RandomNumberGenerator.Fill, clock, _ => { });
        try
        {
            return catalogue.Change(changing => change(changing).Then<T>(done =>
            {
                log.Append(changing, new LogEntry(clock.GetUtcNow(), by, "", Prefix + act, done.OnWhat, "ok"));
                return Result<T>.Of(done.Value);
            }));
        }
        finally
        {
            // Nothing waits in it, so this does not either.
            log.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
