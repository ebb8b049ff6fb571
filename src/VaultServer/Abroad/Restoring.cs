using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>Makes a vault again from a copy elsewhere and the keys that stayed home.</summary>
/// <remarks>
/// When it was broken off it goes on where it was: the catalogue is made anew, sealed streams that are there stay.
/// <c>vault.json</c>, which makes the folder a vault, is written last: it says that all is in that folder, also when other engines
/// kept the vault that is lost.
/// </remarks>
public static class Restoring
{
    private const string Mark = "restoring";
    private const int AtOnce = 4;

    /// <summary>Restores a vault.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="kept">The keys.</param>
    /// <param name="folder">A folder that is not there yet, or empty, or one in which this was broken off.</param>
    /// <param name="passphrase">The passphrase of the vault.</param>
    /// <param name="checkpoint">A signed checkpoint that was kept; null: none.</param>
    /// <param name="by">The role that asks for it, for the log.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="stop">Asks to stop.</param>
    public static async Task<Result<Restored>> RunAsync(
        ICopy copy, KeptKeys kept, string folder, string passphrase, string? checkpoint, string by, TimeProvider clock,
        CancellationToken stop)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, Mark)))
        {
            return new FolderNotEmpty(folder);
        }

        var opened = await OpenAsync(copy, kept, passphrase, stop);
        if (!opened.Holds)
        {
            return opened.Problem!;
        }

        var (head, keys) = opened.Value;
        using var unlocked = keys;
        var old = checkpoint is null ? null : (Result<Checkpoint>?)Checkpoint.Read(checkpoint, keys.Public);
        if (old is { Holds: false })
        {
            return old.Value.Problem!;
        }

        // Before anything is in it: names of objects and users, and the words of the log, are for nobody else's eyes.
        PrivateFolder.Make(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, Mark), "", stop);
        foreach (var left in Directory.EnumerateFiles(folder, "catalogue.sqlite*"))
        {
            File.Delete(left);
        }

        using var catalogue = SqlCatalogue.OpenSqlite(Path.Combine(folder, "catalogue.sqlite")).Value;
        if (await new Rebuilding(catalogue, head, old?.Value).RunAsync(copy, keys.Ring, stop) is { } problem)
        {
            return problem;
        }

        var (total, missing) = await CarryAsync(copy, catalogue, Path.Combine(folder, "blobs"), stop);
        new OfficersChange(catalogue, clock, by).Tell(OfficersAct.RestoreVault, $"copy {head.Copy}, segment {head.Number}", "ok");
        kept.MakeVaultOf(folder);
        File.Delete(Path.Combine(folder, Mark));
        return new Restored(head, total.Versions, total.Blobs, total.Bytes, missing);
    }

    /// <summary>The head of a copy, and the keys that open it.</summary>
    internal static async Task<Result<(FeedHead Head, EmbassyKeys Keys)>> OpenAsync(
        ICopy copy, KeptKeys kept, string passphrase, CancellationToken stop)
    {
        var note = await copy.ReadHeadAsync(stop);
        if (note.Length == 0)
        {
            return new NothingCopied();
        }

        return kept.LogKey.Then(key => FeedHead.Read(note, key)).Then<(FeedHead, EmbassyKeys)>(head =>
        {
            var keys = EmbassyKeys.Unlock(kept, passphrase);
            return keys.Holds ? (head, keys.Value) : keys.Problem!;
        });
    }

    private static async Task<((long Versions, long Blobs, long Bytes) Total, IReadOnlyList<string> Missing)> CarryAsync(
        ICopy copy, ICatalogue catalogue, string folder, CancellationToken stop)
    {
        using var blobs = DiskBlobs.Open(folder).Value;
        var (versions, count, bytes, missing) = (0L, 0L, 0L, new List<string>());
        foreach (var page in catalogue.BucketsOf(null).SelectMany(b => catalogue.VersionPages(b.Name)))
        {
            versions += page.Count;
            await Parallel.ForEachAsync(
                page.SelectMany(v => v.Parts.Select(part => (Version: v, Part: part))),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
                async (found, stopping) =>
                {
                    var isThere = await CarryAsync(copy, blobs, found.Part, stopping);
                    lock (missing)
                    {
                        (count, bytes) = (count + (isThere ? 1 : 0), bytes + (isThere ? found.Part.Size : 0));
                        if (!isThere)
                        {
                            missing.Add($"{found.Version.Bucket}/{found.Version.Key}?versionId={found.Version.Id}&partNumber={found.Part.Number}");
                        }
                    }
                });
        }

        missing.Sort(StringComparer.Ordinal);
        return ((versions, count, bytes), missing);
    }

    private static async Task<bool> CarryAsync(ICopy copy, DiskBlobs blobs, StoredPart part, CancellationToken stop)
    {
        var length = SealedLength.Of(part.Size);
        if (await BlobCourier.IsInAsync(blobs, part.Blob, length, stop))
        {
            return true;
        }

        if (!await BlobCourier.IsInAsync(copy.Blobs, part.Blob, length, stop) ||
            await copy.Blobs.ReadAsync(part.Blob, 0, long.MaxValue, stop) is not { } bytes)
        {
            return false;
        }

        await using (bytes)
        {
            await blobs.WriteAsync(part.Blob, bytes, stop);
            return true;
        }
    }
}

/// <summary>A vault that was made again.</summary>
/// <param name="Head">The head of the copy: what was changed at home after that moment is not in it.</param>
/// <param name="Versions">How many versions of objects.</param>
/// <param name="Blobs">How many sealed streams.</param>
/// <param name="Bytes">Their bytes before sealing.</param>
/// <param name="Missing">The parts of versions that the copy does not have whole, by name.</param>
public sealed record Restored(FeedHead Head, long Versions, long Blobs, long Bytes, IReadOnlyList<string> Missing);

/// <summary>A copy in which nothing is yet.</summary>
public sealed record NothingCopied() : Problem(new Phrase(
    "the copy has no head: nothing was brought there whole yet, or it was removed",
    "de kopie heeft geen kop: er is nog niets heel naartoe gebracht, of die is weggehaald"));
