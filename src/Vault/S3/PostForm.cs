using System.Text;

namespace Sluiswachter.Vault;

/// <summary>An upload from a browser's form: its fields, and the file that follows them as a stream.</summary>
/// <remarks>
/// Source: RFC 7578 (multipart/form-data); Amazon S3 API Reference, "Browser-Based Uploads Using POST". The fields before
/// the file weigh 64 KiB at most; what comes after the file is not looked at. Names of fields are of any case.
/// </remarks>
public sealed class PostForm
{
    private const int MostFieldBytes = 64 * 1024;
    private const int LongestBoundary = 70;
    private const string FileField = "file";
    private const string FileNameMark = "${filename}";

    private PostForm(IReadOnlyDictionary<string, string> fields, string fileName, PostFile file) =>
        (Fields, FileName, File) = (fields, fileName, file);

    /// <summary>The fields but for the file.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; }

    /// <summary>The name of the file on the user's machine, without its folders; empty when not given.</summary>
    public string FileName { get; }

    /// <summary>The file, to be read once.</summary>
    public PostFile File { get; }

    /// <summary>The key: the field <c>key</c> with the file's name where it asks for that.</summary>
    public string Key => Fields["key"].Replace(FileNameMark, FileName, StringComparison.Ordinal);

    /// <summary>A field, or null when it is absent.</summary>
    public string? this[string name] => Fields.GetValueOrDefault(name);

    /// <summary>Reads the fields of a form, up to where its file begins.</summary>
    /// <param name="body">The body of the request; <see cref="File"/> goes on reading it.</param>
    /// <param name="contentType">The Content-Type header.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<S3Result<PostForm>> ReadAsync(Stream body, string? contentType, CancellationToken cancellation = default)
    {
        if (BoundaryOf(contentType) is not { } boundary)
        {
            return new S3Refusal(S3Error.PreconditionFailed, "The body of a POST on a bucket must be multipart/form-data with a boundary.");
        }

        // The first boundary stands at the very beginning; a line end before it makes it like all others.
        var delimiter = Encoding.UTF8.GetBytes("\r\n--" + boundary);
        var buffer = new byte[MostFieldBytes];
        "\r\n"u8.CopyTo(buffer);
        var end = 2;
        var fields = new PostFields(delimiter);
        while (!fields.AreComplete)
        {
            if (end == buffer.Length)
            {
                return S3Error.MaxPostPreDataLengthExceededError;
            }

            var count = await body.ReadAsync(buffer.AsMemory(end), cancellation);
            end += count;
            if (fields.Read(buffer.AsSpan(0, end)) is { } refusal)
            {
                return refusal;
            }

            if (count == 0 && !fields.AreComplete)
            {
                return S3Error.MalformedPOSTRequest;
            }
        }

        if (!fields.Values.ContainsKey("key"))
        {
            return S3Error.UserKeyMustBeSpecified;
        }

        var file = new PostFile(body, delimiter, buffer.AsSpan(fields.Taken, end - fields.Taken));
        return new PostForm(fields.Values, NameOnly(fields.FileName), file);
    }

    private static string NameOnly(string fileName) => fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];

    private static string? BoundaryOf(string? contentType)
    {
        var parts = (contentType ?? "").Split(';', StringSplitOptions.TrimEntries);
        if (!parts[0].Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        const string name = "boundary=";
        var boundary = Array.Find(parts, part => part.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..].Trim('"');
        return boundary is { Length: > 0 and <= LongestBoundary } ? boundary : null;
    }

    /// <summary>The fields that were found so far in the beginning of a form.</summary>
    private sealed class PostFields(byte[] delimiter)
    {
        private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

        public IReadOnlyDictionary<string, string> Values => values;

        public string FileName { get; private set; } = "";

        /// <summary>How many bytes the parts before the file take, and once they are complete the head of the file.</summary>
        public int Taken { get; private set; }

        public bool AreComplete { get; private set; }

        /// <summary>Reads what is there of all bytes up to now; incomplete parts are left for the next time.</summary>
        public S3Refusal? Read(ReadOnlySpan<byte> all)
        {
            while (!AreComplete)
            {
                var rest = all[Taken..];
                if (rest.Length < delimiter.Length + 2)
                {
                    return null;
                }

                if (!rest.StartsWith(delimiter))
                {
                    return S3Error.MalformedPOSTRequest;
                }

                var part = rest[delimiter.Length..];
                if (part.StartsWith("--"u8))
                {
                    return new S3Refusal(S3Error.InvalidArgument, "The form must have a file.");
                }

                var headEnd = part.IndexOf("\r\n\r\n"u8);
                if (headEnd < 0)
                {
                    return null;
                }

                var name = Parameter(part[..headEnd], "name");
                var valueStart = delimiter.Length + headEnd + 4;
                if (name is null)
                {
                    return S3Error.MalformedPOSTRequest;
                }

                if (name.Equals(FileField, StringComparison.OrdinalIgnoreCase))
                {
                    FileName = Parameter(part[..headEnd], "filename") ?? "";
                    Taken += valueStart;
                    AreComplete = true;
                    return null;
                }

                var length = rest[valueStart..].IndexOf(delimiter);
                if (length < 0)
                {
                    return null;
                }

                if (!values.TryAdd(name, Encoding.UTF8.GetString(rest.Slice(valueStart, length))))
                {
                    return new S3Refusal(S3Error.InvalidArgument, "A field of the form may be given once.");
                }

                Taken += valueStart + length;
            }

            return null;
        }

        /// <summary>A parameter of the Content-Disposition in the head of a part; null when there is none.</summary>
        private static string? Parameter(ReadOnlySpan<byte> head, string name)
        {
            foreach (var line in Encoding.UTF8.GetString(head).Split("\r\n"))
            {
                if (!line.StartsWith("Content-Disposition:", StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                // Browsers write quotation marks within a value as %22, so that a value ends at the next one.
                var at = line.IndexOf($"; {name}=\"", StringComparison.OrdinalIgnoreCase);
                var start = at + name.Length + 4;
                var close = at < 0 ? -1 : line.IndexOf('"', start);
                return close < 0 ? null : line[start..close].Replace("%22", "\"", StringComparison.Ordinal);
            }

            return null;
        }
    }
}
