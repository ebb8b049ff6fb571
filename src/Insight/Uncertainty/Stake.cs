namespace Sluiswachter.Insight;

/// <summary>What it changes when one unknown becomes known.</summary>
/// <param name="Unknown">What is unknown now.</param>
/// <param name="Services">How many services it could put in reach.</param>
/// <param name="Uses">How often these are an alternative of a requirement.</param>
/// <param name="Raises">What is lost besides, if it alone turns out to be in reach: the lower bound rises by this.</param>
/// <param name="Lowers">
/// What is no longer lost, if it alone turns out to be out of reach and all else unknown is in reach: the upper bound
/// falls by this.
/// </param>
public sealed record Stake(Unknown Unknown, int Services, int Uses, Loss Raises, Loss Lowers)
{
    /// <summary>Functions of which the fate becomes known, in the one case and in the other together.</summary>
    public int Functions => Raises.Functions + Lowers.Functions;

    /// <summary>Negative when one ranks before another: by docs/insight.md, "Uncertainty".</summary>
    internal static int MostFirst(Stake a, Stake b)
    {
        var order = b.Functions.CompareTo(a.Functions);
        order = order != 0 ? order : (b.Raises.Vital + b.Lowers.Vital).CompareTo(a.Raises.Vital + a.Lowers.Vital);
        order = order != 0 ? order : (b.Raises.People + b.Lowers.People).CompareTo(a.Raises.People + a.Lowers.People);
        return order != 0 ? order : (a.Unknown.Kind, a.Unknown.Of).CompareTo((b.Unknown.Kind, b.Unknown.Of));
    }
}
