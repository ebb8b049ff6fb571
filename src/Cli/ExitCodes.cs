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
    public static int Of(Problem typed) => Known(typed) ?? Usage;

    /// <summary>The code that was chosen for a problem; null: none was, and it is taken for a slip.</summary>
    /// <remarks>A test holds that there is one for each problem of a vault and of the command line.</remarks>
    internal static int? Known(Problem typed) => typed switch
    {
        CannotRead or CannotBeAttached or TornAttachment or NoSuchEvidence or DocumentIsThere or AlreadyThere or FileIsThere => BadInput,
        ApprovedByItsAssessor or BeforeTheAssessment or RenewedLater or OfAnotherSubject => BadInput,
        ProposedAlready or NotOnlyConsidered or BeginsBeforeTheMigration or ReplacedEndsLater or NothingBeginsThen => BadInput,
        NotAWaitingPart => BadInput,
        CannotWrite => BadInput,
        ProhibitedIsNotAccepted or ClauseDoesNotApplyThen or RiskOfAnother or SafeguardDoesNotHold => BadInput,
        FactOfAnotherSource or IdOfAnotherKind or OverlapsTheRegister or WhichVersion => BadInput,
        UnknownVerb or WhichVerb or WhichVerbOfTheGroup or UnknownOption or StrayWord or MissingWord or OptionWithoutValue => Usage,
        OptionGivenTwice or BadOptionValue or OptionNeeded or WhichPartOfFrameworks or WhichAnswers or WhichPartOfTheJournal => Usage,
        NotAnAnchor or ImaginedWasNeverKnown or UnknownPart or WouldBeAFolder or EmptyPath => Usage,
        NotWritten => Machine,
        _ => OfVault(typed) ?? OfSealing(typed) ?? OfAbroad(typed),
    };

    /// <summary>The vault, its engines, its users and its server.</summary>
    private static int? OfVault(Problem typed) => typed switch
    {
        HoldsOtherFiles => BadInput,
        FolderNotEmpty or BodyIsKnown or UserIsKnown or HasTwoKeys or KeptElsewhere or HoldsMoreSensitive or StateSecret => BadInput,
        CatalogueOfAnother or BlobsNotEmpty or NotServed or NotYourServer or ServerRefused or ServerDoubts or TooManyAttempts => BadInput,
        NobodyVouches or CertificateUnreadable or NothingToErase or ActOfAnOfficer or WipedMeanwhile or LockedMeanwhile => BadInput,
        BodyIsUnknown or UserIsUnknown or NoSuchUser or KeyIsUnknown or BucketIsUnknown or NoBucketName or NoObjectKey => Usage,
        UnknownMarking or UnknownDataClass or NoPlaces or NothingToSet or NoAddress or PlainHttpForOthers or CertificateWithoutKey => Usage,
        MalformedConnection or MalformedPostgresAddress or PasswordInAddress or MalformedBlobsAddress or NoBlobsElsewhere => Usage,
        WhichEntries or NoSuchEntry or TooManyNumbers or NoNumber or NoDay or ErasingNotConfirmed or NotConfirmed => Usage,
        BlobsSecretMissing or NoLogKey or WhichLogProof or ByWhatToVerify => Usage,
        NoLogProof or NoSignedNote or NotSignedBy or SignatureDoesNotFit or NoCheckpoint or CheckpointOfAnotherLog => CheckFailed,
        EntryErased or EntryAltered or EntryUnreadable or EntriesDiffer or EntriesNotThoseOf or EntryNotInLog => CheckFailed,
        LogShrank or LogRewritten or LogNotContinued => CheckFailed,
        BucketWasAltered or VersionWasAltered or PartWasAltered or UserWasAltered => CheckFailed,
        NoVault or TornDescription or CatalogueRefused or CatalogueInUse or BlobsInUse or BlobsRefused or CannotListen => Machine,
        SocketPathTooLong or AnotherServes or NoControlSocket or NoControlAnswer or NoControlRequest or LockNotWritable => Machine,
        ServerFailed or ServerStandsStill or LockedUnlogged or DoneUnlogged or DrillUnlogged or FormerKeyFileStays => Machine,
        _ => null,
    };

    /// <summary>Keys, and what locks them.</summary>
    private static int? OfSealing(Problem typed) => typed switch
    {
        TokenWouldBeLost or OfficersWouldBeLost or PassphraseWouldBeLost or WrongPin or TokenLacksKey => BadInput,
        NothingFits or NotAnOfficersKey or TooFewOfficers or NoOfficers => BadInput,
        KeysAreBeingChanged or KeyFileIsOld or KeyFileInDoubt => BadInput,
        NoPassphrase or KeyFileDoesNotOpen or LogKeyDoesNotOpen or PassphraseTooShort or NoLogSigner => BadInput,
        EmptyPassphrase or NoOfficerKey or NoOfficerKeyThere or StaysLocked => BadInput,
        StillWrapped or CurrentVersionIsNeeded or DestroyedKey or Vault.UnknownKey or CustomerKeyIsNeeded or WrongCustomerKey => BadInput,
        PassphraseMissing or PassphrasesDiffer or NothingGiven or NobodyToAsk or PinMissing or ModuleNotByItsWholePath => Usage,
        NoUnlocking or UnlockedTwice or NoSuchOfficers or OneFileForTwo or NotOneLine or LogPassphraseMissing => Usage,
        DoNotOpen or DoesNotOpen or BrokenSeal or OnlyMeasured or NotLookedAt or NoErasureProof => CheckFailed,
        NoKeyFile or TornKeyFile or DoubtUnread or IterationsOutOfRange => Machine,
        NoTokenModule or TokenNotThere or TokenRefused => Machine,
        _ => null,
    };

    /// <summary>Copies elsewhere, and what comes from elsewhere.</summary>
    private static int? OfAbroad(Problem typed) => typed switch
    {
        CopyNotEmpty or EmbassyIsKnown or NothingCopied or NoKeptKeys or NoEmbassyKeys => BadInput,
        SourceRefused or BucketOfAnotherBody or BucketKeepsLess or BodyIsLocked => BadInput,
        NoSuchEmbassy or InsideTheVault or NoEmbassyName or CopyInTheOpen or NoCopyCredential or NoSample => Usage,
        NoSourceAddress or NoSourceKey or WhichBuckets or ListOrLeaf => Usage,
        SegmentBroken or SegmentMissing or CopyIsOlder or CopyOfAnotherLog or NoFeedHead or NoDrillReport => CheckFailed,
        NoArrivalProof or ArrivalLineAltered or ArrivalDoesNotFit or KeyNotInArrival or NotInArrival or Differs => CheckFailed,
        NoCopy or HomeFailed or RestoringBrokeOff or CopyIsHeld or EmbassyStandsStill => Machine,
        SourceSilent or SourceListUnreadable or SourceOutOfOrder => Machine,
        _ => null,
    };

    /// <summary>Whether a place is an option or a word of the command line, not a file.</summary>
    private static bool IsTyped(Place place) =>
        place.Row == 0 && (place.File.StartsWith("--", StringComparison.Ordinal) || place.File is "ID" or "CLAUSE" or "SUBJECT");
}
