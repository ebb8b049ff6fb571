using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>Shows that a copy alone yields nothing, and all together with the keys.</summary>
/// <remarks>
/// While it lasts nothing is brought to the copy, so that all can be compared. What is known of the objects is rebuilt in a
/// folder for temporary files, which only who runs this can read, and is removed. What was altered at the copy and is as it
/// ought to be at home is noted, so that all can be written there anew. Memory depends on what differs, not on how much
/// there is.
/// </remarks>
public sealed class Drill
{
    private const int MostNamed = 1_000;
    private const int FirstBytes = 32;

    private readonly DrillOf of;
    private readonly TimeProvider clock;
    private readonly List<string> differences = [];
    private readonly List<BlobId> harmed = [];
    private readonly TextSearch search = new();
    private long differenceCount;
    private DrillFigures figures = new();

    private Drill(DrillOf of, TimeProvider clock) => (this.of, this.clock) = (of, clock);

    /// <summary>Holds one, and signs the report of it.</summary>
    /// <param name="of">What it is held of.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <returns>The report and its signed form; a problem when it could not be held.</returns>
    public static async Task<Result<HeldDrill>> RunAsync(DrillOf of, TimeProvider clock, CancellationToken stop)
    {
        var copy = "";
        Result<HeldDrill> held;
        try
        {
            var opened = await Restoring.OpenAsync(of.Copy, of.Kept, of.Passphrase, stop);
            copy = opened.Holds ? opened.Value.Head.Copy : copy;
            held = opened.Holds ? await HoldAsync(of, opened.Value.Head, opened.Value.Keys, clock, stop) : opened.Problem!;
        }
        catch
        {
            try
            {
                Log(of, copy, "Broken", clock);
            }
            catch (IOException)
            {
                // What broke first is what is told.
            }

            throw;
        }

        try
        {
            Log(of, copy, !held.Holds ? KeyCare.Outcome(held.Problem) : held.Value.Report.Holds ? "ok" : "Differs", clock);
            return held;
        }
        catch (IOException e) when (held.Holds)
        {
            // Hours of work are not lost for want of a line in the log.
            return held.Value with { Unlogged = new DrillUnlogged(copy, e.Message) };
        }
    }

    /// <summary>Logs it at home: whoever holds one sees all that there is.</summary>
    private static void Log(DrillOf of, string copy, string outcome, TimeProvider clock)
    {
        if (of.Home is { } home)
        {
            new OfficersChange(home.Catalogue, clock, of.By).Tell(OfficersAct.HoldDrill, $"copy {copy}", outcome);
        }
    }

    private static async Task<Result<HeldDrill>> HoldAsync(
        DrillOf of, FeedHead head, EmbassyKeys keys, TimeProvider clock, CancellationToken stop)
    {
        using var unlocked = keys;
        if (of.Home is null)
        {
            return Signed(await new Drill(of, clock).RunAsync(head, keys, stop), keys);
        }

        using var hold = await CopyHold.TakeInTurnAsync(of.Home.Catalogue, head.Copy, RandomNumberGenerator.Fill, clock, stop);
        if (hold is null)
        {
            return new CopyIsHeld(head.Copy);
        }

        try
        {
            return await hold.WhileHeldAsync(
                async stopping =>
                {
                    // Now that the copy stands still, its head is read once more.
                    var still = FeedHead.Read(await of.Copy.ReadHeadAsync(stopping), keys.Public);
                    var drill = new Drill(of, clock);
                    var report = still.Holds ? await drill.RunAsync(still.Value, keys, stopping) : null;

                    // The hold was not lost, or this fails.
                    hold.Change(held => held with { Harmed = [.. held.Harmed.Union(drill.harmed.Select(b => b.Text)).Take(MostNamed)] });
                    return report is null ? still.Problem! : Signed(report, keys);
                },
                stop);
        }
        catch (HoldLostException)
        {
            return new CopyIsHeld(head.Copy);
        }
    }

    private static Result<HeldDrill> Signed(DrillReport report, EmbassyKeys keys) =>
        report.Sign(keys.Signer).Then<HeldDrill>(note => new HeldDrill(report, note));

    private async Task<DrillReport> RunAsync(FeedHead head, EmbassyKeys keys, CancellationToken stop)
    {
        var temporary = Directory.CreateTempSubdirectory("sluis-drill-");
        try
        {
            using var catalogue = SqlCatalogue.OpenSqlite(Path.Combine(temporary.FullName, "catalogue.sqlite")).Value;
            if (await new Rebuilding(catalogue, head, null).RunAsync(of.Copy, keys.Ring, stop) is { } problem)
            {
                Differs(problem.In(Language.English));
            }
            else
            {
                AddNames(catalogue);
                LookAtRights(catalogue);
                await OpenAsync(catalogue, head, stop);
            }

            await LookAloneAsync(stop);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }

        figures = figures with { Texts = search.Count, TextsLeft = search.LeftOut };
        figures = figures with { Behind = of.Home?.Catalogue.Look(f => f.End.Change) - head.Reaches.Change ?? 0 };
        return new DrillReport(head, of.By, DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds()))
        {
            Figures = figures,
            Differences = differences,
            DifferenceCount = differenceCount,
        };
    }

    /// <summary>What the copy knows of who may do what must open, or a vault made again would answer nothing by it.</summary>
    private void LookAtRights(SqlCatalogue catalogue)
    {
        foreach (var row in SealedRows.OfRights(catalogue, of.Keys, of.Kept.Keys.MayHaveKeys()).Where(row => !row.IsIntact))
        {
            Differs(row.Kind == SealedKind.Bucket
                ? $"{row.Name}: what it allows does not open with these keys"
                : $"access key {row.Name}: whose it is does not open with these keys");
        }
    }

    /// <summary>Opens objects of the copy with the keys, and compares what is known of all with home.</summary>
    private async Task OpenAsync(SqlCatalogue catalogue, FeedHead head, CancellationToken stop)
    {
        var home = of.Home is null ? null : new HomeComparison(of.Home.Catalogue, head);
        var chosen = new List<(Bucket Bucket, ObjectVersion Version)>();
        foreach (var bucket in catalogue.BucketsOf(null))
        {
            foreach (var version in catalogue.AllVersions(bucket.Name))
            {
                figures = figures with { Versions = figures.Versions + 1 };
                home?.Compare(version);
                if (of.Sample is not { } most)
                {
                    await OpenAsync(bucket, version, stop);
                }
                else if (chosen.Count < most)
                {
                    chosen.Add((bucket, version));
                }
                else if (RandomNumberGenerator.GetInt32((int)Math.Min(figures.Versions, int.MaxValue)) is var place && place < most)
                {
                    chosen[place] = (bucket, version);
                }
            }
        }

        foreach (var (bucket, version) in chosen)
        {
            await OpenAsync(bucket, version, stop);
        }

        foreach (var difference in home?.Differences(catalogue) ?? [])
        {
            Differs(difference);
        }
    }

    private async Task OpenAsync(Bucket bucket, ObjectVersion version, CancellationToken stop)
    {
        var name = $"{bucket.Name}/{version.Key}?versionId={version.Id}";
        if (version.IsDeleteMarker)
        {
            if (of.Keys[bucket.Body] is { } ring && !VersionSeal.Holds(version, ring))
            {
                Differs($"{name}: the delete marker is not what was sealed");
            }

            return;
        }

        search.TryAdd(Encoding.UTF8.GetBytes(version.Key.Text));
        var drilled = new DrilledObject(of, bucket, version, search, FirstBytes);
        try
        {
            await drilled.RunAsync(stop);
            figures = figures with { Opened = figures.Opened + 1, OpenedBytes = figures.OpenedBytes + version.Size };
            figures = figures with { Compared = figures.Compared + (drilled.IsCompared ? 1 : 0) };
        }
        catch (NeedsCustomerException)
        {
            figures = figures with { NeedCustomer = figures.NeedCustomer + 1 };
        }
        catch (IOException e) when (e is not CatalogueFailure)
        {
            Differs($"{name}: {e.Message}");
            harmed.AddRange(drilled.Harmed.Take(MostNamed - harmed.Count));
        }
    }

    /// <summary>The names that nobody abroad is to read.</summary>
    private void AddNames(SqlCatalogue catalogue)
    {
        var buckets = catalogue.BucketsOf(null);
        var users = catalogue.Users(null);
        foreach (var name in buckets.SelectMany(b => new[] { b.Name.Text, b.Body }).Concat(users.SelectMany(u => new[] { u.Name, u.Body }))
            .Distinct(StringComparer.Ordinal))
        {
            figures = search.TryAdd(Encoding.UTF8.GetBytes(name), must: true) ? figures : figures with { TooShort = figures.TooShort + 1 };
        }
    }

    /// <summary>Reads all of the copy as who has nothing but the copy.</summary>
    private async Task LookAloneAsync(CancellationToken stop)
    {
        if (search.Stands(Encoding.UTF8.GetBytes(await of.Copy.ReadHeadAsync(stop))))
        {
            Differs("the head of the copy tells a name of home");
        }

        figures = figures with { Files = figures.Files + 1 };
        await foreach (var blob in of.Copy.Blobs.ListAsync(stop))
        {
            await using var bytes = await of.Copy.Blobs.ReadAsync(blob.Id, 0, long.MaxValue, stop);
            if (bytes is null)
            {
                continue;
            }

            var (length, start, isFound) = await search.LookAsync(bytes, stop);
            var isSealed = SealedLength.PlainOf(length) is not null && start.AsSpan().SequenceEqual(SealedLength.FirstBytes);
            figures = figures with
            {
                Files = figures.Files + 1, FileBytes = figures.FileBytes + length, Sealed = figures.Sealed + (isSealed ? 1 : 0),
            };
            if (!isSealed)
            {
                Differs($"file {blob.Id} of the copy is no sealed stream");
            }

            if (isFound)
            {
                Differs($"file {blob.Id} of the copy holds a text of home in the clear");
            }
        }
    }

    private void Differs(string what)
    {
        differenceCount++;
        if (differences.Count < MostNamed)
        {
            differences.Add(DrillReport.Line(what));
        }
    }
}

/// <summary>A drill that was held.</summary>
/// <param name="Report">What it came to.</param>
/// <param name="Note">The same, signed.</param>
public sealed record HeldDrill(DrillReport Report, string Note)
{
    /// <summary>That the log of home does not have it; null: it has, or there is no home.</summary>
    public DrillUnlogged? Unlogged { get; init; }
}

/// <summary>A drill was held, and the log does not have it.</summary>
/// <param name="Copy">Of which copy.</param>
/// <param name="Why">Why it could not be written.</param>
public sealed record DrillUnlogged(string Copy, string Why) : Problem(new Phrase(
    $"the drill of the copy {Quote(Copy)} was held, but that is not in the log: {Why}",
    $"de oefening met de kopie {Quote(Copy)} is gehouden, maar dat staat niet in het logboek: {Why}"));

/// <summary>A copy at which another process works: a drill needs it to stand still.</summary>
/// <param name="Copy">Its name.</param>
public sealed record CopyIsHeld(string Copy) : Problem(new Phrase(
    $"the copy {Quote(Copy)} is being brought up to date, or is no embassy of this vault: try again in a moment",
    $"de kopie {Quote(Copy)} wordt net bijgewerkt, of is geen ambassade van deze kluis: probeer het zo dadelijk weer"));
