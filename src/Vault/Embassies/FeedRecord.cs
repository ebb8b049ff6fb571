using System.Text.Json;
using System.Text.Json.Serialization;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>What a copy is told of one thing in a vault: how it is now, or that it is gone.</summary>
/// <remarks>
/// A line of JSON in a segment of the feed. Reading the same record again changes nothing, and the last one of a thing holds.
/// Source of the form: <c>docs/formats/embassy.md</c>.
/// </remarks>
public abstract record FeedRecord
{
    /// <summary>The record as a line, without its end.</summary>
    public byte[] ToLine() => JsonSerializer.SerializeToUtf8Bytes(Line(), FeedJson.Default.FeedLine);

    /// <summary>Reads a line; null when it is none.</summary>
    public static FeedRecord? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, FeedJson.Default.FeedLine) switch
            {
                { Bucket: { } bucket } => bucket.Of(),
                { Version: { } version } => version.Of(),
                { User: { } user } => new UserRecord(user),
                { AccessKey: { } key } => new AccessKeyRecord(new AccessKey(key.Id, key.User, key.Secret, Moment(key.Created))),
                { Entry: { } entry } => new EntryRecord(entry.Number, entry.Bytes),
                { BucketGone: { } name } => new BucketGone(BucketName.Of(name).Value),
                { VersionGone: { } gone } => new VersionGone(
                    BucketName.Of(gone.Bucket).Value, ObjectKey.Of(gone.Key).Value, VersionId.Read(gone.Id)!.Value),
                { AccessKeyGone: { } id } => new AccessKeyGone(id),
                _ => null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    internal abstract FeedLine Line();

    internal static DateTimeOffset Moment(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}

/// <summary>A bucket.</summary>
public sealed record BucketRecord(Bucket Bucket) : FeedRecord
{
    internal override FeedLine Line() => new() { Bucket = FeedBucket.From(Bucket) };
}

/// <summary>A bucket that is no more.</summary>
public sealed record BucketGone(BucketName Name) : FeedRecord
{
    internal override FeedLine Line() => new() { BucketGone = Name.Text };
}

/// <summary>A version of an object.</summary>
/// <param name="Version">The version.</param>
/// <param name="Place">Its place among all versions: falls with each that is put, so that the newest of a key comes first.</param>
public sealed record VersionRecord(ObjectVersion Version, long Place) : FeedRecord
{
    internal override FeedLine Line() => new() { Version = FeedVersion.From(Version, Place) };
}

/// <summary>A version that is no more.</summary>
public sealed record VersionGone(BucketName Bucket, ObjectKey Key, VersionId Id) : FeedRecord
{
    internal override FeedLine Line() => new() { VersionGone = new FeedGone(Bucket.Text, Key.Text, Id.Text) };
}

/// <summary>A user.</summary>
public sealed record UserRecord(VaultUser User) : FeedRecord
{
    internal override FeedLine Line() => new() { User = User };
}

/// <summary>An access key.</summary>
public sealed record AccessKeyRecord(AccessKey Key) : FeedRecord
{
    internal override FeedLine Line() => new()
    {
        AccessKey = new FeedAccessKey(Key.Id, Key.User, Key.Secret.ToArray(), Key.Created.ToUnixTimeMilliseconds()),
    };
}

/// <summary>An access key that is no more.</summary>
public sealed record AccessKeyGone(string Id) : FeedRecord
{
    internal override FeedLine Line() => new() { AccessKeyGone = Id };
}

/// <summary>An entry of the log, as <see cref="RecordedEntry"/> writes it.</summary>
/// <param name="Number">Which, from 0.</param>
/// <param name="Bytes">With its words, or what is left of them.</param>
public sealed record EntryRecord(long Number, ReadOnlyMemory<byte> Bytes) : FeedRecord
{
    internal override FeedLine Line() => new() { Entry = new FeedEntry(Number, Bytes.ToArray()) };
}

internal sealed record FeedLine
{
    public FeedBucket? Bucket { get; init; }

    public FeedVersion? Version { get; init; }

    public VaultUser? User { get; init; }

    public FeedAccessKey? AccessKey { get; init; }

    public FeedEntry? Entry { get; init; }

    public string? BucketGone { get; init; }

    public FeedGone? VersionGone { get; init; }

    public string? AccessKeyGone { get; init; }
}

internal sealed record FeedAccessKey(string Id, string User, byte[] Secret, long Created);

internal sealed record FeedEntry(long Number, byte[] Bytes);

internal sealed record FeedGone(string Bucket, string Key, string Id);

internal sealed record FeedBucket(
    string Name, string Body, string Owner, long Created, int Versioning, bool HasObjectLock, int Marking, int DataClass,
    string[] Places, Dictionary<int, string> Settings, byte[] Seal)
{
    public static FeedBucket From(Bucket bucket) => new(
        bucket.Name.Text, bucket.Body, bucket.Owner, bucket.Created.ToUnixTimeMilliseconds(), (int)bucket.Versioning,
        bucket.HasObjectLock, (int)bucket.Marking, (int)bucket.DataClass, [.. bucket.AllowedPlaces.Select(p => p.Code)],
        bucket.Settings.ToDictionary(s => (int)s.Key, s => s.Value), bucket.Seal.ToArray());

    public BucketRecord Of() => new(new Bucket(BucketName.Of(Name).Value, Body, Owner, FeedRecord.Moment(Created))
    {
        Versioning = (Versioning)Versioning,
        HasObjectLock = HasObjectLock,
        Marking = (Marking)Marking,
        DataClass = (DataClass)DataClass,
        AllowedPlaces = [.. Places.Select(p => Country.Of(p).Value)],
        Settings = Settings.ToDictionary(s => (BucketSetting)s.Key, s => s.Value),
        Seal = Seal,
    });
}

internal sealed record FeedPart(int Number, string Blob, long Size, byte[] Key);

internal sealed record FeedVersion(
    string Bucket, string Key, string Id, long Place, long Modified, string Owner, bool IsDeleteMarker, long Size, string ETag,
    FeedPart[] Parts, byte[] Attributes, bool HasLegalHold, int? RetentionMode = null, long? RetainUntil = null)
{
    public static FeedVersion From(ObjectVersion version, long place) => new(
        version.Bucket.Text, version.Key.Text, version.Id.Text, place, version.Modified.ToUnixTimeMilliseconds(), version.Owner,
        version.IsDeleteMarker, version.Size, version.ETag,
        [.. version.Parts.Select(p => new FeedPart(p.Number, p.Blob.Text, p.Size, p.WrappedKey.ToArray()))],
        version.Attributes.ToArray(), version.HasLegalHold, (int?)version.Retention?.Mode,
        version.Retention?.Until.ToUnixTimeMilliseconds());

    public VersionRecord Of() => new(
        new ObjectVersion(
            BucketName.Of(Bucket).Value, ObjectKey.Of(Key).Value, VersionId.Read(Id)!.Value, FeedRecord.Moment(Modified), Owner)
        {
            IsDeleteMarker = IsDeleteMarker,
            Size = Size,
            ETag = ETag,
            Parts = [.. Parts.Select(p => new StoredPart(p.Number, BlobId.Read(p.Blob)!.Value, p.Size, p.Key))],
            Attributes = Attributes,
            Retention = RetentionMode is { } mode ? new Retention((RetentionMode)mode, FeedRecord.Moment(RetainUntil!.Value)) : null,
            HasLegalHold = HasLegalHold,
        },
        Place);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FeedLine))]
internal sealed partial class FeedJson : JsonSerializerContext;
