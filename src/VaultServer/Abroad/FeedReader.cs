using System.Buffers;
using System.IO.Pipelines;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>Opens the segments of a copy's feed.</summary>
internal static class FeedReader
{
    /// <summary>Reads a segment to its end.</summary>
    /// <param name="copy">Where it is.</param>
    /// <param name="segment">Which, as a signed head has it.</param>
    /// <param name="ring">The keys of the vault.</param>
    /// <param name="take">Takes each record, in order; what it returns ends the reading.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <returns>What is wrong with it, by its number; null: nothing.</returns>
    public static async Task<Problem?> ReadAsync(
        ICopy copy, FeedSegment segment, KeyRing ring, Func<FeedRecord, Problem?> take, CancellationToken stop)
    {
        var key = ring.Unwrap(segment.WrappedKey.Span, segment.Blob);
        if (!key.Holds)
        {
            return new SegmentBroken(segment.Number, key.Problem!.Says);
        }

        using var unwrapped = key.Value;
        if (SealedLength.PlainOf(segment.Length) is not { } length ||
            await copy.Blobs.ReadAsync(segment.Blob, 0, long.MaxValue, stop) is not { } sealedBytes)
        {
            return new SegmentMissing(segment.Number);
        }

        await using var hashed = new HashedStream(sealedBytes);
        await using var opening = new OpeningStream(hashed, unwrapped, SegmentRange.Whole(length));
        try
        {
            return await ReadLinesAsync(opening, segment, take, stop) ??
                (hashed.Sha256 == segment.Sha256 ? null : new SegmentBroken(segment.Number, OtherBytes));
        }
        catch (BrokenSealException broken)
        {
            return new SegmentBroken(segment.Number, broken.Problem.Says);
        }
    }

    private static Phrase OtherBytes => new("its bytes are not those that were signed", "zijn bytes zijn niet die waarvoor is getekend");

    private static async Task<Problem?> ReadLinesAsync(
        Stream lines, FeedSegment segment, Func<FeedRecord, Problem?> take, CancellationToken stop)
    {
        var pipe = PipeReader.Create(lines, new StreamPipeReaderOptions(leaveOpen: true));
        while (true)
        {
            var read = await pipe.ReadAsync(stop);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                var line = rest.Slice(0, end);
                if (FeedRecord.Read(line.IsSingleSegment ? line.FirstSpan : line.ToArray()) is not { } record)
                {
                    return new SegmentBroken(segment.Number, new Phrase("a line of it is no record", "een regel ervan is geen gegeven"));
                }

                if (take(record) is { } problem)
                {
                    return problem;
                }

                rest = rest.Slice(rest.GetPosition(1, end));
            }

            pipe.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }
}

/// <summary>A segment of a copy that is not there.</summary>
/// <param name="Segment">Its number.</param>
public sealed record SegmentMissing(long Segment) : Problem(new Phrase(
    $"segment {Segment} of the copy is missing", $"segment {Segment} van de kopie ontbreekt"));

/// <summary>A segment of a copy that is not what was signed: altered, cut, or another put in its place.</summary>
/// <param name="Segment">Its number.</param>
/// <param name="Why">What is wrong.</param>
public sealed record SegmentBroken(long Segment, Phrase Why) : Problem(new Phrase(
    $"segment {Segment} of the copy is not what was sent: {Why.English}",
    $"segment {Segment} van de kopie is niet wat is verstuurd: {Why.Dutch}"));
