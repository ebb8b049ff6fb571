using System.Globalization;
using System.Security.Cryptography;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.S3;

/// <summary>Uploads objects in parts.</summary>
internal static class UploadOperations
{
    private const int MostParts = 10_000;
    private const int LeastPartBytes = 5 * 1024 * 1024;
    private const int MostLines = 1_000;
    private const int MostAttempts = 5;

    /// <summary>Begins an upload.</summary>
    public static S3Result<S3Answer> Begin(S3Call call)
    {
        if (!call.Bucket().Is(out var bucket, out var refusal) || !call.Key().Is(out var key, out refusal) ||
            !call.Ring(bucket).Is(out var ring, out refusal) || !PutHeaders.Read(call, bucket).Is(out var put, out refusal) ||
            !Gate.MayPut(call, bucket, key, put).Is(out _, out refusal))
        {
            return refusal;
        }

        var (algorithmText, typeText) = (call.Header("x-amz-checksum-algorithm"), call.Header("x-amz-checksum-type"));
        var algorithm = algorithmText is null ? null : Checksum.Read(algorithmText);
        if ((algorithmText is not null && algorithm is null) || typeText is not (null or "COMPOSITE" or "FULL_OBJECT") ||
            (typeText is not null && algorithm is null))
        {
            return new S3Refusal(S3Error.InvalidRequest, "Checksum algorithm or type provided is unsupported.");
        }

        var isWhole = typeText is null ? algorithm == ChecksumAlgorithm.Crc64Nvme : typeText == "FULL_OBJECT";
        if ((isWhole && algorithm is ChecksumAlgorithm.Sha1 or ChecksumAlgorithm.Sha256) ||
            (!isWhole && algorithm == ChecksumAlgorithm.Crc64Nvme))
        {
            return new S3Refusal(S3Error.InvalidRequest,
                $"The {typeText} checksum type cannot be used with the {algorithmText} checksum algorithm.");
        }

        var attributes = put.Attributes with
        {
            ChecksumType = isWhole ? ChecksumType.FullObject : ChecksumType.Composite,
            Checksums = algorithm is { } known ? new Dictionary<ChecksumAlgorithm, string> { [known] = "" } : [],
        };
        var upload = new Upload(call.Safe.Chance(), bucket.Name, key, call.Now, put.Owner, default)
        {
            Retention = put.Retention,
            HasLegalHold = put.HasLegalHold,
        };
        upload = upload with { Attributes = ring.SealAttributes(attributes.ToBytes(), upload.About, call.Safe.Random).Value };
        var begun = call.Safe.Catalogue.Change<S3Result<Upload>>(change =>
        {
            if (change.Still(bucket) is null)
            {
                return S3Error.NoSuchBucket;
            }

            change.Put(upload);
            call.Safe.Log.Append(change, call.Access());
            return upload;
        });
        if (!begun.Is(out _, out refusal))
        {
            return refusal;
        }

        var answer = S3Answer.Xml(new InitiatedUpload(bucket.Name.Text, key.Text, upload.Text).Write());
        ObjectHead.TellEncryption(answer, attributes);
        if (algorithm is { } named)
        {
            answer.With("x-amz-checksum-algorithm", Checksum.NameOf(named))
                .With("x-amz-checksum-type", ListedChecksums.NameOf(attributes.ChecksumType));
        }

        return answer;
    }

    /// <summary>Takes a part in.</summary>
    public static async Task<S3Result<S3Answer>> PutPartAsync(S3Call call)
    {
        if (!Find(call).Is(out var found, out var refusal) || !NumberOf(call).Is(out var number, out refusal) ||
            !GivenChecksums.Of(call).Is(out var given, out refusal) || !CustomerOf(call, found).Is(out var customer, out refusal) ||
            !call.Body().Is(out var body, out refusal))
        {
            return refusal;
        }

        if (Admission.OfPlaces(found.Bucket, call.Safe.Places) is { } elsewhere)
        {
            return elsewhere;
        }

        await using (body)
        {
            var wanted = Wanted(found.Attributes, given);
            var taken = await Intake.TakeAsync(
                call.Safe, found.Ring, number, body, wanted, customer?.Key,
                (part, digest) => given.Verify(digest, body).Then(_ => Keep(call, found, part, digest)), call.Stop);
            return taken.Then<S3Answer>(kept =>
            {
                var answer = S3Answer.Of(200).With("ETag", $"\"{kept.ETag}\"");
                ObjectHead.TellEncryption(answer, found.Attributes);
                return ObjectHead.TellChecksums(answer, new ObjectAttributes { Checksums = ChecksumsOf(kept) }, withType: false);
            });
        }
    }

    /// <summary>Takes a part in from an object that is there.</summary>
    public static async Task<S3Result<S3Answer>> CopyPartAsync(S3Call call)
    {
        if (!Find(call).Is(out var found, out var refusal) || !NumberOf(call).Is(out var number, out refusal) ||
            !(await CopySource.FindAsync(call)).Is(out var source, out refusal) ||
            !source.Sensitivity().Is(out var sensitivity, out refusal))
        {
            return refusal;
        }

        if (Admission.Refuses(found.Bucket, found.Attributes.Metadata, call.Safe.Places, sensitivity) is { } tooSensitive)
        {
            return tooSensitive;
        }

        var size = source.Head.Version.Size;
        var range = new ByteRange(0, size);
        if (call.Header("x-amz-copy-source-range") is { } text)
        {
            if (!text.StartsWith("bytes=", StringComparison.Ordinal) || text["bytes=".Length..].Split('-') is not [var first, var last] ||
                !long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ||
                !long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to) || to < from)
            {
                return new S3Refusal(S3Error.InvalidArgument,
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy");
            }

            if (to >= size)
            {
                return S3Error.InvalidRange;
            }

            range = new ByteRange(from, to - from + 1);
        }

        if (!CustomerOf(call, found).Is(out var customer, out refusal))
        {
            return refusal;
        }

        await using var plain = await source.OpenAsync(call, range);
        var taken = await Intake.TakeAsync(
            call.Safe, found.Ring, number, plain, found.Attributes.Checksums.Keys, customer?.Key,
            (part, digest) => Keep(call, found, part, digest), call.Stop);
        if (!taken.Is(out var kept, out refusal))
        {
            return refusal;
        }

        var answer = S3Answer.Xml(new CopyAnswer(kept.ETag, kept.Modified, ListedChecksums.Of(ChecksumsOf(kept))).WritePart());
        ObjectHead.TellEncryption(answer, found.Attributes);
        return source.Head.Bucket.Versioning == Versioning.Never
            ? answer
            : answer.With("x-amz-copy-source-version-id", source.Head.Version.Id.Text);
    }

    /// <summary>Makes an object of parts.</summary>
    public static async Task<S3Result<S3Answer>> CompleteAsync(S3Call call)
    {
        // Who may not is told before the document has come; an upload that has ended may be asked for again.
        if (!Find(call).Is(out _, out var refusal) && refusal.Error != S3Error.NoSuchUpload)
        {
            return refusal;
        }

        var document = await call.DocumentAsync(isSummed: false, S3Call.LongDocument);
        if (!document.Then(d => CompleteRequest.Read(d)).Is(out var request, out refusal))
        {
            return refusal;
        }

        // A part may come again between looking and joining: then it is looked at once more.
        for (var attempt = 1; ; attempt++)
        {
            var completed = Complete(call, request);
            if (completed.Is(out _, out refusal) || refusal.Error != S3Error.OperationAborted || attempt == MostAttempts)
            {
                return completed;
            }
        }
    }

    private static S3Result<S3Answer> Complete(S3Call call, CompleteRequest request)
    {
        if (!Find(call).Is(out var found, out var refusal))
        {
            return OrAnsweredBefore(call, request, refusal);
        }

        // A key that is given must be the right one; it need not be, for old tools do not give it once more.
        if (!GivenKey.Of(call).Is(out var customer, out refusal))
        {
            return refusal;
        }

        if (customer is not null && GivenKey.Refusal(found.Attributes, customer) is { } another)
        {
            return another;
        }

        if (!Joined(call, found, request).Is(out var parts, out refusal) ||
            !ChecksumsOf(call, found, parts).Is(out var checksums, out refusal))
        {
            // Parts go with their upload: another may have completed it since it was found.
            return call.Safe.Catalogue.Upload(found.Upload.Id) is null
                ? OrAnsweredBefore(call, request, S3Error.NoSuchUpload)
                : refusal;
        }

        var algorithm = found.Attributes.Checksums.Keys.Cast<ChecksumAlgorithm?>().FirstOrDefault();
        var attributes = found.Attributes with
        {
            Checksums = checksums,
            PartChecksums = algorithm is null ? [] : [.. parts.Select(p => ChecksumsOf(p).GetValueOrDefault(algorithm.Value, ""))],
        };
        var what = new NewObject(found.Bucket, found.Upload.Key, found.Upload.Owner, attributes)
        {
            Parts = [.. parts.Select(p => p.Part)],
            ETag = EtagOf(parts),
            Conditions = new Conditions(call.Header("If-Match"), call.Header("If-None-Match")),
            Retention = found.Upload.Retention,
            HasLegalHold = found.Upload.HasLegalHold,
            Upload = found.Upload.Id,
        };
        return ObjectWriting.Put(call.Safe, found.Ring, what, call.Access()).Is(out var version, out refusal)
            ? Completed(call, found.Bucket, version, attributes)
            : OrAnsweredBefore(call, request, refusal);
    }

    /// <summary>Gives an upload up.</summary>
    /// <remarks>Nothing is decided by what is known of it: what was altered can be given up. No object has lost anything then.</remarks>
    public static S3Result<S3Answer> Abort(S3Call call) => FindAsKept(call).Then(found =>
        call.Safe.Catalogue.Change<S3Result<S3Answer>>(change =>
        {
            if (change.Upload(found.Upload.Id) is null)
            {
                return S3Error.NoSuchUpload;
            }

            change.Remove(found.Upload.Id);
            call.Safe.Log.Append(change, call.Access());
            return S3Answer.Of(204);
        }));

    /// <summary>Lists the parts that came.</summary>
    public static S3Result<S3Answer> ListParts(S3Call call) => Find(call).Then<S3Answer>(found =>
    {
        var (most, above) = (MostLines, 0);
        if ((call.Query("max-parts") is { } text && (!int.TryParse(text, out most) || most < 0)) ||
            (call.Query("part-number-marker") is { Length: > 0 } marker && (!int.TryParse(marker, out above) || above < 0)))
        {
            return new S3Refusal(S3Error.InvalidArgument, "max-parts and part-number-marker must be whole numbers.");
        }

        most = Math.Min(most, MostLines);
        var parts = call.Safe.Catalogue.Parts(found.Upload.Id, above, most + 1);
        var page = parts.Take(most).Select(p => p.Intact(found.Upload, found.Ring)).Select(p => new ListedPart(
            p.Part.Number, p.ETag, p.Part.Size, p.Modified, ListedChecksums.Of(ChecksumsOf(p)))).ToList();
        int? next = parts.Count > most && page.Count > 0 ? page[^1].Number : null;
        var algorithm = found.Attributes.Checksums.Keys.Cast<ChecksumAlgorithm?>().FirstOrDefault();
        var upload = new ListedUpload(
            found.Upload.Key.Text, found.Upload.Text, found.Upload.Started, call.Owner(found.Upload.Owner),
            ChecksumAlgorithm: algorithm is { } known ? Checksum.NameOf(known) : null,
            ChecksumType: algorithm is null ? null : ListedChecksums.NameOf(found.Attributes.ChecksumType));
        return S3Answer.Xml(new PartList(
            found.Bucket.Name.Text, upload, above, next, most, page, call.Query("encoding-type") == "url").Write());
    });

    private static S3Answer Completed(S3Call call, Bucket bucket, ObjectVersion version, ObjectAttributes attributes)
    {
        var answer = S3Answer.Xml(new CompletedUpload(
            call.AddressOf(version), bucket.Name.Text, version.Key.Text, version.ETag, ListedChecksums.Of(attributes.Checksums),
            ListedChecksums.TypeOf(attributes)).Write());
        ObjectHead.TellEncryption(answer, attributes);
        return ObjectHead.TellNewVersion(answer, version.Id);
    }

    /// <summary>Who asks again, because the answer was lost or slow, is told that it is done.</summary>
    private static S3Result<S3Answer> OrAnsweredBefore(S3Call call, CompleteRequest request, S3Refusal refusal) =>
        refusal.Error == S3Error.NoSuchUpload && AnsweredBefore(call, request) is { } again ? again : refusal;

    /// <summary>The object that an upload made which has ended, when its parts are those that are asked for.</summary>
    private static S3Answer? AnsweredBefore(S3Call call, CompleteRequest request) =>
        call.Bucket() is { Holds: true, Value: var bucket } && call.Key() is { Holds: true, Value: var key } &&
        Gate.May(call, bucket, key) is null &&
        call.Safe.Catalogue.Newest(bucket.Name, key) is { IsDeleteMarker: false } version &&
        version.ETag == EtagOf([.. request.Parts.Select(p => p.ETag.Trim('"'))]) && call.Safe.Keys[bucket.Body] is { } ring
            ? Completed(call, bucket, version, version.AttributesBy(ring))
            : null;

    private static S3Result<IReadOnlyList<UploadedPart>> Joined(S3Call call, FoundUpload found, CompleteRequest request)
    {
        var known = call.Safe.Catalogue.Parts(found.Upload.Id, 0, MostParts).ToDictionary(p => p.Part.Number);
        var parts = new List<UploadedPart>();
        foreach (var asked in request.Parts)
        {
            if (!known.TryGetValue(asked.Number, out var part) || part.ETag != asked.ETag.Trim('"'))
            {
                return S3Error.InvalidPart;
            }

            var own = ChecksumsOf(part);
            if (asked.Checksums.Any(c => Checksum.Read(c.Algorithm) is not { } a || own.GetValueOrDefault(a) != c.Text))
            {
                return S3Error.InvalidPart;
            }

            parts.Add(part.Intact(found.Upload, found.Ring));
        }

        return parts.SkipLast(1).Any(p => p.Part.Size < LeastPartBytes)
            ? S3Error.EntityTooSmall
            : S3Result<IReadOnlyList<UploadedPart>>.Of(parts);
    }

    /// <summary>The checksum of the whole from those of its parts, compared with what the request says it is.</summary>
    private static S3Result<IReadOnlyDictionary<ChecksumAlgorithm, string>> ChecksumsOf(
        S3Call call, FoundUpload found, IReadOnlyList<UploadedPart> parts)
    {
        var checksums = new Dictionary<ChecksumAlgorithm, string>();
        foreach (var algorithm in found.Attributes.Checksums.Keys)
        {
            byte[][] values =
                [.. parts.Select(p => ChecksumsOf(p).GetValueOrDefault(algorithm)).OfType<string>().Select(Convert.FromBase64String)];
            if (values.Length < parts.Count)
            {
                return new S3Refusal(S3Error.InvalidRequest, "The upload was created with a checksum algorithm, and a part came without one.");
            }

            checksums.Add(algorithm, found.Attributes.ChecksumType == ChecksumType.Composite
                ? $"{Convert.ToBase64String(Checksum.Of(algorithm, [.. values.SelectMany(v => v)]))}-{parts.Count}"
                : Convert.ToBase64String(Whole(algorithm, values, parts)));
        }

        foreach (var algorithm in Enum.GetValues<ChecksumAlgorithm>())
        {
            if (call.Header($"x-amz-checksum-{Checksum.NameOf(algorithm).ToLowerInvariant()}") is { } said &&
                (!checksums.TryGetValue(algorithm, out var worked) || (worked != said && worked.Split('-')[0] != said)))
            {
                return checksums.ContainsKey(algorithm)
                    ? S3Error.BadDigest
                    : new S3Refusal(S3Error.InvalidRequest, "The upload was created with another checksum algorithm.");
            }
        }

        return checksums;
    }

    private static byte[] Whole(ChecksumAlgorithm algorithm, byte[][] values, IReadOnlyList<UploadedPart> parts)
    {
        var whole = values[0];
        for (var i = 1; i < values.Length; i++)
        {
            whole = Checksum.Combine(algorithm, whole, values[i], parts[i].Part.Size)!;
        }

        return whole;
    }

    private static string EtagOf(IReadOnlyList<UploadedPart> parts) => EtagOf([.. parts.Select(p => p.ETag)]);

    private static string EtagOf(string[] etags)
    {
        if (!Array.TrueForAll(etags, e => e.Length == 32 && e.All(char.IsAsciiHexDigit)))
        {
            return "";
        }

#pragma warning disable CA5351 // S3's entity tag of an object in parts is the MD5 of their MD5s.
        var md5 = MD5.HashData([.. etags.SelectMany(Convert.FromHexString)]);
#pragma warning restore CA5351
        return $"{Convert.ToHexStringLower(md5)}-{etags.Length}";
    }

    private static S3Result<UploadedPart> Keep(S3Call call, FoundUpload found, StoredPart part, Digest digest)
    {
        var checksum = digest.Checksums.Select(c => $"{Checksum.NameOf(c.Key)}:{Convert.ToBase64String(c.Value)}").FirstOrDefault();
        var uploaded = new UploadedPart(found.Upload.Id, part, Convert.ToHexStringLower(digest.Md5), call.Now, checksum)
            .SealedBy(found.Ring, call.Safe.Random);
        return call.Safe.Catalogue.Change<S3Result<UploadedPart>>(change =>
        {
            if (change.Upload(found.Upload.Id) is null)
            {
                return S3Error.NoSuchUpload;
            }

            change.Put(uploaded);
            call.Safe.Log.Append(change, call.Access());
            return uploaded;
        });
    }

    private static IReadOnlyDictionary<ChecksumAlgorithm, string> ChecksumsOf(UploadedPart part) =>
        part.Checksum?.Split(':', 2) is [var name, var value] && Checksum.Read(name) is { } algorithm
            ? new Dictionary<ChecksumAlgorithm, string> { [algorithm] = value }
            : new Dictionary<ChecksumAlgorithm, string>();

    private static ChecksumAlgorithm[] Wanted(ObjectAttributes attributes, GivenChecksums given) =>
        given.Algorithms.Count > 0 ? [.. given.Algorithms] : [.. attributes.Checksums.Keys];

    private static S3Result<int> NumberOf(S3Call call) =>
        int.TryParse(call.Query("partNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostParts
            ? number
            : new S3Refusal(S3Error.InvalidArgument, "Part number must be an integer between 1 and 10000, inclusive");

    /// <summary>The key of the customer for a part: the very one with which the upload began.</summary>
    private static S3Result<GivenKey?> CustomerOf(S3Call call, FoundUpload found) => GivenKey.Of(call).Then(customer =>
        GivenKey.Refusal(found.Attributes, customer) is { } refusal ? refusal : S3Result<GivenKey?>.Of(customer));

    private static S3Result<FoundUpload> Find(S3Call call) => FindAsKept(call).Then<FoundUpload>(found =>
        new FoundUpload(found.Bucket, found.Upload, found.Upload.AttributesBy(found.Ring), found.Ring));

    /// <summary>The upload as the catalogue has it, when the caller may do with it what is asked; it may have been altered.</summary>
    private static S3Result<(Bucket Bucket, Upload Upload, KeyRing Ring)> FindAsKept(S3Call call)
    {
        if (!call.Bucket().Is(out var bucket, out var refusal) || !call.Key().Is(out var key, out refusal) ||
            !call.Ring(bucket).Is(out var ring, out refusal))
        {
            return refusal;
        }

        if (Gate.May(call, bucket, key) is { } denied)
        {
            return denied;
        }

        return Guid.TryParseExact(call.Query("uploadId"), "n", out var id) && call.Safe.Catalogue.Upload(id) is { } upload &&
            upload.Bucket == bucket.Name && upload.Key == key
                ? (bucket, upload, ring)
                : S3Error.NoSuchUpload;
    }

    private sealed record FoundUpload(Bucket Bucket, Upload Upload, ObjectAttributes Attributes, KeyRing Ring);
}
