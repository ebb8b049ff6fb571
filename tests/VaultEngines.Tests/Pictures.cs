using System.Globalization;
using System.Text;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines.Tests;

/// <summary>Things of a vault drawn as short texts, and back.</summary>
internal static class Pictures
{
    public static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-11-22T12:00:00Z", CultureInfo.InvariantCulture);

    public static BucketName Harbour { get; } = Name("harbour");

    public static BucketName Name(string text) => BucketName.Of(text).Value;

    public static ObjectKey Key(string text) => ObjectKey.Of(text).Value;

    /// <summary>The blob of a small number; the same for the same number.</summary>
    public static BlobId Blob(int number) => new(Chance(number));

    public static Guid Chance(int number) => new(number, 7, 7, 1, 2, 3, 4, 5, 6, 7, 8);

    /// <summary>The version of a small number; 0 is the null version.</summary>
    public static VersionId Id(int number) => number == 0 ? VersionId.Null : VersionId.Of(Chance(number));

    public static StoredPart Part(int number, int blob) =>
        new(number, Blob(blob), 1000 + blob, Encoding.UTF8.GetBytes($"wrapped {blob}"));

    public static ObjectVersion Object(string key, int id, params int[] blobs) =>
        new(Harbour, Key(key), Id(id), Noon.AddMilliseconds(id), "owner")
        {
            Size = blobs.Sum(),
            ETag = $"etag{id}",
            Parts = [.. blobs.Select((blob, i) => Part(i + 1, blob))],
            Attributes = Encoding.UTF8.GetBytes($"attributes of {key}"),
        };

    public static ObjectVersion Marker(string key, int id) =>
        new(Harbour, Key(key), Id(id), Noon.AddMilliseconds(id), "owner") { IsDeleteMarker = true };

    public static Upload Upload(string key, int id) =>
        new(Chance(id), Harbour, Key(key), Noon, "owner", Encoding.UTF8.GetBytes("sealed"));

    public static UploadedPart Part(int upload, int number, int blob) =>
        new(Chance(upload), Part(number, blob), $"etag{blob}", Noon, blob % 2 == 0 ? null : $"CRC32:{blob}")
        {
            Seal = Encoding.UTF8.GetBytes($"seal of {blob}"),
        };

    /// <summary>All that is known of a version.</summary>
    public static string Draw(ObjectVersion? version) => version is null ? "-" : string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {version.Key} {version.Id.Text[..4]}{(version.IsDeleteMarker ? " deleted" : "")} {version.Modified:mm:ss.fff} {version.Owner} {version.Size} {version.ETag} [{string.Join(' ', version.Parts.Select(Draw))}] {Hex(version.Attributes)} {version.Retention} {version.HasLegalHold}
        """);

    public static string Draw(StoredPart part) => $"{part.Number}:{part.Blob.Text[..8]}:{part.Size}:{Hex(part.WrappedKey)}";

    public static string Draw(Upload? upload) => upload is null
        ? "-"
        : $"{upload.Key} {upload.Text[..8]} {upload.Started:u} {Hex(upload.Attributes)} {upload.Retention} {upload.HasLegalHold}";

    public static string Draw(UploadedPart part) => $"{Draw(part.Part)} {part.ETag} {part.Modified:u} {part.Checksum} {Hex(part.Seal)}";

    public static string Draw<T>(IEnumerable<T> things, Func<T, string> draw) => string.Join('\n', things.Select(draw));

    /// <summary>The keys of objects, with a space between.</summary>
    public static string Keys(IEnumerable<ObjectVersion> objects) => string.Join(' ', objects.Select(o => o.Key.Text));

    public static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);

    /// <summary>Makes the bucket that most tests use.</summary>
    public static SqlCatalogue WithHarbour(this SqlCatalogue catalogue)
    {
        catalogue.Do(change => change.Put(new Bucket(Harbour, "body", "owner", Noon)));
        return catalogue;
    }

    /// <summary>A change that has no answer.</summary>
    public static void Do(this ICatalogue catalogue, Action<ICatalogueChange> change) => catalogue.Change(within =>
    {
        change(within);
        return true;
    });

    /// <summary>What is garbage, in digits of <see cref="Blob"/>; order is told only between changes.</summary>
    public static string Garbage(this ICatalogue catalogue) =>
        string.Join(' ', catalogue.Garbage(1000).Select(blob => int.Parse(blob.Text[..8], NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
}
