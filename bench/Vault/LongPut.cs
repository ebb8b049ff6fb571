using System.Diagnostics;

namespace Sluiswachter.Bench;

/// <summary>Puts and gets an object of 5 GiB, and tells the most memory that the server took.</summary>
internal static class LongPut
{
    private const long Length = 5L << 30;
    private const double Bound = 200;

    /// <summary>Puts it in one piece, gets it, and compares every byte.</summary>
    /// <exception cref="DisagreementException">What came back differs, or the server took more than 200 MB.</exception>
    public static void Run(Workbench bench, string sluis)
    {
        using var vault = new OwnVault(bench, sluis);
        var target = vault.Serve("vault");
        target.MakeBucket();
        using var connection = target.Connect();
        var block = Payload.Of(1 << 20, 1, isSigned: false);
        var path = $"/{Target.Bucket}/long";
        var before = vault.PeakMegabytes;
        Console.Error.WriteLine("5 GiB are put in one piece, and read");
        var put = Timed(() => connection.Ask("PUT", path, "", block with { Length = Length }, _ => { }));
        var afterPut = vault.PeakMegabytes;
        var (at, isSame) = (0L, true);
        var get = Timed(() => connection.Ask("GET", path, "", Payload.None, Compare));
        DisagreementException.Unless(isSame && at == Length, "5 GiB came back otherwise than they were put");
        Console.WriteLine(
            $"\n5 GiB in one piece: put {Length / put / 1e6:0} MB/s, get {Length / get / 1e6:0} MB/s; peak memory of the server "
            + $"{before:0} MB before, {afterPut:0} MB after the put, {vault.PeakMegabytes:0} MB after the get");
        DisagreementException.Unless(vault.PeakMegabytes < Bound, $"the server took more than {Bound} MB");

        void Compare(ReadOnlySpan<byte> bytes)
        {
            while (bytes.Length > 0)
            {
                var expected = block.Block.Span[(int)(at % block.Block.Length)..];
                var count = Math.Min(expected.Length, bytes.Length);
                isSame = isSame && bytes[..count].SequenceEqual(expected[..count]);
                at += count;
                bytes = bytes[count..];
            }
        }
    }

    private static double Timed(Func<int> ask)
    {
        var begin = Stopwatch.GetTimestamp();
        var status = ask();
        DisagreementException.Unless(status == 200, $"the long object was refused: status {status}");
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
