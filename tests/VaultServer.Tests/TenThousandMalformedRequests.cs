using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Sluiswachter.Fixtures;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Whatever is sent to a vault, it answers that it will not have it, or closes the connection; and it goes on serving.</summary>
/// <remarks>Requests are drawn from a fixed seed; each goes over a connection of its own, and its sender sends no more after it.</remarks>
public sealed class TenThousandMalformedRequests : IDisposable
{
    private const int Many = 10_000;
    private const int AtOnce = 16;

    /// <summary>192 MiB, which the server may not go over: what each leaves behind there may be few bytes.</summary>
    private const string MostMemory = "0xC000000";

    private static readonly string[] Methods = ["GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH", "get", "P\u00dcT", "PUT PUT", ""];

    private static readonly string[] Paths =
    [
        "/..%2f..%2fvault.json", "/haven/..%2f..%2f..%2fcatalogue.sqlite", "/haven/../../keys", "/haven/%00", "/haven/a%00b", "/haven/%c0%af",
        "/haven/%", "/haven/%zz", "/haven/%ff%fe", "//", "/%2e%2e/", "/haven/kwaad%2f..%2f..", "\\haven\\kwaad", "haven", "*", "http://haven/kwaad",
        "/haven/kwaad", "/haven", "/", "/haven?policy", "/haven?acl", "/haven?cors", "/haven?lifecycle", "/haven?tagging", "/haven?delete",
        "/haven?versioning", "/haven?object-lock", "/haven/kwaad?partNumber=-1&uploadId=%00",
        "/haven/kwaad?partNumber=99999999999999&uploadId=x", "/haven?max-keys=-1", "/haven?list-type=2&continuation-token=%ff",
        "/haven?versions&key-marker=%00&version-id-marker=zz", "/haven/kwaad?versionId=%f0%9f", "/haven/kwaad?X-Amz-Algorithm=AWS4-HMAC-SHA256",
        "/haven/kwaad?AWSAccessKeyId=x&Signature=%00&Expires=99999999999999999999", "/haven/kwaad?retention", "/haven/kwaad?legal-hold",
    ];

    private static readonly string[] Bodies =
    [
        """<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><Tagging>&c;</Tagging>""",
        """<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><Delete><Object><Key>&b;</Key></Object></Delete>""",
        string.Concat(Enumerable.Repeat("<Delete>", 20_000)), "<Tagging", "<Tagging></Taggingg>", "\0\0\0\0", "{\"Version\":", "[[[[[[[[[[", "{}",
        "{\"Statement\":[{\"Effect\":7}]}", "zzzz;chunk-signature=\r\n", "-5;chunk-signature=0\r\n\r\n", "ffffffffffffffff;chunk-signature=0\r\n",
        "5;chunk-signature=" + new string('0', 64) + "\r\nhallo\r\n0;chunk-signature=" + new string('0', 64) + "\r\n\r\n", "5\r\nhallo\r\n7\r\n",
        "--grens\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nkwaad\r\n--grens\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx", "",
    ];

    private readonly AFolder folder = new();
    private Uri address = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Are_refused_each_and_change_and_leave_nothing()
    {
        var (process, line) = await VaultProcess.StartAsync(
            "serve", folder.Path, $"export DOTNET_GCHeapHardLimit={MostMemory}; exec 2>{folder.Path}/told");
        using (process)
        {
            address = new Uri(line);
            await AskAsync(async customer =>
            {
                await customer.DoAsync("PUT", "/haven");
                await customer.DoAsync("PUT", "/haven/brief", "geheim"u8.ToArray());
            });

            var before = Open(process);
            Assert.Empty(await SendAllAsync(0, Many));
            await Eventually.SoAsync(
                () => Open(process) is var now && now.Sockets <= before.Sockets && now.Files <= before.Files,
                $"no more is open than before, {before}", Stop);
            await AskAsync(async customer => Assert.Equal("geheim", (await customer.DoAsync("GET", "/haven/brief")).Text));
            await process.StandardInput.WriteLineAsync();
            await process.WaitForExitAsync(Stop);
        }

        Assert.Empty(await File.ReadAllTextAsync($"{folder.Path}/told", Stop));
        Assert.Single(await folder.CheckAsync(), e => e.What is "s3:PutObject" or "s3:PostObject" or "s3:CreateMultipartUpload");
        Assert.Empty(folder.Look(vault =>
        {
            var haven = BucketName.Of("haven").Value;
            Assert.Equal("brief", Assert.Single(vault.Catalogue.Versions(haven, "", "", null, 10)).Version.Key.Text);
            Assert.Empty(vault.Catalogue.Uploads(haven, "", "", null, 10));
            Assert.Empty(vault.Catalogue.Bucket(haven)!.Settings);
            Assert.Single(vault.Catalogue.BucketsOf(null));
            return Directory.GetFiles(vault.Blobs, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "lock").ToList();
        }));
        Assert.Equal(0, await folder.StraysAfterCareAsync());
    }

    private async Task AskAsync(Func<S3Customer, Task> ask)
    {
        using var customer = new S3Customer(address.ToString(), folder.Credential);
        await ask(customer);
    }

    /// <summary>Sends some of them; returns those that the server failed at.</summary>
    private async Task<IEnumerable<string>> SendAllAsync(int from, int to)
    {
        var failures = new ConcurrentBag<string>();
        await Parallel.ForAsync(from, to, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Stop }, async (seed, stop) =>
        {
            var request = Malformed(new Random(seed));
            var status = await SendAsync(request, stop);
            if (status is >= 500 and not (501 or 505))
            {
                failures.Add($"{seed}: {status} to {Encoding.Latin1.GetString(request)}");
            }
        });
        return failures;
    }

    /// <summary>How many sockets, and how many files of the vault, a process has open.</summary>
    /// <remarks>Sessions of the catalogue stay open to be used again, as many as were ever needed at once.</remarks>
    private (int Sockets, int Files) Open(Process process)
    {
        var open = new DirectoryInfo($"/proc/{process.Id}/fd").GetFileSystemInfos().Select(f => f.LinkTarget ?? "").ToList();
        return (
            open.Count(to => to.StartsWith("socket:", StringComparison.Ordinal)),
            open.Count(to => to.StartsWith(folder.Path, StringComparison.Ordinal) && !to.Contains("/catalogue.sqlite", StringComparison.Ordinal)));
    }

    private byte[] Malformed(Random random)
    {
        var (method, path, body) = (Pick(Methods, random), Pick(Paths, random), Encoding.Latin1.GetBytes(Pick(Bodies, random)));
        var headers = new List<(string Name, string Value)>();
        var length = random.Next(4) switch
        {
            0 => $"{body.Length + random.Next(1, 1_000_000)}",
            1 => Pick(["-1", "99999999999999999999", "x", "0x10", "5, 6", ""], random),
            _ => $"{body.Length}",
        };
        headers.Add(("Content-Length", length));
        if (random.Next(6) == 0)
        {
            headers.Add(("Transfer-Encoding", Pick(["chunked", "chunked, chunked", "identity", "gzip"], random)));
        }

        if (random.Next(3) == 0)
        {
            headers.Add((
                Pick(["x-amz-decoded-content-length", "Content-MD5", "x-amz-checksum-crc32", "Range", "If-Match", "x-amz-tagging", "x-amz-acl"], random),
                Noise(random)));
        }

        headers.AddRange(random.Next(3) == 0 ? Garbled(random) : Signed(method, path, headers, random));
        var text = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n");
        headers.ForEach(h => text.Append(null, $"{h.Name}: {h.Value}\r\n"));
        byte[] request = [.. Encoding.Latin1.GetBytes(text.Append("\r\n").ToString()), .. body];
        if (random.Next(8) == 0)
        {
            request[random.Next(request.Length)] = (byte)random.Next(256);
        }

        return random.Next(8) == 0 ? request[..random.Next(request.Length)] : request;
    }

    /// <summary>Headers that sign well what is then no good: what a user's own broken program would send.</summary>
    private IEnumerable<(string Name, string Value)> Signed(string method, string path, List<(string Name, string Value)> headers, Random random)
    {
        var (bare, query) = path.Split('?') is [var before, var after] ? (before, after) : (path, "");
        var payload = Pick([S3Signature.SignedChunks, S3Signature.SignedChunksWithTrailer, S3Signature.UnsignedChunksWithTrailer, new string('0', 64)], random);
        try
        {
            return S3Signature.Sign(
                    new S3HttpRequest(method, bare, query, address.Authority, new S3Headers(headers)), folder.Credential,
                    TimeProvider.System.GetUtcNow(), payload)
                .Headers.All.Where(h => !headers.Exists(known => known.Name.Equals(h.Name, StringComparison.OrdinalIgnoreCase)));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return Garbled(random);
        }
    }

    private static IEnumerable<(string Name, string Value)> Garbled(Random random) =>
    [
        ("Authorization", Pick(["AWS4-HMAC-SHA256 ", "AWS4-HMAC-SHA256 Credential=", "AWS ", "Basic ", ""], random) + Noise(random)),
        ("x-amz-date", random.Next(2) == 0 ? Noise(random) : "20260101T000000Z"),
        ("x-amz-content-sha256", Noise(random)),
    ];

    /// <summary>Bytes that may stand in a header, and some that may not.</summary>
    private static string Noise(Random random) =>
        new([.. Enumerable.Range(0, random.Next(200)).Select(_ => (char)(random.Next(40) == 0 ? random.Next(256) : random.Next(32, 127)))]);

    private static T Pick<T>(T[] from, Random random) => from[random.Next(from.Length)];

    /// <summary>The status of the answer; null: the connection was closed without one.</summary>
    private async Task<int?> SendAsync(byte[] request, CancellationToken stop)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port, stop);
        try
        {
            await socket.SendAsync(request, stop);
            socket.Shutdown(SocketShutdown.Send);
            var answer = new byte[16];
            var count = 0;
            for (int read; count < answer.Length && (read = await socket.ReceiveAsync(answer.AsMemory(count), stop)) > 0;)
            {
                count += read;
            }

            return count < 12 ? null : int.Parse(Encoding.ASCII.GetString(answer, 9, 3), System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
