using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>How things of the vault stand in rows, and are read back.</summary>
internal static class SqlRows
{
    /// <summary>The columns that <see cref="Bucket"/> reads.</summary>
    public const string BucketColumns =
        "name, body, owner, created, versioning, has_object_lock, marking, data_class, places, settings, seal";

    /// <summary>The columns that <see cref="Version"/> reads; after them comes the state.</summary>
    public const string VersionColumns =
        """
        bucket, key, id, modified, owner, is_delete_marker, size, etag, parts, attributes, retention_mode, retain_until,
        has_legal_hold, state
        """;

    /// <summary>The columns that <see cref="Upload"/> reads.</summary>
    public const string UploadColumns =
        "id, bucket, key, started, owner, attributes, retention_mode, retain_until, has_legal_hold";

    /// <summary>The columns that <see cref="Part"/> reads.</summary>
    public const string PartColumns = "upload, number, blob, size, wrapped_key, etag, modified, checksum, seal";

    /// <summary>The columns that <see cref="User"/> reads.</summary>
    public const string UserColumns = "id, body, name, is_officer";

    /// <summary>A key, or the beginning of one, as it is kept.</summary>
    public static byte[] Key(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The first bytes after all keys that begin so.</summary>
    /// <remarks>A byte of UTF-8 is never 255.</remarks>
    public static byte[] KeyAfter(string prefix)
    {
        var bytes = Key(prefix);
        if (bytes.Length == 0)
        {
            return [byte.MaxValue];
        }

        bytes[^1]++;
        return bytes;
    }

    /// <summary>A moment as it is kept.</summary>
    public static long Time(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();

    /// <summary>A blob as it is kept.</summary>
    public static byte[] Blob(BlobId blob) => blob.Chance.ToByteArray(bigEndian: true);

    /// <summary>Truth as it is kept.</summary>
    public static long Flag(bool holds) => holds ? 1 : 0;

    /// <summary>Countries as they are kept.</summary>
    public static string Places(IEnumerable<Country> places) => string.Join(' ', places.Select(place => place.Code));

    /// <summary>Settings as they are kept.</summary>
    public static string Settings(IReadOnlyDictionary<BucketSetting, string> settings) => JsonSerializer.Serialize(
        settings.ToDictionary(s => ((int)s.Key).ToString(CultureInfo.InvariantCulture), s => s.Value, StringComparer.Ordinal));

    /// <summary>Reads a bucket.</summary>
    public static Bucket Bucket(DbDataReader row) =>
        new(BucketName.Of(row.GetString(0)).Value, row.GetString(1), row.GetString(2), Moment(row, 3))
        {
            Versioning = (Versioning)row.GetInt64(4),
            HasObjectLock = row.GetInt64(5) != 0,
            Marking = (Marking)row.GetInt64(6),
            DataClass = (DataClass)row.GetInt64(7),
            AllowedPlaces = [.. row.GetString(8).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => Country.Of(p).Value)],
            Settings = JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(9))!.ToDictionary(
                s => (BucketSetting)int.Parse(s.Key, CultureInfo.InvariantCulture), s => s.Value),
            Seal = row.IsDBNull(10) ? default : Bytes(row, 10),
        };

    /// <summary>Reads a version.</summary>
    public static ObjectVersion Version(DbDataReader row) =>
        new(BucketName.Of(row.GetString(0)).Value, KeyOf(row, 1), VersionId.Read(row.GetString(2))!.Value, Moment(row, 3), row.GetString(4))
        {
            IsDeleteMarker = row.GetInt64(5) != 0,
            Size = row.GetInt64(6),
            ETag = row.GetString(7),
            Parts = KeptParts.Read(Bytes(row, 8)),
            Attributes = Bytes(row, 9),
            Retention = RetentionOf(row, 10),
            HasLegalHold = row.GetInt64(12) != 0,
        };

    /// <summary>Reads a version and whether it is the newest.</summary>
    public static VersionInList VersionInList(DbDataReader row) => new(Version(row), row.GetInt64(13) > 0);

    /// <summary>Reads an upload.</summary>
    public static Upload Upload(DbDataReader row) =>
        new(Guid.ParseExact(row.GetString(0), "n"), BucketName.Of(row.GetString(1)).Value, KeyOf(row, 2), Moment(row, 3),
            row.GetString(4), Bytes(row, 5))
        {
            Retention = RetentionOf(row, 6),
            HasLegalHold = row.GetInt64(8) != 0,
        };

    /// <summary>Reads a part of an upload.</summary>
    public static UploadedPart Part(DbDataReader row) => new(
        Guid.ParseExact(row.GetString(0), "n"),
        new StoredPart((int)row.GetInt64(1), BlobOf(row, 2), row.GetInt64(3), Bytes(row, 4)),
        row.GetString(5),
        Moment(row, 6),
        row.IsDBNull(7) ? null : row.GetString(7))
    {
        Seal = row.IsDBNull(8) ? default : Bytes(row, 8),
    };

    /// <summary>Reads a user.</summary>
    public static VaultUser User(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3) != 0);

    /// <summary>Reads an access key.</summary>
    public static AccessKey AccessKey(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), Bytes(row, 2), Moment(row, 3));

    /// <summary>Reads a blob.</summary>
    public static BlobId BlobOf(DbDataReader row, int column) => new(new Guid(Bytes(row, column), bigEndian: true));

    /// <summary>Reads bytes.</summary>
    public static byte[] Bytes(DbDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    private static ObjectKey KeyOf(DbDataReader row, int column) =>
        ObjectKey.Of(Encoding.UTF8.GetString(Bytes(row, column))).Value;

    /// <summary>A moment; what is none was written by somebody else, and is read as the first: where it matters a seal tells.</summary>
    private static DateTimeOffset Moment(DbDataReader row, int column)
    {
        var milliseconds = row.GetInt64(column);
        var isMoment = milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        return isMoment ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : DateTimeOffset.UnixEpoch;
    }

    private static Retention? RetentionOf(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : new Retention((RetentionMode)row.GetInt64(column), Moment(row, column + 1));
}
