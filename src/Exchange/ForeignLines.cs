namespace Sluiswachter.Exchange;

/// <summary>The lines of a file that others made, one at a time, as bytes.</summary>
internal static class ForeignLines
{
    /// <summary>The longest line that is read: over a hundred times the longest we know.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>Reads line by line; lines end with LF or CRLF; memory stays at two lines.</summary>
    /// <returns>Each line that is not blank, with its number from 1. A line that is too long ends the reading.</returns>
    public static IEnumerable<(long Number, ReadOnlyMemory<byte> Utf8)> Read(
        string path, ICollection<Complaint> complaints)
    {
        var file = Path.GetFileName(path);
        using var stream = Open(path, file, complaints);
        if (stream is null)
        {
            yield break;
        }

        var buffer = new byte[2 * MostBytes];
        var (start, end, number) = (0, 0, 0L);
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length < 0 && end - start < MostBytes && Fill(stream, buffer, ref start, ref end))
            {
                continue;
            }

            if (start == end)
            {
                yield break;
            }

            number++;
            var line = buffer.AsMemory(start, length < 0 ? end - start : length);
            start += Math.Min(line.Length + 1, end - start);
            if (line.Length >= MostBytes)
            {
                complaints.Add(new Complaint(new Place(file, number), new LineTooLong(MostBytes)));
                yield break;
            }

            if (line.Span.ContainsAnyExcept(" \t\r"u8))
            {
                yield return (number, line.ToArray());
            }
        }
    }

    private static FileStream? Open(string path, string file, ICollection<Complaint> complaints)
    {
        try
        {
            return System.IO.File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            complaints.Add(new Complaint(new Place(file), new UnreadableFile(path)));
            return null;
        }
    }

    private static bool Fill(FileStream stream, byte[] buffer, ref int start, ref int end)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }
}
