using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Sluiswachter.Model;

namespace Sluiswachter.VaultEngines;

/// <summary>The machine that keeps a catalogue failed: a full disk, a lost connection, a damaged file.</summary>
/// <remarks>
/// What was under way has not happened, unless it was the commit itself whose answer was lost: then it has happened wholly
/// or not at all. Never holds a password.
/// </remarks>
[SuppressMessage("Naming", "CA1710", Justification = "A failure of the machine is our own word, not the framework's.")]
public sealed class CatalogueFailure : IOException
{
    private const string IdleSessionTimeout = "57P05";

    /// <summary>A failure, and what the machine said of it.</summary>
    /// <param name="says">What failed, and what can be done about it.</param>
    /// <param name="cause">The engine's own exception, if there is one.</param>
    public CatalogueFailure(Phrase says, Exception? cause = null)
        : base(says.English, cause) => Says = says;

    /// <summary>What failed, and what can be done about it.</summary>
    public Phrase Says { get; }

    /// <summary>Whether the database did not answer, or may not be used now: the same may be done when that has passed.</summary>
    public bool IsAway { get; private init; }

    /// <summary>A failure of which the engine tells more than we know.</summary>
    internal static CatalogueFailure Of(DbException cause) => cause switch
    {
        NpgsqlException { SqlState: null } => new(new Phrase(
            $"the database does not answer: {cause.Message}", $"de database antwoordt niet: {cause.Message}"), cause) { IsAway = true },
        PostgresException { SqlState: var state } when SaysThatItIsAway(state) => new(new Phrase(
            $"the database cannot be used now: {cause.Message}",
            $"de database is nu niet te gebruiken: {cause.Message}"), cause) { IsAway = true },
        _ => new(new Phrase($"the catalogue failed: {cause.Message}", $"de catalogus faalde: {cause.Message}"), cause),
    };

    /// <summary>What keeps the catalogue from being used now.</summary>
    internal static CatalogueFailure Of(Phrase hindrance) => new(hindrance) { IsAway = true };

    /// <summary>Whether the database is being stopped or started, crashed, lost the connection, or has too many.</summary>
    /// <remarks>Source: PostgreSQL, "PostgreSQL Error Codes", classes 08, 53 and 57.</remarks>
    private static bool SaysThatItIsAway(string state) => state is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or
        PostgresErrorCodes.CannotConnectNow or IdleSessionTimeout or PostgresErrorCodes.TooManyConnections ||
        state.StartsWith("08", StringComparison.Ordinal);
}
