using Sluiswachter.Model;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>What the catalogue says was altered behind the back of the vault (docs/adr/0016): nothing is done by it.</summary>
internal abstract class AlteredRowException(Problem problem) : IOException(problem.ToString())
{
    /// <summary>What it is, and what can be done.</summary>
    public Problem Problem => problem;
}
