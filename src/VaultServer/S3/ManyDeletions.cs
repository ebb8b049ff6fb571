using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.S3;

/// <summary>Deletes up to a thousand objects in one request, each by itself.</summary>
internal static class ManyDeletions
{
    /// <summary>Deletes them, and tells what became of each.</summary>
    public static async Task<S3Result<S3Answer>> DeleteAsync(S3Call call)
    {
        if (!call.Bucket().Is(out var bucket, out var refusal))
        {
            return refusal;
        }

        // Who may delete what is asked of each object; a stranger to whom nothing can be open is not even listened to.
        if (!Gate.ListensTo(call, bucket))
        {
            return S3Error.AccessDenied;
        }

        var document = await call.DocumentAsync(most: S3Call.LongDocument);
        if (!document.Then(d => DeleteRequest.Read(d)).Is(out var request, out refusal))
        {
            return refusal;
        }

        var (gone, kept) = (new List<DeletedObject>(), new List<NotDeletedObject>());
        foreach (var asked in request.Objects)
        {
            if (Delete(call, bucket, asked).Is(out var deleted, out var refused))
            {
                gone.Add(deleted);
            }
            else
            {
                // The answer as a whole is no refusal, so each is logged by itself.
                var access = call.Access() with { Key = asked.Key, Version = asked.VersionId };
                await call.Safe.Log.TellAsync(access, refused.Outcome, call.Stop);
                kept.Add(new NotDeletedObject(asked.Key, asked.VersionId, refused));
            }
        }

        return S3Answer.Xml(new DeleteAnswer(request.IsQuiet ? [] : gone, kept).Write());
    }

    private static S3Result<DeletedObject> Delete(S3Call call, Bucket bucket, ObjectToDelete asked)
    {
        if (!S3Call.KeyOf(asked.Key).Is(out var key, out var refusal))
        {
            return refusal;
        }

        VersionId? id = null;
        if (asked.VersionId is not null && (id = VersionId.Read(asked.VersionId)) is null)
        {
            return S3Error.NoSuchVersion;
        }

        return Deletions.Delete(call, bucket, key, id, Deletions.Conditions(asked.ETag, asked.LastModified, asked.Size))
            .Then<DeletedObject>(deletion => new DeletedObject(
                asked.Key, asked.VersionId, deletion.IsMarker ? deletion.Version?.Text : null));
    }
}
