using System.Diagnostics;
using System.Security.Cryptography;

namespace Sluiswachter.Bench;

/// <summary>What no server that does this work can go beyond: one core's cryptography, and the disk.</summary>
internal sealed record Limits(Spread Seal, Spread Md5, Spread Sha256, Spread Write, Spread Forced)
{
    private const int Runs = 5;

    /// <summary>Measures this machine, in some seconds.</summary>
    /// <param name="folder">A folder on the disk of the vault.</param>
    public static Limits Measure(string folder)
    {
        Directory.CreateDirectory(folder);
        var (plain, sealedBytes, tag) = (new byte[64 * 1024], new byte[64 * 1024], new byte[16]);
        using var aes = new AesGcm(RandomNumberGenerator.GetBytes(32), tag.Length);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var nonce = new byte[12];
        return new Limits(
            Megabytes(plain.Length, 2_000, () => aes.Encrypt(nonce, plain, sealedBytes, tag)),
            Megabytes(plain.Length, 2_000, () => md5.AppendData(plain)),
            Megabytes(plain.Length, 2_000, () => sha256.AppendData(plain)),
            Spread.Of([.. Enumerable.Range(0, Runs).Select(_ => Written(folder))]),
            Spread.Of([.. Enumerable.Range(0, Runs).Select(_ => ForcedWrites(folder))]));
    }

    /// <summary>Prints them as a table in Markdown.</summary>
    public void Print()
    {
        Console.WriteLine("\n| limit | measured |");
        Console.WriteLine("|---|---|");
        Console.WriteLine($"| AES-256-GCM on one core, 64 KiB at a time | {Seal} MB/s |");
        Console.WriteLine($"| MD5 on one core | {Md5} MB/s |");
        Console.WriteLine($"| SHA-256 on one core | {Sha256} MB/s |");
        Console.WriteLine($"| 512 MiB written in order and forced to disk | {Write} MB/s |");
        Console.WriteLine($"| 4 KiB written and forced to disk, one after the other | {Forced} a second |");
    }

    private static Spread Megabytes(int bytes, int times, Action work)
    {
        work();
        return Spread.Of([.. Enumerable.Range(0, Runs).Select(_ =>
        {
            var begin = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++)
            {
                work();
            }

            return (double)bytes * times / Stopwatch.GetElapsedTime(begin).TotalSeconds / 1e6;
        })]);
    }

    private static double Written(string folder)
    {
        const int Block = 1 << 20;
        const int Blocks = 512;
        var path = Path.Combine(folder, "written");
        var bytes = RandomNumberGenerator.GetBytes(Block);
        try
        {
            using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
            var begin = Stopwatch.GetTimestamp();
            for (var i = 0L; i < Blocks; i++)
            {
                RandomAccess.Write(file, bytes, i * Block);
            }

            RandomAccess.FlushToDisk(file);
            return (double)Block * Blocks / Stopwatch.GetElapsedTime(begin).TotalSeconds / 1e6;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static double ForcedWrites(string folder)
    {
        const int Writes = 200;
        var path = Path.Combine(folder, "forced");
        var bytes = RandomNumberGenerator.GetBytes(4096);
        try
        {
            using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
            var begin = Stopwatch.GetTimestamp();
            for (var i = 0L; i < Writes; i++)
            {
                RandomAccess.Write(file, bytes, i * bytes.Length);
                RandomAccess.FlushToDisk(file);
            }

            return Writes / Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
