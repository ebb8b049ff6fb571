namespace Sluiswachter.Vault;

/// <summary>A request to delete many objects at once.</summary>
/// <param name="Objects">1 to 1000 objects.</param>
/// <param name="IsQuiet">True when only what failed is to be told.</param>
public sealed record DeleteRequest(IReadOnlyList<ObjectToDelete> Objects, bool IsQuiet)
{
    private const int MostObjects = 1000;

    private static readonly S3Shape Shape = new("Delete: Quiet Object", "Object: Key VersionId ETag LastModifiedTime Size");

    /// <summary>Reads a document.</summary>
    public static S3Result<DeleteRequest> Read(ReadOnlyMemory<byte> document) =>
        S3Element.Of(document, "Delete", Shape).Then<DeleteRequest>(root =>
        {
            var malformed = false;
            var isQuiet = root.Flag("Quiet", ref malformed) ?? false;
            var objects = new List<ObjectToDelete>();
            foreach (var element in root.All("Object"))
            {
                malformed |= element.TextOf("Key") is not { Length: > 0 };
                objects.Add(new ObjectToDelete(
                    element.TextOf("Key") ?? "",
                    element.TextOf("VersionId") is { Length: > 0 } version ? version : null,
                    element.TextOf("ETag"),
                    Modified(element, ref malformed),
                    element.LongNumber("Size", ref malformed)));
            }

            return malformed || objects.Count is 0 or > MostObjects ? S3Error.MalformedXML : new DeleteRequest(objects, isQuiet);
        });

    /// <summary>The schema has the form of HTTP here; some tools write ISO 8601.</summary>
    private static DateTimeOffset? Modified(S3Element element, ref bool malformed)
    {
        if (element.TextOf("LastModifiedTime")?.Trim() is not { } text)
        {
            return null;
        }

        var time = S3Time.ReadHttp(text) ?? S3Time.ReadIso(text);
        malformed |= time is null;
        return time;
    }
}

/// <summary>One object to delete, with what must hold of it.</summary>
/// <param name="Key">The key.</param>
/// <param name="VersionId">The version, or null for the current one.</param>
/// <param name="ETag">The ETag that it must have, or null.</param>
/// <param name="LastModified">The time at which it must have been made, or null.</param>
/// <param name="Size">The size that it must have in bytes, or null.</param>
public sealed record ObjectToDelete(
    string Key, string? VersionId = null, string? ETag = null, DateTimeOffset? LastModified = null, long? Size = null);

/// <summary>An object that is gone.</summary>
/// <param name="Key">The key.</param>
/// <param name="VersionId">The version that was asked for, or null.</param>
/// <param name="MarkerVersionId">The delete marker that was made or, when the version was one, deleted; else null.</param>
public sealed record DeletedObject(string Key, string? VersionId = null, string? MarkerVersionId = null);

/// <summary>An object that is still there.</summary>
/// <param name="Key">The key.</param>
/// <param name="VersionId">The version that was asked for, or null.</param>
/// <param name="Refusal">Why.</param>
public sealed record NotDeletedObject(string Key, string? VersionId, S3Refusal Refusal);

/// <summary>The answer to a request to delete many objects.</summary>
/// <param name="Deleted">What is gone; empty when the request was quiet.</param>
/// <param name="Errors">What is not.</param>
public sealed record DeleteAnswer(IReadOnlyList<DeletedObject> Deleted, IReadOnlyList<NotDeletedObject> Errors)
{
    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("DeleteResult", root => root
        .Each(Deleted, "Deleted", (element, gone) => element
            .Text("Key", gone.Key)
            .Maybe("VersionId", gone.VersionId)
            .Maybe("DeleteMarker", gone.MarkerVersionId is null ? null : true)
            .Maybe("DeleteMarkerVersionId", gone.MarkerVersionId))
        .Each(Errors, "Error", (element, kept) => element
            .Text("Key", kept.Key)
            .Maybe("VersionId", kept.VersionId)
            .Text("Code", kept.Refusal.Error.Code())
            .Text("Message", kept.Refusal.Message)));
}
