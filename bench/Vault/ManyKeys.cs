using System.Diagnostics;
using System.Globalization;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.Bench;

/// <summary>Lists very many keys, and tells whether the last page takes longer than the first.</summary>
internal static class ManyKeys
{
    private const int AtOnce = 10_000;
    private const int Page = 1_000;

    /// <summary>Puts keys straight into a catalogue, serves it, and lists them all.</summary>
    public static void Run(Workbench bench, string sluis, int count)
    {
        using var vault = new OwnVault(bench, sluis);
        Console.Error.WriteLine($"{count} keys are put into a catalogue");
        var put = Timings.Once(() => Fill(vault, count)) / 1_000;
        var target = vault.Serve("vault");
        using var connection = target.Connect();
        List(connection, out _);
        var total = List(connection, out var milliseconds);
        DisagreementException.Unless(total == count, $"{total} of {count} keys are listed");
        var tenth = Math.Max(1, milliseconds.Count / 10);
        Console.WriteLine($"\n{total:N0} keys, put into the catalogue in {put:0} s, listed {Page} a page over one connection:");
        Console.WriteLine($"{total / milliseconds.Sum() * 1_000:N0} keys/s; peak memory of the server {vault.PeakMegabytes:0} MB\n");
        Console.WriteLine("| pages | milliseconds a page |\n|---|---|");
        Console.WriteLine($"| first tenth | {Spread.Of(milliseconds[..tenth])} |");
        Console.WriteLine($"| middle tenth | {Spread.Of(milliseconds.GetRange((milliseconds.Count - tenth) / 2, tenth))} |");
        Console.WriteLine($"| last tenth | {Spread.Of(milliseconds[^tenth..])} |");
    }

    private static long List(S3Connection connection, out List<double> milliseconds)
    {
        milliseconds = [];
        var (total, begin) = (0L, Stopwatch.GetTimestamp());
        foreach (var keys in Listing.Pages(connection, "", new Tally()))
        {
            milliseconds.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            total += keys;
            begin = Stopwatch.GetTimestamp();
        }

        return total;
    }

    private static void Fill(OwnVault vault, int count)
    {
        using var folder = VaultFolder.Open(vault.Folder).Value;
        var now = DateTimeOffset.FromUnixTimeMilliseconds(1_750_000_000_000);
        var bucket = BucketName.Of(Target.Bucket).Value;
        folder.Catalogue.Change(change =>
        {
            change.Put(new Bucket(bucket, OwnVault.BodyId, vault.UserId, now));
            return count;
        });
        for (var from = 0; from < count; from += AtOnce)
        {
            folder.Catalogue.Change(change =>
            {
                for (var number = from; number < Math.Min(count, from + AtOnce); number++)
                {
                    var key = ObjectKey.Of(string.Create(CultureInfo.InvariantCulture, $"archive/{number % 977}/{number:x8}")).Value;
                    change.Put(new ObjectVersion(bucket, key, VersionId.Null, now, vault.UserId)
                    {
                        Size = number,
                        ETag = "d41d8cd98f00b204e9800998ecf8427e",
                    });
                }

                return count;
            });
        }
    }
}
