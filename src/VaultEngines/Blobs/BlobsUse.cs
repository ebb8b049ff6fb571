namespace Sluiswachter.VaultEngines;

/// <summary>How a process uses the sealed streams of a vault.</summary>
public enum BlobsUse
{
    /// <summary>Nobody else may put or remove anything meanwhile: for rotation, erasure and the like.</summary>
    Alone = 0,

    /// <summary>Beside other processes, which all go by the one catalogue: for serving, and what runs beside a server.</summary>
    Shared = 1,
}
