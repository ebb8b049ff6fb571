namespace Sluiswachter.Cli;

/// <summary>What the exit code of every verb means.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The input is bad; every error was told and nothing was stored.</summary>
    public const int BadInput = 1;

    /// <summary>The command was not understood.</summary>
    public const int Usage = 2;

    /// <summary>A check that was asked for did not hold.</summary>
    public const int CheckFailed = 3;

    /// <summary>The store or the machine failed.</summary>
    public const int Machine = 4;
}
