using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Sluiswachter.Bench;

/// <summary>Asks one service over several connections at once, each request as soon as the one before it is answered.</summary>
/// <param name="target">The service.</param>
/// <param name="connections">How many.</param>
/// <param name="time">How long a turn asks; what is under way then is awaited and counts.</param>
internal sealed class Load(Target target, int connections, TimeSpan time)
{
    private static readonly Action<ReadOnlySpan<byte>> Drop = _ => { };

    /// <summary>Puts objects of a size, and returns how many were put: their numbers begin at 0.</summary>
    public long Put(Tally tally, string prefix, Contents contents)
    {
        var next = -1L;
        tally.Turn(target, () => OnEach((connection, _, until) =>
        {
            do
            {
                Put(tally, connection, prefix, contents, Interlocked.Increment(ref next));
            }
            while (Stopwatch.GetTimestamp() < until);
        }));
        return next + 1;
    }

    /// <summary>Gets objects that were put, at random, and compares every byte.</summary>
    public void Get(Tally tally, string prefix, Contents contents, long count) => tally.Turn(target, () =>
        OnEach((connection, thread, until) =>
        {
            var random = new Random(thread);
            do
            {
                Get(tally, connection, prefix, contents, random.NextInt64(count));
            }
            while (Stopwatch.GetTimestamp() < until);
        }));

    /// <summary>Lists all objects that were put, a thousand a page, over and over.</summary>
    public void List(Tally tally, string prefix, long count) => tally.Turn(target, () => OnEach((connection, _, until) =>
    {
        do
        {
            var listed = Listing.Pages(connection, prefix, tally).Sum(page => (long)page);
            if (listed != count)
            {
                tally.Fail($"WRONG: {target.Name} lists {listed} of {count} objects");
                return;
            }
        }
        while (Stopwatch.GetTimestamp() < until);
    }));

    /// <summary>Deletes objects that were put, all of them.</summary>
    public void Delete(Tally tally, string prefix, long count)
    {
        var next = -1L;
        tally.Turn(target, () => OnEach((connection, _, _) =>
        {
            for (long number; (number = Interlocked.Increment(ref next)) < count;)
            {
                Delete(tally, connection, prefix, number);
            }
        }));
    }

    /// <summary>Puts, gets and deletes in turn, small objects more often than large ones.</summary>
    /// <remarks>Of a hundred objects 70 are of the first size, 29 of the second, 1 of the third; each is read twice.</remarks>
    public void Mixed(Tally tally, string prefix, IReadOnlyList<Contents> sizes) => tally.Turn(target, () =>
        OnEach((connection, thread, until) =>
        {
            var random = new Random(thread);
            var mine = string.Create(CultureInfo.InvariantCulture, $"{prefix}{thread}/");
            var number = 0L;
            do
            {
                var contents = sizes[random.Next(100) switch { < 70 => 0, < 99 => 1, _ => 2 }];
                Put(tally, connection, mine, contents, number);
                Get(tally, connection, mine, contents, number);
                Get(tally, connection, mine, contents, number);
                Delete(tally, connection, mine, number++);
            }
            while (Stopwatch.GetTimestamp() < until);
        }));

    private void Put(Tally tally, S3Connection connection, string prefix, Contents contents, long number)
    {
        var begin = Stopwatch.GetTimestamp();
        if (Asked(tally, connection, "PUT", prefix, number, contents[number], Drop, 200))
        {
            tally.Add(begin, contents.Size);
        }
    }

    private void Get(Tally tally, S3Connection connection, string prefix, Contents contents, long number)
    {
        var (expected, compared, isSame) = (contents[number].Block, 0, true);
        var begin = Stopwatch.GetTimestamp();
        var isThere = Asked(tally, connection, "GET", prefix, number, Payload.None, Compare, 200);
        if (isThere && isSame && compared == expected.Length)
        {
            tally.Add(begin, contents.Size);
        }
        else if (isThere)
        {
            tally.Fail($"WRONG: {target.Name} gave other bytes than were put: {prefix}{number}");
        }

        void Compare(ReadOnlySpan<byte> bytes)
        {
            isSame = isSame && bytes.Length <= expected.Length - compared &&
                bytes.SequenceEqual(expected.Span.Slice(compared, bytes.Length));
            compared += bytes.Length;
        }
    }

    private void Delete(Tally tally, S3Connection connection, string prefix, long number)
    {
        var begin = Stopwatch.GetTimestamp();
        if (Asked(tally, connection, "DELETE", prefix, number, Payload.None, Drop, 204))
        {
            tally.Add(begin, 0);
        }
    }

    private bool Asked(
        Tally tally, S3Connection connection, string method, string prefix, long number, Payload payload,
        Action<ReadOnlySpan<byte>> take, int wanted)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/{Target.Bucket}/{prefix}{number:x8}");
        var status = connection.Ask(method, path, "", payload, take);
        if (status != wanted)
        {
            tally.Fail($"{target.Name}: {method} {path}: status {status} instead of {wanted}");
        }

        return status == wanted;
    }

    /// <summary>Runs the same on a thread of its own for each connection.</summary>
    private void OnEach(Action<S3Connection, int, long> work)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        Exception? broken = null;
        var threads = Enumerable.Range(0, connections).Select(thread => new Thread(() =>
        {
            try
            {
                using var connection = target.Connect();
                work(connection, thread, until);
            }
#pragma warning disable CA1031 // What a thread meets is thrown again by the one that waits for it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                broken = e;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (broken is not null)
        {
            throw new InvalidOperationException($"{target.Name}: {broken.Message}", broken);
        }
    }
}

/// <summary>Reads lists of objects, page after page.</summary>
internal static class Listing
{
    /// <summary>The numbers of keys on each page; each page is a request that counts.</summary>
    public static IEnumerable<int> Pages(S3Connection connection, string prefix, Tally tally)
    {
        var next = "";
        do
        {
            var words = new MemoryStream();
            var begin = Stopwatch.GetTimestamp();
            var query = $"list-type=2&prefix={Uri.EscapeDataString(prefix)}{next}";
            var status = connection.Ask("GET", $"/{Target.Bucket}", query, Payload.None, bytes => words.Write(bytes));
            tally.Add(begin, words.Length);
            var text = Encoding.UTF8.GetString(words.GetBuffer(), 0, (int)words.Length);
            DisagreementException.Unless(status == 200, $"a list was refused: status {status} {text}");
            yield return text.AsSpan().Count("<Key>");
            var token = Between(text, "<NextContinuationToken>", "</NextContinuationToken>");
            next = token is null ? "" : $"&continuation-token={Uri.EscapeDataString(token)}";
        }
        while (next.Length > 0);
    }

    private static string? Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return start < before.Length ? null : text[start..text.IndexOf(after, start, StringComparison.Ordinal)];
    }
}
