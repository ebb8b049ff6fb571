using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Arrival;

/// <summary>Lays what the source lists now beside what has arrived, key by key, and writes the list with the differences.</summary>
/// <remarks>Both are read in the order of keys; memory holds the versions of one key.</remarks>
internal sealed class ArrivalComparing(
    Safe safe, KeyRing ring, SourceBucket source, PullOrder order, IReadOnlyDictionary<(string Key, string Version), string> reasons,
    TextWriter list) : IDisposable
{
    private readonly ArrivalTally tally = new();
    private readonly SortedDictionary<string, long> keysLeft = new(StringComparer.Ordinal);
    private long grantsLeft;

    /// <summary>What the list adds up to.</summary>
    public ArrivalTotals Totals => tally.Totals;

    /// <summary>Writes the list.</summary>
    /// <param name="losses">What was told not to survive, before anything was moved.</param>
    /// <param name="stop">Asks to stop.</param>
    public async Task RunAsync(IReadOnlyList<ArrivalLoss> losses, CancellationToken stop)
    {
        using var here = Arrived().GetEnumerator();
        var hasHere = here.MoveNext();
        await foreach (var there in source.KeysAsync(stop))
        {
            while (hasHere && ObjectKey.Compare(here.Current[0].Key, there.Key) < 0)
            {
                Compare(new SourceKey(here.Current[0].Key, []), here.Current);
                hasHere = here.MoveNext();
            }

            var isHere = hasHere && here.Current[0].Key == there.Key;
            Compare(there, isHere ? here.Current : []);
            hasHere = isHere ? here.MoveNext() : hasHere;
        }

        for (; hasHere; hasHere = here.MoveNext())
        {
            Compare(new SourceKey(here.Current[0].Key, []), here.Current);
        }

        WriteLosses(losses);
    }

    /// <inheritdoc/>
    public void Dispose() => tally.Dispose();

    private void WriteLosses(IReadOnlyList<ArrivalLoss> losses)
    {
        foreach (var loss in losses)
        {
            Write(ArrivalLine.Of(loss));
        }

        foreach (var (kind, count) in keysLeft)
        {
            Write(ArrivalLine.Of(new ArrivalLoss(LossKind.ForeignKeys, count, kind)));
        }

        if (grantsLeft > 0)
        {
            Write(ArrivalLine.Of(new ArrivalLoss(LossKind.Grants, grantsLeft, "of objects")));
        }
    }

    private void Compare(SourceKey there, IReadOnlyList<ArrivedVersion> here)
    {
        foreach (var version in here)
        {
            Write(ArrivalLine.Of(version));
            grantsLeft += version.Mark.GrantsLeft;
            if (version.Mark.KeyLeft is { } kind)
            {
                keysLeft[kind] = keysLeft.GetValueOrDefault(kind) + 1;
            }
        }

        var arrived = here.DistinctBy(v => v.Mark.Version).ToDictionary(v => v.Mark.Version, v => v.Mark, StringComparer.Ordinal);
        foreach (var version in there.Versions)
        {
            if (!arrived.TryGetValue(version.Id, out var mark))
            {
                var isKnown = reasons.TryGetValue((version.Key, version.Id), out var why);
                Differ(isKnown ? DifferenceKind.NotArrived : DifferenceKind.Added, version.Key, version.Id, why ?? "");
            }
            else if (!mark.IsOf(source.Source.Text, source.Name, version))
            {
                Differ(DifferenceKind.Changed, version.Key, version.Id, reasons.GetValueOrDefault((version.Key, version.Id), ""));
            }
        }

        var left = there.Versions.Select(v => v.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var version in here.Where(v => !left.Contains(v.Mark.Version)))
        {
            Differ(DifferenceKind.Gone, version.Key, version.Mark.Version, "");
        }

        var ours = here.Select(v => v.Mark.Version).Where(left.Contains).ToList();
        if (!ours.SequenceEqual(there.Versions.Select(v => v.Id).Where(arrived.ContainsKey)))
        {
            Differ(DifferenceKind.Order, there.Key, ours[0], "");
        }
    }

    private void Differ(DifferenceKind what, string key, string version, string why) =>
        Write(ArrivalLine.Of(new ArrivalDifference(what, key, version, why)));

    private void Write(ArrivalLine line)
    {
        list.Write(line.Text);
        list.Write('\n');
        tally.Add(line);
    }

    private ArrivedVersion? ArrivedOf(ObjectVersion version) =>
        ArrivedVersion.Of(version, version.AttributesBy(ring), source.Source.Text, source.Name);

    /// <summary>What is in the vault and came from there, by key, of each the newest first.</summary>
    private IEnumerable<IReadOnlyList<ArrivedVersion>> Arrived() => safe.Catalogue.VersionsByKey(order.Into)
        .Select(versions => versions.Select(ArrivedOf).OfType<ArrivedVersion>().ToList()).Where(arrived => arrived.Count > 0);
}
