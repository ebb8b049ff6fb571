using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>Brings one copy of a vault up to date, once.</summary>
/// <remarks>
/// First the sealed streams of objects, then the segment that refers to them, then, in the catalogue at home, the head; and last
/// the head at the copy. A process may be killed between any two of these: what was begun is of no harm, and is ended or done
/// again by the next round. Memory: what one segment holds (about 8 MiB), or a page of a snapshot.
/// </remarks>
internal sealed class Round
{
    /// <summary>How long what the copy needs no more stays there, for who reads it meanwhile.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private const int MostStale = 1_000;
    private const int Page = 5_000;

    /// <summary>A segment of this length is not written anew any more; what comes after stands in another.</summary>
    private const int ClosedBytes = 256 << 10;

    /// <summary>Segments may come to as much as the snapshot before all is written anew, or to this.</summary>
    private const long LeastOutweighing = 16 << 20;
    private const int MostSegments = 2_000;

    private readonly CopyHold hold;
    private readonly ICatalogue catalogue;
    private readonly ICopy copy;
    private readonly EmbassyKeys keys;
    private readonly Randomness random;
    private readonly Action<Phrase> tell;
    private readonly BlobCourier courier;
    private readonly string name;

    private Round(
        string name, CopyHold hold, ICatalogue catalogue, IBlobStore blobs, ICopy copy, EmbassyKeys keys, Randomness random,
        Action<Phrase> tell)
    {
        (this.name, this.hold, this.catalogue, this.copy, this.keys, this.random, this.tell) =
            (name, hold, catalogue, copy, keys, random, tell);
        courier = new BlobCourier(catalogue, blobs, copy.Blobs, tell);
    }

    private DateTimeOffset Now => hold.Now;

    /// <summary>Does one; tells whether the copy has all that there was when it began.</summary>
    /// <param name="name">Which copy.</param>
    /// <param name="catalogue">What is known at home.</param>
    /// <param name="blobs">What is kept at home.</param>
    /// <param name="copy">What is elsewhere.</param>
    /// <param name="keys">What seals and signs.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="tell">Takes what the operator should know.</param>
    /// <param name="waits">Whether to wait for another process that works at the copy.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <exception cref="IOException">The copy cannot be reached, or the catalogue fails.</exception>
    public static async Task<RoundEnd> RunAsync(
        string name, ICatalogue catalogue, IBlobStore blobs, ICopy copy, EmbassyKeys keys, TimeProvider clock, Randomness random,
        Action<Phrase> tell, bool waits, CancellationToken stop)
    {
        using var taken = waits
            ? await CopyHold.TakeInTurnAsync(catalogue, name, random, clock, stop)
            : CopyHold.Take(catalogue, name, random, clock);
        try
        {
            return taken is null
                ? RoundEnd.HeldByAnother
                : await taken.WhileHeldAsync(new Round(name, taken, catalogue, blobs, copy, keys, random, tell).RunAsync, stop);
        }
        catch (HoldLostException)
        {
            return RoundEnd.HeldByAnother;
        }
    }

    private async Task<RoundEnd> RunAsync(CancellationToken stop)
    {
        await RestoreHeadAsync(stop);
        var embassy = hold.Embassy;
        var skipped = catalogue.Look(feed => FeedChanges.SkippedBy(feed, embassy.Place));
        var (isMoreAllowed, isMoreBanned) = (embassy.Skipped.Except(skipped).Any(), skipped.Except(embassy.Skipped).Any());
        var looksForBlobs = embassy.Head.Length == 0 || embassy.WantsBlobs || isMoreAllowed;
        var end = looksForBlobs || embassy.WantsSnapshot || isMoreBanned || IsDue(embassy)
            ? await SnapshotAsync(embassy, looksForBlobs ? skipped : null, stop)
            : await SegmentAsync(embassy, stop);
        await RemoveStaleAsync(stop);
        return end;
    }

    /// <summary>Writes what changed since the last segment that is closed.</summary>
    private async Task<RoundEnd> SegmentAsync(Embassy embassy, CancellationToken stop)
    {
        while (true)
        {
            var changed = catalogue.Look(feed => FeedChanges.Of(feed, embassy));
            if (changed.IsSkippingOthers)
            {
                return RoundEnd.HasMore;
            }

            if (changed.Reaches == embassy.Sent)
            {
                return RoundEnd.UpToDate;
            }

            if (await courier.CarryAsync(changed.Fresh, stop))
            {
                await AppendAsync(embassy, changed, stop);
                return changed.IsAll && !changed.ErasesWords ? RoundEnd.UpToDate : RoundEnd.HasMore;
            }

            // What was to be carried has been removed at home meanwhile: the changes that say so are there now.
        }
    }

    private async Task AppendAsync(Embassy embassy, FeedChanges changed, CancellationToken stop)
    {
        var former = HeadOf(embassy)!;
        var isTailOpen = embassy.Sent != embassy.Closed;
        var segment = await WriteAsync(former.Number + 1, changed.Records, stop);
        var head = former with
        {
            At = Now,
            Reaches = changed.Reaches,
            Root = changed.Root,
            Segments = [.. isTailOpen ? former.Segments.SkipLast(1) : former.Segments, segment],
        };
        await PublishAsync(
            head,
            (change, held) =>
            {
                change.AddStale(name, isTailOpen ? [former.Segments[^1].Blob] : [], changed.Reaches.Change);
                return held with
                {
                    Closed = segment.Length >= ClosedBytes || !changed.IsAll ? changed.Reaches : held.Closed,

                    // Words that were erased stand in former segments still: these go once all was written anew.
                    WantsSnapshot = held.WantsSnapshot || changed.ErasesWords,
                };
            },
            stop);
    }

    /// <summary>Writes all anew: for the first time, or since what changed outweighs it.</summary>
    /// <param name="embassy">What is known of the copy.</param>
    /// <param name="skipped">The buckets that stay home, when sealed streams of all others are to be looked for; else null.</param>
    /// <param name="stop">Asks to stop.</param>
    private async Task<RoundEnd> SnapshotAsync(Embassy embassy, string[]? skipped, CancellationToken stop)
    {
        // What is put while the streams of before are carried is carried within the look that the snapshot is made of.
        var since = skipped is null ? embassy.Sent.Change : catalogue.Look(feed => feed.End).Change;
        if (skipped is not null)
        {
            // Noted before anything is carried, so that it is removed again if it may be there no more once this has ended.
            var isUntouched = embassy.Head.Length == 0 && !embassy.WantsSnapshot;
            embassy = hold.Change(held => held with
            {
                WantsBlobs = true, WantsSnapshot = true, Skipped = isUntouched ? skipped : [.. held.Skipped.Intersect(skipped)],
            });
            await CarryAllAsync(embassy, skipped, stop);
        }

        var former = HeadOf(embassy);
        var formerlyCarried = former is null ? [] : former.Segments.Select(s => s.Blob).ToArray();
        var (head, banned) = catalogue.Look(feed => Snapshot(feed, embassy, skipped ?? embassy.Skipped, since, stop)) ?? default;
        if (head is null)
        {
            return RoundEnd.HasMore;
        }

        await PublishAsync(
            head,
            (change, held) =>
            {
                change.AddStale(name, formerlyCarried, head.Reaches.Change);

                // What may be kept there no more goes as what nothing refers to does.
                var pages = banned.Except(embassy.Skipped).SelectMany(b => PagesOf(BucketName.Of(b).Value));
                change.AddStale(name, pages.SelectMany(p => p.Keys), head.Reaches.Change);
                return held with
                {
                    Closed = head.Reaches, Skipped = banned, WantsSnapshot = false, WantsBlobs = false,
                    Harmed = skipped is null ? held.Harmed : [],
                };
            },
            stop);
        await SweepAsync(head, stop);
        return RoundEnd.UpToDate;
    }

    /// <summary>Writes a snapshot; null when what it needs is not at the copy, so that this is to be begun anew.</summary>
    private (FeedHead Head, string[] Banned)? Snapshot(
        IFeed feed, Embassy embassy, IEnumerable<string> notCarried, long since, CancellationToken stop)
    {
        var (end, banned) = (feed.End, FeedChanges.SkippedBy(feed, embassy.Place));
        HashSet<string> home = [.. banned];
        if (!home.IsSupersetOf(notCarried))
        {
            return null;
        }

        var fresh = new Dictionary<BlobId, long>();
        for (IReadOnlyList<FeedChange> page; (page = feed.Changes(since, Page)).Count > 0; since = page[^1].Number)
        {
            foreach (var change in page.Where(c => c.Of.Kind == FeedKind.Version))
            {
                if (FeedChanges.Told(feed.Now(change.Of), home) is VersionRecord { Version: var version })
                {
                    FeedChanges.AddParts(fresh, version);
                }
            }
        }

        if (!courier.CarryAsync(fresh, stop).GetAwaiter().GetResult())
        {
            return null;
        }

        var records = feed.Things()
            .Concat(feed.Buckets.Where(b => !home.Contains(b.Name.Text)).SelectMany(b => feed.Versions(b.Name)))
            .Concat(feed.Entries(0, end.Entries))
            .Select(r => FeedChanges.Told(r, home)).OfType<FeedRecord>();
        var segment = WriteAsync((HeadOf(embassy)?.Number ?? 0) + 1, records, stop).GetAwaiter().GetResult();
        return (new FeedHead(keys.Public.Name, name, embassy.Place, Now, end, feed.RootOf(end.Entries), [segment]), banned);
    }

    /// <summary>Carries all streams that are not at the copy, or altered there, of buckets that may be kept there.</summary>
    private async Task CarryAllAsync(Embassy embassy, string[] skipped, CancellationToken stop)
    {
        var harmed = embassy.Harmed.ToHashSet(StringComparer.Ordinal);
        foreach (var bucket in catalogue.BucketsOf(null).Select(b => b.Name).Where(b => !skipped.Contains(b.Text)))
        {
            // Asked for each page, once that was read: what it has was put while it might, or when it still may.
            foreach (var blobs in PagesOf(bucket).TakeWhile(_ => catalogue.Bucket(bucket)?.MayBeKeptIn(embassy.Place) == true))
            {
                hold.Change((change, held) =>
                {
                    change.RemoveStale(name, blobs.Keys);
                    return held;
                });
                foreach (var blob in blobs.Keys.Where(b => harmed.Contains(b.Text)))
                {
                    await copy.Blobs.RemoveAsync(blob, stop);
                }

                await courier.CarryAsync(blobs, stop);
            }
        }
    }

    /// <summary>Removes what a round that was broken off left at the copy: old, and unknown to all.</summary>
    private async Task SweepAsync(FeedHead head, CancellationToken stop)
    {
        var segments = head.Segments.Select(s => s.Blob).ToHashSet();
        await foreach (var blob in copy.Blobs.ListAsync(stop))
        {
            if (Now - blob.Written > OrphanCollection.Age && !segments.Contains(blob.Id) && !catalogue.Refers(blob.Id) &&
                !catalogue.Look(feed => feed.IsStale(name, blob.Id)))
            {
                await copy.Blobs.RemoveAsync(blob.Id, stop);
            }
        }
    }

    private IEnumerable<Dictionary<BlobId, long>> PagesOf(BucketName bucket) => catalogue.VersionPages(bucket).Select(page =>
    {
        var blobs = new Dictionary<BlobId, long>();
        foreach (var version in page)
        {
            FeedChanges.AddParts(blobs, version);
        }

        return blobs;
    });

    private FeedHead? HeadOf(Embassy embassy) =>
        embassy.Head.Length == 0 ? null : FeedHead.Read(embassy.Head, keys.Public) is { Holds: true } head ? head.Value
            : throw new IOException($"the head of the copy {embassy.Name} in the catalogue is not signed by this vault");

    /// <summary>Whether all is to be written anew: what changed outweighs it, or the vault has a newer key than some segment.</summary>
    private bool IsDue(Embassy embassy) => HeadOf(embassy) is { } head &&
        (head.Segments.Count > MostSegments ||
            head.Segments.Skip(1).Sum(s => s.Length) > Math.Max(LeastOutweighing, head.Segments[0].Length) ||
            head.Segments.Any(s => KeyRing.WrappedBy(s.WrappedKey.Span)?.Version < keys.Ring.Current.Name.Version));

    /// <summary>Sees to it that the copy has the head that the catalogue says it has.</summary>
    private async Task RestoreHeadAsync(CancellationToken stop)
    {
        var embassy = hold.Embassy;
        if (embassy.Head.Length == 0)
        {
            return;
        }

        if (await copy.ReadHeadAsync(stop) != embassy.Head)
        {
            if (embassy.Confirmed == embassy.Sent)
            {
                tell(new Phrase(
                    $"the copy {name} had another head than it was given: it was put back; run a drill",
                    $"de kopie {name} had een andere kop dan hij had gekregen: die is teruggezet; doe een oefening"));
            }

            await copy.WriteHeadAsync(embassy.Head, stop);
        }

        Confirm();
    }

    private void Confirm() => hold.Change((change, held) =>
    {
        change.Note(name, held.Sent.Change, Now);
        return held with { Confirmed = held.Sent, ConfirmedAt = held.Confirmed == held.Sent ? held.ConfirmedAt : Now };
    });

    /// <summary>Makes a segment known: in the catalogue, and then at the copy.</summary>
    private async Task PublishAsync(FeedHead head, Func<IFeedChange, Embassy, Embassy> commit, CancellationToken stop)
    {
        var note = head.Sign(keys.Signer);
        hold.Change((change, held) => commit(change, held with { Head = note, Sent = head.Reaches }));
        await copy.WriteHeadAsync(note, stop);
        Confirm();
    }

    /// <summary>Seals records into a sealed stream at the copy.</summary>
    private async Task<FeedSegment> WriteAsync(long number, IEnumerable<FeedRecord> records, CancellationToken stop)
    {
        var blob = Chance();
        using var key = DataKey.Fresh(random);
        await using var hashed = new HashedStream(new SealingStream(new RecordStream(records), key));
        await copy.Blobs.WriteAsync(blob, hashed, stop);
        return new FeedSegment(number, blob, hashed.Count, hashed.Sha256, keys.Ring.Wrap(key, blob).Value);
    }

    private async Task RemoveStaleAsync(CancellationToken stop)
    {
        for (IReadOnlyList<BlobId> page; (page = catalogue.Look(feed => feed.Stale(name, Now - Grace, MostStale))).Count > 0;)
        {
            foreach (var blob in page)
            {
                await copy.Blobs.RemoveAsync(blob, stop);
            }

            hold.Change((change, held) =>
            {
                change.RemoveStale(name, page);
                return held;
            });
        }
    }

    private BlobId Chance()
    {
        Span<byte> bytes = stackalloc byte[16];
        random(bytes);
        return new BlobId(new Guid(bytes));
    }
}

/// <summary>How a round ended.</summary>
internal enum RoundEnd
{
    /// <summary>The copy has all that there was when the round began.</summary>
    UpToDate = 1,

    /// <summary>There is more to be copied.</summary>
    HasMore = 2,

    /// <summary>Another process works at the copy, or it is no more.</summary>
    HeldByAnother = 3,
}
