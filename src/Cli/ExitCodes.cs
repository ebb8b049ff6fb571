using Sluiswachter.App;
using Sluiswachter.App.Assessments;
using Sluiswachter.App.Documents;
using Sluiswachter.App.Migrations;
using Sluiswachter.App.Risks;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Arrival;
using Sluiswachter.VaultServer.Control;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;
using Sluiswachter.VaultServer.Tokens;

namespace Sluiswachter.Cli;

/// <summary>What the exit code of every verb means; docs/command-line.md restates it.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The input is bad: a file, or what goes against the facts. Every error was told and nothing was stored.</summary>
    public const int BadInput = 1;

    /// <summary>The command was not understood: what was typed is wrong whatever files and facts say.</summary>
    public const int Usage = 2;

    /// <summary>A check that was asked for did not hold.</summary>
    public const int CheckFailed = 3;

    /// <summary>The store or the machine failed.</summary>
    public const int Machine = 4;

    /// <summary>The code of a reading; a slip at the command line goes before all else.</summary>
    public static int Of(Complaints complaints) => !complaints.HaveErrors ? Done
        : complaints.Any(c => !c.IsWarning && IsTyped(c.Place) && Of(c.Problem) == Usage) ? Usage
        : BadInput;

    /// <summary>
    /// The code of a problem with something that was typed: an id that nothing has is a slip, as in every question; what is
    /// understood but goes against files, facts or policy is not.
    /// </summary>
    public static int Of(Problem typed) => typed switch
    {
        CannotRead or CannotBeAttached or TornAttachment or NoSuchEvidence or DocumentIsThere or AlreadyThere => BadInput,
        ApprovedByItsAssessor or BeforeTheAssessment or RenewedLater or OfAnotherSubject => BadInput,
        ProposedAlready or NotOnlyConsidered or BeginsBeforeTheMigration or ReplacedEndsLater or NothingBeginsThen => BadInput,
        NotAWaitingPart => BadInput,
        CannotWrite => BadInput,
        ProhibitedIsNotAccepted or ClauseDoesNotApplyThen or RiskOfAnother or SafeguardDoesNotHold => BadInput,
        FactOfAnotherSource or IdOfAnotherKind or OverlapsTheRegister or WhichVersion => BadInput,
        FolderNotEmpty or BodyIsKnown or UserIsKnown => BadInput,
        TokenWouldBeLost or OfficersWouldBeLost or WrongPin or TokenLacksKey => BadInput,
        StillWrapped or CurrentVersionIsNeeded or NotServed or NotYourServer or ServerRefused => BadInput,
        NothingFits or PassphraseWouldBeLost or NotAnOfficersKey or TooFewOfficers or NoOfficers or KeysAreBeingChanged => BadInput,
        NoPassphrase or KeyFileDoesNotOpen or PassphraseTooShort or NoLogSigner or DestroyedKey => BadInput,
        StateSecret or KeptElsewhere or HoldsMoreSensitive or HasTwoKeys or NothingToErase or ActOfAnOfficer or EntryAltered => BadInput,
        CertificateUnreadable => BadInput,
        SourceRefused or BucketOfAnotherBody or BucketKeepsLess or BodyIsLocked => BadInput,
        CatalogueOfAnother or BlobsNotEmpty or KeyFileIsOld => BadInput,
        CopyNotEmpty or EmbassyIsKnown or NothingCopied or NoKeptKeys or NoEmbassyKeys => BadInput,
        SegmentBroken or SegmentMissing or CopyIsOlder or CopyOfAnotherLog or EntriesNotThoseOf => CheckFailed,
        NoCopy or CopyIsHeld => Machine,
        NoVault or CatalogueRefused or CatalogueInUse or BlobsInUse or BlobsRefused => Machine,
        KeysNotWritten or SocketPathTooLong or NoControlAnswer or SourceSilent => Machine,
        NoTokenModule or TokenNotThere or TokenRefused => Machine,
        _ => Usage,
    };

    /// <summary>Whether a place is an option or a word of the command line, not a file.</summary>
    private static bool IsTyped(Place place) =>
        place.Row == 0 && (place.File.StartsWith("--", StringComparison.Ordinal) || place.File is "ID" or "CLAUSE" or "SUBJECT");
}
