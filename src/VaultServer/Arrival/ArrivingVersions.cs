using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Arrival;

/// <summary>Takes the versions of one key after the other from a source, verifies them, and puts them in their order.</summary>
/// <remarks>Safe for several threads at a time, each with keys of its own. Memory: a segment or two for each.</remarks>
internal sealed class ArrivingVersions(Safe safe, KeyRing ring, SourceBucket source, PullOrder order, Bucket into, bool hasGrants)
{
    /// <summary>How many reasons are remembered; beyond that it is only told that a version did not arrive.</summary>
    private const int MostReasons = 100_000;
    private const int Tries = 3;
    private static readonly Dictionary<string, string> Nothing = [];

    private long versions;
    private long bytes;
    private long known;
    private long failed;
    private volatile bool asksForGrants = hasGrants;

    /// <summary>Why versions could not be taken, by key and version.</summary>
    public ConcurrentDictionary<(string Key, string Version), string> Reasons { get; } = new();

    /// <summary>How far it is.</summary>
    public PullProgress Progress => new(
        Interlocked.Read(ref versions), Interlocked.Read(ref bytes), Interlocked.Read(ref known), Interlocked.Read(ref failed));

    /// <summary>Takes all versions of a key that are not in the vault yet, the oldest first.</summary>
    /// <exception cref="IOException">The vault cannot keep them.</exception>
    public async Task TakeAsync(SourceKey key, CancellationToken stop)
    {
        if (ObjectKey.Of(key.Key) is not { Holds: true, Value: var name })
        {
            foreach (var version in key.Versions)
            {
                Fail(version, "no vault can hold a key like this");
            }

            return;
        }

        for (var i = key.Versions.Count - 1; i >= 0; i--)
        {
            stop.ThrowIfCancellationRequested();
            var version = key.Versions[i];
            if (Kept(name, version.ArrivesAs(source.Name)) is var kept && kept?.IsOf(source.Source.Text, source.Name, version) == true)
            {
                Interlocked.Increment(ref known);
                continue;
            }

            try
            {
                await TakeAsync(name, version, [.. key.Versions.Skip(i + 1).Select(v => v.ArrivesAs(source.Name))], stop);
            }
            catch (Exception e) when (e is SourceFailure or SourceMismatch)
            {
                Fail(version, e.Message);
            }
        }
    }

    /// <summary>What is remembered of a version in the vault; null when it is not there, or did not come from elsewhere.</summary>
    private ArrivalMark? Kept(ObjectKey key, VersionId id) =>
        safe.Catalogue.Version(order.Into, key, id) is { } there ? MarkOf(there) : null;

    private ArrivalMark? MarkOf(ObjectVersion version) => version.AttributesBy(ring).Arrival;

    private async Task TakeAsync(ObjectKey key, SourceVersion version, VersionId[] older, CancellationToken stop)
    {
        if (version.IsDeleteMarker)
        {
            var mark = new ArrivalMark(source.Source.Text, source.Name, version.Id, version.Modified, "", "", "", SourceWord.None);
            var marker = New(key, version) with { IsDeleteMarker = true };
            Put(VersionSeal.On(marker, new ObjectAttributes { Arrival = mark }, ring, safe.Random), Nothing, version, older);
            return;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TakeObjectAsync(key, version, older, stop);
                return;
            }
            catch (SourceMismatch) when (attempt < Tries)
            {
                // What was altered on the way may come whole the next time; what the source lies about will not.
                await Task.Delay(source.Source.Patience.PauseAfter(attempt), safe.Clock, stop);
            }
        }
    }

    private async Task TakeObjectAsync(ObjectKey key, SourceVersion version, VersionId[] older, CancellationToken stop)
    {
        var answer = await source.OpenAsync(version, 0, stop);
        if (!answer.IsSuccessStatusCode)
        {
            using (answer)
            {
                Fail(version, await WhyAsync(version, answer, stop));
                return;
            }
        }

        if (!SourceHead.Read(SourceCalls.HeadersOf(answer)).Is(out var head, out var refusal))
        {
            answer.Dispose();
            Fail(version, refusal.Message);
            return;
        }

        var stream = new SourceStream(
            answer, version.Size, (from, stopping) => source.OpenAsync(version, from, stopping), source.Source.Patience, safe.Clock);
        var word = head.WordOn(version, source.Source.TagsAreMd5);
        ChecksumAlgorithm[] algorithms = [ChecksumAlgorithm.Sha256, head.Checksum?.Algorithm ?? ChecksumAlgorithm.Sha256];
        await using (stream)
        {
            var (part, digest) = await Intake.TakeAsync(safe, ring, 1, stream, algorithms, null, stop);
            try
            {
                var sha256 = await VerifiedAsync(part, digest, word, stop);
                var attributes = await AttributesAsync(version, head, sha256, word?.Word ?? SourceWord.None, stop);
                var arrived = New(key, version) with
                {
                    Size = version.Size,
                    ETag = IsEntityTag(version.ETag) ? version.ETag : Convert.ToHexStringLower(digest.Md5),
                    Parts = [part],
                    Retention = head.Retention,
                    HasLegalHold = head.HasLegalHold,
                };
                var made = VersionSeal.On(arrived, attributes, ring, safe.Random);
                if (!Put(made, attributes.Metadata, version, older))
                {
                    await Intake.LetGoAsync(safe, part);
                }
            }
            catch (Exception e) when (e is SourceFailure or SourceMismatch)
            {
                await Intake.LetGoAsync(safe, part);
                throw;
            }
        }
    }

    /// <summary>The digest of the bytes, when they are what the source says and what the vault gives back.</summary>
    private async Task<string> VerifiedAsync(StoredPart part, Digest digest, (SourceWord Word, string Value)? word, CancellationToken stop)
    {
        var sha256 = Convert.ToHexStringLower(digest.Checksums[ChecksumAlgorithm.Sha256]);
        var found = word?.Word switch
        {
            null => null,
            SourceWord.Md5 => Convert.ToHexStringLower(digest.Md5),
            _ => Convert.ToBase64String(digest.Checksums.First(c => SourceWords.Of(c.Key) == word.Value.Word).Value),
        };
        if (found is not null && found != word!.Value.Value)
        {
            throw new SourceMismatch($"the source says {SourceWords.Text(word.Value.Word)} {word.Value.Value}, and its bytes come to {found}");
        }

        using var again = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var opened = await ObjectReading.OpenAsync(safe, ring, part, 0, part.Size, null, stop);
        var buffer = new byte[SealedLength.Segment];
        for (int count; (count = await opened.ReadAsync(buffer, stop)) > 0;)
        {
            again.AppendData(buffer, 0, count);
        }

        return Convert.ToHexStringLower(again.GetHashAndReset()) == sha256
            ? sha256
            : throw new IOException($"the vault does not give back what was put in it: sealed stream {part.Blob}");
    }

    /// <summary>What is kept of a version, with its tags; what cannot be kept of it is counted.</summary>
    private async Task<ObjectAttributes> AttributesAsync(
        SourceVersion version, SourceHead head, string sha256, SourceWord word, CancellationToken stop)
    {
        var attributes = head.Attributes;
        if (head.HasTags)
        {
            var document = await source.DocumentOfAsync(version, "tagging", stop);
            if (!document.IsGood || !TagSet.Read(document.Bytes, TagSet.MostOnObject).Is(out var tags, out _))
            {
                throw new SourceMismatch($"its tags cannot be read: status {document.Status} {document.Code}".TrimEnd());
            }

            attributes = attributes with { Tags = [.. tags.Tags.Select(t => KeyValuePair.Create(t.Key, t.Value))] };
        }

        return attributes with
        {
            Arrival = new ArrivalMark(
                source.Source.Text, source.Name, version.Id, version.Modified, version.ETag, sha256,
                ArrivedMetadata.Digest(attributes, head.Retention, head.HasLegalHold), word)
            {
                GrantsLeft = await GrantsAsync(version, stop),
                KeyLeft = head.ForeignKey,
            },
        };
    }

    private async Task<int> GrantsAsync(SourceVersion version, CancellationToken stop)
    {
        if (!asksForGrants)
        {
            return 0;
        }

        var document = await source.DocumentOfAsync(version, "acl", stop);
        // A service that has no grants, or shows none, is not asked again for each object.
        asksForGrants = document.IsGood || document.Status == 404;
        return document.IsGood ? CarriedSettings.GrantsToOthers(document.Bytes) : 0;
    }

    private ObjectVersion New(ObjectKey key, SourceVersion version) =>
        new(order.Into, key, version.ArrivesAs(source.Name), version.Modified, order.Owner.Id);

    /// <summary>Puts a version in its place among those of its key, and logs it, at once; false when something else is there.</summary>
    private bool Put(ObjectVersion made, IReadOnlyDictionary<string, string> metadata, SourceVersion version, VersionId[] older)
    {
        S3Refusal? refused = null;
        var isPut = safe.Catalogue.Change(change =>
        {
            var there = change.Version(made.Bucket, made.Key, made.Id)?.Intact(ring);
            refused = change.Still(into)?.Intact(ring) is not { } bucket ? S3Error.NoSuchBucket
                : Admission.Refuses(bucket, metadata, safe.Places) ??
                    (there is null ? null : ObjectLock.Remove(there, bypasses: false, safe.Now));
            if (refused is not null)
            {
                safe.Log.Append(change, Entry(made, refused.Outcome));
                return false;
            }

            if (there is not null && MarkOf(there)?.IsFrom(source.Source.Text, source.Name) != true)
            {
                return false;
            }

            var newest = change.Newest(made.Bucket, made.Key);
            var above = newest is null || newest.Id == made.Id || older.Contains(newest.Id) ? [] : Above(change, made, older);
            change.Put(made);
            foreach (var newer in above)
            {
                change.Put(newer);
            }

            safe.Log.Append(change, Entry(made, "ok"));
            return true;
        });
        if (!isPut)
        {
            Fail(version, refused?.Message ?? "something that was not pulled from there has its place in the vault");
            return false;
        }

        Interlocked.Increment(ref versions);
        Interlocked.Add(ref bytes, made.Size);
        return true;
    }

    private LogEntry Entry(ObjectVersion made, string outcome) => new(
        safe.Now, order.Owner.Id, source.Source.Text, "sluis:Pull", $"{made.Bucket}/{made.Key}?versionId={made.Id}", outcome);

    /// <summary>The versions that stay newer than one that arrives late, the oldest first.</summary>
    private static List<ObjectVersion> Above(ICatalogueChange change, ObjectVersion made, VersionId[] older) =>
        [.. change.VersionsOf(made.Bucket, made.Key).Where(v => v.Id != made.Id && !older.Contains(v.Id)).Reverse()];

    /// <summary>Whether an entity tag can be given back in a header: then clients that compare by it find no difference.</summary>
    private static bool IsEntityTag(string tag) => tag.Length is > 0 and <= 128 && tag.All(sign => sign is > ' ' and <= '~' and not '"');

    private void Fail(SourceVersion version, string why)
    {
        Interlocked.Increment(ref failed);
        if (Reasons.Count < MostReasons)
        {
            Reasons[(version.Key, version.Id)] = string.Concat(why.Select(sign => char.IsControl(sign) ? ' ' : sign));
        }
    }

    private static async Task<string> WhyAsync(SourceVersion version, HttpResponseMessage answer, CancellationToken stop)
    {
        var document = new SourceDocument((int)answer.StatusCode, await SourceCalls.ReadAsync(answer, stop));
        return (answer.StatusCode, document.Code) switch
        {
            (HttpStatusCode.PreconditionFailed, _) => "it was replaced after it was listed",
            (HttpStatusCode.NotFound, _) => "it was deleted after it was listed",
            (_, "InvalidObjectState") => $"it must be restored at the source first ({version.StorageClass})",
            (HttpStatusCode.BadRequest, "InvalidRequest") => $"it opens with a key of the customer only: {document.Refused("it").Message}",
            _ => document.Refused("it").ToString(),
        };
    }
}
