using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using static Sluiswachter.VaultEngines.SqlRows;

namespace Sluiswachter.VaultEngines;

/// <summary>Reads what copies are to learn, on one connection and within its transaction.</summary>
internal class SqlFeed(SqlSession session) : IFeed
{
    private const int Page = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new CountryJson() },
    };

    private readonly SqlView view = new(session);

    /// <inheritdoc/>
    public IReadOnlyList<Embassy> Embassies => session.Query(
        "SELECT settings FROM embassy ORDER BY name", row => JsonSerializer.Deserialize<Embassy>(row.GetString(0), Json)!);

    /// <inheritdoc/>
    public virtual FeedPlace End => new(session.Number("SELECT number FROM outbox_counter") ?? 0, view.LogSize);

    /// <inheritdoc/>
    public LogHash RootOf(long entries) => MerkleFrontier.Of(entries, node =>
        new LogHash((view.Node(node.Level, node.Index) ?? throw new IOException($"the log lacks node {node.Level}/{node.Index}")).Span)).Root;

    /// <inheritdoc/>
    public IReadOnlyList<Bucket> Buckets => view.BucketsOf(null);

    /// <inheritdoc/>
    public IReadOnlyList<FeedChange> Changes(long after, int most) => session.Query(
        "SELECT number, kind, name, key, id FROM outbox WHERE number > $1 ORDER BY number LIMIT $2",
        row => new FeedChange(row.GetInt64(0), new FeedThing(
            (FeedKind)row.GetInt64(1), row.GetString(2), Encoding.UTF8.GetString(Bytes(row, 3)), row.GetString(4))),
        after,
        (long)most);

    /// <inheritdoc/>
    public FeedRecord Now(FeedThing thing) => thing.Kind switch
    {
        FeedKind.Bucket => BucketName.Of(thing.Name).Value is var name && view.Bucket(name) is { } bucket
            ? new BucketRecord(bucket)
            : new BucketGone(name),
        FeedKind.Version or FeedKind.VersionSetting => VersionNow(thing),
        FeedKind.User => new UserRecord(view.User(thing.Name) ?? throw new IOException($"user {thing.Name} is not there")),
        FeedKind.AccessKey => view.AccessKey(thing.Name) is { } key ? new AccessKeyRecord(key) : new AccessKeyGone(thing.Name),
        _ => Entries(NumberOf(thing.Name), NumberOf(thing.Name) + 1).Single(),
    };

    /// <inheritdoc/>
    public IEnumerable<FeedRecord> Things() =>
    [
        .. view.BucketsOf(null).Select(b => new BucketRecord(b)),
        .. view.Users(null).Select(u => new UserRecord(u)),
        .. session.Query("SELECT id, user_id, secret, created FROM access_key ORDER BY id", row => new AccessKeyRecord(AccessKey(row))),
    ];

    /// <inheritdoc/>
    public IEnumerable<VersionRecord> Versions(BucketName bucket)
    {
        var (key, place) = (Array.Empty<byte>(), long.MinValue);
        List<VersionRecord> page;
        do
        {
            page = session.Query(
                $"""
                SELECT {VersionColumns}, place FROM version
                WHERE bucket = $1 AND (key, place) > ($2, $3) ORDER BY key, place LIMIT $4
                """,
                Placed,
                bucket.Text,
                key,
                place,
                (long)Page);
            foreach (var record in page)
            {
                yield return record;
                (key, place) = (Key(record.Version.Key.Text), record.Place);
            }
        }
        while (page.Count == Page);
    }

    /// <inheritdoc/>
    public IEnumerable<EntryRecord> Entries(long from, long until)
    {
        for (var next = from; next < until; next += Page)
        {
            var page = session.Query(
                "SELECT number, entry FROM log_entry WHERE number >= $1 AND number < $2 ORDER BY number",
                row => (Number: row.GetInt64(0), Bytes: row.IsDBNull(1) ? null : Bytes(row, 1)),
                next,
                Math.Min(until, next + Page));
            foreach (var (i, (number, bytes)) in page.Index())
            {
                yield return number == next + i && bytes is not null ? new EntryRecord(number, bytes) : throw Lost(next + i);
            }

            if (page.Count < Math.Min(until, next + Page) - next)
            {
                throw Lost(next + page.Count);
            }
        }
    }

    /// <inheritdoc/>
    public long BytesSince(long change) => session.NumberOfAll(
        """
        SELECT cast(coalesce(sum(v.size), 0) AS BIGINT) FROM version v
        JOIN (SELECT DISTINCT name, key, id FROM outbox WHERE number > $1 AND kind = 2) o
            ON v.bucket = o.name AND v.key = o.key AND v.id = o.id
        """,
        change) ?? 0;

    /// <inheritdoc/>
    public long BytesOfAll => session.NumberOfAll("SELECT cast(coalesce(sum(size), 0) AS BIGINT) FROM version") ?? 0;

    /// <inheritdoc/>
    public IReadOnlyList<BlobId> Stale(string embassy, DateTimeOffset notedBefore, int most) => session.Query(
        "SELECT blob FROM stale WHERE embassy = $1 AND noted <= $2 ORDER BY noted LIMIT $3",
        row => BlobOf(row, 0),
        embassy,
        Time(notedBefore),
        (long)most);

    /// <inheritdoc/>
    public bool IsStale(string embassy, BlobId blob) =>
        session.Any("SELECT 1 FROM stale WHERE embassy = $1 AND blob = $2", embassy, Blob(blob));

    /// <summary>A copy as it is kept.</summary>
    protected static string Text(Embassy embassy) => JsonSerializer.Serialize(embassy, Json);

    private static long NumberOf(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static IOException Lost(long number) => new($"the log lacks entry {number}");

    private static VersionRecord Placed(DbDataReader row) => new(Version(row), row.GetInt64(14));

    private FeedRecord VersionNow(FeedThing thing)
    {
        var (bucket, key, id) = (BucketName.Of(thing.Name).Value, ObjectKey.Of(thing.Key).Value, VersionId.Read(thing.Id)!.Value);
        var found = session.Query(
            $"SELECT {VersionColumns}, place FROM version WHERE bucket = $1 AND key = $2 AND id = $3",
            Placed,
            bucket.Text,
            Key(key.Text),
            id.Text);
        return found is [var record] ? record : new VersionGone(bucket, key, id);
    }

    /// <summary>Countries by their codes.</summary>
    private sealed class CountryJson : System.Text.Json.Serialization.JsonConverter<Country>
    {
        public override Country Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Country.Of(reader.GetString()!).Value;

        public override void Write(Utf8JsonWriter writer, Country value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Code);
    }
}
