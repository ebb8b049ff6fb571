namespace Sluiswachter.Vault;

/// <summary>What object lock allows: no version goes, and no lock is weakened, before its time.</summary>
/// <remarks>
/// Source: Amazon S3 User Guide, "Locking objects with Object Lock". Whoever may bypass governance says so in the request
/// (<c>x-amz-bypass-governance-retention</c>) and has <c>s3:BypassGovernanceRetention</c>: both make <c>bypasses</c> true here.
/// Nobody bypasses compliance or a legal hold.
/// </remarks>
public static class ObjectLock
{
    /// <summary>Why retention and legal hold are not possible in a bucket; null: they are.</summary>
    public static S3Refusal? OfBucket(Bucket bucket) =>
        bucket.HasObjectLock ? null : new S3Refusal(S3Error.InvalidRequest, "The bucket has no object lock.");

    /// <summary>Why a bucket cannot be given an object lock; null: it can, which is for good.</summary>
    public static S3Refusal? Configure(Bucket bucket) =>
        bucket.HasObjectLock || bucket.Versioning == Versioning.Enabled
            ? null
            : new S3Refusal(S3Error.InvalidBucketState, "Object lock needs a bucket that keeps versions.");

    /// <summary>Why a bucket cannot keep versions, or stop keeping them; null: it can.</summary>
    public static S3Refusal? SetVersioning(Bucket bucket, Versioning wanted) =>
        bucket.HasObjectLock && wanted != Versioning.Enabled
            ? new S3Refusal(S3Error.InvalidBucketState, "A bucket with object lock keeps versions.")
            : null;

    /// <summary>The lock of a new version: as its request says, else as the bucket does.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="configuration">The lock of the bucket; null: none.</param>
    /// <param name="header">The value of a header; null when there is none.</param>
    /// <param name="now">The time at which the version is put.</param>
    public static S3Result<NewLock> OfNew(
        Bucket bucket, ObjectLockConfiguration? configuration, Func<string, string?> header, DateTimeOffset now)
    {
        var (mode, until, hold) =
            (header("x-amz-object-lock-mode"), header("x-amz-object-lock-retain-until-date"), header("x-amz-object-lock-legal-hold"));
        if ((mode ?? until ?? hold) is not null && OfBucket(bucket) is { } refusal)
        {
            return refusal;
        }

        if (hold is not (null or "ON" or "OFF"))
        {
            return new S3Refusal(S3Error.InvalidArgument, "The legal hold is expected to be ON or OFF.");
        }

        if (mode is null && until is null)
        {
            var byDefault = bucket.HasObjectLock && configuration?.Default is { } rule ? new Retention(rule.Mode, rule.From(now)) : null;
            return new NewLock(byDefault, hold == "ON");
        }

        if (Retention.ModeOf(mode) is not { } known || until is null || S3Time.ReadIso(until) is not { } time)
        {
            return new S3Refusal(S3Error.InvalidArgument, "Mode (GOVERNANCE or COMPLIANCE) and date of a retention are given together.");
        }

        return IsPast(time, now) is { } past ? past : new NewLock(new Retention(known, time), hold == "ON");
    }

    /// <summary>Why a version cannot be removed for good; null: it can.</summary>
    /// <remarks>A delete marker has no lock and can always be put or removed.</remarks>
    /// <param name="version">The version.</param>
    /// <param name="bypasses">Whether governance is bypassed.</param>
    /// <param name="now">The time of the request.</param>
    public static S3Refusal? Remove(ObjectVersion version, bool bypasses, DateTimeOffset now) =>
        version.HasLegalHold ? new S3Refusal(S3Error.AccessDenied, "The version has a legal hold.")
        : Holding(version, bypasses, now) is { } held
            ? new S3Refusal(S3Error.AccessDenied, $"The version is retained until {S3Time.Iso(held.Until)}.")
            : null;

    /// <summary>Why the retention of a version cannot become another; null: it can.</summary>
    /// <remarks>It can always be made longer in its own mode; all else weakens or changes it, and needs it to be lifted.</remarks>
    /// <param name="bucket">The bucket.</param>
    /// <param name="version">The version.</param>
    /// <param name="wanted">The retention that it is to have; null: none.</param>
    /// <param name="bypasses">Whether governance is bypassed.</param>
    /// <param name="now">The time of the request.</param>
    public static S3Refusal? Retain(Bucket bucket, ObjectVersion version, Retention? wanted, bool bypasses, DateTimeOffset now)
    {
        if ((OfBucket(bucket) ?? (wanted is null ? null : IsPast(wanted.Until, now))) is { } refusal)
        {
            return refusal;
        }

        return Holding(version, bypasses, now) is { } held && !(wanted?.Mode == held.Mode && wanted.Until >= held.Until)
            ? new S3Refusal(S3Error.AccessDenied, $"The version is retained until {S3Time.Iso(held.Until)}.")
            : null;
    }

    private static Retention? Holding(ObjectVersion version, bool bypasses, DateTimeOffset now) =>
        version.Retention is { } retention && retention.Until > now && !(bypasses && retention.Mode == RetentionMode.Governance)
            ? retention
            : null;

    private static S3Refusal? IsPast(DateTimeOffset until, DateTimeOffset now) =>
        until > now ? null : new S3Refusal(S3Error.InvalidArgument, "The date until which a version is retained is in the past.");
}

/// <summary>The lock of a new version.</summary>
/// <param name="Retention">How it is protected until a moment; null: not.</param>
/// <param name="HasLegalHold">Whether it is protected until someone lifts that.</param>
public readonly record struct NewLock(Retention? Retention, bool HasLegalHold);
