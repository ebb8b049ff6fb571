namespace Sluiswachter.VaultServer.Keeping;

/// <summary>What officers do with a vault, at the command line or at its control socket; the name is that in the log.</summary>
/// <remarks>
/// A closed list: entries of these keep their words, for by them it is known which role did what. All others can be erased.
/// </remarks>
internal enum OfficersAct
{
    /// <summary>Keys of a body were made.</summary>
    AddBody = 1,

    /// <summary>Keys of a body were unlocked, or that failed.</summary>
    UnlockKeys,

    /// <summary>Keys of a body were wiped from memory.</summary>
    LockKeys,

    /// <summary>A body got a new key.</summary>
    RotateKey,

    /// <summary>What former keys of a body wrapped was wrapped under the new one.</summary>
    RewrapKeys,

    /// <summary>Former keys of a body were destroyed.</summary>
    RetireKeys,

    /// <summary>All keys of a body were destroyed.</summary>
    EraseKeys,

    /// <summary>A body got officers.</summary>
    SetOfficers,

    /// <summary>A body got a token.</summary>
    SetToken,

    /// <summary>A body got a user, with an access key.</summary>
    AddUser,

    /// <summary>A user got a second access key.</summary>
    AddAccessKey,

    /// <summary>Access keys of a user were taken away.</summary>
    RevokeAccessKey,

    /// <summary>What a bucket takes was decided.</summary>
    SetBucket,

    /// <summary>The vault got a copy elsewhere.</summary>
    AddEmbassy,

    /// <summary>A copy elsewhere is kept up to date no more.</summary>
    RemoveEmbassy,

    /// <summary>The vault was made again from a copy.</summary>
    RestoreVault,

    /// <summary>The words of entries of the log were erased.</summary>
    EraseLogEntries,

    /// <summary>All was opened in a copy elsewhere, to show that it can be.</summary>
    HoldDrill,

    /// <summary>All is to be written anew to a copy elsewhere.</summary>
    RewriteEmbassy,

    /// <summary>The key files, locked, were copied to where they are kept for the day that the vault is lost.</summary>
    CopyKeys,
}

/// <summary>How acts of officers stand in the log.</summary>
internal static class OfficersActs
{
    private const string Prefix = "sluis:";

    /// <summary>The act in the words of the log; those of S3 begin with <c>s3:</c>.</summary>
    public static string InLog(this OfficersAct act) => $"{Prefix}{act}";

    /// <summary>Whether words of the log are an act of an officer.</summary>
    public static bool Has(string what) =>
        what.StartsWith(Prefix, StringComparison.Ordinal) && Enum.TryParse<OfficersAct>(what[Prefix.Length..], out var act) &&
        act.InLog() == what && Enum.IsDefined(act);
}
