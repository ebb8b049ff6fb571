using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>What is known of data that a consumer may hand over to a service or function it uses.</summary>
/// <remarks>Ordered: a higher member exposes more.</remarks>
public enum Handover
{
    /// <summary>It does not go there.</summary>
    None = 0,

    /// <summary>It goes there, but only the customer can read it: customer-held keys stop it here.</summary>
    Stopped = 1,

    /// <summary>It may go there in a form that can be read there: the register does not say.</summary>
    Possible = 2,

    /// <summary>It goes there in a form that can be read there, as the register states.</summary>
    Certain = 3,
}

/// <summary>Decides what becomes of data at a hop; docs/insight.md, "Exposure", gives the reasons.</summary>
public static class Handovers
{
    /// <summary>What an alternative hands over.</summary>
    /// <param name="data">In what form the alternative sees the consumer's data; the default (0) when unknown.</param>
    /// <param name="customerHeldKeys">Whether customers alone hold the keys; null when unknown.</param>
    /// <param name="purpose">What the alternative is used for: decides only when the form is unknown.</param>
    /// <remarks>Never less when keys go from held to unknown, or from unknown to not held.</remarks>
    public static Handover Of(DataHandling data, bool? customerHeldKeys, Purpose purpose) => (data, customerHeldKeys) switch
    {
        (DataHandling.None, _) => Handover.None,
        (default(DataHandling), _) when !purpose.HoldsData() => Handover.None,
        (_, true) => Handover.Stopped,
        (DataHandling.Clear, _) or (DataHandling.Encrypted, false) => Handover.Certain,
        _ => Handover.Possible,
    };

    /// <summary>Whether what is used for a purpose holds the consumer's data by its nature.</summary>
    /// <remarks>
    /// Names, connections, help, new versions and the right to use something do not take data with them, unless the
    /// register says so. What "other" is nobody knows, so it may.
    /// </remarks>
    public static bool HoldsData(this Purpose purpose) =>
        purpose is not (Purpose.Dns or Purpose.Network or Purpose.Support or Purpose.Updates or Purpose.Licence);
}
