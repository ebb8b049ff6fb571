namespace Sluiswachter.Bench;

/// <summary>Two ways to answer one question that do not give the same: nothing about their speed matters then.</summary>
public sealed class DisagreementException : Exception
{
    private DisagreementException(string what)
        : base(what)
    {
    }

    /// <summary>Goes on when they agree.</summary>
    /// <exception cref="DisagreementException">They do not.</exception>
    public static void Unless(bool agree, string what)
    {
        if (!agree)
        {
            throw new DisagreementException(what);
        }
    }
}
