using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Sluiswachter.VaultServer;

/// <summary>How long a server waits for a client that sends or takes next to nothing, before it lets go of it.</summary>
/// <param name="Headers">How long the headers of a request may take, from its first byte on.</param>
/// <param name="Idle">How long a connection may stay without a request.</param>
/// <param name="Grace">How long a body, or an answer, may go slower than <paramref name="BytesPerSecond"/>; more than a second.</param>
/// <param name="BytesPerSecond">The least bytes a second that a body must come with, and an answer be taken with, on average.</param>
/// <param name="Standstill">
/// How long a client may send nothing in the middle of a body, or take nothing of an answer, however fast it was.
/// </param>
/// <remarks>The platform looks around once a second.</remarks>
public sealed record ClientPatience(TimeSpan Headers, TimeSpan Idle, TimeSpan Grace, double BytesPerSecond, TimeSpan Standstill)
{
    /// <summary>Unless told otherwise: slow lines are let be, and who holds a connection for nothing is not.</summary>
    public static readonly ClientPatience Usual = new(
        Headers: TimeSpan.FromSeconds(30), Idle: TimeSpan.FromMinutes(2), Grace: TimeSpan.FromSeconds(5), BytesPerSecond: 240,
        Standstill: TimeSpan.FromMinutes(1));

    /// <summary>Sets it on a server.</summary>
    internal void Limit(KestrelServerLimits limits)
    {
        limits.RequestHeadersTimeout = Headers;
        limits.KeepAliveTimeout = Idle;
        limits.MinRequestBodyDataRate = new MinDataRate(BytesPerSecond, Grace);
        limits.MinResponseDataRate = new MinDataRate(BytesPerSecond, Grace);
    }
}
