using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.S3;

/// <summary>Reads, puts, copies and deletes objects.</summary>
internal static class ObjectOperations
{
    /// <summary>Gives an object, or a range or part of it.</summary>
    public static S3Result<S3Answer> Get(S3Call call) => Give(call, withBody: true);

    /// <summary>Tells of an object what giving it would, without its bytes.</summary>
    public static S3Result<S3Answer> Head(S3Call call) => Give(call, withBody: false);

    /// <summary>Puts an object.</summary>
    public static async Task<S3Result<S3Answer>> PutAsync(S3Call call)
    {
        if (!call.Bucket().Is(out var bucket, out var refusal) || !call.Key().Is(out var key, out refusal) ||
            !call.Ring(bucket).Is(out var ring, out refusal))
        {
            return refusal;
        }

        if (!PutHeaders.Read(call, bucket).Is(out var put, out refusal))
        {
            // Who may not put at all is told that, and not what else is wrong.
            return Gate.May(call, bucket, key) ?? refusal;
        }

        if (!Gate.MayPut(call, bucket, key, put).Is(out _, out refusal) || !call.Body().Is(out var body, out refusal))
        {
            return refusal;
        }

        await using (body)
        {
            var checks = GivenChecksums.Of(call);
            if (!checks.Is(out var given, out refusal))
            {
                return refusal;
            }

            var what = put.NewObject(bucket, key);
            var version = await Intake.TakeAsync(
                call.Safe, ring, 1, body, given.Algorithms, put.Customer?.Key,
                (part, digest) => given.Verify(digest, body).Then(checksums =>
                    ObjectWriting.Put(call.Safe, ring, what = what.Of(part, digest, checksums), call.Access())),
                call.Stop);
            return version.Then<S3Answer>(v => Told(v, what.Attributes));
        }
    }

    /// <summary>Copies an object within the vault: opened and sealed anew, for keys and places may differ.</summary>
    public static async Task<S3Result<S3Answer>> CopyAsync(S3Call call)
    {
        if (!call.Bucket().Is(out var bucket, out var refusal) || !call.Key().Is(out var key, out refusal) ||
            !call.Ring(bucket).Is(out var ring, out refusal) || !(await CopySource.FindAsync(call)).Is(out var source, out refusal) ||
            !PutHeaders.Read(call, bucket).Is(out var put, out refusal))
        {
            return refusal;
        }

        var head = source.Head;
        var replaces = call.Header("x-amz-metadata-directive")?.ToUpperInvariant() == "REPLACE";
        var replacesTags = call.Header("x-amz-tagging-directive")?.ToUpperInvariant() == "REPLACE";
        var isSame = head.Version.Bucket == bucket.Name && head.Version.Key == key;
        if (isSame && !replaces && !replacesTags && source.IsNewest && put.Customer is null && call.Header("x-amz-storage-class") is null)
        {
            return new S3Refusal(S3Error.InvalidRequest,
                "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.");
        }

        var attributes = put.Attributes with
        {
            Headers = replaces ? put.Attributes.Headers : head.Attributes.Headers,
            Metadata = replaces ? put.Attributes.Metadata : head.Attributes.Metadata,
            Tags = replacesTags ? put.Attributes.Tags : head.Attributes.Tags,
        };
        if (!source.Sensitivity().Is(out var sensitivity, out refusal) ||
            !Gate.MayPut(call, bucket, key, put with { Attributes = attributes }, sensitivity).Is(out _, out refusal))
        {
            return refusal;
        }

        var algorithm = Checksum.Read(call.Header("x-amz-checksum-algorithm") ?? "");
        ChecksumAlgorithm[] wanted = algorithm is { } one ? [one] : [.. head.Attributes.Checksums.Keys];
        await using var plain = await source.OpenAsync(call, new ByteRange(0, head.Version.Size));
        var what = put.NewObject(bucket, key) with { Attributes = attributes, Source = sensitivity };
        var copied = await Intake.TakeAsync(
            call.Safe, ring, 1, plain, wanted, put.Customer?.Key,
            (part, digest) => ObjectWriting.Put(call.Safe, ring, what = what.Of(part, digest, digest.Texts), call.Access()), call.Stop);
        if (!copied.Is(out var version, out refusal))
        {
            return refusal;
        }

        var document = new CopyAnswer(version.ETag, version.Modified, ListedChecksums.Of(what.Attributes.Checksums)).WriteObject();
        var answer = ObjectHead.TellNewVersion(S3Answer.Xml(document), version.Id);
        ObjectHead.TellEncryption(answer, what.Attributes);
        return head.Bucket.Versioning == Versioning.Never
            ? answer
            : answer.With("x-amz-copy-source-version-id", head.Version.Id.Text);
    }

    /// <summary>Deletes an object or one of its versions.</summary>
    public static S3Result<S3Answer> Delete(S3Call call)
    {
        if (!call.Bucket().Is(out var bucket, out var refusal) || !call.Key().Is(out var key, out refusal) ||
            !call.Version().Is(out var id, out refusal) || !Deletions.Conditions(call).Is(out var conditions, out refusal) ||
            !Deletions.Delete(call, bucket, key, id, conditions).Is(out var deletion, out refusal))
        {
            return refusal;
        }

        var answer = ObjectHead.TellVersion(S3Answer.Of(204), bucket, deletion.Version);
        return deletion.IsMarker ? answer.With("x-amz-delete-marker", "true") : answer;
    }

    /// <summary>A refusal that tells whether it is for a delete marker, to who may know what is there.</summary>
    private static S3Answer? MarkedAsDeleted(S3Call call, Bucket bucket, S3Refusal refusal)
    {
        if (refusal.Error is not (S3Error.NoSuchKey or S3Error.MethodNotAllowed) || call.Key() is not { Holds: true, Value: var key } ||
            call.Version() is not { Holds: true, Value: var id })
        {
            return null;
        }

        var marker = id is { } asked ? call.Safe.Catalogue.Version(bucket.Name, key, asked) : call.Safe.Catalogue.Newest(bucket.Name, key);
        var answer = S3Answer.Of(refusal, call.Request, call.Wire.RequestId);
        return marker is { IsDeleteMarker: true }
            ? answer.With("x-amz-delete-marker", "true").With("x-amz-version-id", marker.Id.Text)
            : answer.With("x-amz-delete-marker", "false");
    }

    private static S3Answer Told(ObjectVersion version, ObjectAttributes attributes)
    {
        var answer = S3Answer.Of(200).With("ETag", $"\"{version.ETag}\"");
        ObjectHead.TellNewVersion(answer, version.Id);
        ObjectHead.TellEncryption(answer, attributes);
        return ObjectHead.TellChecksums(answer, attributes);
    }

    private static S3Result<S3Answer> Give(S3Call call, bool withBody)
    {
        if (call.Header("x-amz-server-side-encryption") is not null)
        {
            return new S3Refusal(S3Error.InvalidRequest, "How an object is encrypted is said when it is put.");
        }

        if (!call.Bucket().Is(out var bucket, out var refusal))
        {
            return refusal;
        }

        if (!Gate.MayReach(call, bucket).Is(out var head, out refusal))
        {
            return MarkedAsDeleted(call, bucket, refusal) is { } marked ? marked : refusal;
        }

        var version = head.Version;
        if (!RangeOf(call, version).Is(out var range, out refusal) || !GivenKey.Of(call).Is(out var customer, out refusal))
        {
            return refusal;
        }

        if (GivenKey.Refusal(head.Attributes, customer) is { } cannot)
        {
            return cannot;
        }

        switch (PutHeaders.ConditionsOf(call).Of(version.ETag, version.Modified))
        {
            case Condition.Failed:
                    return S3Error.PreconditionFailed;
            case Condition.NotModified:
                    return ObjectHead.TellVersion(S3Answer.Of(304), bucket, version.Id)
                    .With("ETag", $"\"{version.ETag}\"").With("Last-Modified", S3Time.Http(version.Modified));
        }

        if (!ObjectHeaders.Instead(head.Attributes.Headers, call.Query, call.Caller is not null).Is(out var headers, out refusal))
        {
            return refusal;
        }

        var whole = new ByteRange(0, version.Size);
        var given = range ?? whole;
        Func<Stream, CancellationToken, Task>? body = withBody ? CopyAsync : null;
        var answer = S3Answer.Stream(range is null ? 200 : 206, given.Length, body);
        if (range is not null)
        {
            answer.With("Content-Range", given.Header(version.Size));
        }

        if (call.Query("partNumber") is not null && version.ETag.Contains('-'))
        {
            answer.With("x-amz-mp-parts-count", version.Parts.Count);
        }

        return head.Tell(answer, call, headers);

        async Task CopyAsync(Stream to, CancellationToken stop)
        {
            await using var opened = ObjectReading.Open(call.Safe, head.Ring, version, given, customer?.Key);
            await opened.CopyToAsync(to, SealedLength.Segment, stop);
        }
    }

    /// <summary>The range that is asked for, by bytes or as a part; null: all.</summary>
    private static S3Result<ByteRange?> RangeOf(S3Call call, ObjectVersion version)
    {
        if (call.Query("partNumber") is { } text)
        {
            if (!int.TryParse(text, out var number) || number is < 1 or > 10_000)
            {
                return new S3Refusal(S3Error.InvalidArgument, "Part number must be an integer between 1 and 10000, inclusive");
            }

            if (number > Math.Max(1, version.Parts.Count))
            {
                return S3Error.InvalidPart;
            }

            return version.Size == 0
                ? S3Result<ByteRange?>.Of(null)
                : new ByteRange(version.Parts.Take(number - 1).Sum(p => p.Size), version.Parts[number - 1].Size);
        }

        return ByteRange.TryRead(call.Header("Range"), version.Size, out var range) ? S3Result<ByteRange?>.Of(range) : S3Error.InvalidRange;
    }
}
